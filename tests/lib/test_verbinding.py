"""What must hold goes along with the statement, and with nothing else."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from psycopg.pq import TransactionStatus

from indicaties.models import Kind
from lib.verbinding.instellingen import Instellingen
from organisaties.databaserol import as_owner
from organisaties.models import Gemeente
from organisaties.rijbeveiliging import NIETS, Rijbereik, rijbereik
from tests.factories import GemeenteFactory, KindFactory

BUITEN, BINNEN, KAPOT = TransactionStatus.IDLE, TransactionStatus.INTRANS, TransactionStatus.INERROR


@pytest.fixture
def instellingen() -> Instellingen:
    gevraagd = Instellingen()
    gevraagd.ask({"vve.gemeente": "5", "role": None})
    return gevraagd


OPENING = "SELECT set_config('role', NULL, true), set_config('vve.gemeente', '5', true); "


def test_outside_a_transaction_each_statement_has_it(instellingen: Instellingen) -> None:
    for _ in range(2):
        assert instellingen.opening(BUITEN) == OPENING
        instellingen.opened()


def test_inside_a_transaction_the_first_has_it_and_what_comes_after_a_change(
    instellingen: Instellingen,
) -> None:
    assert instellingen.opening(BUITEN) == OPENING
    instellingen.opened()
    assert instellingen.opening(BINNEN) == ""
    instellingen.ask({"vve.gemeente": "6"})
    assert instellingen.opening(BINNEN) == OPENING.replace("5", "6")
    instellingen.opened()
    instellingen.ask({"vve.gemeente": "5"})
    instellingen.ask({"vve.gemeente": "6"})
    assert instellingen.opening(BINNEN) == ""


def test_after_an_error_or_a_way_back_it_is_said_anew(instellingen: Instellingen) -> None:
    assert instellingen.opening(BUITEN) == OPENING  # and this statement fails
    assert instellingen.opening(KAPOT) == ""
    assert instellingen.opening(BINNEN) == OPENING
    instellingen.opened()
    instellingen.forget()
    assert instellingen.opening(BINNEN) == OPENING


def test_who_asks_nothing_says_nothing_and_takes_back_what_was_said() -> None:
    instellingen = Instellingen()
    assert instellingen.opening(BUITEN) == ""
    instellingen.ask({"naam": "d'Arc"})
    assert instellingen.opening(BUITEN) == "SELECT set_config('naam', 'd''Arc', true); "
    instellingen.opened()
    instellingen.ask({"naam": None})
    assert instellingen.opening(BINNEN) == "SELECT set_config('naam', NULL, true); "
    assert instellingen.opening(BUITEN) == ""


@pytest.mark.django_db(transaction=True)
def test_a_statement_with_its_settings_gives_what_it_gives_without() -> None:
    eigen, ander = KindFactory(voornaam="100% zeker"), KindFactory(gemeente=GemeenteFactory(code="0226"))
    with rijbereik(Rijbereik(eigen.gemeente_id)), CaptureQueriesContext(connection) as vragen:
        assert Kind.objects.filter(voornaam__contains="0% z").values_list("pk", "voornaam").get() == (
            eigen.pk,
            "100% zeker",
        )
        assert Kind.objects.filter(pk__in=[eigen.pk, ander.pk]).update(voornaam="Noor") == 1
        assert [kind.pk for kind in Kind.objects.iterator()] == [eigen.pk]
    assert len(vragen) == 3
    assert not any("set_config" in vraag["sql"] for vraag in vragen.captured_queries)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('vve.gemeente', true), current_user = session_user")
        assert cursor.fetchone() in [("", True), (None, True)]


@pytest.mark.django_db(transaction=True)
def test_a_statement_that_fails_leaves_the_scope_as_it_is() -> None:
    kind = KindFactory()
    with rijbereik(Rijbereik(kind.gemeente_id)), connection.cursor() as cursor:
        with pytest.raises(ProgrammingError, match="bestaat_niet"):
            cursor.execute("SELECT * FROM bestaat_niet")
        assert Kind.objects.count() == 1
        with transaction.atomic():
            with pytest.raises(ProgrammingError, match="bestaat_niet"), transaction.atomic():
                cursor.execute("SELECT * FROM bestaat_niet")
            assert Kind.objects.count() == 1


@pytest.fixture
def aan_het_eind(transactional_db: None) -> Iterator[None]:
    """The database says at the end of a transaction in which scope it checks."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION zeg_bereik() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'bereik %', vve_gemeente(); END $$"
        )
        cursor.execute(
            "CREATE CONSTRAINT TRIGGER zeg_bereik AFTER UPDATE ON organisaties_gemeente"
            " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION zeg_bereik()"
        )
    yield
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION zeg_bereik CASCADE")


def test_the_end_of_a_transaction_is_in_its_own_scope_and_not_in_the_last_of_its_statements(
    aan_het_eind: None,
) -> None:
    gemeente: Any = GemeenteFactory()

    def change() -> None:
        with transaction.atomic():
            Gemeente.objects.update(naam="Anders")
            with rijbereik(NIETS):
                assert Kind.objects.count() == 0

    with rijbereik(Rijbereik(gemeente.pk)), pytest.raises(ProgrammingError, match=f"bereik {gemeente.pk}"):
        change()
