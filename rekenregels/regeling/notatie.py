"""Hours, prices, fractions and dates as Dutch people write them; money itself is written by `geld.euro`."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from lib.geld import NO_BREAK, euro
from rekenregels.regeling.eenheden import EENHEDEN_PER_UUR, MILLICENT

LANGSTE_NAAM: Final = 80  # of what is repeated in a sentence
ENKELVOUD: Final = {
    "weken": "week",
    "dagen": "dag",
    "kinderen": "kind",
    "doelgroepkinderen": "doelgroepkind",
    "plaatsen": "plaats",
    "groepen": "groep",
    "halve groepen": "halve groep",
    "klassen": "klasse",
    "decimalen": "decimaal",
    "maanden": "maand",
    "kwartalen": "kwartaal",
}


def als_getal(getal: Decimal | int) -> str:
    """A number as it is in the file, in Dutch notation: 1.234,5."""
    return _nederlands(f"{getal:,f}" if isinstance(getal, Decimal) else f"{getal:,}")


def als_decimalen(teller: int, decimalen: int) -> str:
    """An integer in units of 10^-decimalen: als_decimalen(1026, 2) is 10,26."""
    return _nederlands(f"{Decimal(teller).scaleb(-decimalen):,.{decimalen}f}")


def als_prijs(millicent: int) -> str:
    """A price per hour: two decimals, or five where it is finer than a cent."""
    if millicent % MILLICENT == 0:
        return euro(millicent // MILLICENT)
    return f"€{NO_BREAK}{als_decimalen(millicent, 5)}"


def als_uren(eenheden: int) -> str:
    """Hours: two decimals, or an exact fraction where hours are not rounded."""
    return als_aantal(Fraction(eenheden, EENHEDEN_PER_UUR)) + " uur"


def als_aantal(aantal: Fraction) -> str:
    """Two decimals where that is exact, else a mixed number: 80,00 and 26 2/3."""
    if (aantal * 100).denominator == 1:
        return als_decimalen(int(aantal * 100), 2)
    heel, rest = divmod(aantal.numerator, aantal.denominator)
    deel = f"{rest}/{aantal.denominator}"
    return f"{als_getal(heel)} {deel}" if heel else deel


def in_woord(aantal: Fraction | int, meervoud: str) -> str:
    """The noun that fits a number: 1 week, 2 weken, 1/2 week."""
    return ENKELVOUD.get(meervoud, meervoud) if 0 < aantal <= 1 else meervoud


def kort(tekst: str) -> str:
    """What was typed, at a length that a sentence can hold."""
    return tekst if len(tekst) <= LANGSTE_NAAM else f"{tekst[:LANGSTE_NAAM]}…"


def als_datum(dag: date) -> str:
    return f"{dag.day:02d}-{dag.month:02d}-{dag.year}"


def _nederlands(engels: str) -> str:
    return engels.translate(str.maketrans(",.", ".,"))
