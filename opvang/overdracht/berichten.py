"""Telling the school and the provider that there is something to read. A message names nobody; the page does."""

from datetime import date

from django.urls import reverse

from brieven.actions import place_bericht
from brieven.models import Ontvangers
from opvang.models import Overdracht
from organisaties.models import Gebruiker
from organisaties.rechten import HOUDER_ROLLEN, Rol

VERZONDEN, ONTVANGEN, TERUGGEKOPPELD = (
    "overdracht-verzonden",
    "overdracht-ontvangen",
    "overdracht-teruggekoppeld",
)
BERICHTSOORTEN = (
    (VERZONDEN, "een overdracht", "De kinderopvang heeft een kind aan uw school overgedragen."),
    (ONTVANGEN, "een overdracht", "Een school heeft uw overdracht ontvangen."),
    (TERUGGEKOPPELD, "een overdracht", "Een school heeft verteld hoe het na uw overdracht gaat."),
)


def tell_school(overdracht: Overdracht, door: Gebruiker, op: date) -> None:
    place_bericht(
        soort=VERZONDEN,
        gemeente=overdracht.gemeente,
        aan=Ontvangers(frozenset({Rol.IB_ER}), overdracht.school),
        url=reverse("opvang:ontvangen_detail", args=[overdracht.pk]),
        object=overdracht,
        door=door,
        op=op,
    )


def tell_houder(soort: str, overdracht: Overdracht, door: Gebruiker, op: date) -> None:
    place_bericht(
        soort=soort,
        gemeente=overdracht.gemeente,
        aan=Ontvangers(HOUDER_ROLLEN, overdracht.houder),
        url=reverse("opvang:overdracht_detail", args=[overdracht.pk]),
        object=overdracht,
        door=door,
        op=op,
    )
