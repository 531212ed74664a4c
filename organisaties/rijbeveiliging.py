"""The second wall: PostgreSQL itself shows only rows of the municipality and provider for whom one works.

The row scope of the site is `for_gebruiker()`. Should a view ever forget it, these policies still give
nothing that is somebody else's. Each room registers the conditions of its own tables; they are laid anew
after each migrate and bind every role but the owner of the tables and the operator (docs/adr/0002, 0025).

Each request works in the scope of its user, each task opens the scope it needs with `rijbereik()`. Outside a
scope there are no rows at all. The scope goes along with each transaction and is never of a session
(docs/adr/0097). Commands work for the whole installation: they connect as the operator. All rows are of that role
and no setting of a connection, so that no statement of the site can ask for them.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from organisaties.models import Gebruiker
from organisaties.rechten import Recht, Rol


def _zonder(functie: str) -> str:
    """Whether the scope has none of these.

    Of a yes or no the planner expects half, of a few together a small part: then it looks up row by row what it had
    better read at once. Of `IS NOT NULL` it expects nearly all, which is true of who works for the municipality.
    """
    return f"(nullif((SELECT {functie}() IS NULL), false) IS NOT NULL)"


# What a room can say of the rows of its tables; `vve_gemeente` and the like are functions of the scope.
# A table that is read by the many has the municipality in its own rows, and an index on it (docs/adr/0098).
VAN_GEMEENTE = f"gemeente_id = (SELECT vve_gemeente()) AND {_zonder('vve_school')}"
GEEN_HOUDER = _zonder("vve_houder")
VAN_HOUDER = "houder_id = (SELECT vve_houder())"
HELE_HOUDER = _zonder("vve_locatie")
# A school sees no row that is of the municipality: only what was handed over to it.
VAN_SCHOOL = "gemeente_id = (SELECT vve_gemeente()) AND school_id = (SELECT vve_school())"
# What a JGZ organisation keeps to itself.
VAN_JGZ = "organisatie_id = (SELECT vve_jgz())"
_VIA = "EXISTS (SELECT 1 FROM {tabel} ouder WHERE ouder.id = {kolom})"


def via(tabel: str, kolom: str) -> str:
    """Whoever sees the row of `tabel` to which `kolom` points, sees this row."""
    return _VIA.format(tabel=tabel, kolom=kolom)


_FUNCTIES_VAN_BEREIK = """
CREATE OR REPLACE FUNCTION vve_gemeente() RETURNS bigint LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('vve.gemeente', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION vve_houder() RETURNS bigint LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('vve.houder', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION vve_locatie() RETURNS bigint LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('vve.locatie', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION vve_school() RETURNS bigint LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('vve.school', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION vve_jgz() RETURNS bigint LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('vve.jgz', true), '')::bigint $$;
"""
# Runs as owner: a policy that reads a table which reads back would never end.
_FUNCTIE = """
CREATE OR REPLACE FUNCTION {naam}() RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ {vraag} $$
"""

_voorwaarden: dict[str, str] = {}
_vragen: dict[str, str] = {}


def register_tabellen(voorwaarden: Mapping[str, str]) -> None:
    """Table -> condition on its rows. Called in the ready() of the room that owns the tables."""
    _voorwaarden.update(voorwaarden)


def register_rijfuncties(vragen: Mapping[str, str]) -> None:
    """Function without arguments -> query of the ids that it gives, for use in a condition.

    A room to the left may answer a function that a room to the right has asked for: the last answer counts.
    A function that uses another comes after it.
    """
    _vragen.update(vragen)


def beschermde_tabellen() -> frozenset[str]:
    return frozenset(_voorwaarden)


_MET_PERSOONSGEGEVENS = frozenset(
    {
        Recht.KIND_VIEW,
        Recht.PLAATSING_VIEW,
        Recht.DECLARATIE_VIEW,
        Recht.BEREKENING_VIEW,
        Recht.MONITOR_VIEW,
        Recht.VERANTWOORDING_VIEW,
        Recht.OVERDRACHT_READ,
    }
)


@dataclass(frozen=True)
class Rijbereik:
    """Whose rows: of one municipality, there perhaps of one provider, and of that perhaps of one location, or of
    one school; with what one JGZ organisation keeps to itself; of the whole installation; of nobody."""

    gemeente_id: int | None = None
    houder_id: int | None = None
    locatie_id: int | None = None
    school_id: int | None = None
    jgz_id: int | None = None
    alles: bool = False


NIETS, ALLES = Rijbereik(), Rijbereik(alles=True)


def _standaard(connection: BaseDatabaseWrapper) -> Rijbereik:
    """The scope of a new connection: nothing, unless the operator or the owner is at work."""
    return NIETS if connection.settings_dict["USER"] == settings.DATABASE_SITE["USER"] else ALLES


def bereik_van(gebruiker: Gebruiker) -> Rijbereik:
    """A role that works without personal data, such as the functioneel beheerder, gets no rows."""
    if not _MET_PERSOONSGEGEVENS & gebruiker.toekenning.rechten:
        return NIETS
    organisatie = gebruiker.organisatie.pk if gebruiker.organisatie else None
    return Rijbereik(
        gebruiker.gemeente.pk,
        houder_id=organisatie if gebruiker.is_houder else None,
        locatie_id=gebruiker.locatie.pk if gebruiker.locatie else None,
        school_id=organisatie if gebruiker.rol == Rol.IB_ER else None,
        jgz_id=organisatie if gebruiker.rol == Rol.JGZ_MEDEWERKER else None,
    )


@contextmanager
def rijbereik(bereik: Rijbereik, using: str = "default") -> Iterator[None]:
    """Work in this scope; afterwards in the one of before.

    PermissionError when the site or a worker asks for all rows.
    """
    connection = connections[using]
    vorig = getattr(connection, "vve_bereik", None)
    set_bereik(connection, bereik)
    try:
        yield
    finally:
        set_bereik(connection, vorig)


def bereik_op(connection: BaseDatabaseWrapper) -> Rijbereik:
    """The scope in which this connection works now."""
    return getattr(connection, "vve_bereik", None) or _standaard(connection)


def set_bereik(connection: BaseDatabaseWrapper, bereik: Rijbereik | None) -> None:
    """From the next statement on; None for the scope of its role. By itself only for a connection of one's own."""
    if bereik == ALLES and _standaard(connection) != ALLES:
        raise PermissionError(
            "De site en de workers zien nooit alle rijen: alleen een opdracht van de beheerder."
        )
    connection.vve_bereik = bereik  # type: ignore[attr-defined]
    start_connection(connection)


def start_connection(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Django tells of each new connection; the scope in which it works stays the same."""
    connection.instellingen.ask(_settings_of(connection))  # type: ignore[attr-defined]


def _settings_of(connection: BaseDatabaseWrapper) -> dict[str, str | None]:
    """The operator, who sees all rows, becomes the site for as long as a scope lasts."""
    bereik = bereik_op(connection)
    als_site = connection.settings_dict["USER"] == settings.DATABASE_BEHEER["USER"]
    van_wie = {
        "vve.gemeente": bereik.gemeente_id,
        "vve.houder": bereik.houder_id,
        "vve.locatie": bereik.locatie_id,
        "vve.school": bereik.school_id,
        "vve.jgz": bereik.jgz_id,
    }
    if bereik.alles:
        return dict.fromkeys(van_wie) | {"role": None}
    return {naam: str(nummer or "") for naam, nummer in van_wie.items()} | {
        "role": settings.DATABASE_SITE["USER"] if als_site else None
    }


# Everything that decides who sees which rows of a table: is it on, and every policy in full.
_STAND = """
    SELECT md5(c.relrowsecurity::text || coalesce(string_agg(ROW(
               p.polname, p.polcmd, p.polpermissive, p.polroles::regrole[],
               pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))::text, '' ORDER BY p.polname),
           '')), string_agg(obj_description(p.oid, 'pg_policy'), '')
      FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid WHERE c.oid = %s::regclass GROUP BY c.oid
"""


def lay_policies(using: str = "default", plan: Iterable[tuple[Any, bool]] = (), **_: Any) -> None:
    """After each migrate, as owner: every registered table has its policy, and no other.

    In one transaction: a reader has the old policies or the new ones, and never none (which is: no rows).
    A table whose policy is as it was laid is left alone, so that a migrate without changes makes nobody wait. The
    version to which a migrate goes back lays its own: until then a table that lost its policy shows no row.
    """
    if any(terug for _, terug in plan):
        return
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        bestaand = set(connections[using].introspection.table_names(cursor))
        if not _voorwaarden.keys() <= bestaand:
            return
        cursor.execute(_FUNCTIES_VAN_BEREIK)
        for naam, vraag in _vragen.items():
            cursor.execute(_FUNCTIE.format(naam=naam, vraag=vraag))
        for tabel, voorwaarde in _voorwaarden.items():
            opdrachten = (
                f'ALTER TABLE "{tabel}" ENABLE ROW LEVEL SECURITY',
                f'CREATE POLICY eigen_rijen ON "{tabel}" USING ({voorwaarde})',
                f'CREATE POLICY alle_rijen ON "{tabel}" TO "{settings.DATABASE_BEHEER["USER"]}" USING (true)',
            )
            if _label(cursor, tabel, opdrachten) != _read_stand(cursor, tabel)[1]:
                _lay(cursor, tabel, opdrachten)
        # Of earlier versions: all rows for who set vve.alles.
        cursor.execute("DROP FUNCTION IF EXISTS vve_alles()")


def _lay(cursor: CursorWrapper, tabel: str, opdrachten: tuple[str, ...]) -> None:
    cursor.execute(
        "SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = %s", [tabel]
    )
    for (naam,) in cursor.fetchall():
        cursor.execute(f'DROP POLICY "{naam}" ON "{tabel}"')
    for opdracht in opdrachten:
        cursor.execute(opdracht)
    cursor.execute(f"COMMENT ON POLICY eigen_rijen ON \"{tabel}\" IS '{_label(cursor, tabel, opdrachten)}'")


def _label(cursor: CursorWrapper, tabel: str, opdrachten: tuple[str, ...]) -> str:
    """What was asked and what stands there now; kept with the policy, it shows when either has changed."""
    gevraagd = hashlib.md5("".join(opdrachten).encode(), usedforsecurity=False).hexdigest()
    return f"{gevraagd} {_read_stand(cursor, tabel)[0]}"


def _read_stand(cursor: CursorWrapper, tabel: str) -> tuple[str, str | None]:
    """The fingerprint of the row-level security of this table, and the label that was kept with it."""
    cursor.execute(_STAND, [tabel])
    stand: tuple[str, str | None] = cursor.fetchone()
    return stand
