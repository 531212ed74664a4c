"""What people type: Dutch numbers become exact values, or a sentence that names what was typed."""

import re
from decimal import Decimal

_DUIZENDTALLEN = re.compile(r"-?\d{1,3}(\.\d{3}){1,2}(,\d{1,2})?", re.ASCII)
_GETAL = re.compile(r"-?\d{1,9}([.,]\d{1,2})?", re.ASCII)
LANGSTE_TEKST = 40  # of what is repeated in a sentence


def parse_getal(tekst: str) -> Decimal:
    """'160', '160,5', '160.5' and '1.160,50': nine digits and at most two decimals; anything else is refused."""
    kaal = re.sub(r"[\s\u00a0€]", "", tekst)
    if _DUIZENDTALLEN.fullmatch(kaal):
        return Decimal(kaal.replace(".", "").replace(",", "."))
    if _GETAL.fullmatch(kaal):
        return Decimal(kaal.replace(",", "."))
    getypt = tekst if len(tekst) <= LANGSTE_TEKST else f"{tekst[:LANGSTE_TEKST]}…"
    raise ValueError(
        f"‘{getypt}’ is geen getal. Schrijf bijvoorbeeld 160 of 160,5, met hoogstens twee cijfers achter de komma."
    )


def write_getal(getal: Decimal) -> str:
    """160.50 -> '160,5': as people write it, and as `parse_getal` reads it back."""
    tekst = f"{getal:.2f}".rstrip("0").rstrip(".")
    return tekst.replace(".", ",")


def check_uren(uren: Decimal, maximum: Decimal, waarin: str) -> None:
    """Refuse hours that cannot be; the sentence names the value."""
    if uren < 0:
        raise ValueError(f"Uren kunnen niet negatief zijn; u vulde {write_getal(uren)} in.")
    if uren > maximum:
        raise ValueError(
            f"{write_getal(uren)} uur past niet in {waarin}: meer dan {write_getal(maximum)} uur kan niet."
        )
