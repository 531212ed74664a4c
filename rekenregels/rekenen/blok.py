"""Some lines on their way through the steps: their pieces, and the columns computed so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from rekenregels.regeling.categorie import Categorie
from rekenregels.regeling.document import (
    Categorieregels,
)
from rekenregels.regeling.eenheden import (
    Kolom,
    Masker,
)
from rekenregels.regeling.velden import Parameter
from rekenregels.rekenen.feiten import ONBEKEND, Feiten
from rekenregels.rekenen.plan import Plan
from rekenregels.rekenen.signalen import Signaal
from rekenregels.rekenen.tijd import Stukken


@dataclass
class Blok:
    """Some lines, their pieces and the columns computed so far."""

    plan: Plan
    feiten: Feiten
    stukken: Stukken
    k: dict[str, Kolom] = field(default_factory=dict)
    per_band: dict[str, Kolom] = field(default_factory=dict)  # tables of band x piece
    uurbedragen: Kolom = field(init=False)  # (price, paid by the municipality) x band x piece

    def feit(self, naam: str) -> Kolom:
        kolom: Kolom = getattr(self.feiten, naam)
        return self.stukken.per_stuk(kolom)

    def name_bands(self) -> None:
        """The rows of the tables as columns, for who explains one band: `uren_1`, `uren_2`."""
        for naam, banden in self.per_band.items():
            self.k |= {f"{naam}_{nummer}": kolom for nummer, kolom in enumerate(banden, start=1)}

    @property
    def tijdvak(self) -> Kolom | int:
        kalender = self.plan.kalender
        return kalender.tijdvak_van_dag[self.stukken.van] if len(kalender.tijdvakken) > 1 else 0

    def leidend(self, nummer: int) -> Kolom:
        """The leading amount per hour of band `nummer`: of the line where prices differ, else of the table."""
        if "leidend" in self.per_band:
            return self.per_band["leidend"][nummer - 1]  # type: ignore[no-any-return]
        uit: Kolom = self.plan.banden[nummer - 1].leidend[self.k["situatie"]]
        return uit

    def signaleer(self, signaal: Signaal, waar: Masker) -> None:
        """Remember a fact per piece that people must see."""
        if waar.any():
            bits = waar * signaal.bit
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
    """Hours in bands for which the policy has a price."""
    if not blok.plan.heeft("cel_zonder_prijs") and "uren_mee" not in blok.k:
        return blok.k["uren"] - blok.k["uren_boven"]
    return som(blok, np.where(blok.per_band["tarief"] > 0, blok.per_band["uren"], 0))


def meetellende_uren(blok: Blok) -> Kolom:
    """Hours in bands in which the policy takes part, also where its price is 0."""
    if not blok.plan.heeft("cel_zonder_prijs") and "uren_mee" not in blok.k:
        return vergoede_uren(blok)
    situatie, banden = blok.k["situatie"], blok.plan.banden
    return som(
        blok,
        [uren * band.doet_mee[situatie] for uren, band in zip(blok.per_band["uren"], banden, strict=True)],
    )


def som(blok: Blok, kolommen: Sequence[Kolom] | Kolom) -> Kolom:
    if not len(kolommen):
        return np.zeros(len(blok.stukken.van), dtype=np.int64)
    return reduce(np.add, kolommen)
