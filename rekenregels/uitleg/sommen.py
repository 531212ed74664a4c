"""Sums that are text and exact value at once, so that an explanation can't say one thing and mean another.

A reader can redo every sum with pencil and paper; `Som.uitkomst` refuses a result that the sum does not give.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from lib.geld import euro, round_half_up
from rekenregels.regeling.eenheden import EENHEDEN_PER_UUR, MILLICENT
from rekenregels.regeling.notatie import als_aantal, als_datum, als_prijs, als_uren, in_woord

CENT: Final = Fraction(1, 100)
DUBBELTJE: Final = Fraction(1, 10)
EURO: Final = Fraction(1)
HONDERDSTE: Final = Fraction(1, 100)
FIJNSTE: Final = Fraction(1, EENHEDEN_PER_UUR)
MILLICENT_EURO: Final = Fraction(1, 100 * MILLICENT)

AFRONDINGEN: Final = {
    "cent": (CENT, "afgerond op de cent"),
    "cent_omhoog": (CENT, "naar boven afgerond op de cent"),
    "cent_omlaag": (CENT, "naar beneden afgerond op de cent"),
    "dubbeltje": (DUBBELTJE, "afgerond op 10 cent"),
    "dubbeltje_omhoog": (DUBBELTJE, "naar boven afgerond op 10 cent"),
    "dubbeltje_omlaag": (DUBBELTJE, "naar beneden afgerond op 10 cent"),
    "euro": (EURO, "afgerond op hele euro's"),
    "euro_omhoog": (EURO, "naar boven afgerond op hele euro's"),
    "euro_omlaag": (EURO, "naar beneden afgerond op hele euro's"),
    "millicent": (MILLICENT_EURO, "afgerond op 0,00001 euro"),
    "millicent_omhoog": (MILLICENT_EURO, "naar boven afgerond op 0,00001 euro"),
    "millicent_omlaag": (MILLICENT_EURO, "naar beneden afgerond op 0,00001 euro"),
    "honderdste": (HONDERDSTE, "afgerond op 0,01 uur"),
    "honderdste_omlaag": (HONDERDSTE, "naar beneden afgerond op 0,01 uur"),
    "fijn": (FIJNSTE, "afgerond op 1/66000 uur"),
    "dag_omlaag": (Fraction(1), "naar beneden afgerond op hele dagen"),
}


# How a rounding is called inside a larger sum; of the others that are in hundredths it is "afgerond".
_WOORD: Final = {
    "honderdste_omlaag": "omlaag",
    "cent_omlaag": "omlaag",
    "cent_omhoog": "omhoog",
    "fijn": "fijn_afgerond",
    "millicent": "fijn_afgerond",
    "millicent_omhoog": "fijn_omhoog",
    "millicent_omlaag": "fijn_omlaag",
    "dubbeltje": "op_10_cent",
    "dubbeltje_omhoog": "op_10_cent_omhoog",
    "dubbeltje_omlaag": "op_10_cent_omlaag",
    "euro": "op_de_euro",
    "euro_omhoog": "op_de_euro_omhoog",
    "euro_omlaag": "op_de_euro_omlaag",
    "dag_omlaag": "omlaag",
}


class SomFout(RuntimeError):
    """An explanation that does not give the amount it explains: a mistake of ours, never shown."""


@dataclass(frozen=True)
class Som:
    tekst: str
    waarde: Fraction
    samengesteld: bool = False

    def __add__(self, ander: Som) -> Som:
        return Som(f"{self.tekst} + {ander.tekst}", self.waarde + ander.waarde, samengesteld=True)

    def __sub__(self, ander: Som) -> Som:
        return Som(f"{self.tekst} - {ander.factor}", self.waarde - ander.waarde, samengesteld=True)

    def __mul__(self, ander: Som) -> Som:
        return Som(f"{self.factor} x {ander.factor}", self.waarde * ander.waarde)

    @property
    def factor(self) -> str:
        return f"({self.tekst})" if self.samengesteld else self.tekst

    def afgerond(self, op: str) -> Som:
        """The sum, rounded inside a larger sum: afgerond(33 1/3 uur)."""
        waarde = rond_af(self.waarde, op)
        if waarde == self.waarde:
            return self
        return Som(f"{_WOORD.get(op, 'afgerond')}({self.tekst})", waarde)

    def uitkomst(self, resultaat: Som, op: str = "") -> str:
        """The whole line: sum = result, with how it was rounded."""
        if self.tekst == resultaat.tekst:
            return resultaat.tekst
        if self.waarde == resultaat.waarde:
            return f"{self.tekst} = {resultaat.tekst}"
        if not op or rond_af(self.waarde, op) != resultaat.waarde:
            raise SomFout(
                f"{self.tekst} geeft {self.waarde}, niet {resultaat.tekst} ({op or 'zonder afronding'})"
            )
        return f"{self.tekst} = {resultaat.tekst} ({AFRONDINGEN[op][1]})"


def rond_af(waarde: Fraction, op: str) -> Fraction:
    stap, _ = AFRONDINGEN[op]
    stappen = waarde / stap
    if op.endswith("omhoog"):
        return -(-stappen.numerator // stappen.denominator) * stap
    if op.endswith("omlaag"):
        return stappen.numerator // stappen.denominator * stap
    return round_half_up(stappen.numerator, stappen.denominator) * stap


def kleinste(*sommen: Som) -> Som:
    return Som(f"min({'; '.join(som.tekst for som in sommen)})", min(som.waarde for som in sommen))


def grootste(*sommen: Som) -> Som:
    return Som(f"max({'; '.join(som.tekst for som in sommen)})", max(som.waarde for som in sommen))


def optellen(sommen: list[Som]) -> Som:
    uit = sommen[0]
    for som in sommen[1:]:
        uit = uit + som
    return uit


def uren(eenheden: int) -> Som:
    return Som(als_uren(eenheden), Fraction(eenheden, EENHEDEN_PER_UUR))


def uren_exact(aantal: Fraction) -> Som:
    return Som(f"{als_aantal(aantal)} uur", aantal)


def aantal(waarde: Fraction | int, woord: str = "") -> Som:
    breuk = Fraction(waarde)
    tekst = str(breuk.numerator) if breuk.denominator == 1 else als_aantal(breuk)
    return Som(f"{tekst} {in_woord(breuk, woord)}".strip(), breuk)


def deel(teller: int, noemer: int) -> Som:
    """A share, in its lowest terms: 3/12 becomes 1/4."""
    breuk = Fraction(teller, noemer)
    return Som(f"{breuk.numerator}/{breuk.denominator}", breuk) if breuk.denominator > 1 else aantal(breuk)


def bedrag(centen: int) -> Som:
    return Som(euro(centen), Fraction(centen, 100))


def prijs(millicent: int) -> Som:
    return Som(als_prijs(millicent), Fraction(millicent, 100 * MILLICENT))


def procent(permille: int) -> Som:
    """A percentage with one decimal."""
    return Som(f"{permille // 10},{permille % 10}%", Fraction(permille, 1000))


def dag(dag: date) -> Som:
    return Som(als_datum(dag), Fraction(dag.toordinal()))
