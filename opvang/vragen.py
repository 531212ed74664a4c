"""What the policy of the municipality must know of a line besides its hours.

The policy is known in a room to the left of this one, which registers how to read it.
"""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError

from lib.periode import EERSTE_JAAR, LAATSTE_JAAR, Periode
from organisaties.models import Gemeente
from rekenregels import Vragen

Lezer = Callable[[Gemeente, Periode], Vragen]

_lezers: list[Lezer] = []


def register_vragen(lezer: Lezer) -> None:
    _lezers.append(lezer)


def vragen_in(gemeente: Gemeente, periode: Periode) -> Vragen:
    """What the policies ask that hold on any day of the period; nothing when there are none."""
    vragen = Vragen()
    for lezer in _lezers:
        vragen |= lezer(gemeente, periode)
    return vragen


def kernen_van(gemeente: Gemeente) -> tuple[str, ...]:
    """The villages that any policy of the municipality names, whenever it holds."""
    return vragen_in(gemeente, Periode(date(EERSTE_JAAR, 1, 1), date(LAATSTE_JAAR, 12, 31))).kernen


def check_minimaregel(naam: str, gemeente: Gemeente, dag: date) -> None:
    """ValidationError for a minima rule that the policy of that day does not have."""
    namen = vragen_in(gemeente, Periode(dag, dag)).minima
    if not naam or naam in namen:
        return
    keuze = f"Kies {' of '.join(f'‘{n}’' for n in namen)}, of" if namen else "Kies"
    raise ValidationError(
        f"Minimaregel ‘{naam}’ bestaat niet in de regeling die op {dag:%d-%m-%Y} geldt. {keuze} ‘Geen minimaregel’.",
        code="minimaregel",
    )
