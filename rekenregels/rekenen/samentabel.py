"""Amounts per hour that are composed of parts, as tables per situation, for prices that differ per line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rekenregels.regeling.eenheden import Kolom
from rekenregels.regeling.uurbedragen import (
    FIJN,
    ONBEGRENSD,
    Afrondwijze,
    Leidend,
    Richting,
    Term,
    Uurprijs,
    Variabele,
)

_GEEN = Afrondwijze()
_NIETS = Term(0, Variabele.VAST, 0)
_RICHTINGEN = tuple(Richting)


@dataclass(frozen=True)
class Samentabel:
    """One row per part, one column per situation; the other fields have one number per situation."""

    is_samen: Kolom
    miljoenste: Kolom
    van: Kolom
    getal: Kolom
    stap: Kolom
    richting: Kolom
    per_deel: Kolom
    onder: Kolom
    boven: Kolom

    def per_uur(self, situatie: Kolom, prijs: Kolom, anders: Kolom) -> Kolom:
        """As `Leidend.per_uur`; `anders` where the amount is not composed of parts."""
        uit: Kolom = np.where(
            self.is_samen[situatie] == 1, np.minimum(prijs, self.som(situatie, prijs)), anders
        )
        return uit

    def prijs(self, situatie: Kolom, eigen: Kolom, anders: Kolom) -> Kolom:
        """A price out of parts of the provider's own; it may be higher than that."""
        uit: Kolom = np.where(self.is_samen[situatie] == 1, self.som(situatie, eigen), anders)
        return uit

    def som(self, situatie: Kolom, prijs: Kolom) -> Kolom:
        """As `Afrondwijze.som`."""
        noemer = FIJN * self.stap[situatie]
        richting, per_deel = self.richting[situatie], self.per_deel[situatie] == 1
        samen, apart = np.zeros_like(prijs), np.zeros_like(prijs)
        for miljoenste, van, getal in zip(self.miljoenste, self.van, self.getal, strict=True):
            laagste = np.minimum(prijs, getal[situatie])
            basis = np.choose(van[situatie], [prijs, laagste, prijs - laagste, getal[situatie]])
            teller = miljoenste[situatie] * basis
            samen += teller
            apart += _rond(teller, noemer, richting)
        bedrag = self.stap[situatie] * np.where(per_deel, apart, _rond(samen, noemer, richting))
        uit: Kolom = np.minimum(np.maximum(bedrag, self.onder[situatie]), self.boven[situatie])
        return uit


def _rond(teller: Kolom, noemer: Kolom, richting: Kolom) -> Kolom:
    """Half up, down or up; numbers are never below zero."""
    erbij = np.choose(richting, [noemer // 2, np.zeros_like(noemer), noemer - 1])
    uit: Kolom = (teller + erbij) // noemer
    return uit


def make_samentabel(leidende: list[Leidend] | list[Uurprijs]) -> Samentabel | None:
    """None where no amount is composed of parts."""
    termen = max((len(bedrag.termen) for bedrag in leidende), default=0)
    if all(bedrag.wijze is None for bedrag in leidende):
        return None
    rijen = [[*bedrag.termen, *([_NIETS] * (termen - len(bedrag.termen)))] for bedrag in leidende]
    wijzen = [bedrag.wijze or _GEEN for bedrag in leidende]
    return Samentabel(
        is_samen=_kolom([int(bedrag.wijze is not None) for bedrag in leidende]),
        miljoenste=_kolommen([[term.miljoenste for term in rij] for rij in rijen], termen),
        van=_kolommen([[int(term.van) for term in rij] for rij in rijen], termen),
        getal=_kolommen([[term.getal for term in rij] for rij in rijen], termen),
        stap=_kolom([wijze.stap for wijze in wijzen]),
        richting=_kolom([_RICHTINGEN.index(wijze.richting) for wijze in wijzen]),
        per_deel=_kolom([int(wijze.per_deel) for wijze in wijzen]),
        onder=_kolom([wijze.onder or 0 for wijze in wijzen]),
        boven=_kolom([ONBEGRENSD if wijze.boven is None else wijze.boven for wijze in wijzen]),
    )


def _kolom(waarden: list[int]) -> Kolom:
    return np.array(waarden, dtype=np.int64)


def _kolommen(rijen: list[list[int]], termen: int) -> Kolom:
    return np.array(rijen, dtype=np.int64).reshape(len(rijen), termen).T.copy()
