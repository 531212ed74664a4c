"""The amounts worked out a second time, plainly, over what the database says today: day by day, child by child.

Shares with the product only the engine (`rekenregels`) and the division of a whole over weights.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from math import lcm

from indicaties.models import Indicatie, Kind
from lib.geld import split_evenly
from opvang.models import Declaratieregel, Plaatsing
from organisaties.models import Gemeente
from rekenregels import Categorie, Feit, Feiten, Regeling, betaalde_weken, calculate_samen
from subsidies.models import Subsidieregeling
from subsidies.regelingen.document import as_regeling

CATEGORIE = {"vve": Categorie.DOELGROEP, "smi": Categorie.SMI}


@dataclass(frozen=True)
class Stuk:
    """Days of a declared line on which all stays the same."""

    regel: Declaratieregel
    plaatsing: Plaatsing
    categorie: Categorie
    regeling: Subsidieregeling
    van: date
    tot_en_met: date
    begin: date  # first day of the stay


def days(van: date, tot_en_met: date) -> Iterator[date]:
    return (van + timedelta(days=i) for i in range((tot_en_met - van).days + 1))


class Kinddossier:
    """What is known of one child today."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.indicaties = list(Indicatie.objects.filter(kind=kind, ingetrokken_op=None))
        self.plaatsingen = list(
            Plaatsing.objects.filter(kind=kind, vervallen_op=None)
            .select_related("locatie")
            .order_by("startdatum")
        )

    def category_on(self, dag: date) -> Categorie:
        soorten = [i.soort for i in self.indicaties if i.geldig_van <= dag <= i.geldig_tot_en_met]
        return CATEGORIE[soorten[0]] if soorten else Categorie.REGULIER

    def stay(self, eerste: int) -> list[Plaatsing]:
        """The placements of a stay that are no mistake, in order of time."""
        return [rij for rij in self.plaatsingen if (rij.eerste_id or rij.pk) == eerste]

    def placed_on(self, dag: date) -> bool:
        return any(holds(rij, dag) for rij in self.plaatsingen)


def holds(plaatsing: Plaatsing, dag: date) -> bool:
    return plaatsing.startdatum <= dag and (plaatsing.einddatum is None or dag <= plaatsing.einddatum)


