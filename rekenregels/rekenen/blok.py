"""Some lines on their way through the steps: their pieces, and the columns computed so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Final

import numpy as np

from rekenregels.regeling.categorie import Categorie
from rekenregels.regeling.eenheden import (
    EENHEDEN_PER_HONDERDSTE,
    Kolom,
    Masker,
)
from rekenregels.regeling.groepen import Categorieregels
from rekenregels.regeling.velden import Parameter
from rekenregels.rekenen.feit import ONBEKEND
from rekenregels.rekenen.feiten import Feiten
from rekenregels.rekenen.plan import Plan
from rekenregels.rekenen.signalen import Signaal
from rekenregels.rekenen.tijd import Stukken

# The columns that hold hours, in the units of the policy.
UURKOLOMMEN: Final = frozenset(
    {
        *("uren", "uren_gevraagd", "uren_ruimte", "uren_voor_minimum", "uren_voor_voorwaarden", "uren_boven"),
        *("uren_mee", "minimum", "dagplekruimte", "ruimte", "vrij", "over", "rest", "tegoed"),
    }
)


@dataclass
class Blok:
    """Some lines, their pieces and the columns computed so far."""

    plan: Plan
    feiten: Feiten
    stukken: Stukken
    k: dict[str, Kolom] = field(default_factory=dict)
    per_band: dict[str, list[Kolom]] = field(default_factory=dict)  # columns of each band
    uurbedragen: list[Kolom] = field(init=False)  # the rows of `Plan.uurbedragen`, for each piece

    def feit(self, naam: str) -> Kolom:
        kolom: Kolom = getattr(self.feiten, naam)
        return kolom if self.stukken.regel is None else kolom[self.stukken.regel]

    def for_uitleg(self) -> None:
        """As who explains reads it: all hours in the finest units, those of a band under its number (`uren_1`, `uren_2`)."""
        keer = EENHEDEN_PER_HONDERDSTE // self.plan.eenheid
        for naam in UURKOLOMMEN & self.k.keys():
            self.k[naam] = self.k[naam] * keer
        for naam in UURKOLOMMEN & self.per_band.keys():
            self.per_band[naam] = [kolom * keer for kolom in self.per_band[naam]]
        for naam, banden in self.per_band.items():
            self.k |= {f"{naam}_{nummer}": kolom for nummer, kolom in enumerate(banden, start=1)}

    @property
    def tijdvak(self) -> Kolom | int:
        kalender = self.plan.kalender
        return kalender.tijdvak_van_dag[self.stukken.van] if len(kalender.tijdvakken) > 1 else 0

    def leidend(self, nummer: int) -> Kolom:
        """The leading amount per hour of band `nummer`: of the line where prices differ, else of the table."""
        if "leidend" in self.per_band:
            return self.per_band["leidend"][nummer - 1]
        uit: Kolom = self.plan.banden[nummer - 1].leidend[self.k["situatie"]]
        return uit

    def signaleer(self, signaal: Signaal, waar: Masker) -> None:
        """Remember a fact per piece that people must see."""
        if np.count_nonzero(waar):
            bits = waar.astype(np.int64)
            bits *= signaal.getal
            self.k["signalen"] = self.k["signalen"] | bits if "signalen" in self.k else bits


def per_categorie(blok: Blok, kies: Callable[[Categorieregels], Parameter | None]) -> Kolom:
    """A number of the category, by time; ONBEKEND where the policy says "geen"."""
    kalender = blok.plan.kalender
    tabel = np.full((len(kalender.tijdvakken), len(Categorie)), ONBEKEND, dtype=np.int64)
    for categorie, regels in blok.plan.regeling.vergoede_categorieen():
        parameter = kies(regels)
        if parameter is not None:
            tabel[:, categorie.nummer] = kalender.per_tijdvak(lambda dag, p=parameter: p.op(dag).waarde)  # type: ignore[misc]
    getallen: Kolom = tabel[blok.tijdvak, blok.feit("categorie")]
    return getallen


def vergoede_uren(blok: Blok) -> Kolom:
    """Hours in bands for which the policy has a price, or amounts without one."""
    if not blok.plan.heeft("cel_zonder_prijs") and "uren_mee" not in blok.k:
        return blok.k["uren"] - blok.k["uren_boven"]
    banden = zip(blok.per_band["tarief"], blok.per_band["uren"], strict=True)
    if not blok.plan.heeft("zonder_prijs"):
        return som(blok, [np.where(tarief > 0, uren, 0) for tarief, uren in banden])
    geldt = [band.ouder.geldt[blok.k["situatie"]] == 1 for band in blok.plan.banden]
    return som(
        blok,
        [np.where((tarief > 0) | vast, uren, 0) for (tarief, uren), vast in zip(banden, geldt, strict=True)],
    )


def meetellende_uren(blok: Blok) -> Kolom:
    """Hours in bands in which the policy takes part, also where its price is 0."""
    if not blok.plan.heeft("cel_zonder_prijs") and "uren_mee" not in blok.k:
        return vergoede_uren(blok)
    situatie, banden = blok.k["situatie"], blok.plan.banden
    return som(
        blok,
        [uren * band.doet_mee[situatie] for uren, band in zip(blok.per_band["uren"], banden, strict=True)],
    )


def rijen(tabel: Kolom) -> list[Kolom]:
    """The rows of a table; to walk through it would cost a short one twice as much."""
    return [tabel[b] for b in range(len(tabel))]


def som(blok: Blok, kolommen: Sequence[Kolom]) -> Kolom:
    if not len(kolommen):
        return np.zeros(len(blok.stukken.van), dtype=np.int64)
    return reduce(np.add, kolommen)
