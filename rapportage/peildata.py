"""On several days at once: how many children of the doelgroep have a place, and why the others have none.

The facts of the whole time are read once and laid beside each day; of one day `doelgroep` counts the same and more.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import Least

from indicaties.models import Toeleiding
from lib.periode import Periode
from opvang.models import Plaatsing
from organisaties.models import Gemeente, Locatie
from rapportage.doelgroep import (
    GEEN_VERWIJZING,
    NIET,
    VE,
    VE_ELDERS,
    WACHT,
    ZONDER_VE,
    Bladen,
    Vraag,
    doelgroep_between,
)

# Each child at most once per day in the first part and the last; under each other and grouped, as in `doelgroep`.
_TELLEN = f"""
SELECT dag, blad, count(*)
  FROM (SELECT dag, kind_id, bool_or(hoort_erbij) AS hoort_erbij,
               CASE min(rang) WHEN 0 THEN '{VE}' WHEN 1 THEN '{VE_ELDERS}' WHEN 2 THEN '{ZONDER_VE}'
                    ELSE coalesce(max(reden), '{GEEN_VERWIJZING}') END AS blad
          FROM (SELECT dag, kind_id, true AS hoort_erbij, NULL::int AS rang, NULL::text AS reden
                  FROM doelgroep JOIN dagen ON dag BETWEEN van AND tot
                UNION ALL
                SELECT dagen.dag, kind_id, NULL,
                       CASE WHEN ve.dag IS NULL THEN 2 WHEN buiten_gemeente THEN 1 ELSE 0 END, NULL
                  FROM plaats
                  JOIN dagen ON dagen.dag BETWEEN van AND coalesce(tot, 'infinity')
                  LEFT JOIN ve ON ve.locatie_id = plaats.locatie_id AND ve.dag = dagen.dag
                UNION ALL
                SELECT dag, kind_id, NULL, NULL,
                       CASE WHEN status = 'geen-deelname' AND afgerond_op <= dag THEN '{NIET}' || reden
                            WHEN status = 'teruggenomen' OR afgerond_op <= dag THEN '{GEEN_VERWIJZING}'
                            ELSE '{WACHT}' END
                  FROM (SELECT DISTINCT ON (dag, kind_id) dag, verwijzing.*
                          FROM verwijzing JOIN dagen ON verwezen_op <= dag
                         ORDER BY dag, kind_id, verwezen_op DESC, id DESC) laatste) delen
         GROUP BY dag, kind_id) kind
 WHERE hoort_erbij
 GROUP BY dag, blad"""  # noqa: S608 - our own constants


def count_bladen(gemeente: Gemeente, dagen: Sequence[date]) -> dict[date, Bladen]:
    """Per day and leaf, in one question; who is silent is not asked, and counts as waiting."""
    per_dag: defaultdict[date, Bladen] = defaultdict(Counter)
    if dagen:
        vraag = _feiten(gemeente, sorted(set(dagen)))
        with connection.cursor() as cursor:
            cursor.execute(f"{vraag} {_TELLEN}", vraag.params)
            for dag, blad, aantal in cursor.fetchall():
                per_dag[dag][blad] = aantal
    return {dag: per_dag[dag] for dag in dagen}


def _feiten(gemeente: Gemeente, dagen: list[date]) -> Vraag:
    vraag, tijd = Vraag(), Periode(dagen[0], dagen[-1])
    vraag.add_sql("dagen", "SELECT unnest(%s::date[]) AS dag", dagen)
    vraag.add("doelgroep", _doelgroep(gemeente, tijd))
    plaatsen = Plaatsing.objects.overlapping(tijd).filter(kind__gemeente=gemeente).order_by()
    vraag.add(
        "plaats",
        plaatsen.values(
            "kind_id",
            "locatie_id",
            buiten_gemeente=F("locatie__buiten_gemeente"),
            van=F("startdatum"),
            tot=F("einddatum"),
        ),
    )
    verwezen = Toeleiding.objects.filter(kind__gemeente=gemeente, verwezen_op__lte=tijd.tot_en_met).order_by()
    vraag.add("verwijzing", verwezen.values("id", "kind_id", "verwezen_op", "status", "reden", "afgerond_op"))
    vraag.add_sql("ve", *_with_ve(dagen))
    return vraag


def _doelgroep(gemeente: Gemeente, tijd: Periode) -> "QuerySet[Any, Any]":
    """From when until when each child belongs to it: no longer than it lives here."""
    geldig = doelgroep_between(gemeente, tijd).order_by()
    return geldig.values(
        "kind_id", van=F("geldig_van"), tot=Least("geldig_tot_en_met", "kind__vertrokken_op")
    )


def _with_ve(dagen: list[date]) -> tuple[Any, ...]:
    """SQL with its parameters: the locations with VE on each day."""
    delen, params = [], []
    for dag in dagen:
        sql, van_dag = Locatie.objects.with_ve_on(dag).order_by().values("pk").query.sql_with_params()
        delen.append(f"SELECT %s::date AS dag, pk AS locatie_id FROM ({sql}) locatie")  # noqa: S608 - made by Django
        params += [dag, *van_dag]
    return " UNION ALL ".join(delen), *params
