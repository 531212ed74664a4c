"""The second wall: PostgreSQL itself shows only rows of the municipality and provider for whom one works.

The row scope of the site is `for_gebruiker()`. Should a view ever forget it, these policies still give
nothing that is somebody else's. They are laid anew after each migrate, from the table below, and bind every
role but the owner of the tables (docs/adr/0002).

Each request works in the scope of its user, each task opens the scope it needs with `rijbereik()`. Outside a
scope there are no rows at all. Commands of the operator work for the whole installation; `manage.py` says so.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from organisaties.models import Gebruiker
from organisaties.rechten import Recht

# Which rows of which table; `alles`, `gemeente`, `houder` and `locatie` are functions of the scope.
_GEMEENTE = "gemeente_id = (SELECT vve_gemeente())"
_EIGEN_HOUDER = "((SELECT vve_houder()) IS NULL OR houder_id = (SELECT vve_houder()))"
_HELE_HOUDER = "(SELECT vve_locatie()) IS NULL"
# Enrolling a child at a location begins with a child that has no place yet.
_EIGEN_KIND = f"""CASE
    WHEN (SELECT vve_houder()) IS NULL THEN true
    WHEN {_HELE_HOUDER} THEN ingeschreven_door_id = (SELECT vve_houder())
                          OR id IN (SELECT vve_kinderen_van_houder())
    ELSE id IN (SELECT vve_kinderen_van_locatie())
      OR ingeschreven_door_id = (SELECT vve_houder()) AND id NOT IN (SELECT vve_geplaatst_bij_houder())
    END"""
_VAN_HOUDER = "locatie_id IN (SELECT id FROM organisaties_locatie WHERE houder_id = (SELECT vve_houder()))"
_EIGEN_LOCATIE = f"""CASE
    WHEN (SELECT vve_houder()) IS NULL THEN true
    WHEN {_HELE_HOUDER} THEN {_VAN_HOUDER}
    ELSE locatie_id = (SELECT vve_locatie())
    END"""
# Who ends a placement must know whether hours were declared on it: of those declarations, and of no others.
_EIGEN_DECLARATIE = f"({_HELE_HOUDER} OR id IN (SELECT vve_declaraties_van_locatie()))"
_VIA = "EXISTS (SELECT 1 FROM {tabel} ouder WHERE ouder.id = {kolom})"

TABELLEN: dict[str, str] = {
    "indicaties_kind": f"{_GEMEENTE} AND ({_EIGEN_KIND})",
    "indicaties_indicatie": _VIA.format(tabel="indicaties_kind", kolom="kind_id"),
    "indicaties_indicatie_criteria": _VIA.format(tabel="indicaties_indicatie", kolom="indicatie_id"),
    "indicaties_toeleiding": f"{_EIGEN_HOUDER} AND {_VIA.format(tabel='indicaties_kind', kolom='kind_id')}",
    "opvang_plaatsing": f"{_VIA.format(tabel='indicaties_kind', kolom='kind_id')} AND ({_EIGEN_LOCATIE})",
    "opvang_urendeclaratie": f"{_GEMEENTE} AND {_EIGEN_HOUDER} AND {_EIGEN_DECLARATIE}",
    "opvang_declaratieregel": (
        f"{_VIA.format(tabel='opvang_urendeclaratie', kolom='declaratie_id')}"
        f" AND ({_HELE_HOUDER} OR plaatsing_id IN (SELECT vve_plaatsingen_van_locatie()))"
    ),
    "subsidies_berekening": (
        f"{_HELE_HOUDER} AND {_VIA.format(tabel='opvang_urendeclaratie', kolom='declaratie_id')}"
    ),
    "subsidies_berekeningsregel": _VIA.format(tabel="subsidies_berekening", kolom="berekening_id"),
    # A job is seen in the scope in which it runs; what belongs to no municipality only outside every scope.
    "organisaties_opdracht": "gemeente_id IS NOT DISTINCT FROM (SELECT vve_gemeente())",
}

# The last ones run as owner: a policy that reads a table which reads back would never end.
_FUNCTIES = """
CREATE OR REPLACE FUNCTION vve_alles() RETURNS boolean LANGUAGE sql STABLE AS
    $$ SELECT coalesce(current_setting('vve.alles', true), '') = 'ja' $$;
