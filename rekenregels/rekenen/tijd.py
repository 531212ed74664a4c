"""Cut every line where something changes: the child's age, a number of the policy, a month.

Days are indices into the policy's calendar; `tot` is the first index that no longer counts.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar, cast

import numpy as np

from rekenregels.regeling.eenheden import Kolom
from rekenregels.rekenen.feiten import Feiten
from rekenregels.rekenen.plan import Plan
from rekenregels.rekenen.recht import recht_tot

K = TypeVar("K", bound=np.ndarray[Any, Any])


class Stukken(NamedTuple):
    """Pieces in the order of lines and time. `regel` is None where every line is one piece."""

    regel: Kolom | None
    start: Kolom | None  # first piece of each line
    fase: Kolom | None
    van: Kolom
    tot: Kolom
    heel: bool  # every piece is its whole line

    def per_stuk(self, kolom: K) -> K:
        return kolom if self.regel is None else cast(K, kolom[self.regel])

    def opgeteld(self, kolom: Kolom) -> Kolom:
        """Running totals over the pieces of each line, the piece itself included."""
        if self.regel is None or self.start is None or not len(kolom):
            return kolom
        lopend: Kolom = np.cumsum(kolom)
        voor_regel = lopend[self.start] - kolom[self.start]
        return lopend - np.repeat(voor_regel, np.diff(np.append(self.start, len(kolom))))

    def samen_per_regel(self, bits: Kolom) -> Kolom:
        """The bits of the pieces of each line together."""
        if self.start is None or not len(bits):
            return bits
        samen: Kolom = np.bitwise_or.reduceat(bits, self.start)
        return samen

    def per_regel(self, kolom: Kolom) -> Kolom:
        if self.start is None:
            return kolom
        opgeteld: Kolom = np.add.reduceat(kolom, self.start) if len(kolom) else kolom
        return opgeteld


def knip(plan: Plan, feiten: Feiten) -> Stukken:
    kalender = plan.kalender
    regel_van, regel_tot = feiten.van - kalender.eerste, feiten.tot_en_met - kalender.ervoor
    if _alle_dagen_tellen(plan, feiten):
        stukken = Stukken(None, None, None, regel_van, regel_tot, heel=True)
    elif plan.fasen == 1:
        fase_van, fase_tot = _fase(plan, feiten, 0)
        stukken = _een_fase(regel_van, regel_tot, fase_van, fase_tot)
    else:
        stukken = _meer_fasen(plan, feiten, regel_van, regel_tot)
    return _knip_kalender(plan, stukken) if kalender.heeft_knippen else stukken


def _alle_dagen_tellen(plan: Plan, feiten: Feiten) -> bool:
    """Are the youngest and the oldest child of the right age on all days of all lines? Then nobody need be looked at."""
    if plan.fasen > 1 or plan.heeft("recht") or not len(feiten):
        return False
    uitersten, dag0 = feiten.uitersten, plan.kalender.dag0
    eerste, laatste = uitersten("van")[0] - dag0, uitersten("tot_en_met")[1] - dag0
    oudste, jongste = uitersten("geboortedatum")
    laagste, hoogste = uitersten("categorie")
    for begin in plan.eerste_fase[laagste : hoogste + 1]:
        if plan.fase_van.item(begin + jongste) > eerste or laatste >= plan.fase_tot.item(begin + oudste):
            return False
    return True


def _fase(plan: Plan, feiten: Feiten, nummer: int) -> tuple[Kolom, Kolom]:
    """First index in, and first index past, an age phase, for every line."""
    wijzer = plan.fase_begin[nummer].take(feiten.categorie)
    wijzer += feiten.geboortedatum
    tot = plan.fase_tot.take(wijzer)
    if plan.heeft("recht"):
        tot = np.minimum(tot, recht_tot(plan, feiten))
    return plan.fase_van.take(wijzer), tot


def _een_fase(regel_van: Kolom, regel_tot: Kolom, fase_van: Kolom, fase_tot: Kolom) -> Stukken:
    binnen = (fase_van <= regel_van) & (regel_tot <= fase_tot)
    if np.count_nonzero(binnen) == len(binnen):
        return Stukken(None, None, None, regel_van, regel_tot, heel=True)
    van = np.maximum(regel_van, fase_van)
    tot = np.minimum(regel_tot, fase_tot)
    buiten = van >= tot
    if buiten.any():
        van = np.where(buiten, regel_van, van)
        tot = np.where(buiten, regel_van, tot)
    return Stukken(None, None, None, van, tot, heel=False)


def _meer_fasen(plan: Plan, feiten: Feiten, regel_van: Kolom, regel_tot: Kolom) -> Stukken:
    grenzen = [_fase(plan, feiten, nummer) for nummer in range(plan.fasen)]
    van = np.stack([np.maximum(regel_van, start) for start, _ in grenzen], axis=1)
    tot = np.stack([np.minimum(regel_tot, eind) for _, eind in grenzen], axis=1)
    telt = van < tot
    nergens = ~telt.any(axis=1)
    telt[nergens, 0] = True
    van[nergens, 0] = tot[nergens, 0] = regel_van[nergens]
    regel, fase = np.nonzero(telt)
    return Stukken(
        regel.astype(np.int64), _eerste(regel), fase.astype(np.int64), van[telt], tot[telt], heel=False
    )


def _knip_kalender(plan: Plan, stukken: Stukken) -> Stukken:
    kalender = plan.kalender
    eerste = kalender.stuk_van_dag[stukken.van]
    laatste = kalender.stuk_van_dag[np.maximum(stukken.tot - 1, stukken.van)]
    aantal = laatste - eerste + 1
    if not len(aantal) or aantal.max() == 1:
        return stukken
    bron = np.repeat(np.arange(len(aantal), dtype=np.int64), aantal)
    rang = np.arange(len(bron), dtype=np.int64) - np.repeat(np.cumsum(aantal) - aantal, aantal)
    stuk = eerste[bron] + rang
    einden = np.append(kalender.stuk_start[1:], kalender.dagen)
    regel = bron if stukken.regel is None else stukken.regel[bron]
    return Stukken(
        regel=regel,
        start=_eerste(regel),
        fase=None if stukken.fase is None else stukken.fase[bron],
        van=np.maximum(stukken.van[bron], kalender.stuk_start[stuk]),
        tot=np.minimum(stukken.tot[bron], einden[stuk]),
        heel=False,
    )


def _eerste(regel: Kolom) -> Kolom:
    return np.flatnonzero(np.diff(regel, prepend=-1)).astype(np.int64)
