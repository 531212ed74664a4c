"""Pages asked of the real server over HTTP, of the smallest and the largest municipality in turns; and people at once."""

from __future__ import annotations

import http.client
import threading
import time
from random import Random
from statistics import quantiles
from typing import Any

from bench.druk import WERK
from bench.schaal.omgeving import HOST, get

# Who asks, for what, how it is called, and in how many ms it should stand there.
PAGINAS: tuple[tuple[str, str, str, int | None], ...] = (
    ("subsidie", "/subsidies/declaraties/te-beoordelen/", "list of submitted declarations", 300),
    ("subsidie", "/subsidies/berekeningen/", "calculations", None),
    ("budgethouder", "/", "start page of the budgethouder", 300),
    ("beleid", "/", "start page of the beleidsmedewerker", 300),
    ("auditor", "/", "start page of the auditor", 300),
    ("jgz", "/", "start page of the consultatiebureau", None),
    ("kindregisseur", "/", "start page of the kindregisseur", None),
    ("aanbieder", "/", "start page of a provider", None),
    ("aanbieder", "/opvang/plaatsingen/", "placements of a provider", None),
    ("beleid", "/rapportage/monitor/", "monitor of a year", 300),
    ("auditor", "/logboek/", "log", 100),
)
ROLLEN = sorted({pagina[0] for pagina in PAGINAS} | set(WERK))
MENSEN = 32


def measure_paginas(poort: int, sessies: dict[str, dict[str, str]], rondes: int) -> list[dict[str, Any]]:
    """Per page and municipality the median and the 95th percentile (ms), kB over the line, and answers that were no page."""
    verbinding = http.client.HTTPConnection(HOST, poort, timeout=60)
    tijden: dict[tuple[int, str], list[float]] = {}
    mis: dict[tuple[int, str], int] = {}
    bytes_: dict[tuple[int, str], int] = {}
    for ronde in range(rondes + 1):
        for nummer, (rol, pad, _, _) in enumerate(PAGINAS):
            for code, per_rol in sessies.items():
                begin = time.perf_counter()
                status, lengte = _ask(verbinding, pad, per_rol[rol])
                if ronde:
                    tijden.setdefault((nummer, code), []).append((time.perf_counter() - begin) * 1000)
                mis[nummer, code] = mis.get((nummer, code), 0) + (status != 200)
                bytes_[nummer, code] = lengte
    return [
        {"naam": naam, "doel": doel}
        | {code: _summary(tijden[nummer, code], bytes_[nummer, code], mis[nummer, code]) for code in sessies}
        for nummer, (_, _, naam, doel) in enumerate(PAGINAS)
    ]


def _ask(verbinding: http.client.HTTPConnection, pad: str, sessie: str) -> tuple[int, int]:
    """No answer is an answer that is no page."""
    try:
        return get(verbinding, pad, sessie)
    except (OSError, http.client.HTTPException):
        verbinding.close()
        return 0, 0


def _summary(tijden: list[float], lengte: int, mis: int) -> dict[str, float]:
    delen = quantiles(tijden, n=20, method="inclusive")
    return {"p50": delen[9], "p95": delen[18], "kb": lengte / 1000, "mis": mis}


def press(poort: int, sessies: dict[str, dict[str, str]], seconden: float) -> dict[str, float]:
    """32 people of these municipalities ask page after page, without a pause."""
    wie = [(rol, sessie) for per_rol in sessies.values() for rol, sessie in per_rol.items() if rol in WERK]
    tijden: list[float] = []
    mis: list[int] = []
    einde = time.monotonic() + seconden

    def work(nummer: int) -> None:
        verbinding = http.client.HTTPConnection(HOST, poort, timeout=60)
        toeval = Random(nummer)  # noqa: S311 - the same walk each time
        rol, sessie = wie[nummer % len(wie)]
        while time.monotonic() < einde:
            begin = time.perf_counter()
            status, _ = _ask(verbinding, toeval.choice(WERK[rol]), sessie)
            tijden.append((time.perf_counter() - begin) * 1000)
            if status != 200:
                mis.append(status)

    mensen = [threading.Thread(target=work, args=(nummer,), daemon=True) for nummer in range(MENSEN)]
    for mens in mensen:
        mens.start()
    for mens in mensen:
        mens.join(timeout=seconden + 70)
    return _summary(tijden, 0, len(mis)) | {"per_seconde": len(tijden) / seconden}
