"""What is left to do of Putten's demo year, done by the same people: the fourth quarter, the fixing and the closing."""

from datetime import date, timedelta

from demo.dossiers import afspraken_voor
from demo.jaarrond import Jaarrond
from demo.kwartalen import moment
from demo.laden import PLANNEN
from opvang.actions import (
    accept_declaratie,
    change_afspraken,
    correct_declaratie,
    save_uren,
    submit_declaratie,
)
from opvang.models import Plaatsing, Urendeclaratie
from organisaties.models import Gemeente, Organisatie
from rapportage.actions import finalize_verantwoording
from rapportage.models import Verantwoording
from rapportage.tasks import make_verantwoording
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.betalen.actions import claim_betaling
from subsidies.betalen.rekeningen import agree_bankrekening
from subsidies.grootboek.facturen.actions import agree_factuur
from subsidies.herzieningen.actions import check_herzieningen
from subsidies.models import (
    Bankrekening,
    Berekening,
    Betaalverplichting,
    Factuur,
    Herziening,
    Subsidiedossier,
    Subsidieregeling,
)
from tests.demo.mensen import demo_inrichting

JAAR, VOLGEND = 2025, 2026
BOOMGAARD = "Kindcentrum De Boomgaard (demo)"
REKENEN, GOEDKEUREN = timedelta(days=1), timedelta(days=2)


class Putten2025:
    def __init__(self, gemeente: Gemeente) -> None:
        self.gemeente = gemeente
        self.inrichting = demo_inrichting(gemeente, PLANNEN[0])
        self.jaarrond = Jaarrond(self.inrichting, "3881 AA")
        self.subsidie = self.inrichting.gebruikers["subsidie"]
        self.budgethouder = self.inrichting.gebruikers["budgethouder"]

    def finish(self, dag: date) -> None:
        """The last declarations are handed in, accepted and approved; the last account and invoice get their yes."""
        for declaratie in Urendeclaratie.objects.filter(gemeente=self.gemeente, jaar=JAAR, nummer=4).order_by(
            "pk"
        ):
            self._approve(self._accepted(declaratie, dag), dag)
        for rekening in Bankrekening.objects.filter(gemeente=self.gemeente).waiting():
            agree_bankrekening(rekening=rekening, door=self.budgethouder, op=moment(dag))
        for factuur in Factuur.objects.filter(gemeente=self.gemeente, jaar=JAAR, status="voorbereid"):
            agree_factuur(factuur=factuur, datum=dag, door=self.budgethouder, op=moment(dag))

    def close(self, dag: date) -> None:
        """Fixed, paid or set off against the year after, closed and reported."""
        self.jaarrond.fix(JAAR, dag - timedelta(days=20))
        self.settle(dag - timedelta(days=10))
        self.jaarrond.close(JAAR, dag)
        verantwoording = Verantwoording.objects.get(gemeente=self.gemeente, jaar=JAAR)
        make_verantwoording(verantwoording.pk)
        finalize_verantwoording(
            verantwoording=verantwoording, door=self.budgethouder, moment=moment(dag + timedelta(days=3))
        )

    def change_class(self, dag: date) -> Organisatie:
        """It is known later that the parents of one child had a right to kinderopvangtoeslag since November."""
        plaats = (
            Plaatsing.objects.in_force()
            .filter(
                locatie__houder__naam=BOOMGAARD,
                kot=False,
                startdatum__lt=date(JAAR, 10, 1),
                einddatum__gte=date(JAAR, 12, 31),
                uren_per_week_honderdsten=16_00,
            )
            .earliest("pk")
        )
        change_afspraken(
            plaatsing=plaats,
            afspraken=afspraken_voor(plaats.locatie, 16_00, kot=True, bijdrageklasse=1, bewijs_jaar=JAAR - 2),
            vanaf=date(JAAR, 11, 1),
            door=self.inrichting.medewerker(plaats.locatie.houder),
            op=dag,
            reden=Plaatsing.RedenHerstel.KNOWN_LATER,
        )
        check_herzieningen(gemeente=self.gemeente, op=moment(dag))
        return plaats.locatie.houder

    def review(self, dag: date) -> None:
        """Compute and approve what is on the list, and fix the year again."""
        for herziening in Herziening.objects.filter(
            berekening__declaratie__gemeente=self.gemeente, berekening__declaratie__jaar=JAAR
        ):
            declaratie = herziening.berekening.declaratie
            self._approve(declaratie, dag)
            dossier = Subsidiedossier.objects.get(gemeente=self.gemeente, houder=declaratie.houder, jaar=JAAR)
            self.jaarrond.fix_again(dossier, dag + GOEDKEUREN)
        check_herzieningen(gemeente=self.gemeente, op=moment(dag + GOEDKEUREN))

    def settle(self, dag: date) -> None:
        """What is to be got back is set off against an advance of the year after."""
        regeling = Subsidieregeling.objects.filter(gemeente=self.gemeente, geldig_van__year=VOLGEND)
        open_ = Betaalverplichting.objects.filter(gemeente=self.gemeente).open()
        for claim in open_.filter(bedrag_centen__lt=0):
            claim_betaling(
                gemeente=self.gemeente,
                organisatie=claim.organisatie,
                regeling=regeling.earliest("pk"),
                jaar=VOLGEND,
                soort=Betaalverplichting.Soort.VOORSCHOT,
                kenmerk=f"demo-{claim.pk}",
                bedrag_centen=10_000_00,
                vervaldag=dag,
                omschrijving="Voorschot 2026",
                door=self.subsidie,
                op=moment(dag),
            )
        self.jaarrond.run(open_.latest("vervaldag").vervaldag)

    def _accepted(self, declaratie: Urendeclaratie, dag: date) -> Urendeclaratie:
        door = self.inrichting.medewerker(declaratie.houder)
        if declaratie.status == Urendeclaratie.Status.RETURNED:
            declaratie = correct_declaratie(declaratie=declaratie, door=door, op=moment(dag))
            regel = declaratie.regels.earliest("pk")
            save_uren(declaratie=declaratie, uren={regel.pk: 160_00}, door=door)
            declaratie = submit_declaratie(declaratie=declaratie, door=door, op=moment(dag))
        if declaratie.status == Urendeclaratie.Status.SUBMITTED:
            declaratie = accept_declaratie(declaratie=declaratie, door=self.subsidie, op=moment(dag))
        return declaratie

    def _approve(self, declaratie: Urendeclaratie, dag: date) -> None:
        wacht = Berekening.objects.waiting().filter(declaratie=declaratie).first()
        berekening = wacht or calculate_declaratie(
            declaratie=declaratie, door=self.subsidie, op=moment(dag + REKENEN)
        )
        approve_berekening(berekening=berekening, door=self.budgethouder, op=moment(dag + GOEDKEUREN))