@dataclass
class Narekening:
    """`stand`: cents per year and category; `dossiers`: the children that are declared."""

    gemeente: Gemeente

    def __post_init__(self) -> None:
        self.regelingen = list(
            Subsidieregeling.objects.filter(gemeente=self.gemeente, status="vastgesteld").order_by(
                "geldig_van", "pk"
            )
        )
        self.getypt: dict[int, Regeling] = {r.pk: as_regeling(r) for r in self.regelingen}
        self.stand: dict[tuple[int, str], int] = defaultdict(int)
        regels = Declaratieregel.objects.filter(
            declaratie__gemeente=self.gemeente, declaratie__status="geaccepteerd"
        ).select_related("declaratie", "plaatsing__kind")
        self.dossiers = {kind: Kinddossier(kind) for kind in {regel.plaatsing.kind for regel in regels}}
        stukken = [paar for regel in regels for paar in self._divide(regel)]
        betaald: dict[tuple[int, int], list[tuple[Subsidieregeling, int]]] = defaultdict(list)
        for regeling in self.regelingen:
            self._run(regeling, [paar for paar in stukken if paar[0].regeling == regeling], betaald)
        self.stand = {sleutel: centen for sleutel, centen in self.stand.items() if centen}

    def _cut(self, regel: Declaratieregel) -> list[Stuk]:
        """A line day by day; days on which the same holds taken together."""
        dossier = self.dossiers[regel.plaatsing.kind]
        per_dag = []
        for dag in days(regel.van, regel.tot_en_met):
            for plaatsing in dossier.stay(regel.plaatsing.verblijf):
                if holds(plaatsing, dag):
                    categorie = dossier.category_on(dag)
                    per_dag.append((dag, plaatsing, categorie, self._policy(categorie, dag)))
        stukken = []
        for _, groep in groupby(
            enumerate(per_dag),
            key=lambda paar: (
                paar[1][0].toordinal() - paar[0],
                agreed(paar[1][1]),
                paar[1][2],
                paar[1][3].pk,
            ),
        ):
            dagen = [wat for _, wat in groep]
            _, plaatsing, categorie, regeling = dagen[0]
            begin = dossier.stay(regel.plaatsing.verblijf)[0].startdatum
            stukken.append(Stuk(regel, plaatsing, categorie, regeling, dagen[0][0], dagen[-1][0], begin))
        return stukken

    def _policy(self, categorie: Categorie, dag: date) -> Subsidieregeling:
        geldig = [r for r in self.regelingen if r.geldig_van <= dag <= r.geldig_tot_en_met]
        vergoedt = [r for r in geldig if self.getypt[r.pk].vergoedt(categorie)]
        return (vergoedt or geldig)[0]

    def _divide(self, regel: Declaratieregel) -> list[tuple[Stuk, int]]:
        """The hours of a line over its pieces, by agreed hours in the weeks that are paid for."""
        stukken = self._cut(regel)
        weken = [
            betaalde_weken(self.getypt[s.regeling.pk], s.categorie, s.van, s.tot_en_met)
            * s.plaatsing.uren_per_week_honderdsten
            for s in stukken
        ]
        noemer = lcm(*(w.denominator for w in weken))
        gewichten = [int(w * noemer) for w in weken]
        if not any(gewichten):
            gewichten = [
                ((s.tot_en_met - s.van).days + 1) * s.plaatsing.uren_per_week_honderdsten for s in stukken
            ]
        if not stukken:
            assert regel.plaatsing.vervallen_op is not None or not regel.uren_honderdsten
            return []
        return list(zip(stukken, split_evenly(regel.uren_honderdsten, gewichten), strict=True))

    def _run(
        self,
        regeling: Subsidieregeling,
        stukken: list[tuple[Stuk, int]],
        betaald: dict[tuple[int, int], list[tuple[Subsidieregeling, int]]],
    ) -> None:
        if not stukken:
            return
        stukken = sorted(stukken, key=lambda paar: turn(paar[0]))
        feiten = Feiten.from_records(
            self._fact(stuk, uren, betaald[stuk.regel.plaatsing.kind_id, stuk.van.year])
            for stuk, uren in stukken
        )
        uitkomst = calculate_samen(
            self.getypt[regeling.pk], feiten, [stuk.regel.plaatsing.kind_id for stuk, _ in stukken]
        )
        for (stuk, _), centen, uren in zip(
            stukken, uitkomst.subsidie.tolist(), uitkomst.uren.tolist(), strict=True
        ):
            self.stand[stuk.regel.declaratie.jaar, str(stuk.categorie)] += centen
            betaald[stuk.regel.plaatsing.kind_id, stuk.van.year].append((regeling, uren))

    def _fact(self, stuk: Stuk, uren: int, betaald: list[tuple[Subsidieregeling, int]]) -> Feit:
        plaatsing, kind = stuk.plaatsing, stuk.regel.plaatsing.kind
        eerder = sum(u for r, u in betaald if r.geldig_tot_en_met < stuk.regeling.geldig_van)
        return Feit(
            geboortedatum=kind.geboortedatum,
            van=stuk.van,
            tot_en_met=stuk.tot_en_met,
            categorie=stuk.categorie,
            kot=plaatsing.kot,
            bijdrageklasse=plaatsing.bijdrageklasse,
            kindrang=plaatsing.kindrang,
            uren=uren,
            locatie=plaatsing.locatie.lrk_nummer,
            uren_per_week=plaatsing.uren_per_week_honderdsten,
            uren_eerder=eerder if self.getypt[stuk.regeling.pk].telt_per_jaar else 0,
        )


def agreed(plaatsing: Plaatsing) -> tuple[object, ...]:
    """What makes one placement pay otherwise than the next."""
    return (
        plaatsing.locatie_id,
        plaatsing.uren_per_week_honderdsten,
        plaatsing.kot,
        plaatsing.bijdrageklasse,
        plaatsing.kindrang,
    )


def turn(stuk: Stuk) -> tuple[object, ...]:
    """Who goes first: the child's oldest stay, then the lowest location, then time."""
    return stuk.regel.plaatsing.kind_id, stuk.begin, stuk.plaatsing.locatie.lrk_nummer, stuk.van
