"""Three database roles: the site and the workers connect as the role that the rules bind, commands as the operator,
who sees all rows, and migrate as the owner of the tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connections, transaction

# Rows of these tables are only ever added, also by our own code.
APPEND_ONLY = (
    "organisaties_auditregel",
    "brieven_brieftekst",
    "opvang_plaatsingsversie",
    "subsidies_boeking",
    "subsidies_berekeningsdeel",
    "subsidies_berekeningsregel",
    "subsidies_locatieregel",
    "subsidies_journaalpost",
    "subsidies_journaalregel",
)


@contextmanager
def as_owner(using: str = "default") -> Iterator[None]:
    """Connect as the owner of the tables inside the block; used to migrate and to make test databases."""
    connection = connections[using]
    eigen_rol = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
    connection.close()
    connection.settings_dict.update(settings.DATABASE_OWNER)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(eigen_rol)


_RECHTEN = """
    SELECT c.relname, c.relkind = 'S',
           coalesce(array_agg(r.privilege_type ORDER BY r.privilege_type) FILTER (WHERE r.grantee = %s::regrole), '{}')
      FROM pg_class c LEFT JOIN LATERAL aclexplode(c.relacl) r ON true
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S') GROUP BY c.oid
"""


def grant_app_role(using: str = "default", **_: Any) -> None:
    """After each migrate: the site may use every table, but not rewrite what is append-only. The operator inherits it.

    In one transaction, and only where it differs: at no moment may the site do more or less than this.
    """
    app = settings.DATABASE_SITE["USER"]
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(_RECHTEN, [f'"{app}"'])
        for naam, is_reeks, rechten in cursor.fetchall():
            nodig = _needed(naam, is_reeks)
            if set(rechten) != nodig:
                soort = "SEQUENCE" if is_reeks else "TABLE"
                cursor.execute(f'REVOKE ALL ON {soort} "{naam}" FROM "{app}"')
                cursor.execute(f'GRANT {", ".join(sorted(nodig))} ON {soort} "{naam}" TO "{app}"')


def _needed(naam: str, is_reeks: bool) -> set[str]:
    if is_reeks:
        return {"USAGE", "SELECT"}
    return {"SELECT", "INSERT"} if naam in APPEND_ONLY else {"SELECT", "INSERT", "UPDATE", "DELETE"}
