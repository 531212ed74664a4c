"""A day of birth as people write it when they look for a child: '1-3-2024', '01032024', '1 maart 2024', 'maart 2024'."""

import re
from collections.abc import Callable
from datetime import date

from lib.periode import Periode, add_maanden, day_before, jaar_periode
from lib.weergave import MAANDEN

_NAMEN = {naam[:3]: nummer for nummer, naam in enumerate(MAANDEN, start=1)} | {"mrt": 3}
_MAAND = rf"({'|'.join(MAANDEN)}|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\.?"
_JAAR = r"((?:19|20)\d\d)"
_MET_MAAND = re.compile(rf"\b(?:(\d{{1,2}})[ -]+)?{_MAAND}[ -]+{_JAAR}\b", re.IGNORECASE)
_JAAR_VOOR = re.compile(rf"(?<![\d-]){_JAAR}[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?![\d-])")
_DAG_VOOR = re.compile(r"(?<![\d./-])(\d{1,2})([-/. ])(\d{1,2})\2((?:19|20)?\d\d)(?![\d./-])")
_MAAND_JAAR = re.compile(rf"(?<![\d./-])(\d{{1,2}})[-/]{_JAAR}(?![\d./-])")
_AANEEN = re.compile(rf"(?<!\d)(\d\d)(\d\d){_JAAR}(?!\d)")
_KORT = re.compile(r"(?<!\d)(\d\d)(\d\d)(\d\d)(?!\d)")
_ALLEEN_JAAR = re.compile(rf"(?<![\d./-]){_JAAR}(?![\d./-])")


def take_geboortedag(tekst: str) -> tuple[Periode | None, str]:
    """The days of birth that the text asks for, and the text without them; None when it names none."""
    for patroon, lees in _VORMEN:
        for gevonden in patroon.finditer(tekst):
            if (periode := lees(*gevonden.groups())) is not None:
                return periode, f"{tekst[: gevonden.start()]} {tekst[gevonden.end() :]}".strip()
    return None, tekst


def _dag(dag: str, maand: str, jaar: str) -> Periode | None:
    try:
        gevonden = date(int(jaar) if len(jaar) == 4 else 2000 + int(jaar), int(maand), int(dag))
    except ValueError:
        return None
    return Periode(gevonden, gevonden)


def _maand(maand: str, jaar: str) -> Periode | None:
    if not 1 <= int(maand) <= 12:
        return None
    eerste = date(int(jaar), int(maand), 1)
    return Periode(eerste, day_before(add_maanden(eerste, 1)))


def _met_maandnaam(dag: str | None, naam: str, jaar: str) -> Periode | None:
    maand = str(_NAMEN[naam.lower()[:3]])
    return _dag(dag, maand, jaar) if dag else _maand(maand, jaar)


_VORMEN: tuple[tuple[re.Pattern[str], Callable[..., Periode | None]], ...] = (
    (_MET_MAAND, _met_maandnaam),
    (_JAAR_VOOR, lambda jaar, maand, dag: _dag(dag, maand, jaar)),
    (_DAG_VOOR, lambda dag, _, maand, jaar: _dag(dag, maand, jaar)),
    (_MAAND_JAAR, _maand),
    (_AANEEN, _dag),
    (_KORT, _dag),
    (_ALLEEN_JAAR, lambda jaar: jaar_periode(int(jaar))),
)
