"""How long the database works for one page: so long, and then the page says so and the others go on.

A page that asks too much, or waits for a row that another holds, would keep a worker of the site and all who
need the same row. Jobs have more time, and commands of the operator (a migration, a check of the books) have no
end. The limits are of the connection and are put back after each request and job, as the scope of rows is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import errors


@dataclass(frozen=True)
class Tijdslimiet:
    """In seconds: for one statement, for waiting on a lock, for a transaction in which nothing is asked.

    0 is without end.
    """

    opdracht: float
    slot: float
    stil: float


GEEN = Tijdslimiet(0, 0, 0)
# Below the 30 seconds after which the server of the site stops a worker that does not answer.
PAGINA = Tijdslimiet(opdracht=10, slot=5, stil=20)
TAAK = Tijdslimiet(opdracht=300, slot=60, stil=300)

_TE_LANG = (
    errors.QueryCanceled,
    errors.LockNotAvailable,
    errors.IdleInTransactionSessionTimeout,
    errors.DeadlockDetected,
)


@contextmanager
def tijdslimiet(limiet: Tijdslimiet, using: str = "default") -> Iterator[None]:
    """Work under these limits; afterwards the connection, which is used again, is as it was."""
    connection = connections[using]
    vorig = getattr(connection, "vve_tijdslimiet", GEEN)
    if vorig == limiet:
        yield
        return
    _set(connection, limiet)
    try:
        yield
    finally:
        try:
            _set(connection, vorig)
        except psycopg.Error:
            # A connection of which we do not know the limits is not used again.
            connection.close()


def took_too_long(fout: BaseException) -> bool:
    """Whether the database ended it: too long at work, too long waiting for another, or waiting for each other."""
    return isinstance(fout, DatabaseError) and isinstance(fout.__cause__, _TE_LANG)


def start_connection(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Django tells of each new connection, also of one that takes the place of a lost one half way."""
    limiet = getattr(connection, "vve_tijdslimiet", GEEN)
    if limiet != GEEN:
        _apply(connection, limiet)


def _set(connection: Any, limiet: Tijdslimiet) -> None:
    """A page without a connection, such as a style sheet, does not open one for this."""
    connection.vve_tijdslimiet = limiet
    connection.close_if_health_check_failed()
    if connection.connection is not None:
        _apply(connection, limiet)


def _apply(connection: Any, limiet: Tijdslimiet) -> None:
    # Past Django's cursor: this is no query of the page.
    with connection.connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('statement_timeout', %s, false), set_config('lock_timeout', %s, false),"
            " set_config('idle_in_transaction_session_timeout', %s, false)",
            [f"{seconden * 1000:.0f}ms" for seconden in (limiet.opdracht, limiet.slot, limiet.stil)],
        )
