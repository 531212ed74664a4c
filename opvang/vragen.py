"""What the policy of the municipality must know of a line besides its hours.

The policy is known in a room to the left of this one, which registers how to read it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from django.core.exceptions import ValidationError

from lib.geld import euro
from lib.periode import EERSTE_JAAR, LAATSTE_JAAR, Periode
from opvang.klassen import Klasse, klassen_op
from organisaties.models import Gemeente
from rekenregels import Huishouden, Vragen

Lezer = Callable[[Gemeente, Periode], Vragen]

_lezers: list[Lezer] = []


class Afspraken(Protocol):
    """What of the agreements of a placement a minima rule is about."""

    @property
    def minimaregel(self) -> str: ...
    @property
    def huishouden(self) -> str: ...
    @property
    def bijdrageklasse(self) -> int | None: ...


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


def check_minimaregel(afspraken: Afspraken, gemeente: Gemeente, dag: date) -> None:
    """ValidationError for a minima rule that the policy of that day does not have, or not for these parents."""
    vragen, naam = vragen_in(gemeente, Periode(dag, dag)), afspraken.minimaregel
    if naam and naam not in vragen.minima:
        keuze = f"Kies {' of '.join(f'‘{n}’' for n in vragen.minima)}, of" if vragen.minima else "Kies"
        raise _refuse(
            f"Minimaregel ‘{naam}’ bestaat niet in de regeling die op {dag:%d-%m-%Y} geldt. {keuze} ‘Geen minimaregel’."
        )
    if afspraken.huishouden:
        _check_grens(vragen, naam, Huishouden(afspraken.huishouden), _klasse(afspraken, gemeente, dag))


def _klasse(afspraken: Afspraken, gemeente: Gemeente, dag: date) -> Klasse | None:
    klassen = klassen_op(gemeente, dag) or ()
    return next((klasse for klasse in klassen if klasse.nummer == afspraken.bijdrageklasse), None)


def _check_grens(vragen: Vragen, naam: str, huishouden: Huishouden, klasse: Klasse | None) -> None:
    """A rule with limits against the kind of household and the incomes of the class; no income is asked."""
    randen = {rand.regel: rand.hoogste for rand in vragen.randen if rand.huishouden is huishouden}
    if naam and naam in dict(vragen.grenzen) and naam not in randen:
        raise _refuse(
            f"Minimaregel ‘{naam}’ is niet voor {huishouden.woorden}. Kies een andere, of ‘Geen minimaregel’."
        )
    if klasse is None:
        return
    hoogste = randen.get(naam)
    if hoogste is not None and klasse.laagste > hoogste:
        raise _refuse(
            f"Minimaregel ‘{naam}’ is er voor {huishouden.woorden} tot en met {_euro(hoogste)} per jaar, en"
            f" klasse {klasse.nummer} begint bij {_euro(klasse.laagste)}. Controleer de klasse en de minimaregel."
        )
    past = [regel for regel, rand in randen.items() if rand is not None and _is_heel_onder(klasse, rand)]
    if past and not naam:
        raise _refuse(
            f"Bij klasse {klasse.nummer} hoort voor {huishouden.woorden} minimaregel ‘{past[0]}’. Kies die."
        )


def _is_heel_onder(klasse: Klasse, rand: int) -> bool:
    return klasse.hoogste is not None and klasse.hoogste <= rand


def _euro(bedrag: int) -> str:
    return euro(100 * bedrag).removesuffix(",00")


def _refuse(zin: str) -> ValidationError:
    return ValidationError(zin, code="minimaregel")
