"""Redo the sum of an explanation as a reader with pencil and paper would: from its text alone."""

from __future__ import annotations

import math
import re
from datetime import date
from fractions import Fraction as F

GETAL = r"\d+(?:\.\d{3})*(?:,\d+)?"
TEKEN = re.compile(
    rf"(?P<datum>\d\d-\d\d-\d{{4}})|(?P<gemengd>{GETAL} \d+/\d+)|(?P<breuk>\d+/\d+)"
    rf"|(?P<procent>{GETAL}%)|(?P<getal>{GETAL})|(?P<euro>€)|(?P<maal>\bx\b)|(?P<functie>min|max|afgerond|omlaag|omhoog|fijn_(?:afgerond|omlaag|omhoog)|op_(?:10_cent|de_euro)(?:_omlaag|_omhoog)?)\b"
    r"|(?P<teken>[-+();])|(?P<woord>uur|maanden|maand|kwartalen|kwartaal|weken|dagen|dag|kinderen|kind|plaatsen|plaats|groepen|groep|halve|locatie|per|week)|(?P<leeg>[\s\u00a0]+)"
)
STAPPEN = {
    "afgerond op de cent": (F(1, 100), 0),
    "afgerond op hele euro's": (F(1), 0),
    "naar boven afgerond op hele euro's": (F(1), 1),
    "naar beneden afgerond op hele euro's": (F(1), -1),
    "afgerond op 0,00001 euro": (F(1, 100_000), 0),
    "naar boven afgerond op de cent": (F(1, 100), 1),
    "naar beneden afgerond op de cent": (F(1, 100), -1),
    "afgerond op 10 cent": (F(1, 10), 0),
    "naar boven afgerond op 10 cent": (F(1, 10), 1),
    "naar beneden afgerond op 10 cent": (F(1, 10), -1),
    "naar boven afgerond op 0,00001 euro": (F(1, 100_000), 1),
    "naar beneden afgerond op 0,00001 euro": (F(1, 100_000), -1),
    "afgerond op 0,01 uur": (F(1, 100), 0),
    "naar beneden afgerond op 0,01 uur": (F(1, 100), -1),
    "afgerond op 1/66000 uur": (F(1, 66_000), 0),
}


def rond(waarde: F, stap: F, richting: int = 0) -> F:
    if richting > 0:
        return math.ceil(waarde / stap) * stap
    if richting < 0:
        return math.floor(waarde / stap) * stap
    return math.floor(waarde / stap + F(1, 2)) * stap


def als_breuk(tekst: str) -> F:
    return F(tekst.replace(".", "").replace(",", "."))


def bereken(som: str) -> F:
    """The value of one side of a formula."""
    fijn = F(1, 66_000) if "uur" in som else F(1, 100_000)
    namen = {
        "F": F,
        "min": min,
        "max": max,
        "afgerond": lambda w: rond(w, F(1, 100)),
        "omlaag": lambda w: rond(w, F(1, 100), -1),
        "fijn_afgerond": lambda w: rond(w, fijn),
        "fijn_omlaag": lambda w: rond(w, fijn, -1),
        "fijn_omhoog": lambda w: rond(w, fijn, 1),
        "omhoog": lambda w: rond(w, F(1, 100), 1),
        "op_10_cent": lambda w: rond(w, F(1, 10)),
        "op_10_cent_omlaag": lambda w: rond(w, F(1, 10), -1),
        "op_10_cent_omhoog": lambda w: rond(w, F(1, 10), 1),
        "op_de_euro": lambda w: rond(w, F(1)),
        "op_de_euro_omlaag": lambda w: rond(w, F(1), -1),
        "op_de_euro_omhoog": lambda w: rond(w, F(1), 1),
    }
    python = _als_python(som)
    try:
        return F(eval(python, {"__builtins__": {}}, namen))
    except SyntaxError as fout:
        raise AssertionError(f"{som!r} is geen som: {python}") from fout


def _als_python(som: str) -> str:
    uit, plek = [], 0
    while plek < len(som):
        gevonden = TEKEN.match(som, plek)
        if gevonden is None:
            raise AssertionError(f"{som!r}: onleesbaar vanaf {som[plek:]!r}")
        uit.append(_vertaal(str(gevonden.lastgroup), gevonden.group()))
        plek = gevonden.end()
    return "".join(uit)


def _vertaal(soort: str, tekst: str) -> str:
    if soort == "datum":
        return _breuk(F(date(int(tekst[6:]), int(tekst[3:5]), int(tekst[:2])).toordinal()))
    if soort == "gemengd":
        heel, deel = tekst.split(" ")
        return _breuk(als_breuk(heel) + F(deel))
    if soort == "breuk":
        return _breuk(F(tekst))
    if soort == "procent":
        return _breuk(als_breuk(tekst[:-1]) / 100)
    if soort == "getal":
        return _breuk(als_breuk(tekst))
    if soort == "maal":
        return "*"
    if soort in ("functie", "teken"):
        return "," if tekst == ";" else tekst
    return ""


def _breuk(waarde: F) -> str:
    return f'F("{waarde}")'


FORMULE = re.compile(
    r"(?P<som>.*?)(?: = (?P<uitkomst>[^=]*?))?(?: \((?P<afronding>(?:naar (?:boven|beneden) )?afgerond op [^)]*)\))?"
)


def controleer(formule: str) -> F:
    """Redo a formula; returns its result, and fails when the sum does not give what is printed."""
    delen = FORMULE.fullmatch(formule)
    assert delen is not None, formule
    waarde = bereken(delen["som"])
    if delen["uitkomst"] is None:
        return waarde
    uitkomst = bereken(delen["uitkomst"])
    verwacht = rond(waarde, *STAPPEN[delen["afronding"]]) if delen["afronding"] else waarde
    assert verwacht == uitkomst, f"{formule}: {waarde} is niet {uitkomst}"
    return uitkomst
