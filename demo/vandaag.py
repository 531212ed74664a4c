"""A municipality in the middle of its work on the day of loading: a child at every step of the way, and who waits for whom.

Nothing here is about the closed year of a document: each decision and each place is of `vanaf` or later.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from demo.dossiers import Dossiers, afspraken_voor, laatste_dag
from demo.inrichting import Inrichting
from demo.personen import Mensen
from indicaties.actions import give_signaal
from indicaties.models import Contactmoment, Criterium, Kind, Toeleiding, Traject
from indicaties.routekaart.actions import add_contact, discuss_traject, make_task, plan_step
from lib.periode import add_maanden
from opvang.actions import answer_verwijzing, place_kind
from opvang.models import Plaatsing
from organisaties.models import Locatie, Organisatie

# The first days of a new year still belong to the work of the year that closed.
INWERKEN = timedelta(days=59)
UREN_PER_WEEK = 16_00
# Of the first provider, old enough to hand over: one more than the demo hands over itself.
NAAR_SCHOOL = 7


def is_lively(dag: date, vanaf: date) -> bool:
    """Whether there are days enough since the closed year for work of today."""
    return dag >= vanaf + INWERKEN


@dataclass(frozen=True)
class Vandaag:
    inrichting: Inrichting
    criteria: list[Criterium]
    mensen: Mensen
    # The first day after the closed year.
    vanaf: date

    @property
    def dossiers(self) -> Dossiers:
        return Dossiers(self.inrichting)

    def build(self, dag: date) -> None:
        """`inrichting.houders`: the first has the login, three offer VE."""
        eerste, tweede = self.inrichting.houders[:2]
        self._signals(dag)
        self._referred(dag, eerste, tweede)
        self._placed(dag, eerste, tweede)
        self._to_school(dag, eerste)
        self._beside_the_way(dag, tweede)
        self._tasks(dag)

    def _signals(self, dag: date) -> None:
        """One child that is enrolled, one that was talked over, one with a decision of this week."""
        self._kind(dag, 20)
        besproken = self._kind(dag, 22)
        jgz = self.inrichting.gebruikers["jgz"]
        ouders, gegeven = Traject.Aanleiding.PARENTS, dag - timedelta(days=12)
        give_signaal(kind=besproken, aanleiding=ouders, door=jgz, op=gegeven)
        traject = Traject.objects.open().get(kind=besproken)
        discuss_traject(traject=traject, besproken_op=dag - timedelta(days=5), door=jgz, op=dag)
        self._indicated(dag, 25, dagen=3)

    def _referred(self, dag: date, eerste: Organisatie, tweede: Organisatie) -> None:
        """To the first location of the first provider; and on the waiting list of both."""
        locatie = self._locatie(eerste)
        self.dossiers.refer(self._indicated(dag, 26, dagen=8), eerste, locatie=locatie, op=self._op(dag, 4))
        for houder, dagen in ((eerste, 70), (tweede, 80)):
            kind = self._indicated(dag, 28, dagen=dagen)
            toeleiding = self.dossiers.refer(kind, houder, op=self._op(dag, 25))
            answer_verwijzing(
                toeleiding=toeleiding,
                status=Toeleiding.Status.WAITLISTED,
                verwacht=dag + timedelta(days=45),
                door=self.inrichting.medewerker(houder),
                op=self._op(dag, 18),
            )

    def _placed(self, dag: date, eerste: Organisatie, tweede: Organisatie) -> None:
        """A place that begins soon, one that began and of which nobody said so yet, and children who came."""
        self._place(dag, 27, self._locatie(eerste), begint=dag + timedelta(days=12))
        self._place(dag, 29, self._locatie(eerste), begint=self._op(dag, 2))
        self._place(dag, 30, self._locatie(tweede), begint=dag + timedelta(days=26))
        for houder in self.inrichting.houders[:3]:
            for _ in range(2):
                self._started(dag, 33, houder)

    def _to_school(self, dag: date, eerste: Organisatie) -> None:
        """Children who leave within weeks, of whom the provider writes the handing over."""
        for _ in range(NAAR_SCHOOL):
            self._started(dag, 46, eerste)

    def _beside_the_way(self, dag: date, houder: Organisatie) -> None:
        """A family that does not want the place, and a child that turned four without one."""
        kind = self._indicated(dag, 31, dagen=75)
        toeleiding = self.dossiers.refer(kind, houder, op=self._op(dag, 45))
        self.dossiers.decline(toeleiding, Toeleiding.Reden.TOO_SCHOOLISH, op=self._op(dag, 20))
        geboren = add_maanden(dag - timedelta(days=8), -48)
        vier = self.dossiers.register(self.mensen.persoon(geboren, geboren))
        self.dossiers.indicate(vier, van=self._op(dag, 90), criteria=self.criteria[:1])

    def _tasks(self, dag: date) -> None:
        """A step and a task that are late, and a task of today; the family was called."""
        trajecten = Traject.objects.open().filter(kind__gemeente=self.inrichting.gemeente)
        wachtend = trajecten.filter(kind__toeleidingen__status=Toeleiding.Status.WAITLISTED).order_by("pk")
        eerder = self._op(dag, 9)
        kindregisseur = self.inrichting.gebruikers["kindregisseur"]
        traject, jgz_traject = wachtend[:2]
        plan_step(
            traject=traject,
            volgende_stap="Bel de aanbieder over de wachtlijst",
            uiterlijk=self._op(dag, 2),
            behandelaar=kindregisseur,
            aan_zet="",
            door=kindregisseur,
            op=eerder,
        )
        add_contact(
            traject=traject,
            soort=Contactmoment.Soort.PHONED,
            datum_contact=eerder,
            notitie="De ouders wachten liever op deze locatie.",
            door=kindregisseur,
            op=eerder,
        )
        for wie, waar in ((kindregisseur, traject), (self.inrichting.gebruikers["jgz"], jgz_traject)):
            for omschrijving, uiterlijk in (
                ("Terugbellen over het gesprek", self._op(dag, 1)),
                ("Nagaan of er al een plaats is", dag),
            ):
                make_task(traject=waar, omschrijving=omschrijving, uiterlijk=uiterlijk, door=wie, op=eerder)

    def _kind(self, dag: date, maanden: int) -> Kind:
        """Of about this age on the day."""
        return self.dossiers.register(
            self.mensen.persoon(add_maanden(dag, -maanden) - timedelta(days=20), add_maanden(dag, -maanden))
        )

    def _indicated(self, dag: date, maanden: int, *, dagen: int) -> Kind:
        """With a decision of so many days ago."""
        kind = self._kind(dag, maanden)
        criteria = [self.mensen.random.choice(self.criteria)]
        self.dossiers.indicate(kind, van=self._op(dag, dagen), criteria=criteria)
        return kind

    def _place(self, dag: date, maanden: int, locatie: Locatie, *, begint: date) -> Plaatsing:
        kind = self._indicated(dag, maanden, dagen=65)
        self.dossiers.refer(kind, locatie.houder, op=self._op(dag, 40))
        afspraken = afspraken_voor(
            locatie, UREN_PER_WEEK, kot=False, bijdrageklasse=2, bewijs_jaar=dag.year - 2
        )
        return place_kind(
            kind=kind,
            afspraken=afspraken,
            startdatum=begint,
            einddatum=laatste_dag(kind.geboortedatum),
            door=self.inrichting.medewerker(locatie.houder),
            op=self._op(dag, 15),
        )

    def _started(self, dag: date, maanden: int, houder: Organisatie) -> Plaatsing:
        """There since before the quarter that is being declared, as far as that is after the closed year."""
        kind = self._indicated(dag, maanden, dagen=220)
        kot = self.mensen.random.random() < 0.3
        afspraken = afspraken_voor(
            self._locatie(houder), UREN_PER_WEEK, kot=kot, bijdrageklasse=2, bewijs_jaar=dag.year - 2
        )
        start = max(dag - timedelta(days=190), self.vanaf + timedelta(days=4))
        return self.dossiers.refer_and_place(kind, afspraken, start=start, verwezen=self._op(dag, 211))

    def _locatie(self, houder: Organisatie) -> Locatie:
        return self.inrichting.ve_locaties(houder)[0]

    def _op(self, dag: date, dagen: int) -> date:
        """So many days ago, but never in the closed year."""
        return max(dag - timedelta(days=dagen), self.vanaf)
