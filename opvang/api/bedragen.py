"""What a declaration was worth. The amounts are known in a room to the left, which registers how to read them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from opvang.models import Urendeclaratie
from organisaties.models import Gebruiker


@dataclass(frozen=True)
class Bedragregel:
    """The result of a line, or of a part of it. Hours in hundredths."""

    declaratieregel: int
    kind: str
    van: date
    tot_en_met: date
    categorie: str
    uren: int
    subsidie_centen: int
    ouderbijdrage_centen: int


@dataclass(frozen=True)
class Bedragen:
    """An approved calculation."""

    totaal_centen: int
    goedgekeurd_op: datetime
    regels: list[Bedragregel]


Bedraglezer = Callable[[Urendeclaratie, Gebruiker], Bedragen | None]

_lezers: list[Bedraglezer] = []


def register_bedragen(lezer: Bedraglezer) -> None:
    _lezers.append(lezer)


def bedragen_van(declaratie: Urendeclaratie, door: Gebruiker) -> Bedragen | None:
    """None as long as nothing of it was approved."""
    return next((bedragen for lezer in _lezers if (bedragen := lezer(declaratie, door))), None)
