"""The computation as named steps over columns: every step reads columns and adds columns.

A step does not know whether there is one child or a million. Steps that a policy does not need are
left out of its list. Names ending in a number are per band: `uren_1` is the first band.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from rekenregels.regeling.document import (
    Afrondingsniveau,
)
from rekenregels.rekenen.bedragstappen import (
    bepaal_situatie,
    bepaal_uurbedragen,
    bereken_banden,
    bereken_kwaliteit,
    bereken_meerprijs,
    tel_fijn_op,
)
from rekenregels.rekenen.blok import Blok
from rekenregels.rekenen.jaarruimte import verdeel_in_periode, verdeel_over_jaar
from rekenregels.rekenen.plan import Plan
from rekenregels.rekenen.urenstappen import (
    begrens_uren,
    bepaal_pakket,
    bepaal_uren,
    toets_minimum,
)
from rekenregels.rekenen.voorwaarden import toets_voorwaarden


@dataclass(frozen=True)
class Rekenstap:
    """One named step: it reads columns of the block and adds its own."""

    naam: str
    doe: Callable[[Blok], None]


@lru_cache(maxsize=32)
def make_stappen(plan: Plan) -> tuple[Rekenstap, ...]:
    """The list of steps that this policy needs, in order."""
    per_band = plan.regeling.afronding.per is Afrondingsniveau.BAND
    stappen: list[tuple[str, Callable[[Blok], None], bool]] = [
        ("pakket", bepaal_pakket, True),
        ("uren", bepaal_uren, True),
        ("voorwaarden", toets_voorwaarden, True),
        ("grenzen", begrens_uren, _heeft_grens(plan)),
        ("minimum", toets_minimum, plan.heeft("minimum_uren") or plan.heeft("minimum_dagen")),
        (
            "banden",
            verdeel_over_jaar if plan.heeft("ruimte_per_jaar") or plan.heeft("saldo") else verdeel_in_periode,
            True,
        ),
        ("situatie", bepaal_situatie, True),
        ("uurbedragen", bepaal_uurbedragen, True),
        ("bedragen", bereken_banden if per_band else tel_fijn_op, True),
        ("meerprijs", bereken_meerprijs, plan.heeft("meerprijs")),
        ("kwaliteit", bereken_kwaliteit, plan.heeft("kwaliteit")),
    ]
    return tuple(Rekenstap(naam, doe) for naam, doe, nodig in stappen if nodig)


def _heeft_grens(plan: Plan) -> bool:
    return any(plan.heeft(grens) for grens in ("dagmaximum", "jaarmaximum", "dagplekken"))
