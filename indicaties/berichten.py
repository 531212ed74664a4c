"""Telling colleagues and who asked that something waits for them. A message names nobody; the page does."""

from datetime import date

from django.urls import reverse

from brieven.actions import place_bericht
from brieven.models import Ontvangers
from indicaties.models import Ondersteuningsvraag, Traject
from organisaties.models import Gebruiker, Gemeente, Organisatie
from organisaties.rechten import Rol

GEGEVEN, STIL, BEANTWOORD = "dossier-gegeven", "terug-van-stil", "ondersteuning-beantwoord"
BERICHTSOORTEN = (
    (GEGEVEN, "een dossier", "Een collega heeft u een dossier gegeven, of meer dan een."),
    (STIL, "stille kinderen", "Er zijn kinderen terug van stil: het consultatiebureau is weer aan zet."),
    (BEANTWOORD, "een antwoord", "Uw vraag om extra ondersteuning is beantwoord."),
)


def tell_answered(vraag: Ondersteuningsvraag, door: Gebruiker, op: date) -> None:
    if vraag.gesteld_door == door:
        return
    place_bericht(
        soort=BEANTWOORD,
        gemeente=vraag.kind.gemeente,
        aan=vraag.gesteld_door,
        url=reverse("indicaties:kind_detail", args=[vraag.kind_id]),
        object=vraag,
        door=door,
        op=op,
    )


def tell_given(traject: Traject, naar: Gebruiker, door: Gebruiker, op: date) -> None:
    _given(f"{reverse('indicaties:kind_detail', args=[traject.kind_id])}#route", naar, door, op)


def tell_all_given(naar: Gebruiker, door: Gebruiker, op: date) -> None:
    """One message for all cases that were given in one go."""
    _given(f"{reverse('indicaties:route_table')}?wie=mij", naar, door, op)


def _given(url: str, naar: Gebruiker, door: Gebruiker, op: date) -> None:
    if naar == door:
        return
    place_bericht(
        soort=GEGEVEN,
        gemeente=door.gemeente,
        aan=naar,
        url=url,
        object=door.gemeente,
        door=door,
        op=op,
        tot_gelezen=True,
    )


def tell_silent(gemeente: Gemeente, dag: date) -> None:
    """Once to each JGZ organisation, however many cases came back, until somebody there reads it."""
    jgz = Organisatie.objects.in_gemeente(gemeente).filter(soort=Organisatie.Soort.JGZ)
    for organisatie in jgz.order_by("pk"):
        place_bericht(
            soort=STIL,
            gemeente=gemeente,
            aan=Ontvangers(frozenset({Rol.JGZ_MEDEWERKER}), organisatie),
            url=f"{reverse('indicaties:route_board')}?terug=ja",
            object=gemeente,
            op=dag,
            tot_gelezen=True,
        )
