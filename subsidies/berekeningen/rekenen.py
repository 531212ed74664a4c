"""Between the books and the engine: facts go in, a receipt comes out, and a receipt can be played again."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

import numpy as np
from django.core.exceptions import ValidationError
from numpy.typing import NDArray

from rekenregels import (
    ENGINE_VERSIE,
    VE_CATEGORIEEN,
    Categorie,
    Feiten,
    FeitenFout,
    Regeling,
    Signaal,
    Uitkomst,
    calculate,
    calculate_samen,
    met_tegoeden,
    signalen_van,
    verbruik,
    verder_met,
)
from subsidies.berekeningen.feiten import Regelfeit
from subsidies.berekeningen.geldend import Geldend
from subsidies.models import Berekening, Berekeningsdeel, Subsidieregeling
from subsidies.regelingen.document import as_regeling


@dataclass(frozen=True)
class Resultaatregel:
    """What came out for one fact. Amounts in cents, hours in hundredths."""

    declaratieregel: int
    van: date
    tot_en_met: date
    categorie: str
    kot: bool
    zonder_ve: bool
    uren: int
    subsidie: int
    ouderbijdrage: int
    signalen: tuple[Signaal, ...] = ()


# What a stored line says: the fields of a Resultaatregel, and the columns of a Berekeningsregel in the same order.
VELDEN = (
    "declaratieregel",
    "van",
    "tot_en_met",
    "categorie",
    "kot",
    "zonder_ve",
    "uren",
    "subsidie",
    "ouderbijdrage",
)
KOLOMMEN = (*VELDEN[:6], "uren_honderdsten", "subsidie_centen", "ouderbijdrage_centen")
as_rij = attrgetter(*VELDEN)
_CATEGORIEEN = tuple(str(Categorie.from_nummer(nummer)) for nummer in range(len(Categorie)))


@dataclass(frozen=True)
class Resultaatdeel:
    """What went in under one policy, and what came out."""

    regeling: Subsidieregeling
    feiten: Feiten
    regels: list[Resultaatregel]

    @property
    def invoer(self) -> dict[str, object]:
        """Plain JSON types, for the receipt."""
        return {
            "declaratieregels": [regel.declaratieregel for regel in self.regels],
            "feiten": self.feiten.as_dict(),
        }


@dataclass(frozen=True)
class Rekenresultaat:
    delen: list[Resultaatdeel]
    engine_versie: str = ENGINE_VERSIE

    @property
    def regels(self) -> list[Resultaatregel]:
        return [regel for deel in self.delen for regel in deel.regels]

    @property
    def totaal(self) -> int:
        return sum(regel.subsidie for regel in self.regels)


class Onrekenbaar(ValidationError):
    """Facts that their policy can't compute with: one sentence per declared line, by its id."""

    def __init__(self, per_regel: dict[int, str]) -> None:
        super().__init__(list(per_regel.values()), code="feiten")
        self.per_regel = per_regel


@dataclass(frozen=True)
class Opgave:
    """Facts to compute, and lines of the same children elsewhere that take their part of the room."""

    eigen: list[Regelfeit]
    naast: Sequence[Regelfeit] = ()


@dataclass(frozen=True)
class _Rij:
    """A fact on its way through the engine: whose room it takes, and its place in the task that it came from."""

    opgave: int
    plek: int | None  # None: it only takes room
    rf: Regelfeit

    @property
    def groep(self) -> tuple[int, int]:
        return self.opgave, self.rf.kind

    @property
    def orde(self) -> tuple[object, ...]:
        feit = self.rf.feit
        return self.opgave, self.rf.kind, self.rf.begin, feit.locatie, self.rf.regel.pk, feit.van


