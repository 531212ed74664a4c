"""Money in integer cents and hours in integer hundredths: the one place that reads, rounds and writes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

NO_BREAK = "\u00a0"
KORT = 8_192  # rows
GRENS = 2**61  # twice this plus a noemer still fits in int64

_DUIZENDTALLEN = re.compile(r"-?[1-9]\d{0,2}(\.\d{3}){1,2}(,\d{1,2})?", re.ASCII)
_GETAL = re.compile(r"-?\d{1,9}([.,]\d{1,2})?", re.ASCII)
_LEZING = {  # by the decimal mark; the other mark may part thousands, which never begin with a nought
    ",": re.compile(r"-?(\d{1,9}|[1-9]\d{0,2}(\.\d{3}){1,2})(,\d{1,9})?", re.ASCII),
    ".": re.compile(r"-?(\d{1,9}|[1-9]\d{0,2}(,\d{3}){1,2})(\.\d{1,9})?", re.ASCII),
}
LANGSTE_TEKST = 40  # of what is repeated in a sentence


def parse_honderdsten(tekst: str) -> int:
    """'160', '160,5', '160.5' and '1.160,50' in hundredths: nine digits and at most two decimals; ValueError otherwise."""
    kaal = re.sub(r"[\s\u00a0€]", "", tekst)
    if _DUIZENDTALLEN.fullmatch(kaal):
        kaal = kaal.replace(".", "")
    elif not _GETAL.fullmatch(kaal):
        raise ValueError(
            f"‘{shorten(tekst)}’ is geen getal. Schrijf bijvoorbeeld 160 of 160,5, met hoogstens twee cijfers achter de komma."
        )
    heel, _, rest = kaal.replace(",", ".").partition(".")
    return int(heel + rest.ljust(2, "0"))


@dataclass(frozen=True)
class Lezingen:
    """What a written number can be, by its decimal mark; None where it cannot be read so."""

    komma: Decimal | None
    punt: Decimal | None

    @property
    def zeker(self) -> Decimal | None:
        """What it is when both marks give the same, or only one of them gives a number."""
        if self.komma is None or self.punt is None:
            return self.punt if self.komma is None else self.komma
        return self.komma if self.komma == self.punt else None

    @property
    def teken(self) -> str | None:
        """The decimal mark of whoever wrote this, when only that mark fits."""
        if (self.komma is None) == (self.punt is None):
            return None
        return "," if self.punt is None else "."


def read_lezingen(tekst: str) -> Lezingen:
    """'0.500' and '160,5' can be one number; '1.280' can be two: 1280 or 1,28. ValueError when it is no number."""
    kaal = re.sub(r"[\s\u00a0\u202f€]", "", tekst)
    komma = Decimal(kaal.replace(".", "").replace(",", ".")) if _LEZING[","].fullmatch(kaal) else None
    punt = Decimal(kaal.replace(",", "")) if _LEZING["."].fullmatch(kaal) else None
    if komma is None and punt is None:
        raise ValueError(
            f"‘{shorten(tekst)}’ is geen getal. Schrijf bijvoorbeeld 160 of 160,5, met hoogstens twee cijfers achter de komma."
        )
    return Lezingen(komma, punt)


def to_honderdsten(getal: Decimal) -> int:
    """ValueError when it is finer than hundredths: nobody rounds it unasked."""
    honderdsten = getal * 100
    if honderdsten != honderdsten.to_integral_value():
        raise ValueError(
            f"{write_decimal(getal)} heeft meer dan twee cijfers achter de komma. Rond het getal af op twee cijfers."
        )
    return int(honderdsten)


def parse_uren(tekst: str) -> int:
    """Hours that stand by themselves, in hundredths. What can be read two ways is asked: ValueError."""
    lezingen = read_lezingen(tekst)
    if lezingen.zeker is None:
        raise ValueError(in_twee(tekst, lezingen))
    return to_honderdsten(lezingen.zeker)


def in_twee(tekst: str, lezingen: Lezingen) -> str:
    """The sentence about a number that can be read two ways, as ‘1.280’."""
    opties = [write_decimal(getal) for getal in (lezingen.komma, lezingen.punt) if getal is not None]
    return f"‘{shorten(tekst)}’ kan {' of '.join(opties)} zijn. Schrijf {' of '.join(opties)}."


def write_decimal(getal: Decimal) -> str:
    """1.2800 -> '1,28'; without marks between thousands, so that it can be read one way."""
    tekst = f"{getal:f}"
    if "." in tekst:
        tekst = tekst.rstrip("0").rstrip(".")
    return tekst.replace(".", ",")


def shorten(tekst: str) -> str:
    """What is repeated in a sentence, cut off when it is long."""
    return tekst if len(tekst) <= LANGSTE_TEKST else f"{tekst[:LANGSTE_TEKST]}…"


def write_honderdsten(honderdsten: int) -> str:
    """16050 -> '160,5': as people write it, and as `parse_honderdsten` reads it back."""
    return _decimal(honderdsten, ",").rstrip("0").rstrip(",")


def met_punt(honderdsten: int) -> str:
    """16050 -> '160.50', for a machine."""
    return _decimal(honderdsten, ".")


def _decimal(honderdsten: int, teken: str) -> str:
    heel, rest = divmod(abs(honderdsten), 100)
    return f"{'-' if honderdsten < 0 else ''}{heel}{teken}{rest:02d}"


def round_half_up(teller: int, noemer: int) -> int:
    """The nearest integer to teller / noemer; a half goes away from zero, as on a Dutch bill."""
    if noemer <= 0:
        raise ValueError(f"De noemer moet groter dan 0 zijn, niet {noemer}.")
    afgerond = (2 * abs(teller) + noemer) // (2 * noemer)
    return afgerond if teller >= 0 else -afgerond


def round_half_up_array(teller: NDArray[np.int64], noemer: NDArray[np.int64] | int) -> NDArray[np.int64]:
    """`round_half_up` for whole columns of int64; refuses numbers for which int64 would overflow."""
    if not teller.size:
        return teller.copy()
    if isinstance(noemer, int) and _is_gewoon(teller, noemer):
        half, heel = _als_getallen(noemer)
        afgerond = teller.view(np.uint64) + half
        afgerond //= heel
        return afgerond.view(np.int64)
    laagste, hoogste = int(teller.min()), int(teller.max())
    kleinste, grootste = (
        (noemer, noemer) if isinstance(noemer, int) else (int(noemer.min()), int(noemer.max()))
    )
    if kleinste <= 0:
        raise ValueError("De noemer moet groter dan 0 zijn.")
    if max(hoogste, -laagste, grootste) >= GRENS:
        raise OverflowError("Een getal is te groot om precies mee te rekenen.")
    if laagste < 0:
        return np.sign(teller) * round_half_up_array(np.abs(teller), noemer)
    return (2 * teller + noemer) // (2 * noemer)


def round_half_up_in_place(teller: NDArray[np.int64], noemer: int) -> None:
    """The same, in the place of `teller`, which saves memory for who needs that no longer."""
    if not teller.size:
        return
    if _is_gewoon(teller, noemer):
        round_gewoon_in_place(teller, noemer)
    else:
        teller[...] = round_half_up_array(teller, noemer)


def round_gewoon_in_place(teller: NDArray[np.int64], noemer: int) -> None:
    """For who knows that the divisor is even and that no number is negative or as large as GRENS: without a look at them."""
    half, heel = _als_getallen(noemer)
    zonder_teken = teller.view(np.uint64)
    zonder_teken += half
    zonder_teken //= heel


def _is_gewoon(teller: NDArray[np.int64], noemer: int) -> bool:
    """An even divisor, and no negative or very large number: read without sign these are larger than any limit."""
    if not (0 < noemer < GRENS and noemer % 2 == 0):
        return False
    zonder_teken = teller.view(np.uint64)
    return zonder_teken.item(zonder_teken.argmax()) < GRENS


@lru_cache
def _als_getallen(noemer: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Half of it and itself as numpy has them; to make these costs a short column as much as the division."""
    return np.array(noemer // 2, dtype=np.uint64), np.array(noemer, dtype=np.uint64)


def uitersten(kolom: NDArray[np.int64]) -> tuple[int, int]:
    """The smallest and the largest of a column with values; of a short one by its place, where `min` is its own price."""
    if len(kolom) > KORT:
        return int(kolom.min()), int(kolom.max())
    return kolom.item(kolom.argmin()), kolom.item(kolom.argmax())


def euro(centen: int) -> str:
    """123456 -> '€ 1.234,56'; the minus stands before the digits, as in an account: '€ -12,00'."""
    teken = "-" if centen < 0 else ""
    heel, rest = divmod(abs(centen), 100)
    return f"€{NO_BREAK}{teken}{heel:,}".replace(",", ".") + f",{rest:02d}"


def uren(honderdsten: int) -> str:
    """Hundredths of hours: 1650 -> '16,50'."""
    teken = "-" if honderdsten < 0 else ""
    heel, rest = divmod(abs(honderdsten), 100)
    return f"{teken}{heel:,}".replace(",", ".") + f",{rest:02d}"


def procent(deel: int, geheel: int) -> str:
    """The share in one decimal, half up: 26 of 31 -> '83,9 %'. Without a whole there is no percentage: '-'."""
    if geheel == 0:
        return "-"
    tienden = round_half_up(deel * 1000, geheel)
    return f"{tienden // 10},{tienden % 10}{NO_BREAK}%"


def split_evenly(totaal: int, gewichten: Sequence[int]) -> list[int]:
    """Divide totaal over the weights so that the parts add up to it exactly (largest remainder, first wins a tie)."""
    som = sum(gewichten)
    if som <= 0:
        raise ValueError(f"De gewichten moeten samen groter dan 0 zijn, niet {som}.")
    delen = [totaal * gewicht // som for gewicht in gewichten]
    volgorde = sorted(range(len(gewichten)), key=lambda i: (-(totaal * gewichten[i] % som), i))
    for i in volgorde[: totaal - sum(delen)]:
        delen[i] += 1
    return delen
