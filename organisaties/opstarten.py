"""What must be right before the site, a worker or a command works on the database; otherwise they say so and stop.

Looked at on the first connection of each process. The site and the workers make that connection when they start,
so that a wrong key or role shows at once and not at the first page.
"""

import logging
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from organisaties import sleutelproef

logger = logging.getLogger(__name__)

# All that a role can become counts: it needs only to say SET ROLE.
_ROL = """
    SELECT EXISTS (SELECT FROM pg_roles r WHERE r.rolsuper AND pg_has_role(session_user, r.oid, 'MEMBER')),
           EXISTS (SELECT FROM pg_roles r WHERE r.rolbypassrls AND pg_has_role(session_user, r.oid, 'MEMBER')),
           EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
                                            AND pg_has_role(session_user, c.relowner, 'MEMBER')),
           EXISTS (SELECT FROM pg_policy p, unnest(p.polroles) r
                    WHERE p.polname = 'alle_rijen' AND pg_has_role(session_user, r, 'MEMBER')),
           EXISTS (SELECT FROM pg_roles r WHERE r.rolname = %s AND pg_has_role(session_user, r.oid, 'MEMBER'))
"""
_nagegaan: set[str] = set()


def require_safe_start() -> None:
    """ImproperlyConfigured when this process may not work; a database that does not answer yet is no such reason."""
    try:
        connection.ensure_connection()
    except OperationalError:
        logger.warning(
            "De database antwoordt nog niet: rol en sleutel worden bij de eerste verbinding nagegaan."
        )
    finally:
        connection.close()


def require_audit_key() -> None:
    """Of a worker: it writes the checkpoints of the log."""
    if not settings.AUDIT_KEY:
        raise ImproperlyConfigured("Omgevingsvariabele AUDIT_KEY ontbreekt; zie .env.example.")


def check_connection(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Django tells of each new connection; the owner, who only makes tables, is not looked at."""
    gebruiker = str(connection.settings_dict["USER"])
    site, beheer, eigenaar = (
        rol["USER"] for rol in (settings.DATABASE_SITE, settings.DATABASE_BEHEER, settings.DATABASE_OWNER)
    )
    if gebruiker in _nagegaan or (gebruiker == eigenaar and eigenaar not in (site, beheer)):
        return
    try:
        if settings.ALLE_RIJEN and gebruiker == site:
            raise ImproperlyConfigured(
                "Omgevingsvariabele DATABASE_BEHEER_URL ontbreekt: met de rol van de site ziet een opdracht geen enkel "
                "kind, en zou zij zeggen dat alles klopt. Zie .env.example en docs/adr/0025."
            )
        # Past Django's cursor: this is no query of the page.
        with connection.connection.cursor() as cursor:
            _refuse_role(cursor, gebruiker, is_site=gebruiker == site)
            _refuse_key(cursor)
    except Exception:
        # What was not looked at is not used.
        connection.close()
        raise
    _nagegaan.add(gebruiker)


def _refuse_role(cursor: Any, gebruiker: str, *, is_site: bool) -> None:
    superuser, langs_rijen, eigenaar, alle_rijen, als_site = cursor.execute(
        _ROL, [settings.DATABASE_SITE["USER"]]
    ).fetchone()
    for waar, wat in (
        (superuser, "is superuser, of kan dat worden"),
        (langs_rijen, "heeft BYPASSRLS, of kan dat krijgen"),
        (eigenaar, "is eigenaar van de tabellen, of kan dat worden"),
        (alle_rijen and is_site, "ziet alle rijen van alle gemeenten, of kan dat doen"),
        (not is_site and not als_site, f"is geen lid van de rol {settings.DATABASE_SITE['USER']}"),
    ):
        if waar:
            naam = "DATABASE_URL" if is_site else "DATABASE_BEHEER_URL"
            raise ImproperlyConfigured(
                f"De databaserol {gebruiker} uit {naam} {wat}. De beveiliging van rijen werkt dan niet: "
                "geef de site, de beheerder en de eigenaar elk een eigen rol (docs/adr/0025)."
            )


def _refuse_key(cursor: Any) -> None:
    if (bewaard := sleutelproef.read(cursor)) is None:
        return
    try:
        sleutelproef.verify(bewaard)
    except InvalidToken:
        raise ImproperlyConfigured(sleutelproef.VERKEERD) from None
