"""How long a provider waits: a file of 10,000 rows from planning software, read and checked to hours per line."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable, Sequence
from datetime import date
from statistics import median
from types import SimpleNamespace
from typing import Any

import django
import xlsxwriter

RIJEN = 10_000
_KINDEREN = -(-RIJEN // 3)  # a row per child per month


def inlees_tijd() -> dict[str, float]:
    """Seconds of CPU from the bytes of the file to the hours; the lines of the declaration are there already."""
    os.environ.setdefault("DEBUG", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vve_admin.settings")
    django.setup()
    from opvang import urenbestand

    declaratie = _declaratie()
    tijden = {}
    for soort, maak in MAKERS.items():
        inhoud = maak(_rijen())
        rondes = []
        for _ in range(7):
            begin = time.process_time()
            gelezen = urenbestand.read(inhoud, declaratie)
            rondes.append(time.process_time() - begin)
        if len(gelezen.uren) != _KINDEREN:
            raise AssertionError(f"{len(gelezen.uren)} children read of {_KINDEREN}")
        tijden[soort] = median(rondes)
    return tijden


def _declaratie() -> Any:
    """Lines without a database, one per child."""
    from indicaties.models import Kind
    from lib.periode import kwartaal
    from opvang.models import Declaratieregel, Plaatsing
    from organisaties.models import Locatie

    tijdvak = kwartaal(2025, 1)
    periode = tijdvak.periode
    locatie = Locatie(pk=1, naam="De Ark", lrk_nummer="123456789")
    regels = []
    for i in range(_KINDEREN):
        kind = Kind(pk=i, voornaam=f"Kind{i}", achternaam="Voorbeeld", geboortedatum=_geboren(i))
        plaatsing = Plaatsing(pk=i, kind=kind, locatie=locatie)
        regels.append(
            Declaratieregel(pk=i, plaatsing=plaatsing, van=periode.van, tot_en_met=periode.tot_en_met)
        )
    return SimpleNamespace(
        jaar=2025, tijdvak=tijdvak, periode=periode, regels=SimpleNamespace(select_related=lambda *_: regels)
    )


def _geboren(i: int) -> date:
    return date(2022, 1 + i % 12, 1 + i % 28)


def _rijen() -> list[Sequence[Any]]:
    rijen: list[Sequence[Any]] = [("Kind", "Geboren", "LRK-nummer", "Maand", "Uren")]
    for i in range(_KINDEREN):
        rijen += [(f"Kind{i} Voorbeeld", _geboren(i), "123456789", maand, 40.25) for maand in (1, 2, 3)]
    return rijen[: RIJEN + 1]


def _xlsx(rijen: list[Sequence[Any]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as werkmap:
        blad, datum = werkmap.add_worksheet(), werkmap.add_format({"num_format": "dd-mm-yyyy"})
        for y, rij in enumerate(rijen):
            for x, cel in enumerate(rij):
                blad.write(y, x, cel, datum if isinstance(cel, date) else None)
    return buffer.getvalue()


def _csv(rijen: list[Sequence[Any]]) -> bytes:
    return "\r\n".join(";".join(str(cel).replace(".", ",") for cel in rij) for rij in rijen).encode()


MAKERS: dict[str, Callable[[list[Sequence[Any]]], bytes]] = {"XLSX": _xlsx, "CSV": _csv}
