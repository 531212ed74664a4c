"""Handing over in the demo: schools, programmes, and children at every step of the way to school."""

from datetime import date, timedelta

from demo.inrichting import Inrichting
from indicaties.models import Kind
from opvang.models import Overdracht
from opvang.overdracht.actions.opstellen import (
    record_ouders,
    record_toestemming,
    save_inhoud,
    start_overdracht,
    withdraw_toestemming,
)
from opvang.overdracht.actions.programma import set_programma
from opvang.overdracht.actions.vervolg import confirm_ontvangst, give_terugkoppeling, record_gesprek
from opvang.overdracht.actions.verzenden import send_overdracht, send_with_code
from opvang.overdracht.werklijst import to_hand_over
from organisaties.models import Gebruiker, Locatie, Organisatie

# Not of any document: which programme a demo location follows.
PROGRAMMAS = ("piramide", "uk-en-puk", "kaleidoscoop", "startblokken")
SINDS = date(2018, 8, 1)
GEGEVENS = {
    "volgsysteem": "KIJK!",
    "taal_niveau": "extra",
    "taal_tekst": "Begrijpt meer dan het kind zegt. Maakt zinnen van drie tot vier woorden.",
    "rekenen_niveau": "verwacht",
    "rekenen_tekst": "Telt tot vijf en vergelijkt groot en klein.",
    "motoriek_niveau": "voor",
    "motoriek_tekst": "",
    "sociaal_niveau": "verwacht",
    "sociaal_tekst": "Speelt graag met één ander kind.",
    "aandachtspunten": "Een vaste plek bij binnenkomst helpt.",
    "advies_opvang": "Ondersteun uitleg met plaatjes.",
    "advies_ouders": "Thuis spreken wij ook een andere taal.",
    "betrokkenen": "Logopedist (verzonnen), sinds het voorjaar.",
}


class Overdrachten:
    """Of the first provider: three at the school, one with the parents, one withdrawn; the others are due."""

    def __init__(self, inrichting: Inrichting) -> None:
        self.inrichting = inrichting
        self.ib_er = inrichting.gebruikers["school"]
        self.door: Gebruiker = inrichting.gebruikers["aanbieder"]

    def build(self, dag: date) -> None:
        self._programmas()
        alle = list(to_hand_over(self.door, dag, dag))
        # The oldest are at school already, the youngest still on the way there.
        kinderen = [*alle[:2], *alle[2:][-4:]]
        stappen = (self._answered, self._received, self._sent, self._with_code, self._withdrawn)
        for kind, stap in zip(kinderen, stappen, strict=False):
            stap(kind, dag)

    def _programmas(self) -> None:
        locaties = Locatie.objects.filter(gemeente=self.inrichting.gemeente, ve_geregistreerd=True)
        for nummer, locatie in enumerate(locaties.select_related("houder").order_by("pk")):
            set_programma(
                locatie=locatie,
                programma=PROGRAMMAS[nummer % len(PROGRAMMAS)],
                van=SINDS,
                tot_en_met=None,
                door=self.inrichting.medewerker(locatie.houder),
                op=SINDS,
            )

    def _ready(self, kind: Kind, op: date) -> Overdracht:
        overdracht = start_overdracht(
            kind=kind, pakket="volledig", aanleiding="leeftijd", door=self.door, op=op
        )
        save_inhoud(overdracht=overdracht, gegevens=GEGEVENS, warm_gewenst=True, door=self.door)
        record_toestemming(
            overdracht=overdracht,
            delen=list(Overdracht.Deel.values),
            ontvangers=["school", "bso"],
            dag=op,
            door=self.door,
            op=op,
        )
        record_ouders(
            overdracht=overdracht,
            zienswijze="Wij vinden dat ons kind thuis meer praat dan hier staat.",
            dag=op,
            door=self.door,
            op=op,
        )
        return overdracht

    def _sent(self, kind: Kind, dag: date) -> Overdracht:
        op = dag - timedelta(days=4)
        return send_overdracht(overdracht=self._ready(kind, op), school=self._school(), door=self.door, op=op)

    def _received(self, kind: Kind, dag: date) -> Overdracht:
        overdracht = self._sent(kind, dag - timedelta(days=10))
        confirm_ontvangst(overdracht=overdracht, door=self.ib_er, op=dag - timedelta(days=7))
        return overdracht

    def _answered(self, kind: Kind, dag: date) -> None:
        overdracht = self._received(kind, dag - timedelta(days=40))
        gesprek = dag - timedelta(days=30)
        record_gesprek(
            overdracht=overdracht, dag=gesprek, deelnemers=["pm", "ib", "ouders"], door=self.door, op=gesprek
        )
        antwoorden = {"genoeg": "ja", "klopte": "deels", "gesprek": "ja", "toelichting": "Fijn gesprek."}
        give_terugkoppeling(
            overdracht=overdracht, antwoorden=antwoorden, door=self.ib_er, op=dag - timedelta(days=2)
        )

    def _with_code(self, kind: Kind, dag: date) -> None:
        op = dag - timedelta(days=3)
        tot = dag + timedelta(days=60)
        send_with_code(overdracht=self._ready(kind, op), tot_en_met=tot, door=self.door, op=op)

    def _withdrawn(self, kind: Kind, dag: date) -> None:
        overdracht = self._sent(kind, dag - timedelta(days=9))
        withdraw_toestemming(overdracht=overdracht, door=self.door, op=dag - timedelta(days=2))

    def _school(self) -> Organisatie:
        school = self.ib_er.organisatie
        assert school is not None  # noqa: S101 - tells the type checker
        return school
