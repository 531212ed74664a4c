"""Two policies over the same lines: what each costs, and for which groups and children it differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rekenregels import Categorie, Feiten, Regeling, Uitkomst, calculate

Kolom = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Caseload:
    """The declared lines of a year. `houder` gives per line the place of its provider in `houders`."""

    feiten: Feiten
    houder: Kolom
    houders: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.feiten)

    @cached_property
    def kind(self) -> Kolom:
        """Per line the place of its child in `kinderen`."""
        return np.unique(np.array(self.feiten.sleutels, dtype=np.str_), return_inverse=True)[1]

    @cached_property
    def kinderen(self) -> list[str]:
        return sorted(set(self.feiten.sleutels))


@dataclass(frozen=True)
class Verschil:
    """Cents under the present policy and under the variant, for some of the children."""

    naam: str
    aantal: int
    nu: int
    straks: int

    @property
    def verschil(self) -> int:
        return self.straks - self.nu


@dataclass(frozen=True, eq=False)
class Vergelijking:
    """Two outcomes over the same lines. Amounts in cents per year."""

    caseload: Caseload
    nu: Uitkomst
    straks: Uitkomst

    @property
    def totaal(self) -> Verschil:
        return Verschil("Totaal", len(self.caseload.kinderen), self.nu.totaal, self.straks.totaal)

    @property
    def ouders(self) -> Verschil:
        """What all parents together pay."""
        nu, straks = int(self.nu.ouderbijdrage.sum()), int(self.straks.ouderbijdrage.sum())
        return Verschil("Ouderbijdragen", len(self.caseload.kinderen), nu, straks)

    @cached_property
    def per_categorie(self) -> list[Verschil]:
        namen = [categorie.label for categorie in Categorie]
        return list(self._per_groep(namen, self.caseload.feiten.categorie))

    @cached_property
    def per_houder(self) -> list[Verschil]:
        return list(self._per_groep(self.caseload.houders, self.caseload.houder))

    @cached_property
    def per_kind(self) -> list[Verschil]:
        return list(self._per_groep(self.caseload.kinderen, self.caseload.kind))

    @property
    def meer(self) -> list[Verschil]:
        """The children for whom the municipality pays more, the largest difference first."""
        return sorted((k for k in self.per_kind if k.verschil > 0), key=lambda k: (-k.verschil, k.naam))

    @property
    def minder(self) -> list[Verschil]:
        return sorted((k for k in self.per_kind if k.verschil < 0), key=lambda k: (k.verschil, k.naam))

    @property
    def gelijk(self) -> int:
        return sum(kind.verschil == 0 for kind in self.per_kind)

    def _per_groep(self, namen: Sequence[str], groep: Kolom) -> Iterator[Verschil]:
        nu, straks = (
            _sums(self.nu.subsidie, groep, len(namen)),
            _sums(self.straks.subsidie, groep, len(namen)),
        )
        kinderen = _children_per_group(groep, self.caseload.kind, len(namen))
        for i, naam in enumerate(namen):
            if kinderen[i]:
                yield Verschil(naam, int(kinderen[i]), int(nu[i]), int(straks[i]))


def compare(caseload: Caseload, huidig: Regeling, variant: Regeling) -> Vergelijking:
    """Raises FeitenFout when the variant can't compute a line, for example because a column is missing."""
    return Vergelijking(caseload, calculate(huidig, caseload.feiten), calculate(variant, caseload.feiten))


def _sums(bedragen: Kolom, groep: Kolom, aantal: int) -> Kolom:
    """Exact sums per group: integers, where numpy's bincount would go by floats."""
    sommen = np.zeros(aantal, dtype=np.int64)
    np.add.at(sommen, groep, bedragen)
    return sommen


def _children_per_group(groep: Kolom, kind: Kolom, aantal: int) -> Kolom:
    paren = np.unique(np.stack([groep, kind]), axis=1)
    return np.bincount(paren[0], minlength=aantal)
