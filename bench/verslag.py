"""Measure the yearly report beside a bare WeasyPrint of as many pages, and write it in docs/metingen.md.

`python -m bench.verslag [CHILDREN…]`, in the environment of the tests; without sizes: 100, 1,000 and 5,000.
Making the municipality, making its report and printing the same pages bare are each a process of their own, so that
the peak memory is that of what is measured.
"""

from __future__ import annotations

import json
import platform
import resource
import shutil
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench.bladzijden import cores, run, write_section
from bench.herziening import BASIS, GEGEVENS, set_environment

KOP = "## The yearly report\n"
AANTALLEN = (100, 1_000, 5_000)
JAAR = 2020
DOEL_FACTOR, DOEL_KINDEREN = 1.3, 5_000
# Of issue and of scale: seconds and megabytes at 5,000 children.
DOELEN = ((60, 500), (15, 400))


def main(aantallen: Sequence[int]) -> None:
    shutil.rmtree(GEGEVENS, ignore_errors=True)
    set_environment()
    from vve_admin.embedded import servers

    servers.start_postgres(GEGEVENS)
    try:
        run("manage.py", "migrate", "-v0")
        metingen = {aantal: _meet(str(code), aantal) for code, aantal in enumerate(aantallen, 9301)}
    finally:
        servers.stop_postgres(GEGEVENS)
        shutil.rmtree(GEGEVENS, ignore_errors=True)
    tekst = verslag(metingen)
    write_section(KOP, tekst)
    sys.stdout.write(tekst)


def _meet(code: str, aantal: int) -> dict[str, Any]:
    run("-m", "bench.verslag", "make", code, str(aantal))
    gemaakt: dict[str, Any] = json.loads(run("-m", "bench.verslag", "report", code))
    run("-m", "bench.verslag", "pages", code)
    kaal: dict[str, Any] = json.loads(run("-m", "bench.verslag", "bare", code))
    return {"verslag": gemaakt, "kaal": kaal}


def make(code: str, aantal: int) -> None:
    from bench.gemeente import make_gemeente

    make_gemeente(code, aantal)


def report(code: str) -> dict[str, Any]:
    """Seconds and peak memory (MB) of the job as a worker does it: figures, both editions, stored and recorded."""
    from django.utils import timezone

    from bench.gemeente import read_inrichting
    from rapportage.models import Verantwoording
    from rapportage.tasks import make_verantwoording

    inrichting = read_inrichting(code)
    rij = Verantwoording.objects.create(
        gemeente=inrichting.gemeente,
        jaar=JAAR,
        aangevraagd_op=timezone.now(),
        aangevraagd_door=inrichting.gebruikers["beleid"],
    )
    begin = time.perf_counter()
    make_verantwoording(rij.pk)
    seconden = time.perf_counter() - begin
    rij.refresh_from_db()
    if rij.status != Verantwoording.Status.DONE or rij.pdf is None or rij.pdf_delen is None:
        raise SystemExit(f"{rij.status}: {rij.fout}")
    return {"seconden": seconden, "mb": _peak(), **_read(bytes(rij.pdf), bytes(rij.pdf_delen))}


def _read(pdf: bytes, pdf_delen: bytes) -> dict[str, Any]:
    import io

    import pypdf

    heel, delen = (pypdf.PdfReader(io.BytesIO(inhoud)) for inhoud in (pdf, pdf_delen))
    [bestand] = next(iter(heel.attachments.values()))
    return {
        "bladzijden": [len(heel.pages), len(delen.pages)],
        "regels": bestand.count(b"\r\n") - 1,
        "kb": len(pdf) / 1000,
    }


def pages(code: str) -> None:
    """The same pages as HTML, for the bare print; not measured."""
    from bench.gemeente import read_inrichting
    from rapportage.cijfers import prepare_rapport
    from rapportage.verslag import make_verslag

    rapport = prepare_rapport(read_inrichting(code).gemeente, JAAR, date(2021, 3, 1))
    for naam, volledig in (("heel", True), ("delen", False)):
        _html(code, naam).write_text(make_verslag(rapport, volledig=volledig)[0], encoding="utf-8")


