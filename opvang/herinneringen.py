"""Whom this room reminds: providers, of what they have not declared, answered or corrected. A message names nobody."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import cast

from django.urls import reverse
from django.utils import timezone

from brieven.herinneren import Moment, Wachtend
from brieven.models import Ontvangers
from indicaties.models import Toeleiding
from lib.periode import Periode
from opvang.models import Herinneringsregel, Urendeclaratie, herinneringsregel_of
from organisaties.models import Gemeente, Organisatie
from organisaties.rechten import HOUDER_ROLLEN

VOORAF, TE_LAAT = "declareren-voor-termijn", "declareren-na-termijn"
VERWIJZING, CORRIGEREN = "verwijzing-wacht", "correctie-wacht"
BERICHTSOORTEN = (
    (VOORAF, "een termijn", "De termijn om uren te declareren loopt bijna af."),
    (TE_LAAT, "een termijn", "De termijn om uren te declareren is voorbij. Uw uren zijn nog niet ingediend."),
    (VERWIJZING, "verwijzingen", "Verwijzingen naar uw organisatie wachten al een tijd op antwoord."),
    (CORRIGEREN, "een declaratie", "Een teruggestuurde declaratie wacht al een tijd op uw correctie."),
)


def sleutel_declareren(houder_id: int, periode: Periode) -> str:
    return f"declareren/{houder_id}/{periode.van}/{periode.tot_en_met}"


def uiterlijk(gemeente: Gemeente, periode: Periode) -> date:
    """The last day on which this period can be declared in time."""
    return herinneringsregel_of(gemeente, periode.tot_en_met).uiterlijk(periode)


def wacht_op_declaratie(gemeente: Gemeente, houder: Organisatie, periode: Periode) -> Wachtend:
    """A period that is over, without a declaration: before the term ends, the day after it, and again."""
    regel = herinneringsregel_of(gemeente, periode.tot_en_met)
    laatste = regel.uiterlijk(periode)
    vooraf = max(laatste - timedelta(days=regel.vooraf_dagen), periode.tot_en_met + timedelta(days=1))
    daarna = regel.herhalingen(laatste + timedelta(days=1))
    return Wachtend(
        sleutel=sleutel_declareren(houder.pk, periode),
        momenten=(Moment(vooraf, VOORAF), *(Moment(dag, TE_LAAT) for dag in daarna)),
        aan=Ontvangers(HOUDER_ROLLEN, houder),
        url=reverse("opvang:declaratie_list"),
        object=houder,
    )


def na_dagen(regel: Herinneringsregel, sinds: date, dagen: int, soort: str) -> tuple[Moment, ...]:
    """The reminders of something that waits since a day: after so many days, and again, until it stops."""
    return tuple(Moment(dag, soort) for dag in regel.herhalingen(sinds + timedelta(days=dagen)))


def find_wachtend(gemeente: Gemeente, dag: date) -> Iterator[Wachtend]:
    regel = herinneringsregel_of(gemeente, dag)
    yield from _verwijzingen(gemeente, regel, dag)
    yield from _teruggestuurd(gemeente, regel)


def _verwijzingen(gemeente: Gemeente, regel: Herinneringsregel, dag: date) -> Iterator[Wachtend]:
    zonder_antwoord = Toeleiding.objects.waiting_on(dag).filter(
        kind__gemeente=gemeente, status=Toeleiding.Status.REFERRED
    )
    for toeleiding in zonder_antwoord.select_related("houder").order_by("pk"):
        yield Wachtend(
            sleutel=f"verwijzing/{toeleiding.pk}",
            momenten=na_dagen(regel, toeleiding.verwezen_op, regel.verwijzing_dagen, VERWIJZING),
            aan=Ontvangers(HOUDER_ROLLEN, toeleiding.houder),
            url=reverse("opvang:verwijzing_list"),
            object=toeleiding,
        )


def _teruggestuurd(gemeente: Gemeente, regel: Herinneringsregel) -> Iterator[Wachtend]:
    """A correction that was submitted took the place of the declaration; a draft of one is no answer."""
    terug = Urendeclaratie.objects.filter(gemeente=gemeente, status=Urendeclaratie.Status.RETURNED)
    for declaratie in terug.select_related("houder").order_by("pk"):
        sinds = timezone.localdate(cast(datetime, declaratie.beoordeeld_op))  # a constraint wants it
        yield Wachtend(
            sleutel=f"corrigeren/{declaratie.pk}",
            momenten=na_dagen(regel, sinds, regel.corrigeren_dagen, CORRIGEREN),
            aan=Ontvangers(HOUDER_ROLLEN, declaratie.houder),
            url=reverse("opvang:declaratie_detail", args=[declaratie.pk]),
            object=declaratie,
        )
