"""Measure 32 people at work at once, on the real server with its workers, and write it in docs/metingen.md.

`python -m bench.druk [SECONDS]`, in the environment of the tests; without SECONDS: 60. Nobody pauses between two
pages: it is the most that the machine gives. Each way of serving is tried in the same run, the first of them once
more while another municipality is calculated and approved. The server listens on the loopback address only.
"""

from __future__ import annotations

import http.client
import json
import os
import platform
import shutil
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from statistics import median, quantiles
from typing import Any

from bench.bladzijden import cores, run, write_section
from bench.herziening import BASIS, GEGEVENS, set_environment

KOP = "## Thirty-two people at once\n"
HOST, POORT = "127.0.0.1", 8741
SECONDEN = 60
# Four municipalities, eight people in each.
CODES, KINDEREN, GELDKINDEREN = ("9401", "9402", "9403", "9404"), 1_000, 200
ERBIJ = ("9409", 1_000)
# Who asks for what, one after the other.
WERK: dict[str, tuple[str, ...]] = {
    "jgz": ("/", "/kinderen/", "/kinderen/?zoek=Jansen99", "/kinderen/?filter=verloopt"),
    "kindregisseur": ("/", "/kinderen/route/", "/kinderen/route/lijst/", "/kinderen/?filter=stil"),
    "aanbieder": ("/", "/opvang/plaatsingen/", "/opvang/declaraties/"),
    "locatie": ("/", "/opvang/plaatsingen/"),
    "subsidie": ("/", "/subsidies/declaraties/te-beoordelen/", "/subsidies/berekeningen/"),
    "budgethouder": ("/", "/subsidies/berekeningen/", "/subsidies/grootboek/"),
    "beleid": ("/", "/rapportage/monitor/"),
    "auditor": ("/", "/logboek/"),
}
BEDIENING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("4 sync", ("--workers", "4")),
    ("2 sync", ("--workers", "2")),
    ("2 gthread of 4", ("--workers", "2", "--worker-class", "gthread", "--threads", "4")),
)


def main(seconden: int) -> None:
    shutil.rmtree(GEGEVENS, ignore_errors=True)
    set_environment()
    from vve_admin.embedded import servers

    servers.start_postgres(GEGEVENS)
    try:
        run("manage.py", "migrate", "-v0")
        bezoekers = json.loads(run("-m", "bench.druk", "make").splitlines()[-1])
        metingen = [(naam, _serve(opties, bezoekers, seconden)) for naam, opties in BEDIENING]
        with _calculating():
            metingen.append(
                (f"{BEDIENING[0][0]}, beside a calculation", _serve(BEDIENING[0][1], bezoekers, seconden))
            )
    finally:
        servers.stop_postgres(GEGEVENS)
        shutil.rmtree(GEGEVENS, ignore_errors=True)
    tekst = verslag(seconden, metingen)
    write_section(KOP, tekst)
    sys.stdout.write(tekst)


