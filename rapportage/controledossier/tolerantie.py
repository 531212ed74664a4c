"""Mistakes and doubts of a year beside what the auditor still approves. No clock; cents."""

from collections.abc import Iterable
from dataclasses import dataclass

from lib.geld import round_half_up
from rapportage.controledossier.models import Bevinding

BRON = (
    "Nota verwachtingen accountantscontrole SiSa 2025, zoals gelezen in Accountancy Vanmorgen van 5 maart 2026; daarvoor"
    " 1 % en 3 %, zoals gelezen in het jaarverslag 2017 van Amstelveen"
)
AANNAME = (
    "De Nota stelt de tolerantie voor de jaarrekening als geheel. Hier is zij genomen over wat in dit jaar uit de uitkering is"
    " besteed; de accountant bepaalt de omrekening."
)
# From which year of account, for mistakes and for doubts, in per cent.
PERCENTAGES = ((2025, 2, 2), (0, 1, 3))


@dataclass(frozen=True)
class Stand:
    """Of one kind: what was found, and up to where it is approved."""

    soort: Bevinding.Soort
    percentage: int
    centen: int
    grens: int

    @property
    def is_binnen(self) -> bool:
        return self.centen <= self.grens


def compare(jaar: int, besteed: int, bevindingen: Iterable[Bevinding]) -> tuple[Stand, Stand]:
    """Of mistakes, then of doubts."""
    _, fout, onzeker = next(regel for regel in PERCENTAGES if jaar >= regel[0])
    som = dict.fromkeys(Bevinding.Soort, 0)
    for bevinding in bevindingen:
        som[Bevinding.Soort(bevinding.soort)] += bevinding.bedrag_centen
    return (
        Stand(
            Bevinding.Soort.FOUT, fout, som[Bevinding.Soort.FOUT], round_half_up(max(besteed, 0) * fout, 100)
        ),
        Stand(
            Bevinding.Soort.ONZEKERHEID,
            onzeker,
            som[Bevinding.Soort.ONZEKERHEID],
            round_half_up(max(besteed, 0) * onzeker, 100),
        ),
    )
