"""Amounts per location of a year: computed, explained per location, approved or rejected by a second person."""

from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.formulieren import RedenForm
from organisaties.models import Gebruiker, Locatie
from organisaties.paginas import as_file, attempt, jaar_uit, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from subsidies.locatiegeld.actions import (
    approve_locatiegeld,
    calculate_jaar,
    regelingen_per_locatie,
    reject_locatiegeld,
    why_not_decide,
)
from subsidies.locatiegeld.handelingen import Handeling
from subsidies.locatiegeld.verklaring import count_verklaringen, render_verklaring
from subsidies.models import Locatieberekening, Locatieherziening

HULP_REDEN = "De subsidiemedewerker leest deze reden en kan het jaar opnieuw laten berekenen."


@requires(Recht.BEREKENING_VIEW)
def locatiegeld_list(request: IngelogdVerzoek) -> HttpResponse:
    eigen = Locatieberekening.objects.for_gebruiker(request.user)
    jaar, jaren = _choose_jaar(request, eigen)
    van_jaar = eigen.in_jaar(jaar)
    herzieningen = Locatieherziening.objects.for_gebruiker(request.user).select_related(
        "locatieberekening__houder", "locatieberekening__regeling"
    )
    return render(
        request,
        "subsidies/locatiegeld_list.html",
        {
            "jaar": jaar,
            "jaren": jaren,
            "pagina": paginate(request, van_jaar.select_related("houder", "regeling")),
            "goedgekeurd": _sum(van_jaar.in_force()),
            "wacht": _sum(van_jaar.waiting()),
            "herzieningen": herzieningen.filter(locatieberekening__jaar=jaar),
            "regelingen": regelingen_per_locatie(request.user.gemeente, jaar),
            "mag_berekenen": request.user.has_recht(Recht.BEREKENING_MAKE),
        },
    )


@require_POST
@requires(Recht.BEREKENING_MAKE)
@limited(aantal=10, seconden=60)
@once
def locatiegeld_calculate(request: IngelogdVerzoek, jaar: int) -> HttpResponse:
    attempt(
        request,
        calculate_jaar,
        _tell_made,
        gemeente=request.user.gemeente,
        jaar=jaar,
        door=request.user,
        op=timezone.now(),
    )
    return redirect(f"{reverse('subsidies:locatiegeld_list')}?jaar={jaar}")


def _tell_made(gemaakt: list[Locatieberekening]) -> str:
    wacht = sum(berekening.is_waiting for berekening in gemaakt)
    if not wacht:
        return (
            "Er is niets veranderd: alle bedragen per locatie zijn al goedgekeurd, of er is niets te betalen."
        )
    wachten = "1 berekening wacht" if wacht == 1 else f"{wacht} berekeningen wachten"
    return f"De bedragen per locatie zijn berekend: {wachten} op goedkeuring."


@requires(Recht.BEREKENING_VIEW)
def locatiegeld_detail(request: IngelogdVerzoek, locatieberekening_id: int) -> HttpResponse:
    return _render(request, _get(request, locatieberekening_id), RedenForm(hulp=HULP_REDEN))


@require_POST
@requires(Recht.BEREKENING_APPROVE)
@once
def locatiegeld_approve(request: IngelogdVerzoek, locatieberekening_id: int) -> HttpResponse:
    attempt(
        request,
        approve_locatiegeld,
        "De bedragen per locatie zijn goedgekeurd en geboekt in het grootboek.",
        berekening=_get(request, locatieberekening_id),
        door=request.user,
        op=timezone.now(),
    )
    return redirect("subsidies:locatiegeld_detail", locatieberekening_id)


@require_POST
@requires(Recht.BEREKENING_APPROVE)
def locatiegeld_reject(request: IngelogdVerzoek, locatieberekening_id: int) -> HttpResponse:
    berekening = _get(request, locatieberekening_id)
    form = RedenForm(request.POST, hulp=HULP_REDEN)
    if not form.is_valid():
        return _render(request, berekening, form, status=422)
    attempt(
        request,
        reject_locatiegeld,
        "De berekening is afgewezen. Zij kan nu opnieuw worden gemaakt.",
        berekening=berekening,
        reden=form.cleaned_data["reden"],
        door=request.user,
        op=timezone.now(),
    )
    return redirect("subsidies:locatiegeld_detail", locatieberekening_id)


