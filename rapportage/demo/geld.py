"""Budget and ledger of the demo, with what is an assumption marked where people read it."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from rapportage.demo.inrichting import Inrichting
from subsidies.models import Begrotingspost, Boeking, Geldbron

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


def book_begroting(inrichting: Inrichting, posten: tuple[Post, ...]) -> None:
    Begrotingspost.objects.bulk_create(
        Begrotingspost(
            gemeente=inrichting.gemeente,
            jaar=post.jaar,
            bron=post.bron,
            bedrag_centen=post.euro * 100,
            toelichting=post.toelichting,
        )
        for post in posten
    )


def book_goab(inrichting: Inrichting, ontvangen: int, op: date, uitgaven: tuple[Uitgave, ...]) -> None:
    """The specific grant of a year as it comes in, and what is spent of it other than on hours."""
    subsidie = inrichting.gebruikers["subsidie"]
    regels = [(op, Boeking.Soort.RECEIVED, ontvangen, "", "Specifieke uitkering GOAB ontvangen van het Rijk")]
    regels += [(u.datum, Boeking.Soort.SPENT, u.euro, u.indicator, u.omschrijving) for u in uitgaven]
    Boeking.objects.bulk_create(
        Boeking(
            gemeente=inrichting.gemeente,
            jaar=datum.year,
            datum=datum,
            soort=soort,
            bron=Geldbron.GOAB,
            indicator=indicator,
            bedrag_centen=euro * 100,
            omschrijving=omschrijving,
            geboekt_op=moment(datum),
            geboekt_door=subsidie,
        )
        for datum, soort, euro, indicator, omschrijving in regels
    )


def moment(dag: date, uur: int = 10) -> datetime:
    """An hour of office time on the day."""
    return timezone.make_aware(datetime.combine(dag, time(uur)))
