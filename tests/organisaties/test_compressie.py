"""Pages are compressed; never one in which comes back what somebody asked for or filled in."""

import gzip
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organisaties.rechten import Rol
from tests.factories import GebruikerFactory

pytestmark = pytest.mark.django_db
MET = {"HTTP_ACCEPT_ENCODING": "gzip"}


@pytest.fixture
def client_jgz(inloggen: Any) -> Client:
    client: Client = inloggen(GebruikerFactory(rol=Rol.JGZ_MEDEWERKER))
    assert client.get(reverse("home")).status_code == 200
    return client


def test_a_page_at_a_plain_address_is_a_third_of_its_size_or_less(client_jgz: Client) -> None:
    gewoon = client_jgz.get(reverse("home"))
    klein = client_jgz.get(reverse("home"), **MET)
    assert "Content-Encoding" not in gewoon
    assert klein["Content-Encoding"] == "gzip"
    assert len(klein.content) * 3 < len(gewoon.content)
    assert b"</html>" in gzip.decompress(klein.content)


def test_what_was_searched_or_filled_in_does_not_come_back_compressed(client_jgz: Client) -> None:
    gezocht = client_jgz.get(reverse("indicaties:kind_list"), {"zoek": "Bos"}, **MET)
    assert "Bos" in gezocht.content.decode()
    assert "Content-Encoding" not in gezocht
    ingevuld = Client().post(reverse("account_login"), {"login": "bo@putten.test", "password": "x"}, **MET)
    assert "Content-Encoding" not in ingevuld
