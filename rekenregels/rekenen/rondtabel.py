"""How amounts per hour are rounded over a longer time, as a table per situation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from rekenregels.regeling.eenheden import Kolom
from rekenregels.regeling.uurbedragen import Afrondtijd, Leidend, Richting

TIJDEN: Final = tuple(Afrondtijd)
RICHTINGEN: Final = tuple(Richting)


@dataclass(frozen=True)
class Rondtabel:
    """Per situation: the time as its number in `Afrondtijd` (0: the hour), the step in millicent and the direction."""

    tijd: Kolom
    stap: Kolom
    richting: Kolom

    @property
    def per_dag(self) -> bool:
        """Is any amount rounded by the day, so that days are asked?"""
        return bool((self.tijd == TIJDEN.index(Afrondtijd.DAG)).any())


def make_rondtabel(bedragen: list[Leidend]) -> Rondtabel | None:
    """None where no amount is rounded over more than an hour."""
    if all(bedrag.tijd is None for bedrag in bedragen):
        return None
    rijen = [
        (0, 1, 0)
        if (tijd := bedrag.tijd) is None
        else (TIJDEN.index(tijd.per), tijd.stap, RICHTINGEN.index(tijd.richting))
        for bedrag in bedragen
    ]
    return Rondtabel(*np.array(rijen, dtype=np.int64).T.copy())
