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
from vve_admin.embedded import servers


def pytest_configure(config: pytest.Config) -> None:
    """One Redis for the whole run, started by the process that also starts the xdist workers."""
    if not hasattr(config, "workerinput") and "REDIS_URL" not in os.environ:
        config.stash[_REDIS] = servers.start_redis(settings.DATA_DIR)


def pytest_unconfigure(config: pytest.Config) -> None:
    if (redis := config.stash.get(_REDIS, None)) is not None:
        redis.terminate()
        redis.wait(timeout=10)


_REDIS = pytest.StashKey[Any]()


# On a machine of a developer without Java the PDF conformance is left to CI; CI itself must have Java.
ZONDER_VERAPDF = shutil.which("javac") is None and os.environ.get("CI") != "true"


def pytest_report_header() -> str | None:
    if not ZONDER_VERAPDF:
        return None
    return "No JDK here: the veraPDF tests are left out (apt-get install default-jdk-headless)."


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs a JDK, in sight (deselected) and never in CI."""
    if ZONDER_VERAPDF:
        weg = [item for item in items if item.get_closest_marker("verapdf")]
        items[:] = [item for item in items if item not in weg]
        config.hook.pytest_deselected(items=weg)


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Make and migrate the test database as its owner; the tests themselves connect as the app role."""
    from django.test.utils import setup_databases, teardown_databases

    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    settings.DATABASES["default"].setdefault("TEST", {})
    connection.settings_dict["TEST"]["NAME"] = f"test_vve_{worker}" if worker else "test_vve"
    with django_db_blocker.unblock():
        with as_owner():
            databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
        yield
        with as_owner():
            teardown_databases(databases, verbosity=0)


_fixture_teardown = TransactionTestCase._fixture_teardown


def _teardown_as_owner(self: TransactionTestCase) -> None:
    """Emptying the tables after a transactional test is more than the app role may do."""
    with as_owner():
        _fixture_teardown(self)


TransactionTestCase._fixture_teardown = _teardown_as_owner


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
