"""Measure the pages that people work from, with 50 and with 50,000 children, and write it in docs/metingen.md.

`python -m bench.bladzijden [CHILDREN…]`, in the environment of the tests. The municipalities stand in one database, so
that a page which grows with the installation shows itself too. Pages take turns; each is asked ROUNDS times.
"""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
import sys
import time
from statistics import quantiles
from typing import Any

from bench.herziening import BASIS, GEGEVENS, UIT, analyze, set_environment

KOP = "## The pages that people work from\n"
AANTALLEN = (50, 50_000)
RONDES = 20
DOEL = 2.0
# Who asks, and for what.
PAGINAS = (
    ("jgz", "/", "start page of the consultatiebureau"),
    ("kindregisseur", "/", "start page of the kindregisseur"),
    ("jgz", "/kinderen/", "children"),
    ("jgz", "/kinderen/?zoek=van+den+berg", "children called van den berg"),
    ("jgz", "/kinderen/?zoek=Jansen99", "one child by name"),
    ("kindregisseur", "/kinderen/?filter=te-verwijzen", "to refer"),
    ("kindregisseur", "/kinderen/?filter=stil", "silent"),
    ("kindregisseur", "/kinderen/?filter=opnieuw-vragen", "to ask again"),
    ("kindregisseur", "/kinderen/route/", "board"),
    ("kindregisseur", "/kinderen/route/lijst/", "list of cases"),
    ("kindregisseur", "/kinderen/route/lijst/?stap=wachtlijst&volgorde=oudste", "waiting list, oldest first"),
    ("beleid", "/", "start page of the beleidsmedewerker"),
    ("beleid", "/rapportage/monitor/", "monitor of a year"),
    ("beleid", "/rapportage/monitor/kwartaal/", "monitor of a quarter, beside another"),
    ("beleid", "/rapportage/monitor/kwartaal/buurt/", "reach per neighbourhood"),
    ("beleid", "/rapportage/monitor/kwartaal/spreiding/", "places and shares per location and group"),
    ("aanbieder", "/", "start page of a provider"),
    ("aanbieder", "/opvang/plaatsingen/", "placements of a provider"),
)
# In a municipality of its own with so many children, of which four quarters are approved and booked.
GELDPAGINAS = (
    ("budgethouder", "/", "start page of the budgethouder, with a year of money"),
    ("beleid", "/", "start page of the beleidsmedewerker, with a year of money"),
    ("auditor", "/", "start page of the auditor, with a year of money"),
    ("beleid", "/rapportage/monitor/", "monitor of a year, with its money"),
)


def main(aantallen: tuple[int, ...]) -> None:
    shutil.rmtree(GEGEVENS, ignore_errors=True)
    set_environment()
    from vve_admin.embedded import servers

    servers.start_postgres(GEGEVENS)
    try:
        run("manage.py", "migrate", "-v0")
        codes = {str(code): aantal for code, aantal in enumerate(aantallen, 9101)}
        run("-m", "bench.bladzijden", "make", json.dumps(codes))
        metingen = json.loads(run("-m", "bench.bladzijden", "measure", json.dumps(codes)))
    finally:
        servers.stop_postgres(GEGEVENS)
        shutil.rmtree(GEGEVENS, ignore_errors=True)
    tekst = verslag(aantallen, metingen)
    write_section(KOP, tekst)
    sys.stdout.write(tekst)


def run(*wat: str) -> str:
    opdracht = [sys.executable, *wat]
    return subprocess.run(opdracht, cwd=BASIS, stdout=subprocess.PIPE, text=True, check=True).stdout  # noqa: S603 - our own code


