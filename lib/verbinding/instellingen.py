"""What must hold at the database while a connection works, and what of it holds in the open transaction."""

from collections.abc import Mapping

from psycopg.pq import TransactionStatus

_BUITEN, _BINNEN = TransactionStatus.IDLE, TransactionStatus.INTRANS


class Instellingen:
    """Settings of PostgreSQL by name. What is not asked for is as the database has it by itself."""

    def __init__(self) -> None:
        self._gevraagd: dict[str, str] = {}
        self._namen: list[str] = []
        self._opdracht: str | None = None
        # None: a part of the transaction was rolled back, and what was set in it with it.
        self._geldt: dict[str, str] | None = {}

    def ask(self, waarden: Mapping[str, str | None]) -> None:
        """From the next statement on; None for what the database has by itself."""
        samen = {**self._gevraagd, **waarden}
        self._gevraagd = {naam: waarde for naam, waarde in samen.items() if waarde is not None}
        self._namen = sorted({*self._namen, *waarden})
        self._opdracht = None

    def opening(self, status: TransactionStatus) -> str:
        """What the next statement must have in front of it; empty when all holds.

        Empty too when the transaction is broken: then the database takes nothing but its end.
        """
        if status == _BUITEN:
            self._geldt = {}
        if status not in (_BUITEN, _BINNEN) or self._geldt == self._gevraagd:
            return ""
        self._geldt = None
        if self._opdracht is None:
            delen = (f"set_config('{naam}', {self._literal(naam)}, true)" for naam in self._namen)
            self._opdracht = f"SELECT {', '.join(delen)}; "
        return self._opdracht

    def opened(self) -> None:
        """The statement with its opening went well."""
        self._geldt = self._gevraagd

    def forget(self) -> None:
        """The transaction went back to an earlier point."""
        self._geldt = None

    def _literal(self, naam: str) -> str:
        if naam not in self._gevraagd:
            return "NULL"
        return "'" + self._gevraagd[naam].replace("'", "''") + "'"
