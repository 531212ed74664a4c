"""Hours are whole hundredths; a database of before that keeps every digit."""

from decimal import Decimal

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from opvang.models import Declaratieregel, Plaatsing
from organisaties.databaserol import as_owner
from tests.factories import DeclaratieregelFactory, PlaatsingFactory

VOOR = [("subsidies", "0007_vier_ogen_over_de_keten"), ("opvang", "0005_bewerkers_uit_logboek")]


def migrate(doelen: list[tuple[str, str]]) -> None:
    with as_owner():
        MigrationExecutor(connection).migrate(doelen)


def read(kolom: str, tabel: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {kolom} FROM {tabel}")
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_hours_keep_every_digit_on_the_way_back_and_forth() -> None:
    plaatsing = PlaatsingFactory(uren_per_week_honderdsten=10_25)
    DeclaratieregelFactory(plaatsing=plaatsing, uren_honderdsten=160_01)
    nu = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        migrate(VOOR)
        assert read("uren_per_week", "opvang_plaatsing") == Decimal("10.25")
        assert read("uren", "opvang_declaratieregel") == Decimal("160.01")
    finally:
        migrate(nu)
    assert Plaatsing.objects.get().uren_per_week_honderdsten == 10_25
    assert Declaratieregel.objects.get().uren_honderdsten == 160_01