def reken(geldend: Geldend, opgaven: Sequence[Opgave]) -> list[Rekenresultaat]:
    """Compute each task by itself, all in one go of the engine per policy, the oldest policy first.

    Onrekenbaar with a sentence for each line that its policy can't compute with.
    """
    per_regeling: dict[int, list[_Rij]] = defaultdict(list)
    for rij in sorted(_rijen(opgaven), key=lambda rij: rij.orde):
        per_regeling[rij.rf.regeling.pk].append(rij)
    delen: list[list[Resultaatdeel]] = [[] for _ in opgaven]
    betaald, tegoeden = _Jaaruren(), _Tegoeden()
    for regeling in geldend.regelingen:
        rijen = per_regeling[regeling.pk]
        if rijen:
            uitkomst = _run(geldend, regeling, rijen, betaald, tegoeden)
            betaald.add(regeling, rijen, uitkomst)
            tegoeden.add(geldend.getypt[regeling.pk], regeling, rijen, uitkomst)
            for opgave, deel in _delen(regeling, rijen, uitkomst):
                delen[opgave].append(deel)
    return [Rekenresultaat(deel or _leeg(geldend)) for deel in delen]


def _rijen(opgaven: Sequence[Opgave]) -> Iterator[_Rij]:
    for nummer, opgave in enumerate(opgaven):
        yield from (_Rij(nummer, plek, rf) for plek, rf in enumerate(opgave.eigen))
        yield from (_Rij(nummer, None, rf) for rf in opgave.naast)


def _run(
    geldend: Geldend,
    regeling: Subsidieregeling,
    rijen: list[_Rij],
    betaald: "_Jaaruren",
    tegoeden: "_Tegoeden",
) -> Uitkomst:
    getypt = geldend.getypt[regeling.pk]
    try:
        feiten = Feiten.from_records(rij.rf.feit for rij in rijen)
        if getypt.telt_per_jaar:
            feiten = feiten.met(uren_eerder=betaald.before(regeling, rijen))
        if getypt.tegoeden_uit:
            feiten = met_tegoeden(getypt, feiten, tegoeden.before(regeling, rijen))
        return calculate_samen(
            getypt, feiten, [rij.groep for rij in rijen], [rij.rf.per_maand for rij in rijen]
        )
    except FeitenFout as fout:
        raise Onrekenbaar({rijen[f.regel].rf.regel.pk: str(f) for f in fout.fouten}) from fout


def _delen(
    regeling: Subsidieregeling, rijen: list[_Rij], uitkomst: Uitkomst
) -> Iterator[tuple[int, Resultaatdeel]]:
    """Per task its own lines, in the order in which it gave them."""
    per_opgave: dict[int, list[int]] = defaultdict(list)
    for i, rij in enumerate(rijen):
        if rij.plek is not None:
            per_opgave[rij.opgave].append(i)
    for opgave, nummers in per_opgave.items():
        nummers.sort(key=lambda i: rijen[i].plek or 0)
        ids = [rijen[i].rf.regel.pk for i in nummers]
        deel = uitkomst.kies(nummers)
        yield opgave, Resultaatdeel(regeling, deel.feiten, _regels(deel, ids))


def _leeg(geldend: Geldend) -> list[Resultaatdeel]:
    """A receipt without lines still names its policy."""
    return [Resultaatdeel(regeling, Feiten.from_records([]), []) for regeling in geldend.regelingen[:1]]


class _Jaaruren:
    """Hours paid per child and calendar year, under policies that ended before another began."""

    def __init__(self) -> None:
        self._rijen: list[tuple[Subsidieregeling, dict[tuple[tuple[int, int], int], int]]] = []

    def add(self, regeling: Subsidieregeling, rijen: list[_Rij], uitkomst: Uitkomst) -> None:
        som: dict[tuple[tuple[int, int], int], int] = defaultdict(int)
        for rij, uren in zip(rijen, uitkomst.uren.tolist(), strict=True):
            som[rij.groep, rij.rf.feit.van.year] += uren
        self._rijen.append((regeling, som))

    def before(self, regeling: Subsidieregeling, rijen: list[_Rij]) -> NDArray[np.int64]:
        eerdere = [som for r, som in self._rijen if r.geldig_tot_en_met < regeling.geldig_van]
        uren = [sum(som.get((rij.groep, rij.rf.feit.van.year), 0) for som in eerdere) for rij in rijen]
        return np.array(uren, dtype=np.int64)


