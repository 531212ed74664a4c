"""Budget and ledger of the demo, with what is an assumption marked where people read it."""

from dataclasses import dataclass
from datetime import date

from demo.inrichting import Inrichting
from demo.kwartalen import moment
from subsidies.grootboek.actions import post_boeking, set_begrotingspost
from subsidies.models import Boeking, Geldbron

# Indicators of SiSa D8: voorschoolse educatie, other activities for pupils, agreements about VVE.
ACTIVITEITEN, AFSPRAKEN = "D8/02", "D8/03"


@dataclass(frozen=True)
class Post:
    jaar: int
    bron: Geldbron
    euro: int
    toelichting: str


@dataclass(frozen=True)
class Uitgave:
    datum: date
    euro: int
    indicator: str
    omschrijving: str


def set_begroting(inrichting: Inrichting, posten: tuple[Post, ...]) -> None:
    for post in posten:
        set_begrotingspost(
            jaar=post.jaar,
            bron=post.bron,
            bedrag_centen=post.euro * 100,
            toelichting=post.toelichting,
            door=inrichting.gebruikers["subsidie"],
        )


def book_goab(inrichting: Inrichting, ontvangen: int, op: date, uitgaven: tuple[Uitgave, ...]) -> None:
    """The specific grant of a year as it comes in, and what is spent of it other than on hours."""
    _post(
        inrichting,
        op,
        Boeking.Soort.RECEIVED,
        ontvangen,
        "",
        "Specifieke uitkering GOAB ontvangen van het Rijk",
    )
    for uitgave in uitgaven:
        _post(
            inrichting,
            uitgave.datum,
            Boeking.Soort.SPENT,
            uitgave.euro,
            uitgave.indicator,
            uitgave.omschrijving,
        )


def _post(
    inrichting: Inrichting, datum: date, soort: Boeking.Soort, euro: int, indicator: str, omschrijving: str
) -> None:
    post_boeking(
        jaar=datum.year,
        datum=datum,
        soort=soort,
        bron=Geldbron.GOAB,
        indicator=indicator,
        andere_gemeente="",
        bedrag_centen=euro * 100,
        omschrijving=omschrijving,
        door=inrichting.gebruikers["subsidie"],
        op=moment(datum),
    )
