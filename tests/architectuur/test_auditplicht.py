"""What is done or seen stands in the record, in the same transaction: no record, no change."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from organisaties.audit import record
from organisaties.models import AuditRegel
from organisaties.rechten import RECHTEN, Rol
from tests.architectuur.test_toegang import BESCHERMD, EIGEN_ACCOUNT
from tests.architectuur.wereld import Pagina, Wereld, make_gebruiker, make_werelden

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limits_reached(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    cache.clear()


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def pages_of(rol: Rol) -> list[Pagina]:
    eigen = [p for p in BESCHERMD if p.view.recht in RECHTEN[rol]]
    return [p for p in eigen if not EIGEN_ACCOUNT.match(p.naam)]


def ask(
    client: Client, methode: str, pagina: Pagina, wereld: Wereld
) -> tuple[HttpResponse, list[AuditRegel]]:
    """The answer, and the lines that the record gained."""
    client.cookies.pop("messages", None)  # what the page before this one had to tell
    voor = AuditRegel.objects.count()
    antwoord = getattr(client, methode)(reverse(pagina.naam, kwargs=wereld.kwargs(pagina)))
    return antwoord, list(AuditRegel.objects.order_by("pk")[voor:])


def shows_a_person(antwoord: HttpResponse, wereld: Wereld) -> bool:
    """A child, by name or pseudoniem, or a colleague in the list of users."""
    return any(feit in text_of(antwoord) for feit in (wereld.geheim, wereld.pseudoniem, wereld.iemand.email))


def is_file(antwoord: HttpResponse) -> bool:
    return "attachment" in antwoord.get("Content-Disposition", "")


def names_the_child(regel: AuditRegel, antwoord: HttpResponse, wereld: Wereld) -> bool:
    """Who asks who saw a child must find this line; the record itself is named by what was searched for."""
    if regel.object_type == "gemeente" and regel.handeling.startswith("logboek."):
        return True
    if wereld.geheim not in text_of(antwoord) and wereld.pseudoniem not in text_of(antwoord):
        return True
    return wereld.pseudoniem in (regel.details.get("kind"), *regel.details.get("kinderen", ()))


def text_of(antwoord: HttpResponse) -> str:
    return antwoord.content.decode(errors="ignore")


@pytest.mark.parametrize("rol", list(Rol))
def test_what_shows_a_person_or_is_taken_away_leaves_exactly_one_line(
    rol: Rol, client: Client, record_property: Callable[[str, object], None]
) -> None:
    """Every page × role: a form that is sent in empty and comes back shows the child once more."""
    eigen, _, _ = make_werelden()
    record(handeling="kind.view", door=eigen.iemand, object=eigen.iemand, kind=eigen.pseudoniem)
    client.force_login(make_gebruiker(rol, eigen))
    gaten, aantal = [], 0
    for pagina, methode in product(pages_of(rol), ("get", "post")):
        with undone():
            antwoord, regels = ask(client, methode, pagina, eigen)
        if antwoord.status_code in (302, 405):
            continue
        moet = shows_a_person(antwoord, eigen) or is_file(antwoord)
        aantal += moet
        if len(regels) != moet or not all(names_the_child(regel, antwoord, eigen) for regel in regels):
            gaten.append((pagina.naam, methode, [(regel.handeling, regel.details) for regel in regels]))
    record_property("inzage", aantal)
    assert gaten == []


def fingerprint() -> str:
    """Of every row of every table of ours."""
    som = hashlib.sha256()
    with connection.cursor() as cursor:
        tabellen = [t for t in connection.introspection.table_names(cursor) if t.split("_")[0] in _ONS]
        for tabel in sorted(tabellen):
            cursor.execute(f"SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM \"{tabel}\" t")
            som.update(f"{tabel}{cursor.fetchone()}".encode())
    return som.hexdigest()


_ONS = {"organisaties", "indicaties", "opvang", "subsidies", "rapportage"}


@pytest.mark.parametrize("rol", list(Rol))
def test_when_the_record_cannot_be_written_nothing_changes(rol: Rol, client: Client) -> None:
    eigen, _, _ = make_werelden()
    client.force_login(make_gebruiker(rol, eigen))
    client.raise_request_exception = False
    geprobeerd = set()
    for pagina in pages_of(rol):
        with undone():
            _, regels = ask(client, "post", pagina, eigen)
        if not regels:
            continue
        with undone(), patch("organisaties.audit._append", side_effect=RuntimeError("het logboek is vol")):
            voor = fingerprint()
            antwoord, _ = ask(client, "post", pagina, eigen)
            assert (pagina.naam, antwoord.status_code, fingerprint()) == (pagina.naam, 500, voor)
        geprobeerd.add(pagina.naam)
    if rol == Rol.FUNCTIONEEL_BEHEERDER:
        assert "organisaties:gebruiker_deactivate" in geprobeerd
