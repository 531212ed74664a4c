"""How many weeks a year the policy pays for children with an indication: so many weeks their place is open.

The policy is known in a room to the left of this one, which registers how to read it.
"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

# Of the policies that hold on the day; None where none says it.
Lezer = Callable[[int, date], Fraction | None]

_lezers: list[Lezer] = []


def register_weken(lezer: Lezer) -> None:
    _lezers.append(lezer)


def read_weken(gemeente_id: int, dag: date) -> Fraction | None:
    return next((weken for lezer in _lezers if (weken := lezer(gemeente_id, dag)) is not None), None)
