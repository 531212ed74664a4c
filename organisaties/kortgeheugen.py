"""What is remembered for minutes: counted attempts, used codes. Django's cache, in a table of our own.

In the database and not in Redis: signing in stays limited when the queue is away, and the values are JSON, so
that who can write there runs no code in the site. On a connection of its own: a failed attempt counts also when
the request that counted it is rolled back, and nobody waits for the end of the transaction of another.
"""

import hashlib
import json
from threading import local
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

_ADD = """
INSERT INTO organisaties_notitie AS n (sleutel, waarde, verloopt) VALUES (%s, %s, now() + make_interval(secs => %s))
ON CONFLICT (sleutel) DO UPDATE SET waarde = excluded.waarde, verloopt = excluded.verloopt
      WHERE n.verloopt <= now()
RETURNING 1"""
_SET = """
INSERT INTO organisaties_notitie (sleutel, waarde, verloopt) VALUES (%s, %s, now() + make_interval(secs => %s))
ON CONFLICT (sleutel) DO UPDATE SET waarde = excluded.waarde, verloopt = excluded.verloopt
RETURNING 1"""
_GET = """
SELECT waarde::text FROM organisaties_notitie WHERE sleutel = %s AND (verloopt IS NULL OR verloopt > now())"""
_INCR = """
UPDATE organisaties_notitie SET waarde = to_jsonb(waarde::bigint + %s)
 WHERE sleutel = %s AND (verloopt IS NULL OR verloopt > now())
RETURNING waarde::bigint"""
_TOUCH = """
UPDATE organisaties_notitie SET verloopt = now() + make_interval(secs => %s)
 WHERE sleutel = %s AND (verloopt IS NULL OR verloopt > now())
RETURNING 1"""
_DELETE = "DELETE FROM organisaties_notitie WHERE sleutel = %s RETURNING 1"
_CLEAR = "DELETE FROM organisaties_notitie RETURNING 1"


class Notitie(models.Model):
    """One value. The key is a hash: in it stand addresses of mail and of computers."""

    sleutel = models.CharField(max_length=64, primary_key=True)
    waarde = models.JSONField()
    verloopt = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=("verloopt",), name="notitie_verloopt")]


class DatabaseCache(BaseCache):
    """The part of Django's cache that signing in and the limits use; a value that is no JSON is a TypeError."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._eigen = local()

    def add(
        self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        return self._put(_ADD, key, value, timeout, version)

    def set(
        self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        self._put(_SET, key, value, timeout, version)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        rij = self._ask(_GET, self._sleutel(key, version))
        return default if rij is None else json.loads(rij[0])

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        rij = self._ask(_INCR, delta, self._sleutel(key, version))
        if rij is None:
            raise ValueError(f"Key '{key}' not found")
        return int(rij[0])

    def touch(self, key: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._ask(_TOUCH, self._seconden(timeout), self._sleutel(key, version)) is not None

    def delete(self, key: Any, version: int | None = None) -> bool:
        return self._ask(_DELETE, self._sleutel(key, version)) is not None

    def clear(self) -> None:
        self._ask(_CLEAR)

    def close(self, **kwargs: Any) -> None:
        """After each request: a connection that broke, or is old, is not used again."""
        if hasattr(self._eigen, "verbinding"):
            self._eigen.verbinding.close_if_unusable_or_obsolete()

    def disconnect(self) -> None:
        if hasattr(self._eigen, "verbinding"):
            self._eigen.verbinding.close()

    def _put(self, vraag: str, key: Any, value: Any, timeout: float | None, version: int | None) -> bool:
        sleutel = self._sleutel(key, version)
        return self._ask(vraag, sleutel, json.dumps(value), self._seconden(timeout)) is not None

    def _ask(self, vraag: str, *waarden: Any) -> tuple[Any, ...] | None:
        with self._verbinding().cursor() as cursor:
            cursor.execute(vraag, waarden)
            rij: tuple[Any, ...] | None = cursor.fetchone()
            return rij

    def _verbinding(self) -> BaseDatabaseWrapper:
        if not hasattr(self._eigen, "verbinding"):
            self._eigen.verbinding = connections.create_connection("default")
        verbinding: BaseDatabaseWrapper = self._eigen.verbinding
        return verbinding

    def _sleutel(self, key: Any, version: int | None) -> str:
        return hashlib.sha256(self.make_and_validate_key(key, version).encode()).hexdigest()

    def _seconden(self, timeout: Any) -> float | None:
        """None, for ever, makes NULL of the sum in SQL."""
        return self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
