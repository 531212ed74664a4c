"""Numbers as files and forms write them, before anything is computed with them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation


def als_decimaal(rauw: object) -> Decimal | None:
    """A number as TOML or the stored document writes it; no floats, no booleans."""
    if isinstance(rauw, bool) or not isinstance(rauw, int | Decimal | str):
        return None
    try:
        getal = Decimal(rauw)
    except InvalidOperation:
        return None
    return getal if getal.is_finite() else None
