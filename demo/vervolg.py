"""What comes after the way of a child: letters, cases that close, groups with free places, a first signal."""

from datetime import date, timedelta

from brieven.models import Brief
from demo.inrichting import Inrichting
from indicaties.actions import announce_besluit, give_signaal, make_besluitbrief
from indicaties.models import Indicatiebesluit, Kind, Traject
from indicaties.routekaart.actions import close_traject, plan_step
from lib.periode import add_maanden
from opvang.actions import add_groep
from organisaties.models import Locatie

# Not of any document: how large a group of a demo location is.
GROEP = "Peuters"
PLAATSEN = 16
DAGDELEN = 8
# Decisions of these days still have to be told to the parents.
NIEUW = timedelta(days=60)


class Vervolg:
    def __init__(self, inrichting: Inrichting) -> None:
        self.inrichting = inrichting
        self.jgz = inrichting.gebruikers["jgz"]
        self.kindregisseur = inrichting.gebruikers["kindregisseur"]

    def build(self, dag: date) -> None:
        self._groepen()
        self._besluiten(dag)
        self._close(dag)
        self._work(dag)

    def _groepen(self) -> None:
        for locatie in Locatie.objects.filter(gemeente=self.inrichting.gemeente, ve_geregistreerd=True):
            add_groep(
                locatie=locatie,
                naam=GROEP,
                plaatsen=PLAATSEN,
                ve=True,
                dagdelen_per_week=DAGDELEN,
                van=date(2018, 8, 1),
                tot_en_met=None,
                door=self.inrichting.medewerker(locatie.houder),
                op=date(2018, 8, 1),
            )

    def _besluiten(self, dag: date) -> None:
        """The parents know the old decisions; for the new ones a letter lies ready to be posted."""
        besluiten = Indicatiebesluit.objects.filter(kind__gemeente=self.inrichting.gemeente)
        for besluit in besluiten.order_by("pk"):
            if besluit.besloten_op >= dag - NIEUW:
                make_besluitbrief(besluit=besluit, door=self.jgz, op=dag)
            else:
                op = besluit.besloten_op + timedelta(days=1)
                announce_besluit(besluit=besluit, dag=op, hoe=Brief.Wijze.POST, door=self.jgz, op=op)

    def _close(self, dag: date) -> None:
        """Children who are at school for months already."""
        al_lang = Traject.objects.open().filter(
            kind__gemeente=self.inrichting.gemeente, kind__geboortedatum__lt=add_maanden(dag, -50)
        )
        for traject in al_lang.order_by("pk"):
            op = min(dag, add_maanden(traject.kind.geboortedatum, 49))
            close_traject(
                traject=traject,
                reden=Traject.RedenSluiting.SCHOOL,
                toelichting="",
                door=self.kindregisseur,
                op=op,
            )

    def _work(self, dag: date) -> None:
        """One child of whom somebody thinks that it may need an indicatie, and two cases with an agreed step."""
        kinderen = Kind.objects.filter(gemeente=self.inrichting.gemeente, indicaties=None, trajecten=None)
        jongste = kinderen.order_by("-geboortedatum", "pk").first()
        if jongste is not None:
            give_signaal(
                kind=jongste,
                aanleiding=Traject.Aanleiding.PARENTS,
                door=self.kindregisseur,
                op=dag - timedelta(days=2),
            )
        trajecten = Traject.objects.open().filter(kind__gemeente=self.inrichting.gemeente)
        for traject, dagen in zip(trajecten.order_by("-geopend_op", "pk")[1:3], (2, 9), strict=False):
            plan_step(
                traject=traject,
                volgende_stap="Bel de ouders over de plaats",
                uiterlijk=dag + timedelta(days=dagen),
                behandelaar=self.kindregisseur,
                aan_zet="",
                door=self.kindregisseur,
                op=dag,
            )
