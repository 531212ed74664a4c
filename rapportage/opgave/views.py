"""The SiSa form of a year on screen: its figures, down to the bookings behind each, and what changed after closing."""

from typing import Any

from django.db.models import Sum
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lib.tabelbestand import Cel, Euro
from organisaties.audit import record
from organisaties.models import Gemeente
from organisaties.paginas import paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from organisaties.uitvoer import send_tabel
from rapportage.cijfers import fill_sisa
from rapportage.forms import JaarForm
from rapportage.handelingen import Handeling
from rapportage.jaren import find_jaren
from rapportage.opgave.blad import KOP, write_blad
from rapportage.opgave.nummers import beschikkingsnummers_van
from rapportage.rapport import SisaOpgave
from rapportage.sisa import GeenFormulier
from rapportage.sisa.lezen import find_tekst
from rapportage.sisa.verschillen import Verschil, compare_indicatoren, find_afsluiting, read_verschillen
from subsidies.grootboek.afsluiten.beletselen import Beletsel, find_waarschuwingen
from subsidies.models import Boeking, BoekingQuerySet, Geldbron, Kolommenstand

VERSCHILLEN = (
    *("datum", "aanbieder", "waarover", "SiSa-indicator", "geldbron", "geboekt in"),
    *("was", "wordt", "verschil", "reden"),
)


@require_GET
@requires(Recht.VERANTWOORDING_VIEW)
@limited(aantal=60, seconden=60)
def sisa(request: IngelogdVerzoek) -> HttpResponse:
    form, jaar = read_jaar(request)
    gemeente = request.user.gemeente
    afsluiting = find_afsluiting(gemeente, jaar)
    context: dict[str, Any] = {
        "form": form.as_filter(),
        "jaar": jaar,
        "tekst": find_tekst(gemeente, jaar),
        "beschikkingsnummers": beschikkingsnummers_van(gemeente, jaar),
        "afsluiting": afsluiting,
        "waarschuwingen": _waarschuwingen(gemeente, jaar) if afsluiting is None else [],
        "mag_maken": request.user.has_recht(Recht.VERANTWOORDING_MAKE),
        "mag_controleren": request.user.has_recht(Recht.CONTROLEDOSSIER_VIEW),
    }
    try:
        context["opgave"] = fill_sisa(gemeente, jaar)
    except GeenFormulier as fout:
        context["geen_formulier"] = str(fout)
    return render(request, "rapportage/sisa.html", context)


def _waarschuwingen(gemeente: Gemeente, jaar: int) -> list[Beletsel]:
    """Of a year that is over: in the running one a tijdvak can still be declared."""
    return find_waarschuwingen(gemeente, jaar) if jaar < timezone.localdate().year else []


@require_GET
@requires(Recht.VERANTWOORDING_VIEW)
@limited(aantal=60, seconden=60)
def sisa_boekingen(request: IngelogdVerzoek) -> HttpResponse:
    """The bookings that add up to one figure, each with the way to its decision, calculation and days of children."""
    _, jaar = read_jaar(request)
    indicator = request.GET.get("indicator", "")
    boekingen = find_boekingen(request, jaar, indicator)
    pagina = paginate(
        request, boekingen.select_related("houder", "beschikking__dossier", "regeling", "factuur")
    )
    context = {
        "jaar": jaar,
        "indicator": indicator,
        "pagina": pagina,
        "totaal": boekingen.aggregate(som=Sum("bedrag_centen", default=0))["som"],
        "kolommen": _kolommen(request, pagina.object_list),
        "mag_berekening_zien": request.user.has_recht(Recht.BEREKENING_VIEW),
        "mag_besluit_zien": request.user.has_recht(Recht.SUBSIDIEJAAR_VIEW),
        "mag_ophalen": request.user.has_recht(Recht.CONTROLEDOSSIER_WHOLE_VIEW),
    }
    return render(request, "rapportage/sisa_boekingen.html", context)


def find_boekingen(request: IngelogdVerzoek, jaar: int, indicator: str) -> BoekingQuerySet:
    """What was booked of the grant on an indicator in a year."""
    eigen: BoekingQuerySet = Boeking.objects.for_gebruiker(request.user).in_jaar(jaar)
    return eigen.filter(bron=Geldbron.GOAB, indicator=indicator)


