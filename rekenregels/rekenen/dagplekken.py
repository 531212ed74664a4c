"""Hours by the order of the days in a week: six on the first, six on the second, four on the third.

A line tells how many days the child came, and how many hours in all. A week then has days / weeks days, of the same
length; a broken number of days counts its last day in part.
"""

from __future__ import annotations

import numpy as np

from lib.geld import round_half_up_array
from rekenregels.regeling.eenheden import Kolom
from rekenregels.rekenen.blok import Blok
from rekenregels.rekenen.feit import ONBEKEND
from rekenregels.rekenen.kalender import NOOIT


def dagplekruimte(blok: Blok) -> Kolom:
    """Per piece the hours that its line may have by the order of the days, in units; NOOIT: no such rule."""
    stukken, kalender = blok.stukken, blok.plan.kalender
    weken = stukken.per_stuk(stukken.per_regel(kalender.weken[stukken.tot] - kalender.weken[stukken.van]))
    dagen = np.maximum(blok.feit("dagen"), 0)
    uren = stukken.per_stuk(stukken.per_regel(blok.k["uren"])) // blok.plan.eenheid
    ruimte = np.full(len(stukken.van), NOOIT, dtype=np.int64)
    for categorie, regels in blok.plan.regeling.vergoede_categorieen():
        if regels.uren_per_dagplek:
            totaal = np.zeros(len(stukken.van), dtype=np.int64)
            for n, plek in enumerate(regels.uren_per_dagplek):
                hoogste = kalender.per_tijdvak(lambda dag, p=plek: p.uren.op(dag).waarde)[blok.tijdvak]  # type: ignore[misc]
                op_plek = np.clip(dagen * kalender.noemer - n * weken, 0, weken)
                totaal += np.minimum(uren, hoogste * dagen) * op_plek
            samen = round_half_up_array(totaal, np.maximum(dagen, 1) * kalender.noemer)
            geldt = (blok.feit("categorie") == categorie.nummer) & (blok.feit("dagen") != ONBEKEND)
            ruimte = np.where(geldt, samen * blok.plan.eenheid, ruimte)
    return ruimte
