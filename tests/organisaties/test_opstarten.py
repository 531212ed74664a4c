"""A process that may not work on this database says why and stops: the site, a worker, the clock and a command."""

import base64
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from indicaties.sleutel import keep_sleutelproef
from organisaties import opstarten, sleutelproef
from organisaties.models import Sleutelproef
from tests.factories import KindFactory

pytestmark = pytest.mark.django_db
BASE_DIR = Path(__file__).resolve().parents[2]
ANDERE_SLEUTEL = base64.b64encode(b"a" * 32).decode()

SITE = [
    *("-m", "gunicorn", "vve_admin.wsgi", "--bind", "127.0.0.1:0", "--workers", "1"),
    *("--worker-tmp-dir", "/tmp", "--log-level", "error"),
]
WORKER = ["-m", "celery", "-A", "vve_admin", "worker", "--pool", "solo", "-l", "error"]
BEAT = ["-m", "celery", "-A", "vve_admin", "beat", "-l", "error", "--pidfile="]

SUPERUSER = "is superuser, of kan dat worden"
SLEUTEL = "BSN_KEY is niet de sleutel waaronder deze database is versleuteld"


def start(opdracht: list[str], rol: str = "vve_app", **omgeving: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *opdracht],
        cwd=BASE_DIR,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "tests.organisaties.start_settings",
            "TEST_DATABASE": str(connection.settings_dict["NAME"]),
            "TEST_ROL": rol,
            "PYTHONWARNINGS": "ignore",
        }
        | omgeving,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("opdracht", [SITE, WORKER, BEAT], ids=["site", "worker", "beat"])
@pytest.mark.parametrize(
    ("rol", "omgeving", "melding"),
    [("postgres", {}, SUPERUSER), ("vve_app", {"BSN_KEY": ANDERE_SLEUTEL}, SLEUTEL)],
    ids=["superuser", "sleutel"],
)
def test_what_serves_does_not_start_as_superuser_or_with_a_wrong_key(
    opdracht: list[str], rol: str, omgeving: dict[str, str], melding: str
) -> None:
    uitkomst = start(opdracht, rol, **omgeving)
    assert uitkomst.returncode != 0
    assert melding in uitkomst.stderr


def test_a_worker_does_not_start_without_the_key_of_the_checkpoints() -> None:
    uitkomst = start(WORKER, TEST_AUDIT_KEY="")
    assert uitkomst.returncode != 0
    assert "Omgevingsvariabele AUDIT_KEY ontbreekt" in uitkomst.stderr


def test_a_command_says_it_too() -> None:
    uitkomst = start(["manage.py", "check_invariants"], "vve_beheer", BSN_KEY=ANDERE_SLEUTEL)
    assert uitkomst.returncode != 0
    assert SLEUTEL in uitkomst.stderr
    assert start(["manage.py", "check_invariants"], "vve_beheer").returncode == 0


def test_a_command_as_the_site_does_not_find_all_in_order_because_it_sees_nothing() -> None:
    uitkomst = start(["manage.py", "check_invariants"])
    assert uitkomst.returncode != 0
    assert "DATABASE_BEHEER_URL ontbreekt" in uitkomst.stderr


def test_the_site_starts_and_waits_for_a_database_that_does_not_answer_yet() -> None:
    opdracht = ["-c", "from vve_admin.wsgi import application; print(application.__class__.__name__)"]
    assert start(opdracht).stdout == "WSGIHandler\n"
    uitkomst = start(opdracht, TEST_DATABASE="bestaat_niet")
    assert (uitkomst.returncode, uitkomst.stdout) == (0, "WSGIHandler\n")
    assert "De database antwoordt nog niet" in uitkomst.stderr


ROLLEN = {
    "SUPERUSER": SUPERUSER,
    "BYPASSRLS": "heeft BYPASSRLS, of kan dat krijgen",
    "IN ROLE postgres": SUPERUSER,
    "IN ROLE vve_owner": "is eigenaar van de tabellen, of kan dat worden",
    "IN ROLE vve_beheer": "ziet alle rijen van alle gemeenten, of kan dat doen",
}


