"""Counts of results as they may be told: pure values, and which locations stand together so that no small group shows.

A group of locations is told as a whole or not at all: each of its cells is nobody, or at least five children. Locations
go together from the smallest on, in one order for every domain and table. So all that can be worked out of what is told
is a sum of told groups, and none of those is smaller than five. When all of them together still have a small cell, only
the total is told, with cells hidden as a row beside its total (lib.kleine_groepen).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lib.geld import procent
from lib.kleine_groepen import VERBORGEN, find_hidden, is_small
from lib.weergave import getal
from opvang.domeinen import DOMEINEN, KORTE_NIVEAUS, NIVEAUS, RANG

GROEI = {
    "vooruit": "Vooruit",
    "gelijk": "Zelfde niveau",
    "achteruit": "Achteruit",
    "onbekend": "Geen resultaat bij de start",
}
SAMEN = "Andere locaties samen"


@dataclass(frozen=True)
class Telling:
    """So many children of a location with this level at the start ('' when unknown) and at the end."""

    locatie: int
    jaar: int
    domein: str
    start: str
    eind: str
    kinderen: int

    @property
    def groei(self) -> str:
        if not self.start:
            return "onbekend"
        verschil = RANG[self.eind] - RANG[self.start]
        return "vooruit" if verschil > 0 else "achteruit" if verschil < 0 else "gelijk"


@dataclass(frozen=True)
class Rij:
    """A location, locations together, or all: its cells in the order of the columns, None where hidden."""

    naam: str
    kinderen: int
    cellen: tuple[int | None, ...]
    kolommen: tuple[str, ...]

    @property
    def teksten(self) -> tuple[str, ...]:
        return tuple(VERBORGEN if cel is None else getal(cel) for cel in self.cellen)

    @property
    def samen(self) -> str:
        """How many children together; a small group is not told of at all."""
        return VERBORGEN if is_small(self.kinderen) else getal(self.kinderen)

    @property
    def delen(self) -> tuple[str, ...]:
        """The share of each cell; '' where it is hidden."""
        return tuple("" if cel is None else procent(cel, self.kinderen) for cel in self.cellen)

    @property
    def getoond(self) -> tuple[tuple[str, str, str], ...]:
        """Per cell its column, its text and its share."""
        return tuple(zip(self.kolommen, self.teksten, self.delen, strict=True))

    @property
    def met_verborgen(self) -> bool:
        return None in self.cellen


@dataclass(frozen=True)
class Domeintabel:
    """One domain: columns, the locations as they may be told, and the total."""

    domein: str
    naam: str
    kolommen: tuple[str, ...]
    rijen: tuple[Rij, ...]
    totaal: Rij

    @property
    def met_verborgen(self) -> bool:
        return self.totaal.met_verborgen

    def share(self, *plekken: int, zonder: int | None = None) -> tuple[int, int]:
        """How many children stand in these columns, and of how many; (0, 0) where a cell is hidden, because the share would
        tell of it. `zonder`: a column that does not count in the whole."""
        cellen = self.totaal.cellen
        if None in cellen:
            return 0, 0
        buiten = 0 if zonder is None else cellen[zonder] or 0
        return sum(cellen[plek] or 0 for plek in plekken), self.totaal.kinderen - buiten


@dataclass(frozen=True)
class Resultaten:
    """A year: per domain the level on leaving, and the growth since the start; empty where nobody left with a result."""

    jaar: int
    niveau: tuple[Domeintabel, ...]
    groei: tuple[Domeintabel, ...]

    @property
    def is_leeg(self) -> bool:
        return not self.niveau

    @property
    def met_verborgen(self) -> bool:
        return any(tabel.met_verborgen for tabel in (*self.niveau, *self.groei))


def make_resultaten(jaar: int, tellingen: Iterable[Telling], namen: dict[int, str]) -> Resultaten:
    """`namen`: of each location. Pure, and the same for the same counts."""
    van_jaar = [telling for telling in tellingen if telling.jaar == jaar]
    volgorde = _from_the_smallest(van_jaar)
    return Resultaten(
        jaar,
        _tabellen(van_jaar, volgorde, namen, KORTE_NIVEAUS, lambda telling: telling.eind),
        _tabellen(van_jaar, volgorde, namen, GROEI, lambda telling: telling.groei),
    )


def _from_the_smallest(tellingen: Iterable[Telling]) -> list[int]:
    """One order for all tables, so that two of them never tell of two groups that cross."""
    grootte: dict[int, Counter[str]] = {}
    for telling in tellingen:
        grootte.setdefault(telling.locatie, Counter())[telling.domein] += telling.kinderen
    return sorted(grootte, key=lambda locatie: (max(grootte[locatie].values()), locatie))


def _tabellen(
    tellingen: Sequence[Telling],
    volgorde: Sequence[int],
    namen: dict[int, str],
    kolommen: dict[str, str],
    soort: Callable[[Telling], str],
) -> tuple[Domeintabel, ...]:
    tabellen = []
    for domein, naam in DOMEINEN.items():
        per_locatie: dict[int, Counter[str]] = {locatie: Counter() for locatie in volgorde}
        for telling in tellingen:
            if telling.domein == domein:
                per_locatie[telling.locatie][soort(telling)] += telling.kinderen
        rijen = {loc: tuple(cellen[code] for code in kolommen) for loc, cellen in per_locatie.items()}
        if any(map(sum, rijen.values())):
            tabellen.append(_tabel(domein, naam, tuple(kolommen.values()), rijen, namen))
    return tuple(tabellen)


def _tabel(
    domein: str,
    naam: str,
    kolommen: tuple[str, ...],
    rijen: dict[int, tuple[int, ...]],
    namen: dict[int, str],
) -> Domeintabel:
    totaal = _add(rijen.values())
    verborgen = find_hidden(totaal)
    cellen = tuple(None if plek in verborgen else cel for plek, cel in enumerate(totaal))
    samen, apart = split_rijen(list(rijen.items()))
    regels = [Rij(namen[locatie], sum(rij), rij, kolommen) for locatie, rij in apart if sum(rij)]
    regels.sort(key=lambda rij: rij.naam)
    if apart and samen:
        som = _add(rij for _, rij in samen)
        regels.append(Rij(SAMEN, sum(som), som, kolommen))
    alle = Rij("Alle locaties", sum(totaal), cellen, kolommen)
    return Domeintabel(domein, naam, kolommen, tuple(regels), alle)


Genummerd = tuple[int, tuple[int, ...]]


def split_rijen(rijen: Sequence[Genummerd]) -> tuple[list[Genummerd], list[Genummerd]]:
    """The rows that go together, and those that may be told apart; all together when nothing else is safe."""
    for samen in range(len(rijen)):
        if samen == 1:
            continue  # one location together with none is that location
        kop, staart = rijen[:samen], rijen[samen:]
        if _is_safe(_add(rij for _, rij in kop)) and all(_is_safe(rij) for _, rij in staart):
            return list(kop), list(staart)
    return list(rijen), []


def _is_safe(cellen: Sequence[int]) -> bool:
    return not any(is_small(cel) for cel in cellen)


def _add(rijen: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*rijen, strict=True)))


@dataclass(frozen=True)
class Jaarcijfer:
    """Of a year, per domain: the share that left as expected or further; '' where nothing may be told."""

    jaar: int
    delen: tuple[str, ...]


def read_verloop(jaren: Iterable[Resultaten]) -> tuple[Jaarcijfer, ...]:
    return tuple(
        Jaarcijfer(stand.jaar, tuple(_op_niveau(stand, domein) for domein in DOMEINEN)) for stand in jaren
    )


def _op_niveau(stand: Resultaten, domein: str) -> str:
    tabel = next((tabel for tabel in stand.niveau if tabel.domein == domein), None)
    op_niveau, totaal = tabel.share(1, 2) if tabel else (0, 0)
    return procent(op_niveau, totaal) if totaal else ""


assert tuple(KORTE_NIVEAUS) == tuple(NIVEAUS)  # noqa: S101 - the columns stand from low to high
