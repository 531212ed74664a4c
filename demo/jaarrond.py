"""The money of a year in the demo: accounts, runs that are released and paid, the year fixed, closed and reported."""

from collections.abc import Iterable
from datetime import date, timedelta

from demo.inrichting import Inrichting
from demo.kwartalen import moment
from organisaties.models import Organisatie
from rapportage.actions import request_verantwoording
from subsidies.betalen.rekeningen import agree_bankrekening, propose_bankrekening
from subsidies.betalen.runs import propose_run, release_run
from subsidies.betalen.uitkomsten import confirm_run
from subsidies.grootboek.afsluiten.actions import close_jaar, propose_afsluiting
from subsidies.models import Bankrekening, Beschikking, Betaalverplichting, Painversie, Subsidiedossier
from subsidies.subsidiejaar.actions.aanvraag import start_vaststelling, submit_aanvraag
from subsidies.subsidiejaar.actions.behandelen import complete_aanvraag
from subsidies.subsidiejaar.actions.beschikking import prepare_beschikking, take_beschikking
from subsidies.subsidiejaar.betaling import most_to_fix

# Numbers that banks print in their examples; nobody has them.
IBANS = (
    "NL91ABNA0417164300",
    "NL20INGB0001234567",
    "NL02ABNA0123456789",
    "NL44RABO0123456789",
    "NL39RABO0300065264",
)
BIC = "ABNANL2A"
# A run is made so many days before the last day for paying, and the money goes a day before it.
VOORAF = 3
MOTIVERING = "De goedgekeurde berekeningen over het hele jaar. Het bedrag is niet hoger dan is verleend."


class Jaarrond:
    def __init__(self, inrichting: Inrichting, postcode: str) -> None:
        self.inrichting, self.postcode = inrichting, postcode
        self.subsidie = inrichting.gebruikers["subsidie"]
        self.budgethouder = inrichting.gebruikers["budgethouder"]

    def give_accounts(self, houders: Iterable[Organisatie], op: date) -> None:
        """Of the municipality and of these providers, agreed by the budgethouder."""
        for organisatie, iban in zip((None, *houders), IBANS, strict=False):
            rekening = self.propose_account(organisatie, iban, op)
            agree_bankrekening(rekening=rekening, door=self.budgethouder, op=moment(op))

    def propose_account(self, organisatie: Organisatie | None, iban: str, op: date) -> Bankrekening:
        return propose_bankrekening(
            organisatie=organisatie,
            iban=iban,
            bic=BIC if organisatie is None else "",
            tenaamstelling=str(organisatie or f"Gemeente {self.inrichting.gemeente}")[:70],
            straat="Voorbeeldstraat",
            huisnummer="1",
            postcode=self.postcode,
            plaats=self.inrichting.gemeente.naam,
            land="NL",
            geldig_van=op,
            door=self.subsidie,
            op=moment(op),
        )

    def pay(self, jaar: int, tot_en_met: date) -> None:
        """A run for every day on which something of the year is due, released and paid."""
        open_ = Betaalverplichting.objects.filter(gemeente=self.inrichting.gemeente, jaar=jaar).open()
        dagen = open_.due_by(tot_en_met).order_by("vervaldag").values_list("vervaldag", flat=True)
        for vervaldag in list(dict.fromkeys(dagen)):
            self.run(vervaldag)

    def run(self, vervaldag: date) -> None:
        op, uitvoerdag = moment(vervaldag - timedelta(days=VOORAF)), vervaldag - timedelta(days=1)
        run = propose_run(
            tot_en_met=vervaldag, uitvoerdag=uitvoerdag, versie=Painversie.V09, door=self.subsidie, op=op
        )
        run = release_run(run=run, door=self.budgethouder, op=op)
        if run.betalingen.under_way().exists():
            confirm_run(run=run, dag=uitvoerdag, door=self.subsidie)

    def fix(self, jaar: int, op: date) -> None:
        """Each provider asks to have the year fixed, and it is, on what is approved and no more than granted."""
        dossiers = Subsidiedossier.objects.filter(gemeente=self.inrichting.gemeente, jaar=jaar)
        for dossier in dossiers.exclude(houder=None).order_by("volgnummer"):
            assert dossier.houder is not None  # noqa: S101 - the query wants it
            houder = self.inrichting.medewerker(dossier.houder)
            aanvraag = start_vaststelling(dossier=dossier, door=houder, op=moment(op))
            submit_aanvraag(aanvraag=aanvraag, door=houder, op=moment(op))
            complete_aanvraag(aanvraag=aanvraag, door=self.subsidie, op=moment(op + timedelta(days=1)))
            self.fix_again(dossier, op + timedelta(days=2))

    def fix_again(self, dossier: Subsidiedossier, op: date) -> Beschikking:
        """Fix the year on what is approved now; in the place of an earlier fixing where there is one."""
        besluit = prepare_beschikking(
            dossier=dossier,
            soort=Beschikking.Soort.FINAL,
            bedrag=most_to_fix(dossier),
            motivering=MOTIVERING,
            door=self.subsidie,
            op=moment(op),
        )
        return take_beschikking(besluit=besluit, door=self.budgethouder, op=moment(op + timedelta(days=1)))

    def close(self, jaar: int, op: date) -> None:
        """The books are closed, and the definitive report is asked for; a worker makes it."""
        afsluiting = propose_afsluiting(jaar=jaar, door=self.subsidie, op=moment(op))
        close_jaar(afsluiting=afsluiting, door=self.budgethouder, op=moment(op + timedelta(days=1)))
        request_verantwoording(
            jaar=jaar, door=self.inrichting.gebruikers["beleid"], moment=moment(op + timedelta(days=2))
        )