@pytest.fixture
def als_superuser() -> Iterator["psycopg.Connection[Any]"]:
    connection.ensure_connection()
    info = connection.connection.info
    with psycopg.connect(host=info.host, dbname=info.dbname, user="postgres", autocommit=True) as superuser:
        yield superuser


@pytest.mark.parametrize("eigenschap", ROLLEN)
def test_a_role_that_passes_the_policies_is_refused_also_when_it_has_to_ask_for_it(
    als_superuser: Any, eigenschap: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rol = f"vve_proef_{os.getpid()}"
    als_superuser.execute(f"CREATE ROLE {rol} LOGIN {eigenschap}")
    try:
        ander = connection.copy()
        ander.settings_dict = connection.settings_dict | {"USER": rol}
        monkeypatch.setattr(settings, "DATABASE_SITE", {"USER": rol, "PASSWORD": ""})
        with pytest.raises(ImproperlyConfigured, match="databaserol vve_proef") as fout:
            ander.ensure_connection()
        assert ROLLEN[eigenschap] in str(fout.value)
        assert "uit DATABASE_URL" in str(fout.value)
        assert ander.connection is None
    finally:
        als_superuser.execute(f"DROP ROLE {rol}")


def test_the_operator_is_not_the_owner_of_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    ander = connection.copy()
    ander.settings_dict = connection.settings_dict | settings.DATABASE_OWNER
    monkeypatch.setattr(settings, "DATABASE_BEHEER", settings.DATABASE_OWNER)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_BEHEER_URL is eigenaar van de tabellen"):
        ander.ensure_connection()


def test_the_first_migrate_keeps_what_shows_the_right_key_and_the_next_leaves_it() -> None:
    (bewaard,) = Sleutelproef.objects.all()
    keep_sleutelproef()
    assert Sleutelproef.objects.get() == bewaard
    assert sleutelproef.TEKST not in bewaard.versleuteld


def test_a_migrate_with_a_wrong_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "BSN_KEY", ANDERE_SLEUTEL)
    with pytest.raises(ImproperlyConfigured, match=SLEUTEL):
        keep_sleutelproef()


def test_an_older_installation_with_a_wrong_key_does_not_make_that_the_right_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Sleutelproef.objects.all().delete()
    kind = KindFactory()
    kind.set_bsn("123456782")
    kind.save()
    with monkeypatch.context() as verkeerd:
        verkeerd.setattr(settings, "BSN_KEY", ANDERE_SLEUTEL)
        with pytest.raises(ImproperlyConfigured, match=SLEUTEL):
            keep_sleutelproef()
    assert not Sleutelproef.objects.exists()
    keep_sleutelproef()
    assert Sleutelproef.objects.exists()


def test_renewing_the_key_renews_the_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> bool:
        connection.ensure_connection()
        try:
            with connection.connection.cursor() as cursor:
                opstarten._refuse_key(cursor)
        except ImproperlyConfigured:
            return True
        return False

    oud = settings.BSN_KEY
    monkeypatch.setattr(settings, "BSN_KEY", ANDERE_SLEUTEL)
    assert refused()
    monkeypatch.setattr(settings, "BSN_KEY_VORIGE", oud)
    assert not refused()
    call_command("rotate_bsn_key")
    monkeypatch.setattr(settings, "BSN_KEY_VORIGE", "")
    assert not refused()
    monkeypatch.setattr(settings, "BSN_KEY", oud)
    assert refused()


def test_a_first_migrate_that_was_broken_off_can_be_done_again(als_superuser: Any) -> None:
    """It gives the rights on the tables at its end: until then there is no key to read, and nothing to refuse."""
    rol = f"vve_zonder_rechten_{os.getpid()}"
    als_superuser.execute(f"CREATE ROLE {rol}")
    try:
        assert sleutelproef.read(als_superuser.cursor()) is not None
        als_superuser.execute(f"SET ROLE {rol}")
        assert sleutelproef.read(als_superuser.cursor()) is None
    finally:
        als_superuser.execute("RESET ROLE")
        als_superuser.execute(f"DROP ROLE {rol}")
