"""The classes of the contribution table, as the policy of the municipality has them.

The policy is known in a room to the left of this one, which registers how to read its classes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from organisaties.models import Gemeente


@dataclass(frozen=True)
class Klasse:
    """A row of the table: its number, from 1, and the incomes in it, in words.

    `laagste` and `hoogste`: in euros a year; where a policy has more tables a class does not tell an income.
    """

    nummer: int
    inkomen: str
    laagste: int = 0
    hoogste: int | None = None


Lezer = Callable[[Gemeente, date], Sequence[Klasse] | None]

# Without an adopted policy that has a table nobody knows how many rows there will be.
HOOGSTE_ZONDER_TABEL = 9

_lezers: list[Lezer] = []


def register_klassen(lezer: Lezer) -> None:
    _lezers.append(lezer)


def klassen_op(gemeente: Gemeente, dag: date) -> Sequence[Klasse] | None:
    """The classes that hold on the day; None when no policy of that day has a table."""
    for lezer in _lezers:
        if (klassen := lezer(gemeente, dag)) is not None:
            return klassen
    return None


def check_klasse(klasse: int | None, gemeente: Gemeente, dag: date) -> None:
    """ValidationError for a class that the table of that day does not have."""
    klassen = klassen_op(gemeente, dag)
    if klasse is None or klassen is None or 1 <= klasse <= len(klassen):
        return
    raise ValidationError(
        f"Klasse {klasse} bestaat niet: de regeling die op {dag:%d-%m-%Y} geldt, heeft klasse 1 tot en met"
        f" {len(klassen)}. Kies een van die klassen, of ‘Inkomen niet aangetoond’.",
        code="klasse",
    )
