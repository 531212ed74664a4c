import pytest
from django.test import Client
from django.urls import reverse

from organisaties.menu import MEESTE, MenuGroep, MenuItem
from organisaties.rechten import Rol
from tests.factories import GebruikerFactory

pytestmark = pytest.mark.django_db


def _menu(client: Client, rol: Rol, pagina: str = "home") -> list[MenuItem | MenuGroep]:
    client.force_login(GebruikerFactory(rol=rol))
    menu: list[MenuItem | MenuGroep] = client.get(reverse(pagina)).context["menu"]
    return menu


def test_up_to_eight_lines_stand_beside_each_other(client: Client) -> None:
    menu = _menu(client, Rol.INSTALLATIEBEHEERDER)
    assert len(menu) < MEESTE == 8
    assert not any(isinstance(ingang, MenuGroep) for ingang in menu)


def test_with_more_lines_the_groups_fold_and_no_further_than_needed(client: Client) -> None:
    assert [ingang.label for ingang in _menu(client, Rol.BELEIDSMEDEWERKER)] == [
        *("Start", "Berichten", "Locaties", "Kwaliteit", "Subsidie", "Geld", "Monitor", "Verantwoording")
    ]
    assert [ingang.label for ingang in _menu(client, Rol.SUBSIDIEMEDEWERKER)] == [
        *("Start", "Berichten", "Kinderen", "Opvang", "Declaraties", "Subsidie", "Geld")
    ]


def test_a_folded_group_holds_its_lines_in_their_order(client: Client) -> None:
    groep = next(g for g in _menu(client, Rol.JGZ_MEDEWERKER) if isinstance(g, MenuGroep))
    assert groep.label == "Ouders"
    assert [regel.label for regel in groep.items] == ["Folders", "Ouderbijeenkomsten", "Brieven"]


def test_the_group_of_the_open_page_is_marked(client: Client) -> None:
    menu = _menu(client, Rol.SUBSIDIEMEDEWERKER, "subsidies:regeling_list")
    assert [ingang.label for ingang in menu if ingang.actief] == ["Subsidie"]
