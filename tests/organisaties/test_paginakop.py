import pytest
from django.test import Client
from django.urls import reverse

from organisaties.rechten import Rol
from tests.factories import DAG, GebruikerFactory, GemeenteFactory

pytestmark = pytest.mark.django_db


def test_the_head_says_who_works_where_and_as_what(client: Client) -> None:
    client.force_login(GebruikerFactory(naam="Marieke Kok", rol=Rol.SUBSIDIEMEDEWERKER))
    html = client.get(reverse("home")).content.decode()
    for tekst in ("Marieke Kok", "Gemeente Putten", "Subsidiemedewerker", "css/gemeenten/0273.css"):
        assert tekst in html
    assert "<title>Start - VVE-administratie Putten</title>" in html


def test_a_visitor_sees_the_sign_in_page_without_menu(client: Client) -> None:
    html = client.get(reverse("login")).content.decode()
    assert "<title>Inloggen - VVE-administratie</title>" in html
    assert "Hoofdmenu" not in html


def test_somebody_with_two_roles_changes_between_them(client: Client) -> None:
    gebruiker = GebruikerFactory(rol=Rol.AUDITOR)
    duiven = GemeenteFactory(code="0226")
    tweede = gebruiker.toekenningen.create(rol=Rol.AUDITOR, gemeente=duiven, geldig_van=DAG)
    client.force_login(gebruiker)
    assert "Auditor, gemeente Duiven" in client.get(reverse("home")).content.decode()
    client.post(reverse("organisaties:rol_choose", args=[tweede.pk]))
    assert "<title>Start - VVE-administratie Duiven</title>" in client.get(reverse("home")).content.decode()


def test_a_page_that_does_not_exist_says_so_in_the_common_look(client: Client) -> None:
    antwoord = client.get("/bestaat-niet/")
    assert antwoord.status_code == 404
    assert "Deze pagina is er niet" in antwoord.content.decode()
