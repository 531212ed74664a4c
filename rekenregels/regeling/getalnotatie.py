"""Numbers and dates as people write them, told as the file wants them."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

_NEDERLANDS: Final = re.compile(
    r"(?:€|eur(?:o)?)?\s*(?P<heel>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<deel>\d+|-+))?\s*(?:%|€|euro|uur|procent)?",
    re.IGNORECASE,
)
_DAG_EERST: Final = re.compile(r"(?P<dag>\d{1,2})[-/.](?P<maand>\d{1,2})[-/.](?P<jaar>\d{4})")
_JAAR_EERST: Final = re.compile(r"(?P<jaar>\d{4})[-/.](?P<maand>\d{1,2})[-/.](?P<dag>\d{1,2})")
DUIZENDTAL: Final = 3  # decimals with which a point may also part thousands


def getal_als_toml(tekst: str) -> str | None:
    """‘€ 1.234,50’ as 1234.50; None where it is no number of a person, or could be two numbers."""
    gevonden = _NEDERLANDS.fullmatch(tekst.strip())
    if gevonden is None or (gevonden["deel"] is None and gevonden["heel"].count(".") == 1):
        return None
    heel = gevonden["heel"].replace(".", "").lstrip("0") or "0"
    deel = (gevonden["deel"] or "").strip("-")
    return f"{heel}.{deel}" if deel else heel


def datum_als_toml(tekst: str) -> str | None:
    """‘1-1-2020’ as 2020-01-01; None where it is no day."""
    gevonden = _DAG_EERST.fullmatch(tekst.strip()) or _JAAR_EERST.fullmatch(tekst.strip())
    if gevonden is None:
        return None
    try:
        return date(int(gevonden["jaar"]), int(gevonden["maand"]), int(gevonden["dag"])).isoformat()
    except ValueError:
        return None


def twijfel(getal: Decimal) -> str | None:
    """What to write instead of a number with three decimals, of which the point may part thousands."""
    exponent = getal.as_tuple().exponent
    if exponent != -DUIZENDTAL:
        return None
    geheel, decimalen = f"{getal:f}".replace(".", ""), f"{getal:f}"
    return (
        f"Drie cijfers na de punt kunnen duizendtallen zijn. Schrijf {geheel.lstrip('0') or '0'} als u duizendtallen bedoelt, "
        f"{getal.quantize(Decimal('0.01'), ROUND_HALF_UP)} als u twee decimalen bedoelt, of {decimalen}0 als het getal echt zo precies is."
    )


MAANDEN: Final = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def maand_dag_als_toml(tekst: str) -> str:
    """‘1 oktober’ as 10-01; anything else as it is."""
    delen = tekst.lower().split()
    if len(delen) != 2 or delen[1] not in MAANDEN or not re.fullmatch(r"\d{1,2}", delen[0], re.ASCII):
        return tekst
    return f"{MAANDEN.index(delen[1]) + 1:02d}-{int(delen[0]):02d}"


def twijfel_dag(tekst: str) -> str | None:
    """‘01-10’ means 10 January here, and is what many write for 1 October: ask."""
    gevonden = re.fullmatch(r"01-(0[2-9]|1[0-2])", tekst, re.ASCII)
    if gevonden is None:
        return None
    maand = int(gevonden[1])
    return (
        f'De maand staat hier voorop. Schrijf "{maand:02d}-01" als u 1 {MAANDEN[maand - 1]} bedoelt, '
        f'of "{maand} januari" als u {maand} januari bedoelt.'
    )
