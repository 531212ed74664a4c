"""How figures, days and periods are written for Dutch readers; money and hours are in geld.py.

Plain string work instead of Django's localisation, which costs some fifty microseconds a cell: a quarter's
table has three thousand rows.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime

from lib.geld import NO_BREAK, round_half_up

MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def getal(waarde: int) -> str:
    """1234567 -> 1.234.567"""
    return f"{waarde:,}".replace(",", ".")


def hele_euro(centen: int) -> str:
    """7704393 -> € 77.044, for a chart that has no room for cents"""
    return f"€{NO_BREAK}{getal(round_half_up(centen, 100))}"


def procent(tienden: int) -> str:
    """Tenths of a percent: 839 -> 83,9 %"""
    teken = "-" if tienden < 0 else ""
    heel, rest = divmod(abs(tienden), 10)
    return f"{teken}{heel},{rest}{NO_BREAK}%"


def datum(dag: date) -> str:
    """3 maart 2025"""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def datum_kort(dag: date) -> str:
    """03-03-2025"""
    return f"{dag.day:02d}-{dag.month:02d}-{dag.year}"


def tijdstip(moment: datetime) -> str:
    """3 maart 2025, 14:05"""
    return f"{datum(moment)}, {moment:%H:%M}"


def periode(van: date, tot_en_met: date | None) -> str:
    """1 januari 2025 t/m 31 maart 2025; without an end: vanaf 1 januari 2025"""
    if tot_en_met is None:
        return f"vanaf {datum(van)}"
    return f"{datum(van)} t/m {datum(tot_en_met)}"


def opsommen(namen: Iterable[str], woord: str = "en") -> str:
    """a, b en c"""
    *eerst, laatst = [*namen] or [""]
    return f" {woord} ".join(filter(None, [", ".join(eerst), laatst]))


_REKENWOORDEN = {
    "min(": "het kleinste van (",
    "max(": "het grootste van (",
    " x ": " × ",
    " - ": " − ",
}


def som(tekst: str) -> str:
    """A sum of the calculation as people write it: min(8 uur; 6 uur) x € 10 -> het kleinste van (8 uur; 6 uur) × € 10"""
    return re.sub(r"\b(?:min|max)\(| x | - ", lambda gevonden: _REKENWOORDEN[gevonden[0]], tekst)