@requires(Recht.BEREKENING_VIEW)
@limited(aantal=60, seconden=60)
def doelgroepkinderen(request: IngelogdVerzoek) -> HttpResponse:
    """Per location how many children VE asks an adviser for; each a statement to sign."""
    jaar, jaren = _choose_jaar(request, Locatieberekening.objects.for_gebruiker(request.user))
    pagina = paginate(request, _locaties(request.user))
    return render(
        request,
        "subsidies/doelgroepkinderen.html",
        {
            "jaar": jaar,
            "jaren": jaren,
            "pagina": pagina,
            "verklaringen": count_verklaringen(list(pagina.object_list), jaar),
        },
    )


@requires(Recht.BEREKENING_VIEW)
@limited(aantal=30, seconden=60)
def doelgroepverklaring(request: IngelogdVerzoek, jaar: int, locatie_id: int) -> HttpResponse:
    locatie = get_object_or_404(_locaties(request.user), pk=locatie_id)
    verklaringen = count_verklaringen([locatie], jaar)
    if not verklaringen:
        raise Http404(f"{locatie} was in {jaar} niet open bij deze houder.")
    inhoud = render_verklaring(verklaringen[0], timezone.now())
    record(
        handeling=Handeling.DOELGROEPVERKLARING_DOWNLOAD,
        door=request.user,
        object=locatie,
        jaar=jaar,
        aantal=verklaringen[0].kinderen,
    )
    return as_file(inhoud, f"doelgroepkinderen-{locatie.lrk_nummer}-{jaar}.pdf")


def _locaties(gebruiker: Gebruiker) -> QuerySet[Locatie]:
    return (
        Locatie.objects.for_gebruiker(gebruiker).select_related("houder", "gemeente").order_by("naam", "pk")
    )


def _choose_jaar(
    request: IngelogdVerzoek, berekeningen: QuerySet[Locatieberekening]
) -> tuple[int, list[int]]:
    """The year that the address asks for, else this one; and the years to choose from, the newest first."""
    dag: date = timezone.localdate()
    jaar = jaar_uit(request.GET, dag.year)
    bekend = set(berekeningen.order_by().values_list("jaar", flat=True).distinct())
    return jaar, sorted(bekend | {jaar, dag.year, dag.year - 1}, reverse=True)


def _get(request: IngelogdVerzoek, pk: int) -> Locatieberekening:
    eigen = Locatieberekening.objects.for_gebruiker(request.user).select_related(
        "houder", "gemeente", "regeling", "berekend_door", "besloten_door"
    )
    return get_object_or_404(eigen, pk=pk)


def _render(
    request: IngelogdVerzoek, berekening: Locatieberekening, form: RedenForm, status: int = 200
) -> HttpResponse:
    mag_beslissen = request.user.has_recht(Recht.BEREKENING_APPROVE) and berekening.is_waiting
    herzieningen = Locatieherziening.objects.for_gebruiker(request.user)
    context: dict[str, Any] = {
        "berekening": berekening,
        "regels": berekening.regels.select_related("locatie"),
        "boekingen": berekening.boekingen.select_related("houder")
        if request.user.has_recht(Recht.BOEKING_VIEW)
        else (),
        "herziening": herzieningen.filter(locatieberekening=berekening).first(),
        "vervangen_door": Locatieberekening.objects.for_gebruiker(request.user)
        .filter(vervangt=berekening)
        .first(),
        "mag_beslissen": mag_beslissen,
        "bezwaar": why_not_decide(berekening, request.user) if mag_beslissen else "",
        "mag_berekenen": request.user.has_recht(Recht.BEREKENING_MAKE),
        "form": form,
    }
    return render(request, "subsidies/locatiegeld_detail.html", context, status=status)


def _sum(berekeningen: QuerySet[Locatieberekening]) -> int:
    som: int | None = berekeningen.order_by().aggregate(som=Sum("totaal_centen"))["som"]
    return som or 0
