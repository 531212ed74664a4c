"""The day on which a stay began, where a policy counts months that were begun."""

from __future__ import annotations

import numpy as np

from rekenregels.regeling.eenheden import Kolom
from rekenregels.rekenen.blok import Blok
from rekenregels.rekenen.feit import ONBEKEND, FeitFout
from rekenregels.rekenen.feiten import Feiten, lines_where


def begin_van(blok: Blok) -> Kolom:
    """The first day of the stay on which the child is old enough, as index; that of the line where none is known."""
    plan, begin = blok.plan, blok.feit("begonnen_op")
    begin = np.where(begin == ONBEKEND, blok.feit("van"), begin) - plan.kalender.dag0
    wijzer = plan.fase_begin[0].take(blok.feit("categorie")) + blok.feit("geboortedatum")
    uit: Kolom = np.maximum(begin, plan.fase_van.take(wijzer))
    return uit


def begonnen_deel(blok: Blok, verdeling: Kolom, begin: Kolom) -> Kolom:
    """What a stay that began on that day adds to the running weight of the year, where its part of the month was not counted."""
    plan = blok.plan
    binnen = (begin >= 0) & (begin < plan.kalender.dagen)
    uit: Kolom = np.where(binnen, plan.begonnen_deel[verdeling, np.where(binnen, begin, 0)], 0)
    return uit


def check_begin(feiten: Feiten) -> list[FeitFout]:
    """Lines from before the day on which their stay began."""
    zin = "de periode begint voordat het kind hier begon; verbeter een van beide dagen"
    return lines_where(feiten, "begonnen_op", feiten.begonnen_op > feiten.van, zin)
