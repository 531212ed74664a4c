"""Budget and ledger of the demo, with what is an assumption marked where people read it."""

from dataclasses import dataclass
from datetime import date

from demo.inrichting import Inrichting
from demo.kwartalen import moment
from subsidies.grootboek.actions import post_boeking, set_begrotingspost
from subsidies.grootboek.facturen.actions import agree_factuur, prepare_factuur, start_activiteiten
from subsidies.models import Boeking, Geldbron


@dataclass(frozen=True)
class Post:
    jaar: int
    bron: Geldbron
    euro: int
    toelichting: str


@dataclass(frozen=True)
class Rekening:
    """An invoice of an activity; one that waits nobody agreed with yet."""

    activiteit: str
    datum: date
    euro: int
    crediteur: str
    nummer: str
    omschrijving: str
    wacht: bool = False


def set_begroting(inrichting: Inrichting, posten: tuple[Post, ...]) -> None:
    for post in posten:
        set_begrotingspost(
            jaar=post.jaar,
            bron=post.bron,
            bedrag_centen=post.euro * 100,
            toelichting=post.toelichting,
            door=inrichting.gebruikers["subsidie"],
        )


def book_goab(inrichting: Inrichting, ontvangen: int, op: date) -> None:
    """The specific grant of a year as it comes in."""
    _post(
        inrichting, op, Boeking.Soort.RECEIVED, ontvangen, "Specifieke uitkering GOAB ontvangen van het Rijk"
    )


def book_facturen(inrichting: Inrichting, rekeningen: tuple[Rekening, ...]) -> None:
    """What is spent on other activities: prepared by the beleidsmedewerker, agreed by the budgethouder."""
    start_activiteiten(door=inrichting.gebruikers["subsidie"])
    for rekening in rekeningen:
        factuur = prepare_factuur(
            activiteit=inrichting.gemeente.activiteiten.get(naam=rekening.activiteit),
            jaar=rekening.datum.year,
            crediteur=rekening.crediteur,
            nummer=rekening.nummer,
            factuurdatum=rekening.datum,
            bedrag_centen=rekening.euro * 100,
            omschrijving=rekening.omschrijving,
            door=inrichting.gebruikers["beleid"],
            op=moment(rekening.datum),
        )
        if not rekening.wacht:
            agree_factuur(
                factuur=factuur,
                datum=rekening.datum,
                door=inrichting.gebruikers["budgethouder"],
                op=moment(rekening.datum),
            )


def _post(inrichting: Inrichting, datum: date, soort: Boeking.Soort, euro: int, omschrijving: str) -> None:
    post_boeking(
        jaar=datum.year,
        datum=datum,
        soort=soort,
        bron=Geldbron.GOAB,
        indicator="",
        andere_gemeente="",
        bedrag_centen=euro * 100,
        omschrijving=omschrijving,
        door=inrichting.gebruikers["subsidie"],
        op=moment(datum),
    )
