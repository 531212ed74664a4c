"""The lines of a receipt in the database: one statement with an array per column, whatever their number.

For a country of lines that is half the time of making a model object of each, only to write it down. No line can have
a default of the model or a check in Python that would be passed by: every column is given here, and the constraints
are those of the database.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import connection

from subsidies.berekeningen.rekenen import KOLOMMEN, Resultaatregel, as_rij
from subsidies.models import Berekening, Berekeningsregel


def save_regels(berekening: Berekening, regels: Sequence[Resultaatregel]) -> None:
    """All lines of a calculation, numbered from nought in this order."""
    if not regels:
        return
    kolommen = [range(len(regels)), *zip(*map(as_rij, regels), strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_opdracht(), [berekening.pk, *map(_array, kolommen)])


def _opdracht() -> str:
    """The types are asked of the model, so that the table and this statement can't differ."""
    meta = Berekeningsregel._meta
    per_naam = {veld.name: veld for veld in meta.concrete_fields}
    velden = [per_naam[naam] for naam in ("volgorde", *KOLOMMEN)]
    namen = ", ".join(f'"{veld.column}"' for veld in velden)
    arrays = ", ".join(f"%s::{veld.cast_db_type(connection)}[]" for veld in velden)
    return f'INSERT INTO "{meta.db_table}" (berekening_id, {namen}) SELECT %s, * FROM unnest({arrays})'  # noqa: S608 - names of our own


def _array(kolom: Iterable[int | bool | str | date]) -> str:
    """As PostgreSQL reads it; the texts are codes of ours, in which no character means anything."""
    return f"{{{','.join(map(str, kolom))}}}"
