"""What the processes of a run do: `python -m bench.schaal.stappen NAME {"argument": …}`; the answer is the last line."""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Any


def make(gemeenten: dict[str, int], kwartalen: dict[str, str]) -> float:
    """Municipalities with their children and hours; seconds."""
    from bench.herziening import analyze
    from bench.schaal.land import Status, make_land

    begin = time.perf_counter()
    staten = {int(nummer): Status(status) for nummer, status in kwartalen.items()}
    make_land(gemeenten, staten, _today())
    analyze()
    return time.perf_counter() - begin


def round_along(soort: str, kwartaal: int, gemeenten: list[str]) -> dict[str, Any]:
    """A round along these municipalities by the workers that run: seconds from asking until the last has ended."""
    from django.utils import timezone

    from bench.schaal.land import Kalender
    from organisaties.landelijk.rondes import find_gemeenten, start_nacht, start_ronde
    from organisaties.landelijk.soorten import Keuzesoort, find_werk
    from organisaties.models import Ronde

    werk = find_werk(soort)
    if werk is None:
        raise SystemExit(f"no work called {soort}")
    _settle()
    begin = time.perf_counter()
    if werk.alleen_nacht:
        ronde = start_nacht(soort, timezone.now(), timezone.localdate())
    else:
        over_tijdvak = werk.keuzesoort is Keuzesoort.TIJDVAK
        keuze = Kalender.of(_today()).tijdvak(kwartaal).code if over_tijdvak else ""
        ronde, _ = start_ronde(werk=werk, keuze=keuze, gemeenten=find_gemeenten(gemeenten), op=timezone.now())
    if ronde is None:
        raise SystemExit(f"{soort} was done tonight")
    while Ronde.objects.filter(pk=ronde.pk, klaar_op=None).exists():
        time.sleep(0.05)
    seconden = time.perf_counter() - begin
    mis = [f"{deel.gemeente.code}: {deel.zin}" for deel in ronde.delen.filter(status="mislukt")[:3]]
    return {"seconden": seconden, "regels": _count_regels(kwartaal, gemeenten), "mis": mis}


def _settle(seconden: float = 120) -> None:
    """What was asked by what was measured before, is done first."""
    from organisaties.opdracht import Opdracht

    einde = time.monotonic() + seconden
    while Opdracht.objects.waiting().exists() and time.monotonic() < einde:
        time.sleep(0.1)


def _count_regels(kwartaal: int, gemeenten: list[str]) -> int:
    from bench.schaal.land import Kalender
    from opvang.models import Declaratieregel

    jaar = Kalender.of(_today()).jaar
    regels = Declaratieregel.objects.filter(declaratie__jaar=jaar, declaratie__nummer=kwartaal)
    return regels.filter(declaratie__gemeente__code__in=gemeenten).count()


def approve(kwartaal: int, gemeenten: list[str]) -> dict[str, float]:
    """All calculations of a quarter approved by the budgethouder of their municipality, one after the other."""
    from django.utils import timezone

    from bench.schaal.land import Kalender
    from organisaties.models import Gebruiker, Gemeente
    from organisaties.rijbeveiliging import Rijbereik, rijbereik
    from subsidies.berekeningen.actions import approve_berekening
    from subsidies.models import Berekening

    tijdvak, aantal, begin = Kalender.of(_today()).tijdvak(kwartaal), 0, time.perf_counter()
    for gemeente in Gemeente.objects.filter(code__in=gemeenten):
        door = Gebruiker.objects.get(email=f"budgethouder@{gemeente.code}.meting")
        door.activate(timezone.localdate())
        with rijbereik(Rijbereik(gemeente.pk)):
            wacht = Berekening.objects.waiting().in_tijdvak(tijdvak).filter(declaratie__gemeente=gemeente)
            for berekening in wacht.select_related("declaratie__gemeente", "declaratie__houder"):
                approve_berekening(berekening=berekening, door=door, op=timezone.now())
                aantal += 1
    return {"seconden": time.perf_counter() - begin, "aantal": aantal}


def per_regel(gemeente: str, kwartaal: int, rondes: int) -> dict[str, Any]:
    from bench.schaal.delen import measure_delen

    return measure_delen(gemeente, kwartaal, rondes)


def acts(gemeenten: list[str], rondes: int) -> dict[str, Any]:
    from bench.schaal.handelingen import measure_handelingen

    return {code: measure_handelingen(code, rondes) for code in gemeenten}


def fill_log(gemeente: str, regels: int) -> float:
    from bench.schaal.gewicht import fill_log

    return fill_log(gemeente, regels)


def weigh() -> dict[str, Any]:
    from bench.schaal.gewicht import weigh

    return weigh()


def partitions(rondes: int) -> list[dict[str, Any]]:
    from bench.schaal.partities import measure_partities

    return measure_partities(rondes)


def sessions(gemeenten: list[str], rollen: list[str]) -> dict[str, dict[str, str]]:
    """Per municipality and role the key of a session of somebody at work."""
    from django.conf import settings
    from django.test import Client

    from organisaties.models import Gebruiker

    gevonden: dict[str, dict[str, str]] = {}
    for code in gemeenten:
        gevonden[code] = {}
        for rol in rollen:
            bezoeker = Client()
            bezoeker.force_login(Gebruiker.objects.get(email=f"{rol}@{code}.meting"))
            gevonden[code][rol] = bezoeker.cookies[settings.SESSION_COOKIE_NAME].value
    return gevonden


def _today() -> date:
    return datetime.now().date()  # noqa: DTZ005 - the pages that are measured look at today too


STAPPEN: dict[str, Callable[..., Any]] = {
    functie.__name__: functie
    for functie in (make, round_along, approve, per_regel, acts, fill_log, weigh, partitions, sessions)
}


if __name__ == "__main__":
    import django

    django.setup()
    logging.disable(logging.ERROR)
    uitkomst = STAPPEN[sys.argv[1]](**json.loads(sys.argv[2]))
    sys.stdout.write(f"\n{json.dumps(uitkomst)}\n")
