import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, TransactionTestCase

from organisaties.databaserol import as_owner
from organisaties.models import Gebruiker
from tests.browser.chromium import find_chromium
from tests.databases import drop_database, end_sessions, hurry, make_database
from tests.pgbouncer import find_pgbouncer
from vve_admin.embedded import servers


def pytest_configure(config: pytest.Config) -> None:
    """One PostgreSQL and one Redis for the whole run, of the process that also starts the xdist workers."""
    if hasattr(config, "workerinput"):
        return
    if "DATABASE_URL" not in os.environ:
        hurry(servers.start_postgres(settings.DATA_DIR))
    if "REDIS_URL" not in os.environ:
        config.stash[_REDIS] = servers.start_redis(settings.DATA_DIR)


def pytest_unconfigure(config: pytest.Config) -> None:
    if (redis := config.stash.get(_REDIS, None)) is not None:
        redis.terminate()
        redis.wait(timeout=10)
        servers.stop_postgres(settings.DATA_DIR)


_REDIS = pytest.StashKey[Any]()


# On a developer's machine without these the tests with such a mark are left to CI; CI itself must have them.
IN_CI = os.environ.get("CI") == "true"
ONTBREEKT = {
    mark: zin
    for mark, zin, aanwezig in (
        (
            "verapdf",
            "No JDK here: the veraPDF tests were left out (install default-jdk-headless).",
            shutil.which("javac"),
        ),
        ("browser", "No Chromium here: the browser tests were left out (install chromium).", find_chromium()),
        (
            "pgbouncer",
            "No PgBouncer here: its tests were left out (install pgbouncer).",
            find_pgbouncer(),
        ),
    )
    if aanwezig is None and not IN_CI
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what cannot run here: deselected, in sight, and never in CI."""
    weg = [item for item in items if any(item.get_closest_marker(mark) for mark in ONTBREEKT)]
    if weg:
        items[:] = [item for item in items if item not in weg]
        config.hook.pytest_deselected(items=weg)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for zin in ONTBREEKT.values():
        terminalreporter.line(zin, yellow=True)
    # How much the test of access tried, so that "no leaks" says something.
    gelukt = [r for r in terminalreporter.getreports("passed") if r.when == "call"]
    aantallen = [waarde for r in gelukt for naam, waarde in r.user_properties if naam == "combinaties"]
    if aantallen:
        terminalreporter.write_line(
            f"Access: {sum(aantallen)} combinations of page, role, method and owner tried, 0 leaks."
        )


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """A migrated database of its owner; the tests themselves connect as the app role."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    eigen, naam = connection.settings_dict["NAME"], f"test_vve_{worker}" if worker else "test_vve"
    with django_db_blocker.unblock():
        make_database(naam)
        yield
        connection.settings_dict["NAME"] = eigen
        drop_database(naam)


_fixture_teardown = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]


def _teardown_as_owner(self: TransactionTestCase) -> None:
    """Emptying the tables after a transactional test is more than the app role may do."""
    with as_owner():
        _fixture_teardown(self)


TransactionTestCase._fixture_teardown = _teardown_as_owner  # type: ignore[attr-defined]


@pytest.fixture
def dag() -> date:
    """A fixed day for what the tests do: in the second quarter of 2025."""
    return date(2025, 5, 15)


Inloggen = Callable[[Gebruiker], Client]


@pytest.fixture
def inloggen(client: Client) -> Inloggen:
    """Sign in as a user: `inloggen(gebruiker)` gives the client."""

    def login(gebruiker: Gebruiker) -> Client:
        client.force_login(gebruiker)
        return client

    return login


@pytest.fixture
def elders(transactional_db: None) -> Iterator[Callable[[], None]]:
    """Migrated and empty; calling it moves there. Asked for before whatever else opens the database."""
    hier = connection.settings_dict["NAME"]
    daar = f"{hier}_elders"

    def drop() -> None:
        connection.close()
        connection.settings_dict["NAME"] = "postgres"
        with connection.cursor() as cursor:
            end_sessions(cursor, hier)
        with as_owner(), connection.cursor() as cursor:
            end_sessions(cursor, hier)
            cursor.execute(f'DROP DATABASE IF EXISTS "{daar}"')

    def move() -> None:
        connection.close()
        connection.settings_dict["NAME"] = daar

    try:
        drop()
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{daar}" TEMPLATE "{hier}"')
        connection.settings_dict["NAME"] = hier
        yield move
        drop()
    finally:
        connection.close()
        connection.settings_dict["NAME"] = hier