class _Tegoeden:
    """Hours used per child of balances for its whole time, under policies that ended before another began."""

    def __init__(self) -> None:
        self._gebruikt: list[tuple[Subsidieregeling, dict[tuple[int, int], dict[str, int]]]] = []

    def add(
        self, getypt: Regeling, regeling: Subsidieregeling, rijen: list[_Rij], uitkomst: Uitkomst
    ) -> None:
        if not getypt.telt_vanaf_begin:
            return
        nieuw: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
        for rij, verbruikt in zip(rijen, verbruik(uitkomst), strict=True):
            eigen = nieuw[rij.groep]
            eigen |= {naam: eigen.get(naam, 0) + uren for naam, uren in verbruikt.items()}
        eerder = self._before(regeling)
        groepen = nieuw.keys() | eerder.keys()
        som = {g: verder_met(getypt, eerder.get(g, {}), nieuw.get(g, {})) for g in groepen}
        self._gebruikt.append((regeling, som))

    def before(self, regeling: Subsidieregeling, rijen: list[_Rij]) -> list[dict[str, int]]:
        eerder = self._before(regeling)
        return [eerder.get(rij.groep, {}) for rij in rijen]

    def _before(self, regeling: Subsidieregeling) -> dict[tuple[int, int], dict[str, int]]:
        """Per child and band, of the last policy before this one that has a band of that name."""
        uit: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
        voorbij = [(r, som) for r, som in self._gebruikt if r.geldig_tot_en_met < regeling.geldig_van]
        for _, som in sorted(voorbij, key=lambda paar: paar[0].geldig_tot_en_met):
            for groep, verbruikt in som.items():
                uit[groep] |= verbruikt
        return uit


# -- played again --------------------------------------------------------------------------------------


def replay(deel: Berekeningsdeel) -> Uitkomst:
    """Compute a part of a stored calculation again, from its receipt and its frozen policy alone."""
    return calculate(as_regeling(deel.regeling), Feiten.from_dict(deel.invoer["feiten"]))


def deel_van(berekening: Berekening, volgorde: int) -> Berekeningsdeel:
    """The part of the receipt that a line came out of."""
    return (
        berekening.delen.select_related("regeling")
        .filter(eerste__lte=volgorde)
        .order_by("eerste")
        .reverse()[0]
    )


def replay_regel(deel: Berekeningsdeel, volgorde: int) -> Uitkomst:
    """The same for one line only: the engine computes every line by itself, whatever stands beside it."""
    i = volgorde - deel.eerste
    return calculate(as_regeling(deel.regeling), Feiten.from_dict(deel.invoer["feiten"]).deel(i, i + 1))


def replayed_regels(berekening: Berekening) -> list[Resultaatregel]:
    return [
        regel
        for deel in berekening.delen.all()
        for regel in _regels(replay(deel), deel.invoer["declaratieregels"])
    ]


def _regels(uitkomst: Uitkomst, ids: list[int]) -> list[Resultaatregel]:
    feiten = uitkomst.feiten
    kolommen = (feiten.van, feiten.tot_en_met, feiten.categorie, feiten.kot, feiten.ve)
    uit = (uitkomst.uren, uitkomst.subsidie, uitkomst.ouderbijdrage, uitkomst.signalen)
    return [
        Resultaatregel(
            declaratieregel=pk,
            van=date.fromordinal(van),
            tot_en_met=date.fromordinal(tot_en_met),
            categorie=_CATEGORIEEN[categorie],
            kot=bool(kot),
            zonder_ve=not ve and _CATEGORIEEN[categorie] in VE_CATEGORIEEN,
            uren=uren,
            subsidie=subsidie,
            ouderbijdrage=ouderbijdrage,
            signalen=signalen_van(signalen),
        )
        for pk, van, tot_en_met, categorie, kot, ve, uren, subsidie, ouderbijdrage, signalen in zip(
            ids, *(kolom.tolist() for kolom in (*kolommen, *uit)), strict=True
        )
    ]
