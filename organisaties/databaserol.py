"""Two database roles: the owner migrates, the site and the workers connect as the role that the rules bind."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connections

# Rows of these tables are only ever added, also by our own code.
APPEND_ONLY = ("organisaties_auditregel", "subsidies_boeking", "subsidies_berekeningsregel")


@contextmanager
def as_owner(using: str = "default") -> Iterator[None]:
    """Connect as the owner of the tables inside the block; used to migrate and to make test databases."""
    connection = connections[using]
    app_role = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
    connection.close()
    connection.settings_dict.update(settings.DATABASE_OWNER)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(app_role)


def grant_app_role(using: str = "default", **_: Any) -> None:
    """After each migrate: the app role may use every table, but not rewrite what is append-only."""
    owner, app = settings.DATABASE_OWNER["USER"], settings.DATABASE_APP_ROLE
    if owner == app:
        return
    with connections[using].cursor() as cursor:
        cursor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{app}"')
        cursor.execute(f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{app}"')
        for table in APPEND_ONLY:
            cursor.execute("SELECT to_regclass(%s)", [table])
            if cursor.fetchone() != (None,):
                cursor.execute(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM "{app}"')
