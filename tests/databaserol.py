"""Another connection to the test database, as what the site is outside a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection


@contextmanager
def site_connection() -> Iterator["psycopg.Connection[Any]"]:
    connection.ensure_connection()
    info = connection.connection.info
    login = {"user": settings.DATABASE_SITE["USER"], "password": settings.DATABASE_SITE["PASSWORD"]}
    with psycopg.connect(
        host=info.host, port=info.port, dbname=info.dbname, autocommit=True, **login
    ) as site:
        yield site
