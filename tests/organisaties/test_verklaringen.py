"""Contact, privacy and accessibility: open to all, filled from the settings, and nothing made up."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from brieven.models import Huisstijl
from organisaties.instellingen import Instelling
from organisaties.models import Gemeente
from organisaties.rechten import Rol
from tests.factories import GebruikerFactory, GemeenteFactory
from tests.subsidies.administratie import NU

pytestmark = pytest.mark.django_db
PAGINAS = ("/contact/", "/privacyverklaring/", "/toegankelijkheid/")
LEEG = "De gemeente heeft nog geen contactgegevens ingevuld."


def read(client: Client, adres: str, **vraag: Any) -> str:
    antwoord = client.get(adres, vraag)
    assert antwoord.status_code == 200
    return " ".join(antwoord.content.decode().split())


def fill_in(gemeente: Gemeente) -> None:
    Huisstijl.objects.create(
        gemeente=gemeente,
        afzender="Gemeente Veld, team Jeugd",
        adres="Postbus 12",
        postcode="3880 AB",
        plaats="Veld",
        telefoon="0341 000 000",
        email="vve@veld.test",
        ondertekenaar="A. Bos",
        functie="teamleider",
        bezwaar_bij="het college",
        bezwaar_adres="Postbus 12",
        gewijzigd_op=NU,
        gewijzigd_door=GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, gemeente=gemeente),
    )


@pytest.mark.parametrize("adres", PAGINAS)
def test_a_visitor_reads_how_to_reach_the_only_municipality(client: Client, adres: str) -> None:
    fill_in(GemeenteFactory(naam="Veld"))
    tekst = read(client, adres)
    assert "Gemeente Veld, team Jeugd" in tekst
    assert "3880 AB Veld" in tekst
    assert '<a href="mailto:vve@veld.test">vve@veld.test</a>' in tekst
    assert "A. Bos" not in tekst


def test_with_more_municipalities_a_visitor_chooses_one(client: Client) -> None:
    fill_in(GemeenteFactory(naam="Veld", code="1001"))
    GemeenteFactory(naam="Bos", code="1002")
    tekst = read(client, "/contact/")
    assert '<a href="?gemeente=1001">Veld</a>' in tekst
    assert "Postbus 12" not in tekst
    assert "Postbus 12" in read(client, "/contact/", gemeente="1001")
    assert "Kies uw gemeente" in read(client, "/contact/", gemeente="geen")


def test_who_is_signed_in_reads_about_the_own_municipality(client: Client) -> None:
    fill_in(GemeenteFactory(naam="Veld", code="1001"))
    eigen = GemeenteFactory(naam="Bos", code="1002")
    client.force_login(GebruikerFactory(rol=Rol.AUDITOR, gemeente=eigen))
    tekst = read(client, "/contact/", gemeente="1001")
    assert "Contact met gemeente Bos" in tekst
    assert "Postbus 12" not in tekst


def test_only_who_can_fill_it_in_is_told_that_it_is_empty(client: Client) -> None:
    gemeente = GemeenteFactory(naam="Veld")
    assert LEEG not in read(client, "/contact/")
    assert "Neem contact op met gemeente Veld." in read(client, "/contact/")
    client.force_login(GebruikerFactory(rol=Rol.AUDITOR, gemeente=gemeente))
    assert LEEG not in read(client, "/contact/")
    client.force_login(GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER, gemeente=gemeente))
    assert f'{LEEG} Vul ze in bij <a href="/huisstijl/">Huisstijl</a>.' in read(client, "/contact/")


def test_the_privacy_statement_has_the_terms_that_the_municipality_chose(client: Client) -> None:
    gemeente = GemeenteFactory()
    assert "verstrekt: 7 jaar na het laatste jaar" in read(client, "/privacyverklaring/")
    Instelling.objects.create(
        gemeente=gemeente,
        soort="bewaren-met-subsidie",
        waarde=9,
        geldig_van=date(2020, 1, 1),
        vastgelegd_op=NU,
    )
    assert "verstrekt: 9 jaar na het laatste jaar" in read(client, "/privacyverklaring/")


def test_what_nobody_knows_is_marked_and_not_made_up(client: Client) -> None:
    GemeenteFactory()
    privacy, toegang = read(client, "/privacyverklaring/"), read(client, "/toegankelijkheid/")
    merk = '<span class="vve-aanname">Vult de gemeente nog in</span>'
    assert f"{merk} Naam en adres van de functionaris gegevensbescherming" in privacy
    assert f"{merk} De nalevingsstatus (A tot en met E)" in toegang
    assert "nog geen onderzoek volgens WCAG-EM" in toegang


def test_an_empty_installation_has_them_too(client: Client) -> None:
    for adres in PAGINAS:
        assert "Neem contact op met uw gemeente." in read(client, adres) or adres == "/contact/"
