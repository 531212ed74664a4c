"""Closing a year on screen: what stands in the way, the figures, and the buttons of the two who close it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisaties.eenmaal import once
from organisaties.formulieren import RedenForm
from organisaties.paginas import attempt
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires
from subsidies.grootboek.afsluiten import actions
from subsidies.grootboek.afsluiten.beletselen import find_beletselen, find_waarschuwingen
from subsidies.grootboek.cijfers import balans, bestedingen
from subsidies.models import Boeking, Jaarafsluiting

_HEROPENEN = {"label": "Waarom moet het jaar weer open?", "hulp": "De budgethouder leest dit en beslist."}


@requires(Recht.BOEKING_VIEW)
def afsluiting_list(request: IngelogdVerzoek) -> HttpResponse:
    """Every year with bookings, and whether it is closed."""
    eigen = Boeking.objects.for_gebruiker(request.user)
    jaren = sorted(eigen.order_by().values_list("jaar", flat=True).distinct(), reverse=True)
    lopend = {a.jaar: a for a in Jaarafsluiting.objects.for_gebruiker(request.user).current()}
    context = {"jaren": [(jaar, lopend.get(jaar)) for jaar in jaren]}
    return render(request, "subsidies/afsluiting_list.html", context)


@requires(Recht.BOEKING_VIEW)
def afsluiting_detail(request: IngelogdVerzoek, jaar: int) -> HttpResponse:
    return _show(request, jaar, RedenForm(**_HEROPENEN))


@require_POST
@requires(Recht.JAAR_PROPOSE)
@once
def jaar_propose(request: IngelogdVerzoek, jaar: int) -> HttpResponse:
    zin = "Voorgesteld. De budgethouder sluit het jaar af."
    attempt(request, actions.propose_afsluiting, zin, jaar=jaar, door=request.user, op=timezone.now())
    return redirect("subsidies:afsluiting_detail", jaar)


@require_POST
@requires(Recht.JAAR_PROPOSE)
@once
def jaar_withdraw(request: IngelogdVerzoek, jaar: int) -> HttpResponse:
    return _decide(
        request,
        jaar,
        actions.withdraw_afsluiting,
        "Ingetrokken.",
        door=request.user,
    )


@require_POST
@requires(Recht.JAAR_CLOSE)
@once
def jaar_close(request: IngelogdVerzoek, jaar: int) -> HttpResponse:
    return _decide(
        request,
        jaar,
        actions.close_jaar,
        f"{jaar} is afgesloten. De cijfers liggen vast.",
        door=request.user,
        op=timezone.now(),
    )


@require_POST
@requires(Recht.JAAR_PROPOSE)
@once
def jaar_ask_reopen(request: IngelogdVerzoek, jaar: int) -> HttpResponse:
    form = RedenForm(request.POST, **_HEROPENEN)
    if not form.is_valid():
        return _show(request, jaar, form, status=422)
    return _decide(
        request,
        jaar,
        actions.ask_heropening,
        "Gevraagd. Het jaar blijft dicht tot de budgethouder akkoord gaat.",
        reden=form.cleaned_data["reden"],
        door=request.user,
        op=timezone.now(),
    )


@require_POST
@requires(Recht.JAAR_CLOSE)
@once
def jaar_reopen(request: IngelogdVerzoek, jaar: int) -> HttpResponse:
    return _decide(
        request,
        jaar,
        actions.reopen_jaar,
        f"{jaar} is heropend. Sluit het jaar opnieuw af als het klopt.",
        door=request.user,
        op=timezone.now(),
    )


def _decide(
    request: IngelogdVerzoek, jaar: int, actie: Callable[..., Any], gelukt: str, **gegevens: Any
) -> HttpResponse:
    """About what is proposed or closed now; somebody else may just have taken that back."""
    lopend = Jaarafsluiting.objects.for_gebruiker(request.user).current().filter(jaar=jaar).first()
    if lopend is None:
        messages.error(request, f"Er ligt nu geen voorstel over {jaar}, en het jaar is niet afgesloten.")
    else:
        attempt(request, actie, gelukt, afsluiting=lopend, **gegevens)
    return redirect("subsidies:afsluiting_detail", jaar)


def _show(request: IngelogdVerzoek, jaar: int, form: RedenForm, status: int = 200) -> HttpResponse:
    gemeente = request.user.gemeente
    alle = Jaarafsluiting.objects.for_gebruiker(request.user).filter(jaar=jaar)
    personen = ("voorgesteld_door", "gesloten_door", "heropening_gevraagd_door", "heropend_door")
    geschiedenis = list(alle.select_related(*personen))
    if not geschiedenis and not Boeking.objects.filter(gemeente=gemeente, jaar=jaar).exists():
        raise Http404
    lopend = next((a for a in geschiedenis if a.is_closed or a.is_proposed), None)
    correcties = Boeking.objects.for_gebruiker(request.user).filter(betreft_jaar=jaar)
    telt = not (lopend and lopend.is_closed) and jaar < timezone.localdate().year
    context = {
        "jaar": jaar,
        "afsluiting": lopend,
        "geschiedenis": geschiedenis,
        "beletselen": [] if lopend and lopend.is_closed else find_beletselen(gemeente, jaar),
        "waarschuwingen": find_waarschuwingen(gemeente, jaar) if telt else [],
        "balans": balans(gemeente, jaar),
        "bestedingen": bestedingen(gemeente, jaar),
        "correcties": correcties.order_by("pk")[:50],
        "form": form,
        "mag_voorstellen": request.user.has_recht(Recht.JAAR_PROPOSE),
        "mag_sluiten": request.user.has_recht(Recht.JAAR_CLOSE),
    }
    return render(request, "subsidies/afsluiting_detail.html", context, status=status)