CREATE OR REPLACE FUNCTION vve_gemeente() RETURNS bigint LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('vve.gemeente', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION vve_houder() RETURNS bigint LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('vve.houder', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION vve_locatie() RETURNS bigint LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('vve.locatie', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION vve_geplaatst_bij_houder() RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p.kind_id FROM opvang_plaatsing p JOIN organisaties_locatie l ON l.id = p.locatie_id
     WHERE l.houder_id = vve_houder() $$;
CREATE OR REPLACE FUNCTION vve_kinderen_van_houder() RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT kind_id FROM indicaties_toeleiding WHERE houder_id = vve_houder() AND status <> 'geen-deelname'
    UNION
    SELECT vve_geplaatst_bij_houder() $$;
CREATE OR REPLACE FUNCTION vve_kinderen_van_locatie() RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT kind_id FROM opvang_plaatsing WHERE locatie_id = vve_locatie() $$;
CREATE OR REPLACE FUNCTION vve_plaatsingen_van_locatie() RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM opvang_plaatsing WHERE locatie_id = vve_locatie() $$;
CREATE OR REPLACE FUNCTION vve_declaraties_van_locatie() RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT declaratie_id FROM opvang_declaratieregel WHERE plaatsing_id IN (SELECT vve_plaatsingen_van_locatie()) $$;
"""

_MET_PERSOONSGEGEVENS = frozenset(
    {
        Recht.KIND_VIEW,
        Recht.PLAATSING_VIEW,
        Recht.DECLARATIE_VIEW,
        Recht.BEREKENING_VIEW,
        Recht.MONITOR_VIEW,
        Recht.VERANTWOORDING_VIEW,
    }
)


@dataclass(frozen=True)
class Bereik:
    """Whose rows: of one municipality, there perhaps of one provider, and of that perhaps of one location;
    of the whole installation; of nobody."""

    gemeente_id: int | None = None
    houder_id: int | None = None
    locatie_id: int | None = None
    alles: bool = False


NIETS, ALLES = Bereik(), Bereik(alles=True)


def _standaard() -> Bereik:
    """The scope of a new connection: nothing, unless the operator or a test is at work."""
    return ALLES if settings.RIJEN_STANDAARD == "alles" else NIETS


def bereik_van(gebruiker: Gebruiker) -> Bereik:
    """A role that works without personal data, such as the functioneel beheerder, gets no rows."""
    if not _MET_PERSOONSGEGEVENS & gebruiker.toekenning.rechten:
        return NIETS
    houder = gebruiker.organisatie.pk if gebruiker.is_houder and gebruiker.organisatie else None
    locatie = gebruiker.locatie.pk if gebruiker.locatie else None
    return Bereik(gebruiker.gemeente.pk, houder, locatie)


@contextmanager
def rijbereik(bereik: Bereik, using: str = "default") -> Iterator[None]:
    """Work in this scope; afterwards the connection, which is used again, is as it was."""
    connection = connections[using]
    vorig = getattr(connection, "vve_bereik", _standaard())
    if vorig == bereik:
        yield
        return
    _set(connection, bereik)
    try:
        yield
    finally:
        try:
            _set(connection, vorig)
        except psycopg.Error:
            # A connection of which we do not know the scope is not used again.
            connection.close()


def start_connection(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Django tells of each new connection."""
    if _standaard() != NIETS:
        _apply(connection, _standaard())
    connection.vve_bereik = _standaard()  # type: ignore[attr-defined]


def _set(connection: Any, bereik: Bereik) -> None:
    connection.ensure_connection()
    _apply(connection, bereik)
    connection.vve_bereik = bereik


def _apply(connection: Any, bereik: Bereik) -> None:
    # Past Django's cursor: this is no query of the page.
    with connection.connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('vve.gemeente', %s, false), set_config('vve.houder', %s, false),"
            " set_config('vve.locatie', %s, false), set_config('vve.alles', %s, false)",
            [
                str(bereik.gemeente_id or ""),
                str(bereik.houder_id or ""),
                str(bereik.locatie_id or ""),
                "ja" if bereik.alles else "",
            ],
        )


def lay_policies(using: str = "default", **_: Any) -> None:
    """After each migrate, as owner: every table above has its policy, and no other."""
    if settings.DATABASE_OWNER["USER"] == settings.DATABASE_APP_ROLE:
        return
    with connections[using].cursor() as cursor:
        bestaand = set(connections[using].introspection.table_names(cursor))
        if not set(TABELLEN) <= bestaand:
            return
        cursor.execute(_FUNCTIES)
        for tabel, voorwaarde in TABELLEN.items():
            cursor.execute(f'ALTER TABLE "{tabel}" ENABLE ROW LEVEL SECURITY')
            cursor.execute(f'DROP POLICY IF EXISTS eigen_rijen ON "{tabel}"')
            cursor.execute(
                f'CREATE POLICY eigen_rijen ON "{tabel}" USING ((SELECT vve_alles()) OR ({voorwaarde}))'
            )
