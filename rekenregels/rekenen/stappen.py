"""The computation as steps over columns: every step reads columns and adds columns.

A step does not know whether there is one child or a million. Steps that a policy does not need are
left out of its list. Names ending in a number are per band: `uren_1` is the first band.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from rekenregels.regeling.afronding import Afrondingsniveau
from rekenregels.rekenen.bedragstappen import (
    bepaal_situatie,
    bepaal_uurbedragen,
    bereken_banden,
    bereken_kwaliteit,
    bereken_meerprijs,
    tel_fijn_op,
)
from rekenregels.rekenen.blok import Blok
from rekenregels.rekenen.feit import VAN_EERDER
from rekenregels.rekenen.jaarruimte import verdeel_in_periode, verdeel_over_jaar
from rekenregels.rekenen.plan import Plan
from rekenregels.rekenen.urenstappen import (
    begrens_uren,
    bepaal_pakket,
    bepaal_uren,
    toets_minimum,
    verdeel_uren,
)
from rekenregels.rekenen.voorwaarden import FEITEN as VOORWAARDEN
from rekenregels.rekenen.voorwaarden import toets_voorwaarden

Rekenstap = Callable[[Blok], None]


@lru_cache(maxsize=64)
def make_stappen(plan: Plan, niet_gegeven: frozenset[str]) -> tuple[Rekenstap, ...]:
    """The list of steps that this policy needs, in order; those for facts that nobody gave are left out too."""
    per_band = plan.regeling.afronding.per is Afrondingsniveau.BAND
    stappen: list[tuple[Rekenstap, bool]] = [
        (bepaal_pakket, True),
        (bepaal_uren, True),
        (toets_voorwaarden, not niet_gegeven >= VOORWAARDEN),
        (begrens_uren, _heeft_grens(plan)),
        (toets_minimum, plan.heeft("minimum_uren") or plan.heeft("minimum_dagen")),
        (_verdeling(plan, niet_gegeven), True),
        (bepaal_situatie, True),
        (bepaal_uurbedragen, True),
        (bereken_banden if per_band else tel_fijn_op, True),
        (bereken_meerprijs, plan.heeft("meerprijs") and "prijs" not in niet_gegeven),
        (bereken_kwaliteit, plan.heeft("kwaliteit")),
    ]
    return tuple(doe for doe, nodig in stappen if nodig)


def _verdeling(plan: Plan, niet_gegeven: frozenset[str]) -> Rekenstap:
    """How the hours are divided over the bands."""
    if plan.heeft("ruimte_per_jaar") or plan.heeft("saldo"):
        return verdeel_over_jaar
    return verdeel_uren if niet_gegeven.issuperset(VAN_EERDER) else verdeel_in_periode


def _heeft_grens(plan: Plan) -> bool:
    return any(plan.heeft(grens) for grens in ("dagmaximum", "jaarmaximum", "dagplekken"))
