"""The month that a row is about, however a program writes it."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lib.bladen import Cel, as_tekst
from lib.geld import shorten
from lib.weergave import MAANDEN
from opvang.models import Urendeclaratie

# 2025-01, 202501, 2025-01-31; 01-2025, 31-01-2025; januari 2025, jan-25; 1.
_VORMEN = tuple(
    re.compile(vorm, re.ASCII | re.IGNORECASE)
    for vorm in (
        r"(?P<jaar>20\d\d)[-/. ]?(?P<maand>\d\d)([-/. ]\d\d)?",
        r"(\d\d?[-/. ])?(?P<maand>\d\d?)[-/. ](?P<jaar>20\d\d)",
        r"(?P<naam>[a-z]{3,9})\.?([-/ ]*'?(?P<jaar>(20)?\d\d))?",
        r"(?P<maand>\d\d?)",
    )
)


def read_maand(cel: Cel, jaar: Cel, declaratie: Urendeclaratie) -> int:
    """1 to 12, a month of the tijdvak; ValueError when it is another or none."""
    jaren, maand = _read(cel)
    if jaar != "":
        jaren.append(_jaar(jaar))
    periode = declaratie.periode
    past = periode.van.month <= maand <= periode.tot_en_met.month
    if not past or any(genoemd != declaratie.jaar for genoemd in jaren):
        raise ValueError(
            f"‘{shorten(' '.join(filter(None, (as_tekst(cel), as_tekst(jaar)))))}’ valt niet in"
            f" {declaratie.tijdvak.met_lidwoord}. Verwijder de regel, of kies de declaratie waar die maand in valt."
        )
    return maand


def months_of(van: date, tot_en_met: date) -> Iterator[int]:
    """The months of one year that have a day in these."""
    return iter(range(van.month, tot_en_met.month + 1))


def _read(cel: Cel) -> tuple[list[int], int]:
    """The year, when it is told, and the month."""
    if isinstance(cel, date):
        return [cel.year], cel.month
    tekst = as_tekst(cel)
    for vorm in _VORMEN:
        if (past := vorm.fullmatch(tekst)) and (maand := _maand(past.groupdict())):
            return [_jaar(jaar)] if (jaar := past.groupdict().get("jaar")) else [], maand
    raise ValueError(f"‘{shorten(tekst)}’ is geen maand. Schrijf bijvoorbeeld 2025-01 of januari 2025.")


def _maand(delen: dict[str, str | None]) -> int | None:
    if naam := delen.get("naam"):
        kort = "maart" if naam.casefold() == "mrt" else naam.casefold()
        passend = [nummer for nummer, maand in enumerate(MAANDEN, 1) if maand.startswith(kort)]
        return passend[0] if len(passend) == 1 else None
    nummer = int(delen.get("maand") or 0)
    return nummer if 1 <= nummer <= 12 else None


def _jaar(cel: Cel) -> int:
    tekst = as_tekst(cel) if not isinstance(cel, Decimal) else f"{cel:f}"
    if not re.fullmatch(r"(20)?\d\d", tekst, re.ASCII):
        raise ValueError(f"‘{shorten(tekst)}’ is geen jaar. Schrijf bijvoorbeeld 2025.")
    return int(tekst) if len(tekst) == 4 else 2000 + int(tekst)
