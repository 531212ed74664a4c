"""The databases of a test run: one that is migrated once and kept, and a copy of it for each process."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection
from django.db.backends.utils import CursorWrapper

from organisaties.databaserol import as_owner

BASIS = Path(__file__).resolve().parent.parent
SJABLOON = "sjabloon_vve"
SLOT = 734002
# What a test wrote need not outlive a power cut.
ONVEILIG_EN_SNEL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# Between two tests the tables are empty: analyzed then, the planner takes each for one row in the next test, and a page
# of 500 lines runs into its time limit.
NOOIT_GETELD = {"autovacuum_analyze_threshold": "2147483647"}


def hurry(socket: str) -> None:
    """Let the embedded server of the tests answer before the disk has it."""
    with psycopg.connect(host=socket, user="postgres", dbname="postgres", autocommit=True) as verbinding:
        for naam, waarde in (ONVEILIG_EN_SNEL | NOOIT_GETELD).items():
            verbinding.execute(f"ALTER SYSTEM SET {naam} = {waarde}")
        verbinding.execute("SELECT pg_reload_conf()")


def make_database(naam: str) -> None:
    """A copy of the migrated database under this name, which from here on is the one that Django uses."""
    with as_owner(), _locked() as beheer:
        sjabloon = f"{SJABLOON}_{_fingerprint()}"
        _drop_older(beheer, sjabloon)
        connection.settings_dict["TEST"] = connection.settings_dict.get("TEST", {}) | {"NAME": sjabloon}
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=True)
        connection.close()
        beheer.execute(f'DROP DATABASE IF EXISTS "{naam}"')
        beheer.execute(f'CREATE DATABASE "{naam}" TEMPLATE "{sjabloon}"')
        connection.settings_dict["NAME"] = connection.settings_dict["TEST"]["NAME"] = naam


def drop_database(naam: str) -> None:
    connection.close()
    with _locked() as beheer:
        end_sessions(beheer, naam)
    with as_owner(), _locked() as beheer:
        beheer.execute(f'DROP DATABASE IF EXISTS "{naam}"')


def end_sessions(cursor: "psycopg.Connection | CursorWrapper", database: str) -> None:
    """What a server or worker of a test left open: a database that somebody uses can't be copied or dropped.

    As the operator also those of the site, of which he has the role.
    """
    cursor.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s"
        " AND pg_has_role(usename, 'MEMBER') AND pid <> pg_backend_pid()",
        [database],
    )


@contextmanager
def _locked() -> Iterator["psycopg.Connection"]:
    """One process at a time makes, copies and drops; the others wait."""
    params = connection.get_connection_params() | {"dbname": "postgres"}
    with psycopg.connect(
        **{k: params[k] for k in ("host", "port", "user", "password", "dbname") if params.get(k)}
    ) as beheer:
        beheer.autocommit = True
        beheer.execute(f"SELECT pg_advisory_lock({SLOT})")
        yield beheer


def _drop_older(beheer: "psycopg.Connection", sjabloon: str) -> None:
    namen = beheer.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{SJABLOON}%"])
    for (naam,) in namen.fetchall():
        if naam != sjabloon:
            beheer.execute(f'DROP DATABASE "{naam}"')


def _fingerprint() -> str:
    """Of all migrations: other ones need another database."""
    som = hashlib.sha256()
    for bestand in sorted(BASIS.glob("*/migrations/*.py")):
        som.update(bestand.read_bytes())
    return som.hexdigest()[:12]
