"""Health checks, monitoring and Prometheus are told the truth, and no more than they may know."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from celery.beat import PersistentScheduler
from django.conf import settings as instellingen
from django.core.cache import cache
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from lib import tellers
from organisaties.rijbeveiliging import NIETS
from organisaties.wachtrij import enqueue
from tests.factories import GemeenteFactory
from vve_admin import gezondheid, hartslag, stand, tasks
from vve_admin.klok import Klok

NU = datetime(2025, 5, 15, 10, 0, tzinfo=UTC)
TOKEN = "een-token-van-de-test"
TABELLEN = ("/gezond/", "/gezond/gereed/", "/gezond/proces/")


@pytest.fixture(autouse=True)
def _schoon(settings: Any) -> Iterator[None]:
    settings.MONITOR_TOKEN = TOKEN
    cache.clear()
    gezondheid._bijgewerkt = False
    yield
    cache.clear()
    gezondheid._bijgewerkt = False


def get(pad: str, token: str = "") -> Any:
    koppen = {"Authorization": f"Bearer {token}"} if token else {}
    return Client(raise_request_exception=False).get(pad, headers=koppen)


def all_well() -> None:
    hartslag.note(hartslag.KLOK, timezone.now())
    tasks.note_stand()


def test_that_the_process_lives_asks_no_database() -> None:
    """Without the mark of the database every query here is an error."""
    antwoord = get("/gezond/proces/")
    assert (antwoord.status_code, antwoord.json()) == (200, {"goed": True})
    assert "no-store" in antwoord["Cache-Control"]


@pytest.mark.django_db
def test_all_works_with_a_clock_a_worker_a_queue_and_room() -> None:
    all_well()
    antwoord = get("/gezond/", TOKEN)
    assert antwoord.status_code == 200
    assert antwoord.json()["onderdelen"] == {
        "database": "goed",
        "migraties": "goed",
        "wachtrij": "goed",
        "klok": "goed",
        "werk": "goed",
        "schijf van de site": "goed",
        "schijf van de worker": "goed",
    }


@pytest.mark.django_db
def test_a_silent_clock_and_worker_are_told_and_the_site_serves_on() -> None:
    hartslag.note(hartslag.KLOK, timezone.now() - timedelta(minutes=6))
    antwoord = get("/gezond/", TOKEN)
    onderdelen = antwoord.json()["onderdelen"]
    assert antwoord.status_code == 503
    assert (onderdelen["klok"], onderdelen["werk"]) == ("al 6 minuten stil", "nog nooit gehoord")
    assert get("/gezond/gereed/").status_code == 200


@pytest.mark.django_db
def test_a_queue_that_is_away_and_a_full_disk_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    all_well()
    monkeypatch.setattr(stand, "read_wachtrij", lambda: None)
    monkeypatch.setattr(stand, "free_bytes", lambda: 150_000_000)
    onderdelen = get("/gezond/", TOKEN).json()["onderdelen"]
    assert onderdelen["wachtrij"] == "Redis antwoordt niet"
    assert onderdelen["schijf van de site"] == "nog 150 MB vrij"


@pytest.mark.django_db
def test_a_migration_that_was_not_applied_sends_no_visitors_here() -> None:
    MigrationRecorder.Migration.objects.filter(app="brieven").delete()
    antwoord = get("/gezond/gereed/", TOKEN)
    assert antwoord.status_code == 503
    assert "nog niet toegepast, de eerste is brieven" in antwoord.json()["onderdelen"]["migraties"]


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_a_503_and_the_process_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    # As the site, which has no scope to set before it has a connection.
    monkeypatch.setitem(connection.settings_dict, "USER", instellingen.DATABASE_SITE["USER"])
    monkeypatch.setattr(connection, "vve_bereik", NIETS)
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    assert [get(pad).status_code for pad in TABELLEN] == [503, 503, 200]
    assert get("/gezond/gereed/", TOKEN).json()["onderdelen"] == {
        "database": "antwoordt niet (OperationalError)"
    }
    connection.close()


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "verkeerd", "é"])
def test_without_the_token_nobody_learns_what_is_wrong_or_how_much(token: str) -> None:
    assert get("/gezond/", token.encode().decode("latin-1")).json() == {"goed": False}
    assert get("/gezond/metingen/", token.encode().decode("latin-1")).status_code == 404


@pytest.mark.django_db
def test_an_installation_without_a_token_gives_no_metrics(settings: Any) -> None:
    settings.MONITOR_TOKEN = ""
    assert get("/gezond/metingen/", TOKEN).status_code == 404
    assert Client().get("/gezond/metingen/", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.django_db
def test_the_metrics_tell_what_waits() -> None:
    gemeente = GemeenteFactory()
    from subsidies.kolommen.tasks import check_gemeente

    enqueue(check_gemeente, gemeente.pk, gemeente=gemeente)
    all_well()
    tekst = get("/gezond/metingen/", TOKEN).content.decode()
    regels = dict(regel.rsplit(" ", 1) for regel in tekst.splitlines() if not regel.startswith("#"))
    assert regels["vve_opdrachten_wacht"] == "1"
    assert regels["vve_opdrachten_terzijde"] == "0"
    assert regels['vve_onderdeel_werkt{onderdeel="klok"}'] == "1"
    assert float(regels['vve_hartslag_seconden{dienst="werk"}']) < 60
    assert int(regels["vve_database_bytes"]) > 1_000_000
    assert int(regels['vve_wachtrij{soort="terzijde"}']) >= 0


def test_a_round_of_the_clock_is_a_sign_of_life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vve_admin.celery import app

    monkeypatch.setattr(PersistentScheduler, "tick", lambda *_, **__: 60.0)
    klok = Klok(app=app, schedule_filename=str(tmp_path / "rooster"), lazy=True)
    assert hartslag.is_silent(hartslag.KLOK, timezone.now())
    assert klok.tick() == 60.0
    assert not hartslag.is_silent(hartslag.KLOK, timezone.now())


def test_a_part_is_silent_after_five_minutes() -> None:
    hartslag.note(hartslag.KLOK, NU)
    assert [hartslag.is_silent(hartslag.KLOK, NU + timedelta(seconds=s)) for s in (300, 301)] == [False, True]


def test_requests_are_counted_over_all_processes(tmp_path: Path) -> None:
    """Two processes that served, of which one has ended."""
    code = (
        "import sys; from pathlib import Path; from lib import tellers; tellers.keep_in(Path(sys.argv[1]));"
        "[tellers.count_verzoek(s, t) for s, t in ((200, 0.05), (204, 0.5), (500, 20.0))]; tellers.write()"
    )
    for _ in range(2):
        subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    tellers.keep_in(tmp_path)
    try:
        assert tellers.read() == Counter(
            {
                "2xx": 4,
                "5xx": 2,
                "ms": 41_100,
                "tot 0.1": 2,
                "tot 0.3": 2,
                "tot 1.0": 4,
                "tot 3.0": 4,
                "tot 10.0": 4,
            }
        )
    finally:
        tellers.keep_in(None)
