"""When the database is away every page says so in Dutch, and whether what was typed is kept."""

import html
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from organisaties.audit import record
from organisaties.handelingen import Handeling
from organisaties.rechten import Recht, Rol
from organisaties.storing import is_storing
from organisaties.toegang import IngelogdVerzoek, requires
from tests.architectuur.wereld import VASTE, paginas
from tests.factories import GebruikerFactory
from vve_admin.urls import urlpatterns as echte

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def database_away(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as anders:
        connection.close()
        anders.setitem(connection.settings_dict, "PORT", "1")
        yield
        connection.close()


@requires(Recht.HOME_VIEW)
def recorded_first(request: IngelogdVerzoek) -> HttpResponse:
    record(handeling=Handeling.GEBRUIKER_VIEW, door=request.user, object=request.user)
    connection.close()
    connection.settings_dict["PORT"] = "1"
    return refused(request)


def refused(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("nooit")


urlpatterns = [path("eerst-vastgelegd/", recorded_first), *echte]


@pytest.fixture
def client() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER))
    return client


def text(antwoord: HttpResponse) -> str:
    return " ".join(html.unescape(antwoord.content.decode()).split())


@pytest.mark.parametrize("debug", [False, True])
def test_every_page_says_so_and_comes_back_with_the_database(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any, debug: bool
) -> None:
    settings.DEBUG = debug
    # What answers is the same for every page; with DEBUG some of them show that it still is.
    alle = paginas()[:: 15 if debug else 1]
    adressen = {p.naam: reverse(p.naam, kwargs={veld: VASTE.get(veld, 1) for veld in p.velden}) for p in alle}
    anders = {}
    with database_away(monkeypatch):
        for naam, adres in adressen.items():
            for methode in ("get", "post"):
                antwoord = getattr(client, methode)(adres)
                if (antwoord.status_code, "even niet bereikbaar" in text(antwoord)) != (503, True):
                    anders[f"{methode} {naam}"] = antwoord.status_code
    assert anders == {}
    assert client.get(reverse("home")).status_code == 200


def test_what_was_typed_stands_on_the_page_to_be_sent_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    adres = reverse("organisaties:gebruiker_invite")
    with database_away(monkeypatch):
        antwoord = client.post(adres, {"naam": 'Bo "de" Boer', "rol": ["auditor", "ib-er"]})
        gelezen = text(client.get(adres))
    tekst = text(antwoord)
    assert "voor zover wij kunnen zien niet opgeslagen" in tekst
    assert f'<form method="post" action="{adres}">' in tekst
    assert 'name="naam" value="Bo &quot;de&quot; Boer"' in antwoord.content.decode()
    assert antwoord.content.decode().count('name="rol"') == 2
    assert antwoord["Retry-After"] == "30"
    assert "no-store" in antwoord["Cache-Control"]
    assert "U hoeft niets te doen." in gelezen
    assert "opgeslagen" not in gelezen


def test_a_password_is_never_put_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    with database_away(monkeypatch):
        antwoord = Client(raise_request_exception=False).post(
            reverse("login"), {"login": "ans@putten.test", "password": "paard-batterij-nietje-7"}
        )
    assert antwoord.status_code == 503
    assert "paard" not in antwoord.content.decode()
    assert "vul het opnieuw in" in text(antwoord)


@pytest.mark.urls(__name__)
def test_what_was_saved_before_the_database_went_is_said_to_be_saved(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    poort = connection.settings_dict["PORT"]
    try:
        tekst = text(client.post("/eerst-vastgelegd/"))
    finally:
        connection.settings_dict["PORT"] = poort
    assert "Wat u verstuurde, is opgeslagen." in tekst
    assert "niet opgeslagen" not in tekst


def _caused(fout: psycopg.Error) -> DatabaseError:
    met_oorzaak = OperationalError("x")
    met_oorzaak.__cause__ = fout
    return met_oorzaak


def test_a_refused_question_is_no_lost_database() -> None:
    assert is_storing(_caused(psycopg.OperationalError("server closed the connection")))
    assert is_storing(_caused(psycopg.errors.AdminShutdown()))
    assert is_storing(_caused(psycopg.errors.TooManyConnections()))
    assert not is_storing(_caused(psycopg.errors.QueryCanceled()))
    assert not is_storing(_caused(psycopg.errors.DeadlockDetected()))
    assert not is_storing(ValueError())
    assert not is_storing(None)