def measure(codes: dict[str, int]) -> list[list[dict[str, float]]]:
    """Per page, per municipality: median and 95th percentile (ms), number of queries, kB."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from indicaties.routekaart.bijgehouden import renew
    from organisaties.models import Gebruiker, Gemeente

    settings.ALLOWED_HOSTS, settings.TWEEDE_FACTOR_VERPLICHT = ["testserver"], False
    analyze()  # the night itself must not be without
    for gemeente in Gemeente.objects.filter(code__in=codes):
        renew(gemeente, timezone.localdate())  # as the night does
    analyze()  # as autovacuum does after it
    bezoekers: dict[tuple[str, str], Any] = {}
    for code in codes:
        for waar, paginas in ((code, PAGINAS), (geldcode(code), GELDPAGINAS)):
            for wie in {pagina[0] for pagina in paginas}:
                bezoekers[waar, wie] = Client()
                bezoekers[waar, wie].force_login(Gebruiker.objects.get(email=f"{wie}@{waar}.meting"))
    return [
        *([time_page(bezoekers[code, wie], pad) for code in codes] for wie, pad, _ in PAGINAS),
        *([time_page(bezoekers[geldcode(code), wie], pad) for code in codes] for wie, pad, _ in GELDPAGINAS),
    ]


def geldcode(code: str) -> str:
    """The municipality with money that goes with this one."""
    return str(int(code) + 100)


def time_page(bezoeker: Any, pad: str) -> dict[str, float]:
    from django.core.cache import cache
    from django.db import connection

    vragen: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        vragen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        antwoord = bezoeker.get(pad, secure=True)
    if antwoord.status_code != 200:
        raise SystemExit(f"{pad}: {antwoord.status_code} {antwoord.headers.get('Location', '')}")
    tijden = []
    for _ in range(RONDES):
        cache.clear()  # the limit on how often one may ask
        begin = time.perf_counter()
        bezoeker.get(pad, secure=True)
        tijden.append((time.perf_counter() - begin) * 1000)
    delen = quantiles(tijden, n=20, method="inclusive")
    return {"p50": delen[9], "p95": delen[18], "vragen": len(vragen), "kb": len(antwoord.content) / 1000}


def verslag(aantallen: tuple[int, ...], metingen: list[list[dict[str, float]]]) -> str:
    klein, groot = aantallen[0], aantallen[-1]
    regels = [
        KOP,
        f"Also by `make bench` (`python -m bench.bladzijden`): {RONDES} times each through the whole of Django with row-level",
        "security, all municipalities in one database and in one run, without the network. Median and 95th percentile in ms.",
        f"Python {platform.python_version()}, {platform.machine()}, {cores()} cores.",
        "",
        f"| page | p50 at {klein:,} | p95 at {klein:,} | p50 at {groot:,} | p95 at {groot:,} | p95 grows | queries | kB |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    te_traag = []
    for (_, _, naam), per_gemeente in zip((*PAGINAS, *GELDPAGINAS), metingen, strict=True):
        een, veel = per_gemeente[0], per_gemeente[-1]
        groei = veel["p95"] / een["p95"]
        te_traag += [naam] if groei > DOEL else []
        regels.append(
            f"| {naam} | {een['p50']:.0f} | {een['p95']:.0f} | {veel['p50']:.0f} | {veel['p95']:.0f} | {groei:.1f}x |"
            f" {een['vragen']:.0f} / {veel['vragen']:.0f} | {een['kb']:.0f} / {veel['kb']:.0f} |"
        )
    oordeel = f"no: {', '.join(te_traag)}" if te_traag else "yes, all of them"
    regels += ["", f"The goal, p95 at most {DOEL:.0f} times that of the small municipality: {oordeel}."]
    return "\n".join([*regels, ""])


def cores() -> int:
    import os

    return os.cpu_count() or 1


def write_section(kop: str, tekst: str) -> None:
    """In the place of the section of an earlier run, else at the end."""
    voor, _kop, oud = UIT.read_text(encoding="utf-8").partition(kop)
    _, volgende, later = oud.partition("\n## ")
    UIT.write_text(f"{voor.rstrip()}\n\n{tekst}{volgende}{later}", encoding="utf-8")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", codes]:
            import django

            django.setup()
            from bench.gemeente import make_gemeente
            from bench.kinderen import make_kinderen

            for code, aantal in json.loads(codes).items():
                make_kinderen(code, aantal)
                make_gemeente(geldcode(code), aantal)
        case ["measure", codes]:
            import django

            django.setup()
            json.dump(measure(json.loads(codes)), sys.stdout)
        case aantallen:
            main(tuple(map(int, aantallen)) or AANTALLEN)
