"""What a declaration asks besides hours: as the municipality chose before it was begun (docs/adr/0058).

Whether a policy counts the hours really taken is known in a room to the left of this one, which registers how to read it.
"""

from collections.abc import Callable

from lib.periode import Periode, Ritme, Tijdvak
from opvang.models import Urendeclaratie, herinneringsregel_of
from organisaties.models import Gemeente

# Whether any policy of the municipality counts the hours really taken on a day of the period.
Lezer = Callable[[int, Periode], bool]

_lezers: list[Lezer] = []


def register_werkelijk(lezer: Lezer) -> None:
    _lezers.append(lezer)


def asked_columns(gemeente: Gemeente, tijdvak: Tijdvak) -> dict[str, bool]:
    """As the fields of a new declaration over the tijdvak."""
    keuze = herinneringsregel_of(gemeente, tijdvak.periode.van)
    return {
        "met_maanden": keuze.uren_per_maand and tijdvak.ritme is not Ritme.MAAND,
        "met_afwezig": keuze.afwezigheid and _counts_werkelijk(gemeente.pk, tijdvak.periode),
    }


def counts_agreed(declaratie: Urendeclaratie) -> bool:
    """Whether the municipality asks absence, and the policy of this tijdvak takes nothing off for it."""
    if declaratie.met_afwezig or not _asks_absence(declaratie):
        return False
    return not _counts_werkelijk(declaratie.gemeente_id, declaratie.periode)


def _asks_absence(declaratie: Urendeclaratie) -> bool:
    return herinneringsregel_of(declaratie.gemeente, declaratie.periode.van).afwezigheid


def _counts_werkelijk(gemeente_id: int, periode: Periode) -> bool:
    return any(lezer(gemeente_id, periode) for lezer in _lezers)
