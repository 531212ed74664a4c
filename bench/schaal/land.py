"""The country in its own database: municipalities with the product's own actions, their children and hours by COPY.

The same seed gives the same country. Children are of the age that a policy pays for, all but a few have a place, and
every provider declared the hours of its children over quarters of one year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from random import Random

from bench.gegevens import BESTAND
from bench.gemeente import VOORBEELD
from bench.pseudoniemen import next_pseudoniem
from bench.schaal.kopie import copy, reserve
from demo.inrichting import GemeentePlan, HouderPlan, Inrichting, LocatiePlan, build_inrichting
from indicaties.models import Criterium, Indicatie, Kind, Traject
from lib.periode import Ritme, Tijdvak, add_maanden
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from organisaties.databaserol import as_owner
from organisaties.landelijk.machtigen import give_machtiging
from organisaties.models import Locatie, Organisatie
from subsidies.berekeningen.landelijk import BEREKENEN
from subsidies.regelingen.actions import adopt_regeling, import_regeling, propose_regeling

KINDEREN_PER_HOUDER = 500
Status = Urendeclaratie.Status


@dataclass(frozen=True)
class Kalender:
    """The year of the quarter that is over last, and the moment at which everything is put down."""

    jaar: int
    op: datetime

    @classmethod
    def of(cls, dag: date) -> Kalender:
        jaar = Tijdvak.of(Ritme.KWARTAAL, dag).vorige.jaar
        return cls(jaar, datetime(dag.year, dag.month, dag.day, tzinfo=UTC))

    @property
    def begin(self) -> date:
        return date(self.jaar, 1, 1)

    def tijdvak(self, nummer: int) -> Tijdvak:
        return Tijdvak(Ritme.KWARTAAL, self.jaar, nummer)


def make_land(gemeenten: dict[str, int], kwartalen: dict[int, Status], dag: date) -> None:
    """These municipalities with so many children, and declarations over these quarters in this state."""
    kalender = Kalender.of(dag)
    with as_owner():
        for code, aantal in gemeenten.items():
            bouw = _Bouw(_inrichten(code, aantal, kalender), kalender, Random(f"{code} {aantal}"))  # noqa: S311 - the same country each time
            plaatsingen = bouw.make_kinderen(aantal)
            for nummer, status in kwartalen.items():
                bouw.declare(nummer, status, plaatsingen)


def _inrichten(code: str, aantal: int, kalender: Kalender) -> Inrichting:
    houders = tuple(
        HouderPlan(f"Houder {code}-{i}", (LocatiePlan(f"Locatie {i}", "Duiven", f"{int(code):05}{i:04}"),))
        for i in range(-(-aantal // KINDEREN_PER_HOUDER))
    )
    plan = GemeentePlan(
        code, f"Meting {code}", f"{code}.meting", f"JGZ {code}", f"School {code}", houders, 85, "meting"
    )
    inrichting = build_inrichting(plan, dag=kalender.op.date(), geldig_van=date(kalender.jaar - 3, 1, 1))
    _adopt(inrichting, kalender)
    Criterium.objects.create(
        gemeente=inrichting.gemeente, soort="vve", code="meting", naam="Meting", bron="meting"
    )
    give_machtiging(soort=BEREKENEN, door=inrichting.gebruikers["subsidie"], op=kalender.op)
    return inrichting


def _adopt(inrichting: Inrichting, kalender: Kalender) -> None:
    tekst = regeling_van(kalender.jaar, inrichting.gemeente.code)
    beleid, budgethouder = inrichting.gebruikers["beleid"], inrichting.gebruikers["budgethouder"]
    concept = import_regeling(tekst=tekst, door=beleid, op=kalender.op)
    adopt_regeling(
        regeling=propose_regeling(regeling=concept, door=beleid), door=budgethouder, op=kalender.op
    )


def regeling_van(jaar: int, gemeente_code: str) -> str:
    """The policy of Duiven 2020 as one of another year and municipality."""
    tekst = BESTAND.read_text(encoding="utf-8").split("[[voorbeelden]]")[0] + VOORBEELD
    for oud, nieuw in ((2020, jaar), (2017, jaar - 3)):
        for maand in ("01", "03", "06", "12"):
            tekst = tekst.replace(f"= {oud}-{maand}-", f"= {nieuw}-{maand}-")
    return tekst.replace('gemeente_code = "0226"', f'gemeente_code = "{gemeente_code}"')


@dataclass(frozen=True)
class _Bouw:
    """What stands in one municipality."""

    inrichting: Inrichting
    kalender: Kalender
    toeval: Random

    @cached_property
    def locaties(self) -> dict[int, Locatie]:
        """The one location of each provider."""
        eigen = Locatie.objects.filter(gemeente=self.inrichting.gemeente)
        return {locatie.houder_id: locatie for locatie in eigen}

    def make_kinderen(self, aantal: int) -> list[Plaatsing]:
        """Six in ten have an indicatie; all but one in twelve have a place."""
        kinderen = [self._kind(nummer, pk) for nummer, pk in enumerate(reserve(Kind, aantal))]
        geindiceerd = [kind for kind in kinderen if self.toeval.random() < 0.6]
        geplaatst = [kind for kind in kinderen if self.toeval.random() < 0.92]
        plaatsingen = [self._plaatsing(kind) for kind in geplaatst]
        copy(Kind, kinderen)
        copy(Indicatie, [self._indicatie(kind) for kind in geindiceerd])
        copy(Traject, [self._traject(kind) for kind in geindiceerd])
        copy(Plaatsing, plaatsingen)
        return plaatsingen

    def _kind(self, nummer: int, pk: int) -> Kind:
        """Two and a half years or more when the year begins, and not yet four in its last quarter."""
        jongste = add_maanden(self.kalender.begin, -30)
        return Kind(
            pk=pk,
            pseudoniem=next_pseudoniem(),
            gemeente=self.inrichting.gemeente,
            ingeschreven_door=self._houder(nummer),
            voornaam=f"Kind{nummer}",
            achternaam=f"Meting{nummer % 97}",
            geboortedatum=jongste - timedelta(days=self.toeval.randrange(270)),
            ingeschreven_op=add_maanden(self.kalender.begin, -12),
        )

    def _houder(self, nummer: int) -> Organisatie:
        return self.inrichting.houders[nummer // KINDEREN_PER_HOUDER]

    def _indicatie(self, kind: Kind) -> Indicatie:
        """Three in ten begin on a day in the year: that quarter falls apart in two lines."""
        dagen = self.toeval.choice([-90] * 7 + [40, 130, 250])
        return Indicatie(
            kind=kind,
            geldig_van=self.kalender.begin + timedelta(days=dagen),
            geldig_tot_en_met=add_maanden(kind.geboortedatum, 54),
            afgegeven_op=self.kalender.begin - timedelta(days=90),
            afgegeven_door=self.inrichting.gebruikers["jgz"],
            organisatie=self.inrichting.jgz,
        )

    def _traject(self, kind: Kind) -> Traject:
        jgz = self.inrichting.gebruikers["jgz"]
        return Traject(kind=kind, aanleiding="indicatie", geopend_op=kind.ingeschreven_op, geopend_door=jgz)

    def _plaatsing(self, kind: Kind) -> Plaatsing:
        houder = kind.ingeschreven_door
        return Plaatsing(
            kind=kind,
            locatie=self.locaties[houder.pk],
            startdatum=self.kalender.begin - timedelta(days=self.toeval.choice([0, 30, 90])),
            uren_per_week_honderdsten=self.toeval.choice([8_00, 10_00, 16_00]),
            kot=self.toeval.random() < 0.5,
            bijdrageklasse=self.toeval.randint(1, 7),
            kindrang=self.toeval.randint(1, 2),
            vastgelegd_op=self.kalender.begin - timedelta(days=100),
            vastgelegd_door=self.inrichting.medewerker(houder),
        )

    def declare(self, nummer: int, status: Status, plaatsingen: Sequence[Plaatsing]) -> None:
        """Per provider one declaration: a draft until its lines are in, as the database asks."""
        declaraties = {houder.pk: self._declaratie(nummer, houder) for houder in self.inrichting.houders}
        copy(Urendeclaratie, list(declaraties.values()))
        copy(Declaratieregel, [self._regel(nummer, declaraties, plaatsing) for plaatsing in plaatsingen])
        beoordeeld = status == Status.ACCEPTED
        for declaratie in declaraties.values():
            declaratie.status = status
            declaratie.ingediend_op, declaratie.ingediend_door = self.kalender.op, declaratie.opgesteld_door
            if beoordeeld:
                declaratie.beoordeeld_op = self.kalender.op
                declaratie.beoordeeld_door = self.inrichting.gebruikers["kindregisseur"]
        velden = ["status", "ingediend_op", "ingediend_door", "beoordeeld_op", "beoordeeld_door"]
        Urendeclaratie.objects.bulk_update(declaraties.values(), velden)

    def _declaratie(self, nummer: int, houder: Organisatie) -> Urendeclaratie:
        return Urendeclaratie(
            gemeente=self.inrichting.gemeente,
            houder=houder,
            **self.kalender.tijdvak(nummer).velden,
            opgesteld_op=self.kalender.op,
            opgesteld_door=self.inrichting.medewerker(houder),
        )

    def _regel(
        self, nummer: int, declaraties: dict[int, Urendeclaratie], plaatsing: Plaatsing
    ) -> Declaratieregel:
        periode = self.kalender.tijdvak(nummer).periode
        return Declaratieregel(
            declaratie=declaraties[plaatsing.kind.ingeschreven_door_id],
            plaatsing=plaatsing,
            van=periode.van,
            tot_en_met=periode.tot_en_met,
            uren_honderdsten=self.toeval.randint(30_00, 180_00),
        )
