"""What is done or seen stands in the record, in the same transaction: no record, no change."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from organisaties.models import AuditRegel
from organisaties.rechten import RECHTEN, Rol
from tests.architectuur.test_toegang import BESCHERMD, EIGEN_ACCOUNT
from tests.architectuur.wereld import Pagina, Wereld, make_gebruiker, make_werelden

pytestmark = pytest.mark.django_db

# These name a child and are not in the record themselves: a list leads to pages that are, a form belongs to one.
LIJST_OF_FORMULIER = {
    "indicaties:indicatie_grant",
    "indicaties:indicatie_shorten",
    "indicaties:indicatie_withdraw",
    "indicaties:kind_list",
    "indicaties:kind_rectify",
    "indicaties:toeleiding_decline",
    "indicaties:toeleiding_refer",
    "opvang:declaratie_detail",  # the provider's own form of hours
    "opvang:locatie_detail",
    "opvang:plaatsing_change",
    "opvang:plaatsing_end",
    "opvang:plaatsing_list",
}


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


def ask(client: Client, methode: str, pagina: Pagina, wereld: Wereld) -> tuple[HttpResponse, int]:
    """The answer, and how many lines the record gained."""
    voor = AuditRegel.objects.count()
    antwoord = getattr(client, methode)(reverse(pagina.naam, kwargs=wereld.kwargs(pagina)))
    return antwoord, AuditRegel.objects.count() - voor


@pytest.mark.parametrize("rol", list(Rol))
def test_a_page_that_shows_a_child_leaves_exactly_one_line(rol: Rol, client: Client) -> None:
    eigen, _, _ = make_werelden()
    client.force_login(make_gebruiker(rol, eigen))
    for pagina in pages_of(rol):
        with undone():
            antwoord, regels = ask(client, "get", pagina, eigen)
        if antwoord.status_code != 200:
            continue
        toont_kind = eigen.geheim in antwoord.content.decode(errors="ignore")
        if pagina.naam in LIJST_OF_FORMULIER or not toont_kind:
            assert (pagina.naam, regels <= 1) == (pagina.naam, True)
        else:
            assert (pagina.naam, regels) == (pagina.naam, 1)


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
        if regels == 0:
            continue
        with undone(), patch("organisaties.audit._append", side_effect=RuntimeError("het logboek is vol")):
            voor = fingerprint()
            antwoord, _ = ask(client, "post", pagina, eigen)
            assert (pagina.naam, antwoord.status_code, fingerprint()) == (pagina.naam, 500, voor)
        geprobeerd.add(pagina.naam)
    if rol == Rol.FUNCTIONEEL_BEHEERDER:
        assert "organisaties:gebruiker_deactivate" in geprobeerd
