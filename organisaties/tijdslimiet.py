"""How long the database works for one page: so long, and then the page says so and the others go on.

A page that asks too much, or waits for a row that another holds, would keep a worker of the site and all who
need the same row. Jobs have more time, and commands of the operator (a migration, a check of the books) have no
end. The limits go along with each transaction of a request or job, as the scope of rows does (docs/adr/0097).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connections
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
    """Work under these limits; afterwards under those of before."""
    connection = connections[using]
    vorig = getattr(connection, "vve_tijdslimiet", GEEN)
    _set(connection, limiet)
    try:
        yield
    finally:
        _set(connection, vorig)


def took_too_long(fout: BaseException) -> bool:
    """Whether the database ended it: too long at work, too long waiting for another, or waiting for each other."""
    return isinstance(fout, DatabaseError) and isinstance(fout.__cause__, _TE_LANG)


def _set(connection: Any, limiet: Tijdslimiet) -> None:
    connection.vve_tijdslimiet = limiet
    connection.instellingen.ask(
        {
            "statement_timeout": _as_setting(limiet.opdracht),
            "lock_timeout": _as_setting(limiet.slot),
            "idle_in_transaction_session_timeout": _as_setting(limiet.stil),
        }
    )


def _as_setting(seconden: float) -> str | None:
    """Without end is what the database has by itself."""
    return f"{seconden * 1000:.0f}ms" if seconden else None
