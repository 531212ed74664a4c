"""Hours as a balance: 240 a year or 960 in all, that a child uses when it wants to.

What earlier lines used comes into a line as facts (`gebruikt_1` to `gebruikt_4`); its own pieces use what is left
one after the other. Hours per day are a balance too, of the days of the line alone.
"""

from __future__ import annotations

import numpy as np

from rekenregels.regeling.eenheden import Kolom, Masker
from rekenregels.regeling.urenmaten import Urentijd
from rekenregels.rekenen.blok import Blok
from rekenregels.rekenen.feit import GEBRUIKT


class Tegoed:
    """The balances of a block: what is left of each for every piece, in units."""

    def __init__(self, blok: Blok) -> None:
        plan, pakket = blok.plan, blok.k["pakket"]
        banden = len(plan.banden)
        honderdsten = plan.saldo[:, pakket, blok.tijdvak]
        self.is_saldo: Masker = honderdsten >= 0
        self._bruto = np.maximum(honderdsten, 0) * plan.eenheid
        self.kolom: Kolom = np.zeros_like(self._bruto)
        self._gebruikt = np.zeros((banden, len(blok.feiten)), dtype=np.int64)
        if not plan.heeft("saldo"):
            return
        if plan.heeft("saldo_per_dag"):
            per_dag = plan.saldo_per_dag[:, pakket]
            self._bruto = np.where(per_dag, self._bruto * np.maximum(blok.feit("dagen"), 0), self._bruto)
        eerder = np.stack([getattr(blok.feiten, naam) for naam in GEBRUIKT[:banden]])
        self._gebruikt = eerder * plan.eenheid

    def erbij(self, ruimte: Kolom, nu: Kolom, regel: Kolom) -> Kolom:
        """The room of these pieces, with what is left of the balance in the bands that have one."""
        self.kolom[:, nu] = np.maximum(self._bruto[:, nu] - self._gebruikt[:, regel], 0)
        return np.where(self.is_saldo[:, nu], self.kolom[:, nu], ruimte)

    def take(self, uren: Kolom, nu: Kolom, regel: Kolom) -> None:
        self._gebruikt[:, regel] += np.where(self.is_saldo[:, nu], uren, 0)


def gebruikt_tegoed(blok: Blok, regel: int) -> list[tuple[int, bool]]:
    """Per band the hundredths that a line used of a balance, and whether that counts past its calendar year."""
    stukken = blok.stukken
    van_regel = np.arange(len(stukken.van)) if stukken.regel is None else stukken.regel
    eigen = np.flatnonzero(van_regel == regel)
    uit = [(0, False)] * len(blok.plan.banden)
    for j in eigen.tolist():
        for b, band in enumerate(blok.plan.pakketten[int(blok.k["pakket"][j])].banden):
            if band.maat[1].blijft:
                uren = int(blok.per_band["uren"][b][j]) // blok.plan.eenheid
                uit[b] = (uit[b][0] + uren, band.maat[1] is Urentijd.HELE_PERIODE)
    return uit
