"""Who does it now: a lock of the database with a name, for as long as the work lasts."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

_open: ContextVar[BaseDatabaseWrapper | None] = ContextVar("slotverbinding", default=None)


@contextmanager
def only_one(naam: str) -> Iterator[bool]:
    """True for the one that does this now, until it is done or its connection is gone; False for a second.

    A lock of the database and not a moment: a clock that is set back, or a worker that is killed, leaves none. It is
    of a transaction, because a lock of a session would stay behind at a pooler (docs/adr/0097); what it guards
    consists of many, so that this transaction has a connection of its own.
    """
    with _connection() as eigen, eigen.cursor() as cursor:
        cursor.execute("SAVEPOINT slot")
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 734002))", [naam])
        try:
            yield cursor.fetchone()[0]
        finally:
            # What was done stays done when the connection, and with it the lock, is gone by now.
            with suppress(DatabaseError):
                cursor.execute("ROLLBACK TO SAVEPOINT slot; RELEASE SAVEPOINT slot")


@contextmanager
def _connection() -> Iterator[BaseDatabaseWrapper]:
    """One for the work and the work inside it."""
    if (bestaand := _open.get()) is not None:
        yield bestaand
        return
    eigen = connection.copy()
    vorige = _open.set(eigen)
    try:
        eigen.set_autocommit(False)
        yield eigen
    finally:
        _open.reset(vorige)
        eigen.close()
