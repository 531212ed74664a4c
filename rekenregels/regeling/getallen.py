"""Numbers as files and forms write them, bounded before anything is computed with them.

A few signs can name a number that takes minutes and gigabytes to write out: 1e999999999.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

MEESTE_CIJFERS: Final = 20  # exact in every sum of the reader, which multiplies by at most 100.000
GROOTSTE: Final = 10**15  # what is computed with it fits in a column
LANGSTE_TEKST: Final = 40

_GETAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,4})?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Overmaat:
    """A number of a file that is too long to be read as one."""

    tekst: str


def uit_toml(tekst: str) -> Decimal | Overmaat:
    """A number with a point or exponent, as the TOML reader finds it."""
    kaal = tekst.replace("_", "")
    if len(kaal) > LANGSTE_TEKST or not (_GETAL.fullmatch(kaal) or kaal.lstrip("+-") in ("inf", "nan")):
        return Overmaat(tekst)
    return Decimal(kaal)


def als_decimaal(rauw: object) -> Decimal | None:
    """A number as TOML or the stored document writes it; no floats, no booleans, nothing that is out of bounds."""
    if isinstance(rauw, bool):
        return None
    if isinstance(rauw, str):
        rauw = Decimal(rauw) if len(rauw) <= LANGSTE_TEKST and _GETAL.fullmatch(rauw) else None
    if isinstance(rauw, int):
        return Decimal(rauw) if abs(rauw) < GROOTSTE else None
    return rauw if isinstance(rauw, Decimal) and _past(rauw) else None


def is_te_groot(rauw: object) -> bool:
    """Is this a number, but out of bounds?"""
    if isinstance(rauw, Overmaat):
        return True
    if isinstance(rauw, str):
        is_getal = _GETAL.fullmatch(rauw) is not None
    else:
        is_getal = isinstance(rauw, int) or (isinstance(rauw, Decimal) and rauw.is_finite())
    return is_getal and not isinstance(rauw, bool) and als_decimaal(rauw) is None


def _past(getal: Decimal) -> bool:
    """Looked at from outside: neither the power nor the digits are written out before they are known to be few."""
    if not getal.is_finite() or abs(getal.adjusted()) > MEESTE_CIJFERS:
        return False
    return len(getal.as_tuple().digits) <= MEESTE_CIJFERS and abs(getal) < GROOTSTE
