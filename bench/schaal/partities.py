"""Would dividing a table by municipality help? The lines of all declarations, whole and in parts, asked the same.

The lines get the number of their municipality in copies of the table: the tables of the product stay as they are.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from organisaties.databaserol import as_owner

HASH_DELEN = 16
_BRON = """
    SELECT d.gemeente_id, d.eerste_maand, r.id, r.declaratie_id, r.plaatsing_id, r.van, r.tot_en_met, r.uren_honderdsten
      FROM opvang_declaratieregel r JOIN opvang_urendeclaratie d ON d.id = r.declaratie_id
"""
VRAGEN = {
    "hours of one municipality per quarter": "SELECT eerste_maand, sum(uren_honderdsten) FROM {} WHERE gemeente_id = %s GROUP BY 1",
    "lines of one declaration": "SELECT * FROM {} WHERE gemeente_id = %s AND declaratie_id = (SELECT min(declaratie_id) FROM {} WHERE gemeente_id = %s)",
    "hours of the country per municipality": "SELECT gemeente_id, sum(uren_honderdsten) FROM {} GROUP BY 1",
}
SOORTEN = ("whole", "list", "hash")


def measure_partities(rondes: int) -> list[dict[str, Any]]:
    """Per question and way of dividing: median ms, ms of planning, parts that were read, and pages."""
    with as_owner(), connection.cursor() as cursor, _tables(cursor):
        cursor.execute("SELECT gemeente_id FROM schaal_whole GROUP BY 1 ORDER BY count(*) LIMIT 1")
        (gemeente,) = cursor.fetchone()
        return [
            {"vraag": vraag, "soort": soort}
            | _measure(cursor, sql.replace("{}", f"schaal_{soort}"), gemeente, rondes)
            for vraag, sql in VRAGEN.items()
            for soort in SOORTEN
        ]


@contextmanager
def _tables(cursor: CursorWrapper) -> Iterator[None]:
    """The same rows three times, each with an index on municipality and declaration; gone afterwards."""
    try:
        cursor.execute(f"CREATE TABLE schaal_whole AS {_BRON}")
        cursor.execute("CREATE TABLE schaal_list (LIKE schaal_whole) PARTITION BY LIST (gemeente_id)")
        cursor.execute("CREATE TABLE schaal_hash (LIKE schaal_whole) PARTITION BY HASH (gemeente_id)")
        cursor.execute("SELECT DISTINCT gemeente_id FROM schaal_whole")
        for (gemeente,) in cursor.fetchall():
            cursor.execute(
                f"CREATE TABLE schaal_list_{gemeente} PARTITION OF schaal_list FOR VALUES IN ({gemeente})"
            )
        for rest in range(HASH_DELEN):
            deel = f"schaal_hash_{rest} PARTITION OF schaal_hash FOR VALUES WITH"
            cursor.execute(f"CREATE TABLE {deel} (MODULUS {HASH_DELEN}, REMAINDER {rest})")
        for soort in SOORTEN[1:]:
            cursor.execute(f"INSERT INTO schaal_{soort} SELECT * FROM schaal_whole")  # noqa: S608 - our own names
        for soort in SOORTEN:
            cursor.execute(f"CREATE INDEX ON schaal_{soort} (gemeente_id, declaratie_id)")
            cursor.execute(f"ANALYZE schaal_{soort}")
        yield
    finally:
        for soort in SOORTEN:
            cursor.execute(f"DROP TABLE IF EXISTS schaal_{soort} CASCADE")


def _measure(cursor: CursorWrapper, sql: str, gemeente: int, rondes: int) -> dict[str, Any]:
    argumenten = [gemeente] * sql.count("%s")
    tijden = []
    for _ in range(rondes + 1):
        begin = time.perf_counter()
        cursor.execute(sql, argumenten)
        cursor.fetchall()
        tijden.append((time.perf_counter() - begin) * 1000)
    cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", argumenten)
    ((plan,),) = cursor.fetchall()
    plan = (json.loads(plan) if isinstance(plan, str) else plan)[0]
    return {
        "ms": median(tijden[1:]),
        "plannen": plan["Planning Time"],
        "delen": len(set(_relations(plan["Plan"]))),
        "pagina": plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"],
    }


def _relations(plan: dict[str, Any]) -> Iterator[str]:
    """The tables that were really read."""
    if "Relation Name" in plan and plan.get("Actual Loops"):
        yield plan["Relation Name"]
    for onder in plan.get("Plans", []):
        yield from _relations(onder)
