"""A database of the first release, with the demo municipalities in it, comes along whole; and goes back."""

import gzip
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from indicaties.models import Kind
from organisaties.audit import broken_links
from organisaties.databaserol import as_owner
from organisaties.models import AuditKeten, Gebruiker
from subsidies.berekeningen.controle import replay_differences
from subsidies.invarianten import INVARIANTEN

UITGAVE_1 = Path(__file__).parent / "gegevens" / "uitgave-1.sql.gz"
# The last migration of each room in that release.
TOEN = {
    "rapportage": "0001_initial",
    "subsidies": "0002_grootboek_alleen_toevoegen",
    "opvang": "0002_ingediend_is_bevroren",
    "indicaties": "0001_initial",
    "organisaties": "0003_rol_op_een_locatie",
}
KORT_ERNA = date(2026, 11, 26)
Aantallen = dict[str, int]


@pytest.fixture
def uitgave_1(django_db_setup: None, django_db_blocker: Any) -> Iterator[Aantallen]:
    """A database of its own, as the first release left it; gives the number of rows per table."""
    test_database = connection.settings_dict["NAME"]
    eigen = f"{test_database}_uitgave_1"
    with django_db_blocker.unblock():
        try:
            with as_owner(), connection.cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{eigen}"')
                cursor.execute(f'CREATE DATABASE "{eigen}"')
            connection.settings_dict["NAME"] = eigen
            with as_owner(), connection.cursor() as cursor:
                cursor.execute("SET check_function_bodies = false")
                cursor.execute(gzip.decompress(UITGAVE_1.read_bytes()).decode())
                cursor.execute("SET search_path = public")
                # Somebody with two roles that a later release does not let go together.
                cursor.execute(
                    "INSERT INTO organisaties_toekenning (gebruiker_id, gemeente_id, rol, geldig_van) SELECT "
                    "gebruiker_id, gemeente_id, 'budgethouder', geldig_van FROM organisaties_toekenning "
                    "JOIN organisaties_gebruiker g ON g.id = gebruiker_id WHERE g.email = 'subsidie@putten.demo'"
                )
                toen = _count(cursor)
            yield toen
        finally:
            connection.close()
            connection.settings_dict["NAME"] = test_database
            with as_owner(), connection.cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{eigen}"')


def _count(cursor: Any) -> Aantallen:
    aantallen = {}
    for tabel in connection.introspection.table_names(cursor):
        cursor.execute(f'SELECT count(*) FROM "{tabel}"')
        aantallen[tabel] = cursor.fetchone()[0]
    return {tabel: aantal for tabel, aantal in aantallen.items() if tabel != "django_migrations"}


def _hours(kolom: str) -> dict[int, Decimal]:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {kolom} FROM opvang_declaratieregel")
        return dict(cursor.fetchall())


def _counts_now() -> Aantallen:
    with as_owner(), connection.cursor() as cursor:
        return _count(cursor)


# Tables of Django's own, which fill themselves for the models there are.
VANZELF = {"auth_permission", "django_content_type"}


def test_a_database_of_the_first_release_comes_along_whole_and_goes_back(uitgave_1: Aantallen) -> None:
    uren = _hours("uren")
    uit = StringIO()
    call_command("migrate", verbosity=0, stdout=uit, skip_checks=True)
    nu = _counts_now()
    assert {t: nu[t] for t in uitgave_1 if t not in VANZELF} == {
        t: aantal for t, aantal in uitgave_1.items() if t not in VANZELF
    }
    # The operator sees all rows, and the books are as they were.
    assert [naam for naam, regel in INVARIANTEN.items() if list(regel())] == []
    assert list(replay_differences()) == []
    assert {keten.gemeente_code: broken_links(keten.gemeente_code) for keten in AuditKeten.objects.all()} == {
        "0226": [],
        "0273": [],
    }
    assert Kind.objects.filter(bsn_index__isnull=False).exists()
    assert all(kind.bsn for kind in Kind.objects.filter(bsn_index__isnull=False))
    assert Gebruiker.objects.get(email="budgethouder@putten.demo").activate(KORT_ERNA)

    assert "subsidie@putten.demo" in uit.getvalue()
    assert "Zie check_rollen" in uit.getvalue()
    wie = Gebruiker.objects.get(email="subsidie@putten.demo")
    assert sorted(t.rol for t in wie.toekenningen.valid_on(KORT_ERNA)) == [
        "budgethouder",
        "subsidiemedewerker",
    ]
    # Hours became whole hundredths, and keep every digit on the way back.
    assert any(aantal % 1 for aantal in uren.values())
    assert _hours("uren_honderdsten") == {pk: aantal * 100 for pk, aantal in uren.items()}

    for room, migratie in TOEN.items():
        call_command("migrate", room, migratie, verbosity=0)
    assert _hours("uren") == uren
    terug = _counts_now()
    assert {t: terug[t] for t in uitgave_1 if t not in VANZELF} == {
        t: aantal for t, aantal in uitgave_1.items() if t not in VANZELF
    }
