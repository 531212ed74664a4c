"""What a migrate does to the walls between municipalities: never open, never shut, and still when nothing changed."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection

from organisaties import rijbeveiliging
from organisaties.databaserol import APPEND_ONLY, as_owner, grant_app_role
from organisaties.rijbeveiliging import lay_policies
from tests.databaserol import site_connection
from tests.factories import GemeenteFactory, KindFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site() -> Iterator["psycopg.Connection[Any]"]:
    """Another connection of the site, which would rather not wait."""
    with site_connection() as ander:
        ander.execute("SET lock_timeout = '20ms'")
        yield ander


def watch(change: Callable[[], None], look: Callable[[], Any]) -> set[Any]:
    """What somebody else sees after each statement of `change`; who has to wait sees nothing wrong."""
    gezien = set()

    def step(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        uitkomst = execute(sql, params, many, context)
        try:
            gezien.add(look())
        except psycopg.errors.LockNotAvailable:
            gezien.add("wacht")
        return uitkomst

    with as_owner(), connection.execute_wrapper(step):
        change()
    return gezien | {look()}


def test_a_reader_sees_all_its_rows_at_every_moment_of_laying_other_policies(
    site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gemeente = GemeenteFactory()
    KindFactory.create_batch(3, gemeente=gemeente)
    site.execute("SELECT set_config('vve.gemeente', %s, false)", [str(gemeente.pk)])
    eigen = rijbeveiliging._voorwaarden["indicaties_kind"]
    monkeypatch.setitem(rijbeveiliging._voorwaarden, "indicaties_kind", f"({eigen}) AND id > 0")
    gezien = watch(lay_policies, lambda: site.execute("SELECT count(*) FROM indicaties_kind").fetchone()[0])
    assert gezien == {3, "wacht"}


def test_a_migrate_without_changes_makes_nobody_wait(site: Any) -> None:
    # A reader in the middle of a long report; whatever would lock the table waits for it.
    site.execute("BEGIN")
    site.execute("SELECT count(*) FROM indicaties_kind")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '20ms'")
        lay_policies()
        grant_app_role()
    site.execute("ROLLBACK")


def test_what_somebody_changed_by_hand_is_put_back() -> None:
    with as_owner(), connection.cursor() as cursor:
        for opdracht in (
            "CREATE POLICY achterdeur ON indicaties_kind USING (true)",
            "ALTER POLICY eigen_rijen ON indicaties_indicatie USING (true)",
            "ALTER TABLE opvang_plaatsing DISABLE ROW LEVEL SECURITY",
            "DROP POLICY eigen_rijen ON indicaties_toeleiding",
            f'GRANT UPDATE ON organisaties_auditregel TO "{settings.DATABASE_SITE["USER"]}"',
            f'REVOKE INSERT ON indicaties_kind FROM "{settings.DATABASE_SITE["USER"]}"',
        ):
            voor = walls(cursor)
            cursor.execute(opdracht)
            assert walls(cursor) != voor
            lay_policies()
            grant_app_role()
            assert walls(cursor) == voor


def test_the_site_may_not_rewrite_the_log_at_any_moment_of_granting(site: Any) -> None:
    tabel = APPEND_ONLY[0]
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f'REVOKE INSERT ON "{tabel}" FROM "{settings.DATABASE_SITE["USER"]}"')
    vraag = f"SELECT has_table_privilege('{tabel}', 'UPDATE')"
    assert watch(grant_app_role, lambda: site.execute(vraag).fetchone()[0]) == {False}


def test_a_new_table_is_opened_to_the_site_only_with_its_policy(site: Any) -> None:
    KindFactory()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f'REVOKE ALL ON indicaties_kind FROM "{settings.DATABASE_SITE["USER"]}"')
        cursor.execute("DROP POLICY eigen_rijen ON indicaties_kind")
        cursor.execute("ALTER TABLE indicaties_kind DISABLE ROW LEVEL SECURITY")

    def look() -> Any:
        try:
            return site.execute("SELECT count(*) FROM indicaties_kind").fetchone()[0]
        except psycopg.errors.InsufficientPrivilege:
            return "mag niet"

    emit = partial(emit_post_migrate_signal, verbosity=0, interactive=False, db="default")
    # Outside every scope there are no rows; the waiting is for the table that is being altered.
    assert watch(emit, look) - {"wacht"} == {"mag niet", 0}


def walls(cursor: Any) -> list[Any]:
    cursor.execute(
        "SELECT c.relname, c.relrowsecurity, c.relacl::text, p.polname, pg_get_expr(p.polqual, p.polrelid)"
        " FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1, 4"
    )
    return list(cursor.fetchall())