def make() -> list[tuple[str, str]]:
    """The municipalities, and per person the role and the key of a session."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from bench.gemeente import make_gemeente
    from bench.herziening import analyze
    from bench.kinderen import make_kinderen
    from indicaties.routekaart.bijgehouden import renew
    from organisaties.models import Gebruiker, Gemeente

    gevonden = []
    for nummer, code in enumerate(CODES):
        # The ones at work with children, the others with money.
        make_kinderen(code, KINDEREN) if nummer % 2 else make_gemeente(code, GELDKINDEREN)
        renew(Gemeente.objects.get(code=code), timezone.localdate())
        for rol in WERK:
            bezoeker = Client()
            bezoeker.force_login(Gebruiker.objects.get(email=f"{rol}@{code}.meting"))
            gevonden.append((rol, bezoeker.cookies[settings.SESSION_COOKIE_NAME].value))
    analyze()
    return gevonden


def _serve(opties: tuple[str, ...], bezoekers: list[list[str]], seconden: int) -> dict[str, Any]:
    """Per page the seconds of each answer, and the answers that were no page."""
    # As `make demo` serves: without the second factor, and over plain HTTP.
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if naam != "RIJEN_STANDAARD"} | {
        "DEMO": "true"
    }
    opdracht = [sys.executable, "-m", "gunicorn", "vve_admin.wsgi", "--bind", f"{HOST}:{POORT}", *opties]
    server = subprocess.Popen([*opdracht, "--log-level", "error"], cwd=BASIS, env=omgeving)  # noqa: S603 - our own code
    try:
        _wait()
        return _press(bezoekers, seconden)
    finally:
        server.terminate()
        server.wait(timeout=120)


def _wait() -> None:
    for _ in range(300):
        try:
            _get(http.client.HTTPConnection(HOST, POORT, timeout=5), "/inloggen/", "")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the server does not answer")


def _press(bezoekers: list[list[str]], seconden: int) -> dict[str, Any]:
    tijden: dict[str, list[float]] = defaultdict(list)
    mis: list[str] = []
    einde = time.monotonic() + seconden

    def work(nummer: int, rol: str, sessie: str) -> None:
        verbinding = http.client.HTTPConnection(HOST, POORT, timeout=60)
        toeval = Random(nummer)  # noqa: S311 - the same walk each time
        while time.monotonic() < einde:
            pad = toeval.choice(WERK[rol])
            begin = time.perf_counter()
            status = _get(verbinding, pad, sessie)
            tijden[f"{rol} {pad}"].append(time.perf_counter() - begin)
            if status != 200:
                mis.append(f"{status} {rol} {pad}")

    mensen = [threading.Thread(target=work, args=(nummer, *wie)) for nummer, wie in enumerate(bezoekers)]
    for mens in mensen:
        mens.start()
    for mens in mensen:
        mens.join()
    return {"tijden": tijden, "mis": mis}


def _get(verbinding: http.client.HTTPConnection, pad: str, sessie: str) -> int:
    """The status of an answer that was read whole."""
    verbinding.request("GET", pad, headers={"Cookie": f"sessionid={sessie}", "Accept-Encoding": "gzip"})
    antwoord = verbinding.getresponse()
    antwoord.read()
    return antwoord.status


@contextmanager
def _calculating() -> Iterator[None]:
    """Another municipality is calculated and approved, quarter by quarter, as long as the block lasts."""
    opdracht = [sys.executable, "-m", "bench.herziening", "make", ERBIJ[0], str(ERBIJ[1])]
    rekenaar = subprocess.Popen(opdracht, cwd=BASIS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own code
    try:
        yield
    finally:
        rekenaar.terminate()
        rekenaar.wait(timeout=120)


def verslag(seconden: int, metingen: list[tuple[str, dict[str, Any]]]) -> str:
    regels = [
        KOP,
        f"By `python -m bench.druk`: {len(CODES) * len(WERK)} people in {len(CODES)} municipalities and {len(WERK)} roles, for {seconden} s, without a pause",
        "between two pages, against gunicorn on the same machine, with row-level security. Times in ms.",
        f"Python {platform.python_version()}, {platform.machine()}, {cores()} cores, which also make the requests.",
        "",
        "| workers | pages per second | p50 | p95 | longest | answers that were no page |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for naam, meting in metingen:
        alle = [tijd * 1000 for tijden in meting["tijden"].values() for tijd in tijden]
        p95 = quantiles(alle, n=20, method="inclusive")[18]
        regels.append(
            f"| {naam} | {len(alle) / seconden:.0f} | {median(alle):.0f} | {p95:.0f} | {max(alle):.0f} | {len(meting['mis'])} |"
        )
    regels += [
        "",
        f"Per page, with {metingen[0][0]} workers:",
        "",
        "| page | times | p50 | p95 |",
        "|---|---:|---:|---:|",
    ]
    for pagina, tijden in sorted(metingen[0][1]["tijden"].items()):
        delen = quantiles([tijd * 1000 for tijd in tijden], n=20, method="inclusive")
        regels.append(f"| {pagina} | {len(tijden)} | {delen[9]:.0f} | {delen[18]:.0f} |")
    return "\n".join([*regels, ""])


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make"]:
            import django

            django.setup()
            json.dump(make(), sys.stdout)
        case seconden:
            main(int(seconden[0]) if seconden else SECONDEN)