def _kolommen(request: IngelogdVerzoek, boekingen: Any) -> dict[int, int]:
    """Booking -> the line of the five columns that opens down to child and day, for who may see it."""
    if not request.user.has_recht(Recht.KOLOMMEN_VIEW):
        return {}
    eigen = Kolommenstand.objects.for_gebruiker(request.user).filter(
        organisatie__in={boeking.houder_id for boeking in boekingen}
    )
    standen = {(s.organisatie_id, s.regelingnaam, s.jaar): s.pk for s in eigen}
    gevonden = {
        boeking.pk: standen.get(
            (
                boeking.houder_id,
                boeking.regeling.naam if boeking.regeling else "",
                boeking.betreft_jaar or boeking.jaar,
            )
        )
        for boeking in boekingen
    }
    return {boeking: stand for boeking, stand in gevonden.items() if stand}


@require_GET
@requires(Recht.VERANTWOORDING_VIEW)
@limited(aantal=20, seconden=60)
def sisa_export(request: IngelogdVerzoek, bestandsvorm: str) -> HttpResponseBase:
    """The form in its own order; empty but for its heading where no form is known."""
    _, jaar = read_jaar(request)
    gemeente = request.user.gemeente
    tekst = find_tekst(gemeente, jaar)
    opgave = _fill(gemeente, jaar)
    rijen = (
        list(write_blad(opgave, beschikkingsnummers_van(gemeente, jaar), tekst.opmerkingen if tekst else ""))
        if opgave
        else []
    )
    _record(request, "opgave", bestandsvorm, jaar)
    return send_tabel(request, f"sisa-d8-{jaar}", bestandsvorm, KOP, lambda: rijen)


def _fill(gemeente: Gemeente, jaar: int) -> SisaOpgave | None:
    try:
        return fill_sisa(gemeente, jaar)
    except GeenFormulier:
        return None


@require_GET
@requires(Recht.VERANTWOORDING_VIEW)
@limited(aantal=60, seconden=60)
def sisa_verschillen(request: IngelogdVerzoek) -> HttpResponse:
    form, jaar = read_jaar(request)
    gemeente = request.user.gemeente
    afsluiting = find_afsluiting(gemeente, jaar)
    verschillen = read_verschillen(gemeente, jaar)
    context = {
        "form": form.as_filter(),
        "jaar": jaar,
        "afsluiting": afsluiting,
        "standen": compare_indicatoren(afsluiting, verschillen) if afsluiting else [],
        "pagina": paginate(request, verschillen),
        "mag_berekening_zien": request.user.has_recht(Recht.BEREKENING_VIEW),
    }
    return render(request, "rapportage/sisa_verschillen.html", context)


@require_GET
@requires(Recht.VERANTWOORDING_VIEW)
@limited(aantal=20, seconden=60)
def sisa_verschillen_export(request: IngelogdVerzoek, bestandsvorm: str) -> HttpResponseBase:
    _, jaar = read_jaar(request)
    rijen = [_verschil(verschil) for verschil in read_verschillen(request.user.gemeente, jaar)]
    _record(request, "verschillen", bestandsvorm, jaar)
    return send_tabel(request, f"sisa-verschillen-{jaar}", bestandsvorm, VERSCHILLEN, lambda: rijen)


def _verschil(verschil: Verschil) -> tuple[Cel, ...]:
    return (
        verschil.datum,
        verschil.houder,
        verschil.wat,
        verschil.indicator,
        verschil.bronnaam,
        verschil.geboekt_in or "nog niet geboekt",
        Euro(verschil.was),
        Euro(verschil.wordt),
        Euro(verschil.bedrag),
        verschil.reden,
    )


def read_jaar(request: IngelogdVerzoek) -> tuple[JaarForm, int]:
    """The year that the address asks for, out of those with figures; else the newest."""
    jaren = find_jaren(request.user.gemeente, timezone.localdate())
    form = JaarForm(request.GET if "jaar" in request.GET else {"jaar": jaren[0]}, jaren=jaren)
    return form, form.cleaned_data["jaar"] if form.is_valid() else jaren[0]


def _record(request: IngelogdVerzoek, lijst: str, bestandsvorm: str, jaar: int) -> None:
    record(
        handeling=Handeling.SISA_EXPORT,
        door=request.user,
        object=request.user.gemeente,
        lijst=lijst,
        vorm=bestandsvorm,
        jaar=jaar,
    )
