"""Signs of life of the clock and the workers, kept where site, worker and clock all come: the database.

`python -m vve_admin.hartslag klok` ends with 1 when that part is silent, for the health check of its container.
"""

import logging
import sys
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import Error

logger = logging.getLogger(__name__)

KLOK, WERK = "klok", "werk"
# Five rounds of a minute without a sign.
STIL_NA = timedelta(minutes=5)
_BEWAAR = timedelta(days=30).total_seconds()


def note(dienst: str, op: datetime, **gegevens: Any) -> None:
    """A database that is away ends no clock and no worker: the sign is then missing, and that shows."""
    try:
        cache.set(f"hartslag:{dienst}", {"op": op.isoformat(), **gegevens}, timeout=_BEWAAR)
    except Error as fout:
        logger.warning("Het levensteken van %s is niet bewaard: %s.", dienst, type(fout).__name__)
    finally:
        cache.close()  # no request ends here, after which a connection that broke would be left


def read(dienst: str) -> dict[str, Any]:
    """What was noted last, with its moment in `op`; nothing when it never was, or a month ago."""
    gegevens: dict[str, Any] = cache.get(f"hartslag:{dienst}") or {}
    return gegevens


def seconds_since(dienst: str, nu: datetime) -> float | None:
    gegevens = read(dienst)
    return (nu - datetime.fromisoformat(gegevens["op"])).total_seconds() if gegevens else None


def is_silent(dienst: str, nu: datetime) -> bool:
    sinds = seconds_since(dienst, nu)
    return sinds is None or sinds > STIL_NA.total_seconds()


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vve_admin.settings")
    django.setup()
    from django.utils import timezone

    sys.exit(int(is_silent(sys.argv[1], timezone.now())))
