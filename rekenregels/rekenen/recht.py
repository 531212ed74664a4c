"""The end of a right that lasts so many months: six months from the day on which it began."""

from __future__ import annotations

import numpy as np

from rekenregels.regeling.eenheden import Kolom
from rekenregels.regeling.groepen import Leeftijd
from rekenregels.rekenen.feit import ONBEKEND, FeitFout
from rekenregels.rekenen.feiten import Feiten, lines_where
from rekenregels.rekenen.kalender import NOOIT, leeftijdsdag
from rekenregels.rekenen.plan import Plan


def recht_tot(plan: Plan, feiten: Feiten) -> Kolom:
    """Per line the first day, as index, on which the right is over; NOOIT where it has no end."""
    kalender, regeling = plan.kalender, plan.regeling
    uit = np.full(len(feiten), NOOIT, dtype=np.int64)
    for categorie, regels in regeling.vergoede_categorieen():
        if regels.hoogstens_maanden is None:
            continue
        maanden = kalender.per_tijdvak(lambda dag, m=regels.hoogstens_maanden: m.op(dag).waarde)  # type: ignore[misc]
        tijdvak = kalender.tijdvak_van_dag[np.clip(feiten.van - kalender.dag0, 0, kalender.dagen - 1)]
        begin = np.maximum(feiten.recht_vanaf, 1)
        for aantal in np.unique(maanden).tolist():
            leeftijd, schrikkeldag = Leeftijd(maanden=aantal, bron=""), regeling.verjaardag.schrikkeldag
            eind = leeftijdsdag(begin, leeftijd, schrikkeldag) - kalender.dag0
            geldt = (feiten.categorie == categorie.nummer) & (feiten.recht_vanaf != ONBEKEND)
            uit = np.where(geldt & (maanden[tijdvak] == aantal), eind, uit)
    return uit


def check_recht(plan: Plan, feiten: Feiten) -> list[FeitFout]:
    """Lines of a group whose right ends, without the day on which it began or from before that day."""
    fouten: list[FeitFout] = []
    for categorie, regels in plan.regeling.vergoede_categorieen():
        if regels.hoogstens_maanden is not None:
            eigen = feiten.categorie == categorie.nummer
            zin = "bij deze groep eindigt het recht na een aantal maanden; vul in op welke dag het begon"
            fouten += lines_where(feiten, "recht_vanaf", eigen & (feiten.recht_vanaf == ONBEKEND), zin)
            zin = "de periode begint voordat het recht begon; verbeter een van beide dagen"
            fouten += lines_where(feiten, "recht_vanaf", eigen & (feiten.recht_vanaf > feiten.van), zin)
    return fouten
