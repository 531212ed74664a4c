"""The monitor of a quarter: the reach by two definitions, divided, compared, as files, and down to the children."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from indicaties.models import Buurt, Kind, werkwijze_of
from organisaties.audit import record
from organisaties.inzien import list_details, render_recorded
from organisaties.paginas import paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from organisaties.uitvoer import send_tabel
from rapportage.handelingen import Handeling
from rapportage.monitor import definities
from rapportage.monitor.blad import Blad
from rapportage.monitor.bladen import (
    UITSPLITSINGEN,
    Peil,
    buurten_van,
    list_bereik,
    list_deelname,
    list_tijd,
    list_uitsplitsing,
    read_peil,
)
from rapportage.monitor.buurt import list_buurt
from rapportage.monitor.groepen import list_groepen
from rapportage.monitor.kinderen import read_keuze
from rapportage.monitor.kwartalen import choose, find_kwartalen
from rapportage.monitor.spreiding import list_segregatie, list_spreiding
from rapportage.monitor.tegenover import list_scholen
from rapportage.monitor.tekenen import draw_rijen

OVERZICHT = ("bereik", "deelname", "tijd")
# A year ago: the comparison that nobody has to ask for.
JAAR_TERUG = 4


@require_GET
@requires(Recht.MONITOR_VIEW)
@limited(aantal=60, seconden=60)
def monitor_kwartaal(request: IngelogdVerzoek) -> HttpResponse:
    peilen, context = _read(request)
    bladen = [make_blad(code, request, peilen) for code in OVERZICHT]
    return render(request, "rapportage/monitor/kwartaal.html", context | {"bladen": bladen})


@require_GET
@requires(Recht.MONITOR_VIEW)
@limited(aantal=60, seconden=60)
def monitor_uitsplitsing(request: IngelogdVerzoek, naar: str) -> HttpResponse:
    peilen, context = _read(request)
    blad = make_blad(naar, request, peilen)
    extra = {"blad": blad, "naar": naar, "grafiek": draw_rijen(blad)}
    return render(request, "rapportage/monitor/uitsplitsing.html", context | extra)


@require_GET
@requires(Recht.MONITOR_VIEW)
@limited(aantal=60, seconden=60)
def monitor_buurt(request: IngelogdVerzoek, buurt_id: int) -> HttpResponse:
    """Of one neighbourhood how many are not reached, and why; 0 is that of children without a known one."""
    gemeente = request.user.gemeente
    buurt = get_object_or_404(Buurt, gemeente=gemeente, pk=buurt_id) if buurt_id else None
    peilen, context = _read(request)
    alle = [sleutel for sleutel, _ in buurten_van(gemeente)]
    naam = buurt.naam if buurt else "Buurt onbekend"
    blad = list_buurt(buurt.pk if buurt else None, naam, alle, peilen)
    extra = {"blad": blad, "naam": naam, "buurt_id": buurt_id}
    return render(request, "rapportage/monitor/buurt.html", context | extra)


@require_GET
@requires(Recht.MONITOR_VIEW)
@limited(aantal=60, seconden=60)
def monitor_spreiding(request: IngelogdVerzoek) -> HttpResponse:
    peilen, context = _read(request)
    bladen = [make_blad(code, request, peilen) for code in ("spreiding", "segregatie", "groepen", "scholen")]
    return render(request, "rapportage/monitor/spreiding.html", context | {"bladen": bladen, "met": None})


@require_GET
@requires(Recht.MONITOR_VIEW)
@limited(aantal=20, seconden=60)
def monitor_blad(request: IngelogdVerzoek, tabel: str, bestandsvorm: str) -> HttpResponseBase:
    """A table as a file, with the same cells as on the page of who asks."""
    peilen, _ = _read(request)
    blad = make_blad(tabel, request, peilen)
    naam = f"monitor-{peilen[0].code}-{tabel}"
    antwoord = send_tabel(request, naam, bestandsvorm, blad.kop, lambda: list(blad.rijen()))
    record(
        handeling=Handeling.MONITOR_EXPORT,
        door=request.user,
        object=request.user.gemeente,
        kwartaal=peilen[0].code,
        tabel=tabel,
        vorm=bestandsvorm,
        volledig=peilen[0].tabellen.volledig,
    )
    return antwoord


@require_GET
@requires(Recht.MONITOR_KINDEREN_VIEW)
@limited(aantal=60, seconden=60)
def monitor_kinderen(request: IngelogdVerzoek) -> HttpResponse:
    """The children behind a number."""
    gemeente = request.user.gemeente
    kwartaal = choose(find_kwartalen(gemeente, timezone.localdate()), request.GET.get("kwartaal"), 0)
    keuze = read_keuze(request.GET, gemeente)
    kinderen = Kind.objects.for_gebruiker(request.user).filter(pk__in=keuze.find(gemeente, kwartaal))
    pagina = paginate(request, kinderen)
    context = {"pagina": pagina, "keuze": keuze, "kwartaal": kwartaal}
    if not pagina.object_list:
        return render(request, "rapportage/monitor/kinderen.html", context)
    return render_recorded(
        request,
        "rapportage/monitor/kinderen.html",
        context,
        handeling=Handeling.MONITOR_KINDEREN,
        object=gemeente,
        **list_details(request, (kind.pseudoniem for kind in pagina)),
    )


def make_blad(code: str, request: IngelogdVerzoek, peilen: list[Peil]) -> Blad:
    gemeente = request.user.gemeente
    if code in UITSPLITSINGEN:
        return list_uitsplitsing(code, gemeente, peilen)
    if code == "deelname":
        return list_deelname(peilen, werkwijze_of(gemeente).stil_na_weken)
    if code == "tijd":
        return list_tijd(peilen, gemeente)
    if code == "spreiding":
        return list_spreiding(gemeente, peilen[0])
    if code == "segregatie":
        return list_segregatie(gemeente, peilen[0])
    if code == "groepen":
        return list_groepen(gemeente, peilen[0])
    if code == "scholen":
        return list_scholen(gemeente, peilen[0])
    return list_bereik(peilen)


def _read(request: IngelogdVerzoek) -> tuple[list[Peil], dict[str, Any]]:
    """The quarter that was asked for (else the running one), and the one to compare it with (else that of a year ago)."""
    gemeente, kwartalen = request.user.gemeente, find_kwartalen(request.user.gemeente, timezone.localdate())
    kwartaal = choose(kwartalen, request.GET.get("kwartaal"), 0)
    met = choose(kwartalen, request.GET.get("met"), kwartalen.index(kwartaal) + JAAR_TERUG)
    volledig = request.user.has_recht(Recht.CIJFER_PER_KIND_VIEW)
    gekozen = [kwartaal] if met == kwartaal else [kwartaal, met]
    peilen = [read_peil(gemeente, k, volledig=volledig) for k in gekozen]
    return peilen, {
        "kwartaal": kwartaal,
        "met": met,
        "kwartalen": kwartalen,
        "uitsplitsingen": UITSPLITSINGEN.values(),
        "mag_kinderen": request.user.has_recht(Recht.MONITOR_KINDEREN_VIEW),
        "verborgen": definities.VERBORGEN,
        "vraag": f"?kwartaal={kwartaal.code}&met={met.code}",
    }
