"""A page has its time at the database. Who runs out of it gets a sentence, and nothing is half saved."""

import select
from typing import Any

import pytest
from celery import shared_task
from django.core.management import call_command
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from organisaties.models import AuditKeten, Gemeente
from organisaties.tijdslimiet import PAGINA, TAAK, Tijdslimiet, tijdslimiet
from organisaties.toegang import openbaar
from tests.factories import GemeenteFactory
from tests.wedloop import held
from vve_admin.urls import urlpatterns as echte

SECONDEN_VAN_GUNICORN = 30


def ask(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


def limits() -> tuple[str, ...]:
    return tuple(
        ask(f"SHOW {naam}")[0]
        for naam in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    )


@openbaar
def grenzen(request: HttpRequest) -> HttpResponse:
    return HttpResponse(" ".join(limits()))


@openbaar
def lang(request: HttpRequest) -> HttpResponse:
    """Writes, and then asks more than there is time for."""
    with transaction.atomic():
        GemeenteFactory(code="0226")
        ask("SELECT pg_sleep(30)")
    return HttpResponse("klaar")


@openbaar
def bezet(request: HttpRequest) -> HttpResponse:
    """Writes, and then wants a row that another holds."""
    with transaction.atomic():
        GemeenteFactory(code="0226")
        Gemeente.objects.filter(code="0273").update(naam="Anders")
    return HttpResponse("klaar")


@openbaar
def stil(request: HttpRequest) -> HttpResponse:
    """Writes, computes for long inside its transaction, and wants to write again."""
    with transaction.atomic():
        GemeenteFactory(code="0226")
        # The server says goodbye: there is something to read while we asked nothing.
        assert select.select([connection.connection], [], [], 10)[0]
        GemeenteFactory(code="0273")
    return HttpResponse("klaar")


urlpatterns = [
    path("grenzen/", grenzen),
    path("lang/", lang),
    path("bezet/", bezet),
    path("stil/", stil),
    *echte,
]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]


def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same limits, over sooner."""
    monkeypatch.setattr("organisaties.middleware.PAGINA", Tijdslimiet(0.2, 0.2, 0.2))


def test_a_page_works_under_its_limits_and_leaves_none_behind() -> None:
    assert Client().get("/grenzen/").content.decode() == "10s 5s 20s"
    assert limits() == ("0", "0", "0")


def test_a_connection_that_is_made_half_way_has_the_limits_too() -> None:
    with tijdslimiet(PAGINA):
        connection.close()
        assert limits() == ("10s", "5s", "20s")
    assert limits() == ("0", "0", "0")


def test_a_page_that_asks_nothing_opens_no_connection() -> None:
    connection.close()
    with tijdslimiet(PAGINA):
        assert connection.connection is None


def test_limits_inside_limits_are_put_back_one_by_one() -> None:
    with tijdslimiet(TAAK):
        with tijdslimiet(PAGINA):
            assert limits() == ("10s", "5s", "20s")
        assert limits() == ("5min", "1min", "5min")


@pytest.mark.parametrize("adres", ["/lang/", "/stil/"])
def test_a_page_that_takes_too_long_says_so_and_saves_nothing(
    adres: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _short(monkeypatch)
    antwoord = Client().post(adres)
    assert antwoord.status_code == 503
    assert antwoord["Retry-After"] == "60"
    tekst = " ".join(antwoord.content.decode().split())
    assert "Dit duurde te lang" in tekst
    assert "Er is niets half opgeslagen" in tekst
    assert not Gemeente.objects.exists()
    assert [regel.levelname for regel in caplog.records if regel.name == "organisaties.middleware"] == [
        "WARNING"
    ]
    assert limits() == ("0", "0", "0")


def test_a_page_does_not_wait_for_ever_for_what_another_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    GemeenteFactory(code="0273", naam="Putten")
    _short(monkeypatch)
    with held(lambda: Gemeente.objects.filter(code="0273").update(naam="Van een ander")):
        assert Client().post("/bezet/").status_code == 503
    assert not Gemeente.objects.filter(code="0226").exists()
    assert Client().post("/bezet/").status_code == 200
    assert Gemeente.objects.get(code="0273").naam == "Anders"


@shared_task
def vertel_grenzen() -> tuple[str, ...]:
    return limits()


def test_a_job_has_more_time_than_a_page_and_not_for_ever() -> None:
    assert vertel_grenzen.apply().get() == ("5min", "1min", "5min")
    assert limits() == ("0", "0", "0")


def test_a_command_of_the_operator_has_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    gezien: list[tuple[str, ...]] = []

    def look(code: str) -> list[int]:
        gezien.append(limits())
        return []

    monkeypatch.setattr("organisaties.management.commands.check_audit.broken_links", look)
    AuditKeten.objects.create(gemeente_code="0273")
    call_command("check_audit")
    assert gezien == [("0", "0", "0")]


def test_every_limit_of_a_page_ends_before_the_server_stops_its_worker() -> None:
    assert max(PAGINA.opdracht, PAGINA.slot, PAGINA.stil) < SECONDEN_VAN_GUNICORN < TAAK.opdracht
