"""The tables of a quarter as one person may read them: counts, where None is hidden. Pure.

What the children are divided into is a tree (reached: kinds of places, their providers, their locations; not reached: the
reasons; unknown: who is silent), and tables of rows beside its first level. `volledig` hides nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lib.geld import procent
from lib.kleine_groepen import find_hidden, is_small
from rapportage.doelgroep import (
    GEEN_VERWIJZING,
    NIET,
    STIL,
    VE,
    VE_ELDERS,
    WACHT,
    ZONDER_VE,
    Bladen,
    Telling,
    read_redenen,
)
from rapportage.monitor.verbergen import Cel, Zicht, hide_parts, hide_rows

BEREIKT, NIET_BEREIKT, ONBEKEND = "bereikt", "niet-bereikt", "onbekend"
KOLOMMEN = (BEREIKT, NIET_BEREIKT, ONBEKEND)
PLEKKEN = (VE, VE_ELDERS, ZONDER_VE)
STILTE = STIL, WACHT, GEEN_VERWIJZING


def kolom_van(blad: str) -> str:
    if blad in PLEKKEN:
        return BEREIKT
    return NIET_BEREIKT if blad.startswith(NIET) else ONBEKEND


@dataclass(frozen=True)
class Stand:
    """Reached, not reached and unknown of one group of children."""

    totaal: Cel
    bereikt: Cel
    niet: Cel
    onbekend: Cel

    @property
    def percentage(self) -> str | None:
        """'83,9 %'; None when it would tell what is hidden."""
        if self.totaal is None or self.bereikt is None:
            return None
        return procent(self.bereikt, self.totaal)


@dataclass(frozen=True)
class Aandeel:
    """So many of so many, as one of the definitions counts them."""

    deel: Cel
    geheel: Cel

    @property
    def percentage(self) -> str | None:
        return None if self.deel is None or self.geheel is None else procent(self.deel, self.geheel)


@dataclass(frozen=True)
class Kwartaaltabellen:
    telling: Telling
    volledig: bool

    @cached_property
    def stand(self) -> Stand:
        """Putten's definition, and that of the Peutermonitor: all with a valid VVE-indicatie."""
        bereikt, niet, onbekend = self._delen
        if self.volledig or not is_small(self._som):
            zichtbaar = self.parts(self._som, (bereikt, niet, onbekend))
            return Stand(self._som, *zichtbaar)
        return Stand(None, None, None, None)

    @cached_property
    def plekken(self) -> dict[str, Cel]:
        delen = [self.telling.bladen[blad] for blad in PLEKKEN]
        return dict(zip(PLEKKEN, self.parts(self.stand.bereikt, delen), strict=True))

    @cached_property
    def redenen(self) -> dict[str, Cel]:
        redenen = dict(read_redenen(self.telling))
        zichtbaar = self.parts(self.stand.niet, list(redenen.values()))
        return dict(zip(redenen, zichtbaar, strict=True))

    @cached_property
    def stilte(self) -> dict[str, Cel]:
        delen = [self.telling.bladen[blad] for blad in STILTE]
        return dict(zip(STILTE, self.parts(self.stand.onbekend, delen), strict=True))

    @cached_property
    def met_ve(self) -> Cel:
        """At a location with VE, in the municipality or not; known when those without VE are."""
        bereikt, zonder = self.stand.bereikt, self.plekken[ZONDER_VE]
        return None if bereikt is None or zonder is None else bereikt - zonder

    @cached_property
    def volle_uren(self) -> tuple[Cel, Cel]:
        """Of who has a VE place: with at least 16 hours a week, and with less."""
        ja, nee = self.parts(self.met_ve, (self.telling.uren.get(True, 0), self.telling.uren.get(False, 0)))
        return ja, nee

    @cached_property
    def landelijk(self) -> Aandeel:
        """The national figures: of 2;6 to 4 years, with a VE place."""
        if self.met_ve is None or self.stand.totaal is None:
            return Aandeel(None, None)
        rijen = []
        for in_leeftijd in (True, False):
            bladen = self.telling.per["leeftijd"].get(in_leeftijd, Counter())
            ve = bladen[VE] + bladen[VE_ELDERS]
            rijen.append((ve, bladen.total() - ve))
        eerste = self._rows(rijen)[0]
        return Aandeel(eerste.cellen[0], eerste.totaal)

    def divide(self, naam: str, sleutels: Sequence[Any]) -> dict[Any, Stand]:
        """The rows of one of `telling.per`, in this order; `sleutels` has all that there can be, also without children.

        Children under another key count as a row of which nothing is told.
        """
        rijen = [self.telling.per[naam].get(sleutel, Counter()) for sleutel in sleutels]
        over = Counter(self.telling.bladen)
        for rij in rijen:
            over.subtract(rij)
        return dict(zip(sleutels, self._stands([*rijen, over]), strict=False))

    def divide_each(self, naam: str, sleutels: Sequence[Any]) -> dict[Any, Stand]:
        """The same where a child can be in several rows: each row stands beside all that are not in it."""
        alle = self.telling.bladen
        standen = {}
        for sleutel in sleutels:
            erin = self.telling.per[naam].get(sleutel, Counter())
            standen[sleutel] = self._stands([erin, Counter({b: alle[b] - erin[b] for b in alle})])[0]
        return standen

    def reasons_of(self, naam: str, sleutels: Sequence[Any]) -> dict[Any, dict[str, Cel]]:
        """Why the children of each row are not reached. Rows of which that number is hidden count as one."""
        redenen, standen = list(self.redenen), self.divide(naam, sleutels)
        if self.stand.niet is None:
            niemand = {s: 0 if standen[s].niet == 0 else None for s in sleutels}
            return {sleutel: dict.fromkeys(redenen, niemand[sleutel]) for sleutel in sleutels}
        bekend = [s for s in sleutels if standen[s].niet is not None]
        groepen = self.telling.per[naam]
        rijen = [[groepen.get(s, Counter())[NIET + reden] for reden in redenen] for s in bekend]
        rest = [
            self.telling.bladen[NIET + reden] - sum(rij[plek] for rij in rijen)
            for plek, reden in enumerate(redenen)
        ]
        weg = frozenset(plek for plek, cel in enumerate(self.redenen.values()) if cel is None)
        *zicht, (_, samen) = self._beside(weg, [*rijen, rest])
        # Of rows that count as one, a reason that nobody has is known of each.
        leeg = tuple(0 if cel == 0 else None for cel in samen)
        cellen = dict(zip(bekend, (cellen for _, cellen in zicht), strict=True))
        return {s: dict(zip(redenen, cellen.get(s, leeg), strict=True)) for s in sleutels}

    def count_per_plek(
        self, locaties: Mapping[int, tuple[str, int]]
    ) -> tuple[dict[int, Cel], dict[int, Cel]]:
        """Children per provider and per location, each at its best place; `locaties`: all, with kind of place and provider.

        What a provider has in several kinds of places is told when each part is.
        """
        per_houder: dict[int, Cel] = {}
        per_locatie: dict[int, Cel] = {}
        for geheel, soorten in self._plekgroepen():
            aantallen = self._per_houder(soorten, locaties)
            zicht = self.parts(geheel, [sum(telling.values()) for telling in aantallen.values()])
            for (houder, telling), som in zip(aantallen.items(), zicht, strict=True):
                per_houder[houder] = _add(per_houder.get(houder, 0), som)
                per_locatie |= dict(zip(telling, self.parts(som, list(telling.values())), strict=True))
        return per_houder, per_locatie

    def parts(self, geheel: Cel, delen: Sequence[int]) -> tuple[Cel, ...]:
        """Of what is told of a whole its parts, as far as they may be told."""
        return tuple(delen) if self.volledig else hide_parts(geheel, delen)

    def _plekgroepen(self) -> list[tuple[Cel, tuple[str, ...]]]:
        """The kinds of places that are told, and together those that are not."""
        open_ = [blad for blad in PLEKKEN if self.plekken[blad] is not None]
        dicht = tuple(blad for blad in PLEKKEN if self.plekken[blad] is None)
        groepen: list[tuple[Cel, tuple[str, ...]]] = [(self.plekken[blad], (blad,)) for blad in open_]
        if dicht:
            bekend = self.stand.bereikt
            rest = None if bekend is None else bekend - sum(self.plekken[b] or 0 for b in open_)
            groepen.append((rest, dicht))
        return groepen

    def _per_houder(
        self, soorten: tuple[str, ...], locaties: Mapping[int, tuple[str, int]]
    ) -> dict[int, dict[int, int]]:
        """Provider -> location -> children, of the locations with these kinds of places."""
        bezet = {locatie: (blad, houder) for blad, houder, locatie in self.telling.plekken}
        telling: defaultdict[int, dict[int, int]] = defaultdict(dict)
        for locatie, (blad, houder) in (dict(locaties) | bezet).items():
            if blad in soorten:
                telling[houder][locatie] = self.telling.plekken.get((blad, houder, locatie), 0)
        return telling

    @property
    def _delen(self) -> tuple[int, int, int]:
        som = _per_kolom(self.telling.bladen)
        return som[BEREIKT], som[NIET_BEREIKT], som[ONBEKEND]

    @property
    def _som(self) -> int:
        return sum(self._delen)

    def _stands(self, rijen: Sequence[Bladen]) -> list[Stand]:
        if not self.volledig and is_small(self._som):
            return [Stand(None, None, None, None) for _ in rijen]
        weg = frozenset() if self.volledig else find_hidden(self._delen)
        getallen = [[_per_kolom(rij)[kolom] for kolom in KOLOMMEN] for rij in rijen]
        return [Stand(totaal, *cellen) for totaal, cellen in self._beside(weg, getallen)]

    def _beside(
        self, weg: frozenset[int], rijen: Sequence[Sequence[int]]
    ) -> list[tuple[Cel, tuple[Cel, ...]]]:
        """Total and cells of rows beside columns of which those in `weg` are hidden: they count as one column, and are
        told of a row only where that one is nobody."""
        open_ = [plek for plek in range(len(rijen[0])) if plek not in weg] if rijen else []
        samen = [(*(rij[plek] for plek in open_), sum(rij[plek] for plek in weg)) for rij in rijen]
        uit: list[tuple[Cel, tuple[Cel, ...]]] = []
        for zicht in self._rows(samen):
            cellen = dict(zip(open_, zicht.cellen, strict=False))
            niemand = zicht.cellen[-1] == 0
            uit.append(
                (
                    zicht.totaal,
                    tuple((0 if niemand else None) if p in weg else cellen[p] for p in range(len(rijen[0]))),
                )
            )
        return uit

    def _rows(self, rijen: Sequence[Sequence[int]]) -> list[Zicht]:
        return [Zicht(sum(rij), tuple(rij)) for rij in rijen] if self.volledig else hide_rows(rijen)


def _per_kolom(bladen: Bladen) -> Counter[str]:
    som: Counter[str] = Counter()
    for blad, aantal in bladen.items():
        som[kolom_van(blad)] += aantal
    return som


def _add(links: Cel, rechts: Cel) -> Cel:
    return None if links is None or rechts is None else links + rechts
