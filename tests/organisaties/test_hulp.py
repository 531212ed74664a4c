"""Help stands where people work: at the foot of each page, out of the manual of the reader's own role."""

import pytest
from django.test import Client
from django.urls import reverse

from organisaties.rechten import Rol
from tests.factories import GebruikerFactory, LocatieFactory

pytestmark = pytest.mark.django_db


def read(client: Client, adres: str) -> str:
    return client.get(adres).content.decode()


def test_the_foot_of_a_page_leads_to_its_paragraph(client: Client) -> None:
    client.force_login(GebruikerFactory(rol=Rol.HOUDER_BEHEERDER))
    tekst = read(client, reverse("opvang:declaratie_list"))
    assert '<a href="/hulp/#uren-declareren">Hulp bij deze pagina</a>' in tekst
    assert 'id="uren-declareren"' in read(client, "/hulp/")


def test_a_refused_page_leads_to_the_manual_of_the_own_role(client: Client) -> None:
    client.force_login(GebruikerFactory(rol=Rol.JGZ_MEDEWERKER))
    assert '<a href="/hulp/">Hulp bij deze pagina</a>' in read(client, reverse("rapportage:monitor"))


def test_the_manual_itself_and_a_visitor_have_no_such_link(client: Client) -> None:
    assert "Hulp bij deze pagina" not in read(client, reverse("login"))
    client.force_login(GebruikerFactory(rol=Rol.AUDITOR))
    assert "Hulp bij deze pagina</a>" not in read(client, "/hulp/")


def test_a_manual_begins_with_the_role_and_ends_with_what_everybody_can(client: Client) -> None:
    client.force_login(GebruikerFactory(rol=Rol.BUDGETHOUDER))
    handleiding = client.get("/hulp/").context["handleiding"]
    titels = [paragraaf.titel for paragraaf in handleiding.paragrafen]
    assert handleiding.titel == "Handleiding voor de budgethouder"
    assert (titels[0], titels[-1]) == ("Een berekening goedkeuren", "Hulp vinden")


def test_who_works_at_one_location_reads_nothing_about_declaring(client: Client) -> None:
    locatie = LocatieFactory()
    client.force_login(
        GebruikerFactory(
            rol=Rol.HOUDER_MEDEWERKER,
            gemeente=locatie.gemeente,
            organisatie=locatie.houder,
            locatie=locatie,
        )
    )
    titels = [p.titel for p in client.get("/hulp/").context["handleiding"].paragrafen]
    assert "Een kind plaatsen" in titels
    assert {"Uren declareren", "Planningssoftware koppelen"}.isdisjoint(titels)
