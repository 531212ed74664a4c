"""No page asks the database more because there are more rows: not one that lists, for no role."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisaties.models import Gebruiker
from organisaties.rechten import HOUDER_ROLLEN, Rol
from subsidies.berekeningen.actions import calculate_declaratie
from tests.architectuur.rondgang import pages_of, undone
from tests.architectuur.test_lijsten import LIJSTEN, _shown
from tests.architectuur.wereld import FUNCTIES, Functie, Wereld, make_gebruiker
from tests.factories import IndicatieFactory, SentOverdrachtFactory, ToeleidingFactory, UrendeclaratieFactory
from tests.subsidies.administratie import NU, Administratie

pytestmark = pytest.mark.django_db

WEINIG, VEEL = 2, 12
# What a list leaves out unless it is asked for.
FILTERS = {
    "opvang:plaatsing_list": "?toon=alle",
    "opvang:overdracht_list": "?toon=alle",
    "opvang:overdracht_stand": "?toon=alle",
    "subsidies:declaratie_list": "?tijdvak=2020-1",
    "subsidies:berekening_list": "?tijdvak=2020-1",
    "subsidies:subsidiejaar_list": "?jaar=2020",
    "subsidies:factuur_list": "?jaar=2025",
    "subsidies:locatiegeld_list": "?jaar=2019",
    "organisaties:audit_list": "?soort=lijsten",
}


class Drukte:
    """A municipality in which everything that can be listed is there more than once, also for one provider."""

    def __init__(self, boeken: Administratie) -> None:
        self.boeken, self.eigen, self.aantal = boeken, Wereld(boeken), 0

    def grow(self, tot: int) -> None:
        while self.aantal < tot:
            self.aantal += 1
            wereld = Wereld(self.boeken)
            wacht = self.boeken.plaatsing(self.boeken.kind(), locatie=wereld.locatie)
            self.boeken.declaratie(
                {wacht: "80"},
                houder=self.boeken.gebruiker(Rol.HOUDER_BEHEERDER).organisatie,
                status="ingediend",
            )
            self._grow_eigen()

    def _grow_eigen(self) -> None:
        kind = self.boeken.kind()
        self.boeken.plaatsing(kind, locatie=self.eigen.locatie)
        SentOverdrachtFactory(kind=kind, locatie=self.eigen.locatie, school=self.eigen.school)
        verwezen = self.boeken.kind()
        door = verwezen.indicaties.get().afgegeven_door
        ToeleidingFactory(kind=verwezen, houder=self.eigen.houder, verwezen_door=door)
        UrendeclaratieFactory(
            gemeente=self.boeken.gemeente, houder=self.eigen.houder, jaar=2000 + self.aantal, submitted=True
        )


def count(client: Client, adres: str) -> int | None:
    """The number of queries of a page that is there for this role; None when it answers otherwise."""
    with CaptureQueriesContext(connection) as queries:
        antwoord = client.get(adres)
    return len(queries) if antwoord.status_code == 200 else None


def test_a_page_without_a_subject_asks_as_much_of_12_rows_as_of_2(client: Client) -> None:
    drukte = Drukte(Administratie())
    gebruikers = {
        functie: make_gebruiker(functie.rol, drukte.eigen, functie.op_locatie) for functie in FUNCTIES
    }
    drukte.grow(WEINIG)
    weinig, rijen_weinig = _measure(client, gebruikers)
    drukte.grow(VEEL)
    veel, rijen_veel = _measure(client, gebruikers)
    assert {plek: (weinig[plek], veel[plek]) for plek in weinig if veel[plek] != weinig[plek]} == {}
    gegroeid = {lijst for (_, lijst), rijen in rijen_veel.items() if rijen > rijen_weinig[_, lijst]}
    # A policy and a report are made once or twice a year; in this world there is one of each to a provider, and one
    # municipality with its organisations (organisaties/test_aansluiten.py).
    assert {lijst for lijst, *_ in LIJSTEN} - gegroeid <= {
        "subsidies:regeling_list",
        "organisaties:gemeente_list",
        "organisaties:organisatie_list",
    }


def _measure(client: Client, gebruikers: dict[Functie, Gebruiker]) -> tuple[dict[Any, Any], dict[Any, int]]:
    gevraagd: dict[Any, int] = {}
    rijen: dict[Any, int] = {}
    details = {lijst: detail for lijst, _, detail, _ in LIJSTEN}
    for functie, gebruiker in gebruikers.items():
        cache.clear()
        client.force_login(gebruiker)
        for pagina in pages_of(functie):
            adres = "" if pagina.velden else reverse(pagina.naam) + FILTERS.get(pagina.naam, "")
            if not adres or (aantal := count(client, adres)) is None:
                continue
            gevraagd[str(functie), pagina.naam] = aantal
            if pagina.naam in details:
                rijen[str(functie), pagina.naam] = len(_shown(client, adres, details[pagina.naam]))
    return gevraagd, rijen


# -- pages of one thing with rows under it ---------------------------------------------------------


def _declaratie(boeken: Administratie, aantal: int) -> int:
    return boeken.declaratie_of_many(aantal).pk


def _berekening(boeken: Administratie, aantal: int) -> int:
    declaratie = boeken.declaratie_of_many(aantal)
    return calculate_declaratie(declaratie=declaratie, door=boeken.medewerker, op=NU).pk


def _locatie(boeken: Administratie, aantal: int) -> int:
    boeken.declaratie_of_many(aantal)
    return boeken.locatie.pk


def _kind(boeken: Administratie, aantal: int) -> int:
    kind = boeken.kind(None)
    for jaar in range(aantal):
        IndicatieFactory(
            kind=kind, geldig_van=date(2018, 1, 1 + jaar), geldig_tot_en_met=date(2018, 1, 1 + jaar)
        )
        boeken.plaatsing(kind, startdatum=date(2020, 1, 1 + jaar), einddatum=date(2020, 1, 1 + jaar))
        ToeleidingFactory(kind=kind, verwezen_door=boeken.medewerker, verwezen_op=date(2020, 1, 1 + jaar))
    return kind.pk


# page, role that opens it, and one with so many rows
DETAILS: list[tuple[str, Rol, Callable[[Administratie, int], int]]] = [
    ("subsidies:declaratie_detail", Rol.SUBSIDIEMEDEWERKER, _declaratie),
    ("opvang:declaratie_detail", Rol.HOUDER_BEHEERDER, _declaratie),
    ("subsidies:berekening_detail", Rol.SUBSIDIEMEDEWERKER, _berekening),
    ("opvang:locatie_detail", Rol.KINDREGISSEUR, _locatie),
    ("indicaties:kind_detail", Rol.KINDREGISSEUR, _kind),
]


@pytest.mark.parametrize(("naam", "rol", "maak"), DETAILS, ids=lambda x: x if isinstance(x, str) else "")
def test_a_page_of_one_thing_asks_as_much_of_12_rows_as_of_2(
    naam: str, rol: Rol, maak: Callable[[Administratie, int], int], client: Client
) -> None:
    def ask_with(aantal: int) -> int | None:
        with undone():
            boeken = Administratie()
            adres = reverse(naam, args=[maak(boeken, aantal)])
            houder = boeken.houder if rol in HOUDER_ROLLEN else None
            client.force_login(boeken.gebruiker(rol, organisatie=houder))
            client.get(reverse("home"))
            return count(client, adres)

    weinig = ask_with(WEINIG)
    assert weinig is not None
    assert ask_with(VEEL) == weinig
