"""Measure the nightly review in a database of its own and write it in docs/metingen.md.

`python -m bench.herziening [CHILDREN…]`, in the environment of the tests; without sizes: 500, 5,000 and 50,000.
Each size is made in one process and measured in another, so that its peak memory is that of the review.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

BASIS = Path(__file__).parents[1]
GEGEVENS = BASIS / ".data" / "bench-gemeente"
UIT = BASIS / "docs" / "metingen.md"
KOP = "## The nightly review\n"
AANTALLEN = (500, 5_000, 50_000)
DOEL_KINDEREN, DOEL_SECONDEN = 5_000, 10
SITUATIES = {
    "niets": "nothing differs",
    "honderdste": "1% of the children changed",
    "alles": "a new version of the policy changes all",
    "weer": "the same once more: all is on the list",
}


def main(aantallen: tuple[int, ...]) -> None:
    shutil.rmtree(GEGEVENS, ignore_errors=True)
    set_environment()
    from vve_admin.embedded import servers

    servers.start_postgres(GEGEVENS)
    try:
        _run(BASIS / "manage.py", "migrate", "-v0")
        metingen = {aantal: _meet(code, aantal) for code, aantal in enumerate(aantallen, 9001)}
    finally:
        servers.stop_postgres(GEGEVENS)
        shutil.rmtree(GEGEVENS, ignore_errors=True)
    tekst = verslag(metingen)
    _write(tekst)
    sys.stdout.write(tekst)


def set_environment() -> None:
    for elders in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ.pop(elders, None)
    os.environ |= {
        "REDIS_URL": "memory://",  # work that is asked for waits for no worker
        "VVE_DATA_DIR": str(GEGEVENS),
        "EMBEDDED": "true",
        "DEBUG": "false",
        "RIJEN_STANDAARD": "alles",
        "DJANGO_SETTINGS_MODULE": "vve_admin.settings",
    }


def analyze() -> None:
    """The statistics of the planner, as autovacuum makes them. Only for the owner: PostgreSQL skips tables of others."""
    from django.db import connection

    from organisaties.databaserol import as_owner

    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _run(*wat: str | Path) -> str:
    return subprocess.run(  # noqa: S603 - our own code
        [sys.executable, *map(str, wat)], cwd=BASIS, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


def _meet(code: int, aantal: int) -> dict[str, Any]:
    _run("-m", "bench.herziening", "make", str(code), str(aantal))
    meting: dict[str, Any] = json.loads(_run("-m", "bench.herziening", "measure", str(code)))
    return meting


def make(code: str, aantal: int) -> None:
    from bench.gemeente import make_gemeente

    make_gemeente(code, aantal)


def measure(code: str) -> dict[str, Any]:
    """Seconds and peak memory (MB) per situation, as the site's role in the scope of the municipality."""

    from bench.gemeente import adopt, read_inrichting
    from opvang.models import Plaatsing
    from subsidies.models import Berekeningsregel

    analyze()
    inrichting = read_inrichting(code)
    eigen = Plaatsing.objects.filter(kind__gemeente=inrichting.gemeente)
    wijzig: dict[str, Callable[[], object]] = {
        "niets": lambda: None,
        "honderdste": lambda: eigen.filter(pk__in=list(eigen.values_list("pk", flat=True))[::100]).update(
            kindrang=1, kot=True, bijdrageklasse=None
        ),
        "alles": lambda: adopt(inrichting, "10.36"),
        "weer": lambda: None,
    }
    uit: dict[str, Any] = {}
    for situatie, doe in wijzig.items():
        doe()
        uit[situatie] = _time(inrichting.gemeente)
    uit["regels"] = Berekeningsregel.objects.filter(
        berekening__declaratie__gemeente=inrichting.gemeente
    ).count()
    return uit


def _time(gemeente: Any) -> dict[str, float]:
    from bench.gemeente import OP
    from organisaties.rijbeveiliging import Rijbereik, rijbereik
    from subsidies.herzieningen.actions import check_herzieningen

    with rijbereik(Rijbereik(gemeente.pk)):
        begin, cpu = time.perf_counter(), time.process_time()
        gevonden = check_herzieningen(gemeente=gemeente, op=OP)
        seconden, cpu = time.perf_counter() - begin, time.process_time() - cpu
    piek = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "gevonden": gevonden,
        "seconden": seconden,
        "cpu": cpu,
        "mb": piek / (1024 if platform.system() == "Linux" else 1024**2),
    }


def verslag(metingen: dict[int, dict[str, Any]]) -> str:
    regels = [
        KOP,
        "Also by `make bench` (`python -m bench.herziening`): every approved quarter of a municipality beside what today's facts",
        "and policies give, four quarters per child, with the list brought up to date in PostgreSQL under row-level security.",
        "Wall clock, once per situation; between brackets the CPU time of Python. Peak memory is that of the process so far.",
        "",
        "| children | lines | situation | differ | seconds | per line | peak memory |",
        "|---:|---:|---|---:|---:|---:|---:|",
    ]
    for aantal, meting in metingen.items():
        for situatie, naam in SITUATIES.items():
            m = meting[situatie]
            regels.append(
                f"| {aantal:,} | {meting['regels']:,} | {naam} | {m['gevonden']:,} | {m['seconden']:.1f} s ({m['cpu']:.1f}) |"
                f" {m['seconden'] / meting['regels'] * 1e6:.0f} µs | {m['mb']:.0f} MB |"
            )
    if DOEL_KINDEREN in metingen:
        traagste = max(metingen[DOEL_KINDEREN][situatie]["seconden"] for situatie in SITUATIES)
        oordeel = "yes" if traagste < DOEL_SECONDEN else "no"
        regels += [
            "",
            f"The goal, {DOEL_KINDEREN:,} children and four quarters within {DOEL_SECONDEN} s: {oordeel} ({traagste:.1f} s at most).",
        ]
    return "\n".join([*regels, ""])


def _write(tekst: str) -> None:
    """In the place of the section of an earlier run."""
    voor, _, oud = UIT.read_text(encoding="utf-8").partition(KOP)
    _, kop, later = oud.partition("\n## ")
    UIT.write_text(f"{voor}{tekst}{kop}{later}", encoding="utf-8")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", code, aantal]:
            import django

            django.setup()
            make(code, int(aantal))
        case ["measure", code]:
            import django

            django.setup()
            json.dump(measure(code), sys.stdout)
        case aantallen:
            main(tuple(map(int, aantallen)) or AANTALLEN)
