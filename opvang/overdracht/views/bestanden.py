"""What is taken away: the package on paper, the letter with the code, an attachment."""

from datetime import datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from opvang.models import Overdracht, Overdrachtbijlage
from opvang.overdracht.actions.verzenden import fetch_for_bso, renew_code, send_with_code
from opvang.overdracht.document import make_pdf
from opvang.overdracht.forms import CodeForm
from opvang.overdracht.handelingen import Handeling
from opvang.overdracht.inhoud import make_snapshot
from organisaties.audit import record
from organisaties.inzien import render_recorded
from organisaties.paginas import as_file, show_refusal
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires


@requires(Recht.OVERDRACHT_MAKE)
@limited(aantal=30, seconden=60)
def overdracht_pdf(request: IngelogdVerzoek, overdracht_id: int) -> HttpResponse:
    """For the parents to read: what will go, or what went."""
    overdracht = _of_provider(request, overdracht_id)
    inhoud = overdracht.inhoud
    beeld = inhoud.verzonden or make_snapshot(overdracht, inhoud, timezone.localdate())
    return _pdf(request, overdracht, beeld)


@requires(Recht.OVERDRACHT_MAKE)
@limited(aantal=20, seconden=60)
@require_POST
def overdracht_bso(request: IngelogdVerzoek, overdracht_id: int) -> HttpResponse:
    overdracht = _of_provider(request, overdracht_id)
    try:
        beeld = fetch_for_bso(overdracht=overdracht, door=request.user, op=timezone.localdate())
    except ValidationError as fout:
        show_refusal(request, fout)
        return redirect("opvang:overdracht_detail", overdracht.pk)
    return as_file(_bytes(overdracht, beeld), f"overdracht-bso-{overdracht.pseudoniem}.pdf")


@requires(Recht.OVERDRACHT_MAKE)
@limited(aantal=20, seconden=60)
def overdracht_code(request: IngelogdVerzoek, overdracht_id: int) -> HttpResponse:
    """The letter with the code: the first time it sends the package, later it makes a new code."""
    overdracht = _of_provider(request, overdracht_id)
    dag = timezone.localdate()
    form = CodeForm(request.POST or None, dag=dag)
    if form.is_valid():
        actie = renew_code if overdracht.status == Overdracht.Status.WAITING else send_with_code
        tot_en_met = form.cleaned_data["tot_en_met"]
        try:
            code = actie(overdracht=overdracht, tot_en_met=tot_en_met, door=request.user, op=dag)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            overdracht = _of_provider(request, overdracht_id)
            brief = _bytes(overdracht, overdracht.inhoud.verzonden, code=code, code_tot_en_met=tot_en_met)
            return as_file(brief, f"overdracht-met-code-{overdracht.pseudoniem}.pdf")
    return render_recorded(
        request,
        "opvang/overdracht_code.html",
        {"overdracht": overdracht, "form": form},
        handeling=Handeling.OVERDRACHT_VIEW,
        object=overdracht,
        kind=overdracht.pseudoniem,
        formulier="code maken",
    )


@requires(Recht.OVERDRACHT_READ)
@limited(aantal=30, seconden=60)
def ontvangen_pdf(request: IngelogdVerzoek, overdracht_id: int) -> HttpResponse:
    eigen = Overdracht.objects.for_gebruiker(request.user).open_for_school()
    overdracht = get_object_or_404(eigen.select_related("inhoud", "gemeente"), pk=overdracht_id)
    return _pdf(request, overdracht, overdracht.inhoud.verzonden)


@requires(Recht.OVERDRACHT_MAKE)
@limited(aantal=60, seconden=60)
def bijlage_show(request: IngelogdVerzoek, bijlage_id: int) -> HttpResponse:
    eigen = Overdracht.objects.for_gebruiker(request.user)
    return _bijlage(request, get_object_or_404(_bijlagen(eigen), pk=bijlage_id))


@requires(Recht.OVERDRACHT_READ)
@limited(aantal=60, seconden=60)
def ontvangen_bijlage(request: IngelogdVerzoek, bijlage_id: int) -> HttpResponse:
    """Only what the parents allowed stands in what was sent."""
    eigen = Overdracht.objects.for_gebruiker(request.user).open_for_school()
    bijlage = get_object_or_404(_bijlagen(eigen), pk=bijlage_id)
    if bijlage.afdruk not in bijlage.overdracht.inhoud.verzonden_bijlagen:
        raise Http404
    return _bijlage(request, bijlage)


def _bijlagen(overdrachten: Any) -> Any:
    return Overdrachtbijlage.objects.filter(overdracht__in=overdrachten).select_related("overdracht__inhoud")


def _bijlage(request: IngelogdVerzoek, bijlage: Overdrachtbijlage) -> HttpResponse:
    overdracht = bijlage.overdracht
    antwoord = as_file(bytes(bijlage.inhoud), f"bijlage-{bijlage.pk}.{bijlage.soort}")
    _record(request, overdracht, bijlage=bijlage.afdruk)
    return antwoord


def _pdf(request: IngelogdVerzoek, overdracht: Overdracht, beeld: Any) -> HttpResponse:
    antwoord = as_file(_bytes(overdracht, beeld), f"overdracht-{overdracht.pseudoniem}.pdf")
    _record(request, overdracht)
    return antwoord


def _bytes(overdracht: Overdracht, beeld: Any, **code: Any) -> bytes:
    """The moment inside is the day of the content: the same package gives the same bytes."""
    moment = datetime.combine(
        datetime.fromisoformat(beeld["opgemaakt"]), time(12), tzinfo=timezone.get_current_timezone()
    )
    toestemming = None
    if overdracht.is_volledig and overdracht.toestemming_op is not None:
        toestemming = {
            "op": overdracht.toestemming_op,
            "delen": overdracht.delen,
            "ontvangers": overdracht.ontvangers,
        }
    return make_pdf(beeld, gemeente=overdracht.gemeente.naam, moment=moment, toestemming=toestemming, **code)


def _record(request: IngelogdVerzoek, overdracht: Overdracht, **details: Any) -> None:
    record(
        handeling=Handeling.OVERDRACHT_EXPORT,
        door=request.user,
        object=overdracht,
        kind=overdracht.pseudoniem,
        **details,
    )


def _of_provider(request: IngelogdVerzoek, overdracht_id: int) -> Overdracht:
    """One that still has its content."""
    eigen = Overdracht.objects.for_gebruiker(request.user).filter(gewist_op=None)
    verwant = ("kind", "locatie", "houder", "gemeente", "inhoud")
    return get_object_or_404(eigen.select_related(*verwant), pk=overdracht_id)
