"""Many rows of one model changed by one statement of a fixed length: Django's own has a CASE per row and per field."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def update_rows(rijen: Sequence[models.Model], namen: Sequence[str]) -> None:
    """Write these fields of these rows; they hold numbers, texts, lists of them, or nothing."""
    if not rijen:
        return
    meta: Any = rijen[0]._meta
    velden = [meta.get_field(naam) for naam in namen]
    wordt = ", ".join(f'"{veld.column}" = nieuw."{veld.column}"' for veld in velden)
    soorten = ", ".join(f'"{veld.column}" {veld.db_type(connection)}' for veld in (meta.pk, *velden))
    waarden = [{veld.column: getattr(rij, veld.attname) for veld in (meta.pk, *velden)} for rij in rijen]
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{meta.db_table}" rij SET {wordt} FROM jsonb_to_recordset(%s) AS nieuw({soorten})'  # noqa: S608
            f' WHERE rij."{meta.pk.column}" = nieuw."{meta.pk.column}"',
            [json.dumps(waarden)],
        )
