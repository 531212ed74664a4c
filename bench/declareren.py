"""Measure declaring through the whole of Django, and write it in docs/metingen.md: the page of 300 lines with 50 and with
50,000 children in the municipality, and a file of 10,000 rows by screen and by API.

`python -m bench.declareren [CHILDREN…] [--rijen ROWS]`, in the environment of the tests.
"""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median
from typing import Any

from bench import uren
from bench.bladzijden import DOEL, RONDES, cores, run, time_page, write_section
from bench.herziening import GEGEVENS, analyze, set_environment
from bench.pseudoniemen import next_pseudoniem

KOP = "## Declaring\n"
AANTALLEN = (50, 50_000)
REGELS = 300
RIJEN = 10_000
KEREN = 5
DOEL_SECONDEN = 5.0
BESTAND_GEMEENTE = "9299"
SOORTEN = {"XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "CSV": "text/csv"}


def main(aantallen: Sequence[int], rijen: int) -> None:
    shutil.rmtree(GEGEVENS, ignore_errors=True)
    set_environment()
    from vve_admin.embedded import servers

    servers.start_postgres(GEGEVENS)
    try:
        run("manage.py", "migrate", "-v0")
        codes = {str(code): aantal for code, aantal in enumerate(aantallen, 9201)}
        run("-m", "bench.declareren", "--make", json.dumps(codes), "--rijen", str(rijen))
        uitkomst = run("-m", "bench.declareren", "--measure", json.dumps(codes), "--rijen", str(rijen))
    finally:
        servers.stop_postgres(GEGEVENS)
        shutil.rmtree(GEGEVENS, ignore_errors=True)
    tekst = verslag(aantallen, rijen, json.loads(uitkomst))
    write_section(KOP, tekst)
    sys.stdout.write(tekst)


def make(codes: dict[str, int], rijen: int) -> None:
    from bench.kinderen import make_kinderen

    for code, aantal in codes.items():
        make_kinderen(code, aantal)
        _make_declaratie(code, REGELS)
    make_kinderen(BESTAND_GEMEENTE, 1)
    _make_declaratie(BESTAND_GEMEENTE, -(-rijen // 3))


def _make_declaratie(code: str, regels: int) -> None:
    """A draft of so many lines over the last quarter that is over, of children who come beside those of the municipality."""
    from django.utils import timezone

    from indicaties.models import Kind
    from lib.periode import Ritme, Tijdvak, add_maanden
    from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
    from organisaties.models import Gebruiker, Gemeente

    dag = timezone.localdate()
    gemeente = Gemeente.objects.get(code=code)
    door = Gebruiker.objects.get(email=f"aanbieder@{code}.meting")
    door.activate(dag)
    houder = door.toekenning.organisatie
    if houder is None:
        raise SystemExit(f"aanbieder@{code}.meting works for no provider")
    declaratie = Urendeclaratie.objects.create(
        gemeente=gemeente,
        houder=houder,
        **Tijdvak.of(Ritme.KWARTAAL, add_maanden(dag, -3)).velden,
        opgesteld_op=timezone.now(),
        opgesteld_door=door,
    )
    periode = declaratie.periode
    kinderen = Kind.objects.bulk_create(
        Kind(
            pseudoniem=next_pseudoniem(),
            gemeente=gemeente,
            ingeschreven_door=houder,
            voornaam=f"Regel{nummer}",
            achternaam="Voorbeeld",
            geboortedatum=add_maanden(periode.van, -30) - timedelta(days=nummer % 28),
            ingeschreven_op=add_maanden(periode.van, -6),
        )
        for nummer in range(regels)
    )
    plaatsingen = Plaatsing.objects.bulk_create(
        Plaatsing(
            kind=kind,
            locatie=houder.locaties.get(),
            startdatum=add_maanden(periode.van, -3),
            uren_per_week_honderdsten=16_00,
            bijdrageklasse=1,
            vastgelegd_op=kind.ingeschreven_op,
            vastgelegd_door=door,
        )
        for kind in kinderen
    )
    Declaratieregel.objects.bulk_create(
        Declaratieregel(
            declaratie=declaratie,
            plaatsing=plaatsing,
            van=periode.van,
            tot_en_met=periode.tot_en_met,
            uren_honderdsten=160_00,
        )
        for plaatsing in plaatsingen
    )


def measure(codes: dict[str, int], rijen: int) -> dict[str, Any]:
    from django.conf import settings

    settings.ALLOWED_HOSTS, settings.TWEEDE_FACTOR_VERPLICHT = ["testserver"], False
    analyze()
    return {
        "bladzijde": [_grid(code) for code in codes],
        "bestand": {soort: _files(soort, rijen) for soort in SOORTEN},
    }


def _grid(code: str) -> dict[str, float]:
    return time_page(_visitor(code), _url("declaratie_detail", _declaratie(code)))


def _files(soort: str, rijen: int) -> dict[str, float]:
    """Seconds from sending the file: on the screen until its preview stands there, by the API until it is read in."""
    declaratie = _declaratie(BESTAND_GEMEENTE)
    # Other hours each time: the same file twice is recognised.
    bestanden = [
        _file(soort, declaratie, rijen, 40 + keer / 4 + (soort == "CSV") * 10) for keer in range(2 * KEREN)
    ]
    scherm = [_by_screen(declaratie, soort, inhoud) for inhoud in bestanden[:KEREN]]
    api = [_by_api(declaratie, soort, inhoud) for inhoud in bestanden[KEREN:]]
    return {
        "scherm": median(scherm),
        "scherm_langst": max(scherm),
        "api": median(api),
        "api_langst": max(api),
        "kb": len(bestanden[0]) / 1000,
    }


def _by_screen(declaratie: Any, soort: str, inhoud: bytes) -> float:
    from django.core.cache import cache
    from django.core.files.uploadedfile import SimpleUploadedFile

    cache.clear()
    bezoeker = _visitor(BESTAND_GEMEENTE)
    bestand = SimpleUploadedFile(f"uren.{soort.lower()}", inhoud, SOORTEN[soort])
    begin = time.perf_counter()
    antwoord = bezoeker.post(_url("uren_upload", declaratie), {"bestand": bestand}, secure=True)
    _expect(antwoord, 302)
    _expect(bezoeker.get(antwoord.headers["Location"], secure=True), 200)
    return time.perf_counter() - begin


def _by_api(declaratie: Any, soort: str, inhoud: bytes) -> float:
    from django.core.cache import cache
    from django.test import Client
    from django.utils import timezone

    from opvang.actions.apitokens import make_apitoken
    from opvang.models import ApiToken

    cache.clear()
    nu, door = timezone.now(), _who(BESTAND_GEMEENTE)
    door.activate(nu.date())
    _, sleutel = make_apitoken(
        naam=f"Meting {nu.timestamp()}",
        scopes=ApiToken.Scope.values,
        geldig_tot_en_met=(nu + timedelta(days=1)).date(),
        door=door,
        op=nu,
    )
    begin = time.perf_counter()
    antwoord = Client().post(
        f"/api/v1/urendeclaraties/{declaratie.pk}/bestanden",
        inhoud,
        content_type=SOORTEN[soort],
        headers={"Authorization": f"Bearer {sleutel}", "Idempotency-Key": f"meting-{nu.timestamp()}"},
        secure=True,
    )
    _expect(antwoord, 201)
    return time.perf_counter() - begin


def _expect(antwoord: Any, status: int) -> None:
    if antwoord.status_code != status:
        raise SystemExit(f"{antwoord.status_code} and not {status}: {antwoord.content[:2000].decode()}")


def _file(soort: str, declaratie: Any, rijen: int, per_maand: float) -> bytes:
    """A row per child per month, as planning software makes them."""
    lijst: list[Sequence[Any]] = [("Kind", "Geboren", "LRK-nummer", "Maand", "Uren")]
    eerste = declaratie.periode.van.month
    for regel in declaratie.regels.select_related("plaatsing__kind", "plaatsing__locatie"):
        kind, lrk = regel.plaatsing.kind, regel.plaatsing.locatie.lrk_nummer
        naam = f"{kind.voornaam} {kind.achternaam}"
        lijst += [(naam, kind.geboortedatum, lrk, maand, per_maand) for maand in range(eerste, eerste + 3)]
    return uren.MAKERS[soort](lijst[: rijen + 1])


def _visitor(code: str) -> Any:
    from django.test import Client

    bezoeker = Client()
    bezoeker.force_login(_who(code))
    return bezoeker


def _who(code: str) -> Any:
    from organisaties.models import Gebruiker

    return Gebruiker.objects.get(email=f"aanbieder@{code}.meting")


def _declaratie(code: str) -> Any:
    from opvang.models import Urendeclaratie

    return Urendeclaratie.objects.get(gemeente__code=code)


def _url(naam: str, declaratie: Any) -> str:
    from django.urls import reverse

    return reverse(f"opvang:{naam}", args=[declaratie.pk])


def verslag(aantallen: Sequence[int], rijen: int, gemeten: dict[str, Any]) -> str:
    klein, groot = gemeten["bladzijde"][0], gemeten["bladzijde"][-1]
    langst = max(m["scherm_langst"] for m in gemeten["bestand"].values())
    gehaald = _ja(rijen >= RIJEN and langst < DOEL_SECONDEN)
    groei = groot["p95"] / klein["p95"]
    regels = [
        KOP,
        f"Also by `make bench` (`python -m bench.declareren`), on {date.today():%d-%m-%Y}: through the whole of Django with",  # noqa: DTZ011 - when it was measured
        f"row-level security, without the network. Python {platform.python_version()}, {platform.machine()}, {cores()} cores.",
        "",
        f"A draft of {REGELS} lines, whose children come beside those of the municipality, {RONDES} times:",
        "",
        "| children in the municipality | p50 (ms) | p95 (ms) | queries | kB |",
        "|---:|---:|---:|---:|---:|",
        *(
            f"| {aantal:,} | {m['p50']:.0f} | {m['p95']:.0f} | {m['vragen']:.0f} | {m['kb']:.0f} |"
            for aantal, m in zip(aantallen, gemeten["bladzijde"], strict=True)
        ),
        "",
        f"The goal, p95 at most {DOEL:.0f} times that of the small municipality: {_ja(groei <= DOEL)} ({groei:.1f} times).",
        "",
        f"A file of {rijen:,} rows, {KEREN} times: on the screen until its preview stands there, by the API until it is read in.",
        "",
        "| file | kB | screen, median (s) | longest | API, median (s) | longest |",
        "|---|---:|---:|---:|---:|---:|",
        *(
            f"| {soort} | {m['kb']:.0f} | {m['scherm']:.2f} | {m['scherm_langst']:.2f} | {m['api']:.2f} | {m['api_langst']:.2f} |"
            for soort, m in gemeten["bestand"].items()
        ),
        "",
        f"The goal, {RIJEN:,} rows read and checked in under {DOEL_SECONDEN:.0f} s, as on the screen: {gehaald}. The API also writes the hours.",
    ]
    return "\n".join([*regels, ""])


def _ja(gehaald: bool) -> str:
    return "yes" if gehaald else "no"


if __name__ == "__main__":
    lezer = argparse.ArgumentParser()
    lezer.add_argument("aantallen", nargs="*", type=int)
    lezer.add_argument("--rijen", type=int, default=RIJEN)
    lezer.add_argument("--make", type=json.loads)
    lezer.add_argument("--measure", type=json.loads)
    keuze = lezer.parse_args()
    if keuze.make or keuze.measure:
        import django

        django.setup()
    if keuze.make:
        make(keuze.make, keuze.rijen)
    elif keuze.measure:
        json.dump(measure(keuze.measure, keuze.rijen), sys.stdout)
    else:
        main(keuze.aantallen or AANTALLEN, keuze.rijen)
