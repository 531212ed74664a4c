"""A connection to PostgreSQL of which nothing outlives a transaction at the server (docs/adr/0097).

A pooler such as PgBouncer may give the server's side of a connection to another client as soon as a transaction ends.
So no setting is of a session: what must hold is sent in one message with the statement that it must hold for. Outside
a transaction the database takes such a message as one transaction; inside one only the first statement needs it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Self

from django.db.backends.postgresql import base, operations
from psycopg import ClientCursor, Connection, NotSupportedError
from psycopg.pq import TransactionStatus

from lib.verbinding.instellingen import Instellingen


class Cursor(base.CursorMixin, ClientCursor[Any]):
    def __init__(self, *args: Any, instellingen: Instellingen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._instellingen = instellingen
        self.opening = ""

    def execute(self, query: Any, params: Any = None, **kwargs: Any) -> Self:
        self.opening = self._next_opening()
        if not self.opening:
            return super().execute(query, params, **kwargs)
        super().execute(self.opening + self.mogrify(query, params))
        self._instellingen.opened()
        self.nextset()
        return self

    def executemany(self, *args: Any, **kwargs: Any) -> None:
        self.hold()
        super().executemany(*args, **kwargs)

    @contextmanager
    def copy(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        self.hold()
        with super().copy(*args, **kwargs) as stroom:
            yield stroom

    def hold(self) -> None:
        """Set what must hold by a statement of its own, which says something inside a transaction only."""
        opening = self._next_opening()
        if opening and self.connection.autocommit:
            raise NotSupportedError("Dit kan alleen binnen een transactie.")
        if opening:
            super().execute(opening)
            self._instellingen.opened()

    def _next_opening(self) -> str:
        return self._instellingen.opening(TransactionStatus(self.connection.pgconn.transaction_status))


class DatabaseOperations(operations.DatabaseOperations):
    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> str:
        """What was asked, without what was put in front of it."""
        return (super().last_executed_query(cursor, sql, params) or "").removeprefix(cursor.opening)


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
    connection: Connection[Any] | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instellingen = Instellingen()
        # Rows that wait at the server outlive a transaction too.
        self.settings_dict["DISABLE_SERVER_SIDE_CURSORS"] = True

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        return params | {"cursor_factory": partial(Cursor, instellingen=self.instellingen)}

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]
        self.instellingen.forget()

    def _commit(self) -> None:
        """What the database checks at the end of a transaction, it checks under what must hold there."""
        if self.connection is not None and not self.connection.autocommit:
            with self.wrap_database_errors, self.connection.cursor() as cursor:
                cursor.hold()  # type: ignore[attr-defined]
        super()._commit()  # type: ignore[misc]
