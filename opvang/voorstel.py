"""What a draft begins with: the agreed hours and days a week, over the weeks that the policy pays for.

The policy is known in a room to the left of this one, which registers how to propose under it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lib.geld import round_half_up
from lib.periode import Periode, Tijdvak
from opvang.models import Plaatsing

# Of a year, where no policy was adopted: what most municipalities count.
GESUBSIDIEERDE_WEKEN = 40


@dataclass(frozen=True)
class Dagdeel:
    """Days in a tijdvak on which one placement holds: what a proposal is asked for."""

    plaatsing: Plaatsing
    periode: Periode


@dataclass(frozen=True)
class Voorstel:
    uren: int  # hundredths
    dagen: int | None  # None where nobody agreed on a number of days a week


# Per part a proposal; None where no policy holds on each of its days.
Voorsteller = Callable[[int, Sequence[Dagdeel]], Sequence[Voorstel | None]]

_voorstellers: list[Voorsteller] = []


def register_voorsteller(voorsteller: Voorsteller) -> None:
    _voorstellers.append(voorsteller)


def propose(gemeente_id: int, tijdvak: Tijdvak, delen: Sequence[Dagdeel]) -> list[Voorstel]:
    """A proposal for each part of the tijdvak; a constant number of queries."""
    gevonden: Sequence[Voorstel | None] = [None] * len(delen)
    if delen and _voorstellers:
        gevonden = _voorstellers[0](gemeente_id, delen)
    return [
        voorstel or _without_policy(deel, tijdvak) for deel, voorstel in zip(delen, gevonden, strict=True)
    ]


def _without_policy(deel: Dagdeel, tijdvak: Tijdvak) -> Voorstel:
    """Of a quarter ten weeks, in proportion to the days of the tijdvak."""
    uren, per_week = deel.plaatsing.uren_per_week_honderdsten, deel.plaatsing.dagen_per_week
    return Voorstel(
        _naar_rato(uren, deel, tijdvak), None if per_week is None else _naar_rato(per_week, deel, tijdvak)
    )


def _naar_rato(per_week: int, deel: Dagdeel, tijdvak: Tijdvak) -> int:
    weken_per_jaar = per_week * GESUBSIDIEERDE_WEKEN * deel.periode.dagen
    return round_half_up(weken_per_jaar, tijdvak.ritme.per_jaar * tijdvak.periode.dagen)


def actief_in(plaatsing: Plaatsing, periode: Periode) -> Periode | None:
    eind = plaatsing.einddatum or max(periode.tot_en_met, plaatsing.startdatum)
    return Periode(plaatsing.startdatum, eind).overlap(periode)
