"""The year of a subsidy in the demo: asked for, decided on and paid in advance; and of this year what still waits."""

from collections.abc import Iterable
from datetime import date, timedelta

from demo.inrichting import Inrichting
from demo.kwartalen import moment
from opvang.models import Plaatsing
from organisaties.models import Organisatie
from subsidies.models import Aanvraag, Beschikking, Subsidieregeling
from subsidies.subsidiejaar.actions.aanvraag import save_regels, start_aanvraag, submit_aanvraag
from subsidies.subsidiejaar.actions.behandelen import complete_aanvraag
from subsidies.subsidiejaar.actions.beschikking import prepare_beschikking, take_beschikking
from subsidies.subsidiejaar.beleid import beleid_van
from subsidies.subsidiejaar.plafond import propose_bedrag
from subsidies.subsidiejaar.verwachting import propose

# Working rhythm after the application, in days.
VOLLEDIG, VOORBEREIDEN, BESLUITEN = 5, 7, 9
# So many days ago came what waits today.
WACHT = 20
MOTIVERING = "De aanvraag past in de regeling. Het bedrag is berekend uit de kinderen die u verwacht."
TOT_PLAFOND = (
    "De aanvraag past in de regeling. Wij verlenen wat onder het subsidieplafond over is (Awb artikel 4:25)."
)


class Subsidiejaar:
    """The applications of one municipality for one scheme and year, each from the children placed on that day, or of the
    year before from those with a place on the first day."""

    def __init__(self, inrichting: Inrichting, regeling: Subsidieregeling, jaar: int) -> None:
        self.inrichting, self.regeling, self.jaar = inrichting, regeling, jaar

    def grant(self, houders: Iterable[Organisatie], op: date) -> None:
        """Each asks on its own day, and gets what is left under the ceiling."""
        for dagen, houder in enumerate(houders):
            aanvraag = self.complete(houder, op + timedelta(days=dagen))
            besluit = self.prepare(aanvraag, op + timedelta(days=dagen + VOORBEREIDEN))
            budgethouder = self.inrichting.gebruikers["budgethouder"]
            dag = op + timedelta(days=dagen + BESLUITEN)
            take_beschikking(besluit=besluit, door=budgethouder, op=moment(dag))

    def wait(self, dag: date) -> None:
        """One application waits for who judges it, and one decision for the budgethouder."""
        ontvangen = dag - timedelta(days=WACHT)
        geplaatst = [h for h in self.inrichting.houders if self._has_children(h, ontvangen)]
        for houder in geplaatst[:1]:
            self.submit(houder, ontvangen)
        for houder in geplaatst[1:2]:
            self.prepare(self.complete(houder, ontvangen), ontvangen + timedelta(days=VOORBEREIDEN))

    def _has_children(self, houder: Organisatie, dag: date) -> bool:
        return Plaatsing.objects.active_on(dag).filter(locatie__houder=houder).exists()

    def submit(self, houder: Organisatie, op: date) -> Aanvraag:
        door = self.inrichting.medewerker(houder)
        aanvraag = start_aanvraag(regeling=self.regeling, jaar=self.jaar, door=door, op=moment(op))
        if op.year < self.jaar:
            beleid = beleid_van(aanvraag.dossier)
            regels = propose(beleid, houder, self.inrichting.gemeente.pk, beleid.periode.van)
            save_regels(aanvraag=aanvraag, regels=regels, door=door)
        return submit_aanvraag(aanvraag=aanvraag, door=door, op=moment(op))

    def complete(self, houder: Organisatie, op: date) -> Aanvraag:
        aanvraag = self.submit(houder, op)
        subsidie = self.inrichting.gebruikers["subsidie"]
        return complete_aanvraag(aanvraag=aanvraag, door=subsidie, op=moment(op + timedelta(days=VOLLEDIG)))

    def prepare(self, aanvraag: Aanvraag, op: date) -> Beschikking:
        bedrag = propose_bedrag(aanvraag)
        return prepare_beschikking(
            dossier=aanvraag.dossier,
            soort=Beschikking.Soort.GRANT,
            bedrag=bedrag,
            motivering=MOTIVERING if bedrag == aanvraag.bedrag_centen else TOT_PLAFOND,
            door=self.inrichting.gebruikers["subsidie"],
            op=moment(op),
        )