def bare(code: str) -> dict[str, float]:
    """WeasyPrint alone on the same HTML: no figures to read, no files inside, no promise of PDF/UA, nothing stored."""
    begin = time.perf_counter()
    import weasyprint

    basis = (BASIS / "static").as_uri() + "/"
    for naam in ("heel", "delen"):
        tekst = _html(code, naam).read_text(encoding="utf-8")
        weasyprint.HTML(string=tekst, base_url=basis).write_pdf(pdf_variant="pdf/a-3a")
    return {"seconden": time.perf_counter() - begin, "mb": _peak()}


def _html(code: str, naam: str) -> Path:
    return GEGEVENS / f"verslag-{code}-{naam}.html"


def _peak() -> float:
    piek = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return piek / (1024 if platform.system() == "Linux" else 1024**2)


def verslag(metingen: dict[int, dict[str, Any]]) -> str:
    regels = [
        KOP,
        f"Also by `make bench` (`python -m bench.verslag`), on {date.today():%d-%m-%Y}: the job of the yearly report as a worker does it,",  # noqa: DTZ011 - when it was measured
        "with both editions, in PostgreSQL under row-level security; beside it WeasyPrint alone on the HTML of both editions. Wall",
        f"clock, once, WeasyPrint's import included. Python {platform.python_version()}, {platform.machine()}, {cores()} cores.",
        "",
        "| children | lines inside | pages | report | bare | report / bare | peak of report | peak of bare | PDF |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        *(_regel(aantal, m["verslag"], m["kaal"]) for aantal, m in metingen.items()),
        "",
        *_oordeel(metingen),
    ]
    return "\n".join([*regels, ""])


def _regel(aantal: int, eigen: dict[str, Any], kaal: dict[str, float]) -> str:
    bladzijden = " + ".join(map(str, eigen["bladzijden"]))
    return (
        f"| {aantal:,} | {eigen['regels']:,} | {bladzijden} | {eigen['seconden']:.1f} s | {kaal['seconden']:.1f} s |"
        f" {eigen['seconden'] / kaal['seconden']:.2f} | {eigen['mb']:.0f} MB | {kaal['mb']:.0f} MB | {eigen['kb']:.0f} kB |"
    )


def _oordeel(metingen: dict[int, dict[str, Any]]) -> list[str]:
    hoogste = max(m["verslag"]["seconden"] / m["kaal"]["seconden"] for m in metingen.values())
    regels = [
        f"The goal, at most {DOEL_FACTOR} times bare: {_ja(hoogste <= DOEL_FACTOR)} ({hoogste:.2f} times at most)."
    ]
    if DOEL_KINDEREN in metingen:
        eigen = metingen[DOEL_KINDEREN]["verslag"]
        for seconden, mb in DOELEN:
            gehaald = _ja(eigen["seconden"] < seconden and eigen["mb"] < mb)
            regels.append(
                f"The goal, {DOEL_KINDEREN:,} children in under {seconden} s and {mb} MB: {gehaald}"
                f" ({eigen['seconden']:.1f} s, {eigen['mb']:.0f} MB)."
            )
    return regels


def _ja(gehaald: bool) -> str:
    return "yes" if gehaald else "no"


if __name__ == "__main__":
    if sys.argv[1:2] and not sys.argv[1].isdecimal():
        import django

        if sys.argv[1] != "bare":
            django.setup()
    match sys.argv[1:]:
        case ["make", code, aantal]:
            make(code, int(aantal))
        case ["report", code]:
            json.dump(report(code), sys.stdout)
        case ["pages", code]:
            pages(code)
        case ["bare", code]:
            json.dump(bare(code), sys.stdout)
        case aantallen:
            main(tuple(map(int, aantallen)) or AANTALLEN)
