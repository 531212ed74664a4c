"""An agreement as people read it: what should be reached, what was measured, and whether that is enough."""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.kleine_groepen import VERBORGEN
from lib.weergave import datum_kort
from rapportage.beleidsjaar import Afspraakstand, Onderwerpstand


@dataclass(frozen=True)
class Afspraakregel:
    afspraak: Afspraakstand
    doel: str
    gemeten: str
    gemeten_op: str
    # '' where nothing was measured, or where the answer would tell of a small group.
    oordeel: str


def show_afspraak(afspraak: Afspraakstand, *, volledig: bool) -> Afspraakregel:
    """Not `volledig`: without the share of a small group."""
    doelen = [str(afspraak.doel)] if afspraak.doel else []
    doel = "; ".join(doelen + ([afspraak.doel_in_woorden] if afspraak.doel_in_woorden else []))
    meting = afspraak.meting if afspraak.doel else None
    if meting is None:
        return Afspraakregel(afspraak, doel, "", "", "")
    op = datum_kort(meting.peildatum)
    if meting.is_klein and not volledig:
        return Afspraakregel(afspraak, doel, VERBORGEN, op, "")
    oordeel = {True: "gehaald", False: "niet gehaald", None: ""}[afspraak.is_gehaald]
    return Afspraakregel(afspraak, doel, meting.percentage, op, oordeel)


def show_onderwerpen(
    onderwerpen: Sequence[Onderwerpstand], *, volledig: bool
) -> tuple[tuple[Onderwerpstand, tuple[Afspraakregel, ...]], ...]:
    return tuple(
        (onderwerp, tuple(show_afspraak(afspraak, volledig=volledig) for afspraak in onderwerp.afspraken))
        for onderwerp in onderwerpen
    )
