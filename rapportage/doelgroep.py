"""The children of the doelgroep on a day, counted by the database: one row per child, then GROUP BY in one question.

The conditions are those of the QuerySets (`valid_on`, `active_on`, `with_ve_on`); only the way they are put together is
SQL, since one question with GROUPING SETS counts all tables of a day and a QuerySet can't say that.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from indicaties.models import OPEN, Indicatie, Ouderschap, Toeleiding, Toeleidingstap
from lib.periode import Periode, laatst_geboren
from opvang.models import Plaatsing
from organisaties.models import Gemeente, Locatie

VE, VE_ELDERS, ZONDER_VE = "ve", "ve-elders", "zonder-ve"
NIET = "niet:"
ONBEKEND = STIL, WACHT, GEEN_VERWIJZING = "stil", "wacht", "geen-verwijzing"
# The age of voorschoolse educatie of the national figures: from 2;6, until 4.
LANDELIJK_VAN, LANDELIJK_TOT = 30, 48
VOLLE_UREN = 16_00

Bladen = Counter[str]


@dataclass(frozen=True)
class Telling:
    """How many children of the doelgroep there were on a day, per leaf: where they have a place, or why they have none.

    `per` has the same children divided by one property; a child counts under each of its `gronden`. `plekken`: per leaf,
    provider and location, each child once, at its best place. `uren`: of who has a VE place, whether it has 16 hours.
    """

    dag: date
    bladen: Bladen
    per: Mapping[str, Mapping[Any, Bladen]]
    plekken: Mapping[tuple[str, int, int], int]
    uren: Mapping[bool, int]


@dataclass
class Vraag:
    """Parts of a WITH, in their order."""

    delen: list[str] = field(default_factory=list)
    params: list[Any] = field(default_factory=list)

    def add(self, naam: str, rijen: "QuerySet[Any, Any]", *, apart: bool = False) -> None:
        """`apart`: worked out before it is joined. Of what row-level security leaves the planner expects next to
        nothing, and then looks it up row by row."""
        sql, params = rijen.query.sql_with_params()
        self.delen.append(f"{naam} AS {'MATERIALIZED ' if apart else ''}({sql})")
        self.params += params

    def add_sql(self, naam: str, sql: str, *params: Any) -> None:
        self.delen.append(f"{naam} AS ({sql})")
        self.params += params

    def __str__(self) -> str:
        return "WITH " + ", ".join(self.delen)


# One row per child: its leaf, and each property that a table divides by. The parts are laid under each other and grouped,
# not joined: what the planner thinks of their size then makes no difference (joins were tried: a loop per child).
_FEITEN = f"""
SELECT kind_id, indicatie_id, leeftijd, buurt, taal, locatie_id, houder_id,
       CASE WHEN uren IS NOT NULL THEN uren >= {VOLLE_UREN} END AS uren,
       CASE WHEN blad IS NOT NULL THEN blad
            WHEN status = 'geen-deelname' AND afgerond_op <= %s THEN '{NIET}' || reden
            WHEN status IS NULL OR status = 'teruggenomen' OR afgerond_op <= %s THEN '{GEEN_VERWIJZING}'
            WHEN verwezen_op >= %s OR antwoord THEN '{WACHT}'
            ELSE '{STIL}' END AS blad
  FROM (SELECT kind_id, max(indicatie_id) AS indicatie_id, bool_or(leeftijd) AS leeftijd, max(buurt) AS buurt,
               max(taal) AS taal, max(locatie_id) AS locatie_id, max(houder_id) AS houder_id, max(uren) AS uren,
               max(blad) AS blad, max(status) AS status, max(reden) AS reden, max(afgerond_op) AS afgerond_op,
               max(verwezen_op) AS verwezen_op, bool_or(antwoord) AS antwoord
          FROM delen GROUP BY kind_id) kind
 WHERE indicatie_id IS NOT NULL"""  # noqa: S608 - our own constants
# Each child at most once in each part but the answers.
_DELEN = """
SELECT kind_id, indicatie_id, leeftijd, buurt, NULL::varchar AS taal, NULL::bigint AS locatie_id,
       NULL::bigint AS houder_id, NULL::bigint AS uren, NULL::varchar AS blad, NULL::varchar AS status,
       NULL::varchar AS reden, NULL::date AS afgerond_op, NULL::date AS verwezen_op, NULL::boolean AS antwoord
  FROM doelgroep
UNION ALL
SELECT kind_id, NULL, NULL, NULL, NULL, locatie_id, houder_id, uren, blad, NULL, NULL, NULL, NULL, NULL
  FROM (SELECT DISTINCT ON (kind_id) kind_id, locatie_id, houder_id, blad,
               sum(uren) FILTER (WHERE rang < 2) OVER (PARTITION BY kind_id) AS uren
          FROM plaats ORDER BY kind_id, rang, locatie_id) beste
UNION ALL
SELECT kind_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, status, reden, afgerond_op, verwezen_op, NULL
  FROM (SELECT DISTINCT ON (kind_id) * FROM verwijzing ORDER BY kind_id, verwezen_op DESC, id DESC) laatste
UNION ALL
SELECT kind_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, true FROM antwoord
UNION ALL
SELECT kind_id, NULL, NULL, NULL, taal, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM (SELECT DISTINCT ON (kind_id) kind_id, taal FROM taal ORDER BY kind_id, belt_eerst DESC, id) gebeld"""

_TELLEN = """
SELECT GROUPING(leeftijd, buurt, taal, locatie_id, uren) AS soort, blad,
       leeftijd, buurt, taal, houder_id, locatie_id, uren, NULL::bigint AS grond, count(*)
  FROM feiten
 GROUP BY GROUPING SETS ((blad), (blad, leeftijd), (blad, buurt), (blad, taal), (blad, houder_id, locatie_id),
                         (blad, uren))
UNION ALL
SELECT 0, blad, NULL, NULL, NULL, NULL, NULL, NULL, g.criterium_id, count(*)
  FROM feiten f JOIN indicaties_indicatie_criteria g ON g.indicatie_id = f.indicatie_id
 GROUP BY blad, g.criterium_id"""
# What GROUPING says of each set: a bit for each column that is not in it.
_ALLEEN_BLAD, _LEEFTIJD, _BUURT, _TAAL, _PLEK, _UREN, _GROND = 31, 15, 23, 27, 29, 30, 0


def read_telling(gemeente: Gemeente, dag: date, stil_na_weken: int) -> Telling:
    """One question, however many children."""
    vraag = ask_feiten(gemeente, dag, stil_na_weken)
    bladen: Bladen = Counter()
    per: dict[str, defaultdict[Any, Bladen]] = {
        naam: defaultdict(Counter) for naam in ("leeftijd", "buurt", "taal", "grond")
    }
    plekken: dict[tuple[str, int, int], int] = {}
    uren: Counter[bool] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(f"{vraag} {_TELLEN}", vraag.params)
        for soort, blad, leeftijd, buurt, taal, houder, locatie, vol, grond, aantal in cursor.fetchall():
            if soort == _ALLEEN_BLAD:
                bladen[blad] += aantal
            elif soort == _PLEK and locatie is not None:
                plekken[blad, houder, locatie] = aantal
            elif soort == _UREN and vol is not None:
                uren[vol] += aantal
            else:
                waarden = {_LEEFTIJD: leeftijd, _BUURT: buurt, _TAAL: taal, _GROND: grond}
                if soort in waarden:
                    per[_NAMEN[soort]][waarden[soort]][blad] += aantal
    return Telling(dag, bladen, per, plekken, uren)


_NAMEN = {_LEEFTIJD: "leeftijd", _BUURT: "buurt", _TAAL: "taal", _GROND: "grond"}


def find_kinderen(
    gemeente: Gemeente, dag: date, stil_na_weken: int, bladen: frozenset[str] | None, waar: Mapping[str, Any]
) -> list[int]:
    """The ids of the children behind a count: of these leaves (None: all), with these properties."""
    vraag = ask_feiten(gemeente, dag, stil_na_weken)
    eisen, params = ["true"], []
    if bladen is not None:
        eisen.append("blad = ANY(%s)")
        params.append(sorted(bladen))
    for naam, waarde in waar.items():
        eis, met = _eis(naam, waarde)
        eisen.append(eis)
        params += met
    sql = f"{vraag} SELECT kind_id FROM feiten WHERE {' AND '.join(eisen)}"  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        cursor.execute(sql, [*vraag.params, *params])
        return [kind for (kind,) in cursor.fetchall()]


def _eis(naam: str, waarde: Any) -> tuple[str, list[Any]]:
    if naam == "grond":
        return (
            "indicatie_id IN (SELECT indicatie_id FROM indicaties_indicatie_criteria WHERE criterium_id = %s)",
            [waarde],
        )
    return (f"{naam} IS NULL", []) if waarde is None else (f"{naam} = %s", [waarde])


def ask_feiten(gemeente: Gemeente, dag: date, stil_na_weken: int) -> Vraag:
    """All that is known of the children on the day as parts of a question; `feiten` has a row per child."""
    vraag, grens = Vraag(), dag - timedelta(weeks=stil_na_weken)
    vraag.add("doelgroep", _doelgroep(gemeente, dag))
    vraag.add("plaats", _plaatsen(gemeente, dag))
    verwezen = Toeleiding.objects.filter(kind__gemeente=gemeente, verwezen_op__lte=dag).order_by()
    vraag.add("verwijzing", verwezen.values("id", "kind_id", "verwezen_op", "status", "reden", "afgerond_op"))
    vraag.add("antwoord", _antwoorden(gemeente, dag, grens))
    talen = Ouderschap.objects.current().filter(kind__gemeente=gemeente).exclude(ouder__taal="").order_by()
    vraag.add("taal", talen.values("id", "kind_id", "belt_eerst", taal=F("ouder__taal")))
    vraag.add_sql("delen", _DELEN)
    vraag.add_sql("feiten", _FEITEN, dag, dag, grens)
    return vraag


def doelgroep_on(gemeente: Gemeente, dag: date) -> "QuerySet[Indicatie, Indicatie]":
    """The indicaties of who has a valid VVE-indicatie and had not moved or died; nobody has two on one day."""
    return doelgroep_between(gemeente, Periode(dag, dag))


def doelgroep_between(gemeente: Gemeente, tijd: Periode) -> "QuerySet[Indicatie, Indicatie]":
    """The same, of who had one on some day."""
    woont = Q(kind__vertrokken_op=None) | Q(kind__vertrokken_op__gte=tijd.van)
    return Indicatie.objects.overlapping(tijd).filter(
        woont, soort=Indicatie.Soort.VVE, kind__gemeente=gemeente, kind__samengevoegd_met=None
    )


def _doelgroep(gemeente: Gemeente, dag: date) -> "QuerySet[Any, Any]":
    landelijk = Q(
        kind__geboortedatum__gt=laatst_geboren(dag, LANDELIJK_TOT),
        kind__geboortedatum__lte=laatst_geboren(dag, LANDELIJK_VAN),
    )
    return (
        doelgroep_on(gemeente, dag)
        .order_by()
        .values(
            "kind_id",
            indicatie_id=F("pk"),
            buurt=F("kind__adres__buurt"),
            leeftijd=Case(When(landelijk, then=Value(True)), default=Value(False)),
        )
    )


def _plaatsen(gemeente: Gemeente, dag: date) -> "QuerySet[Any, Any]":
    """Each place with its rank: VE in the municipality before VE elsewhere before without VE."""
    met_ve = Q(locatie__in=Locatie.objects.with_ve_on(dag))
    hier = Q(locatie__buiten_gemeente=False)
    plaatsen = Plaatsing.objects.active_on(dag).filter(kind__gemeente=gemeente)
    return plaatsen.order_by().values(
        "kind_id",
        "locatie_id",
        houder_id=F("locatie__houder"),
        uren=F("uren_per_week_honderdsten"),
        rang=Case(
            When(met_ve & hier, then=Value(0)),
            When(met_ve, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        ),
        blad=Case(
            When(met_ve & hier, then=Value(VE)),
            When(met_ve, then=Value(VE_ELDERS)),
            default=Value(ZONDER_VE),
        ),
    )


def _antwoorden(gemeente: Gemeente, dag: date, grens: date) -> "QuerySet[Any, Any]":
    """Who said yes or put the child on a list since then, or told when there will be a place."""
    gezegd = Q(sinds__gte=grens) | Q(verwacht__gte=dag)
    stappen = Toeleidingstap.objects.filter(
        gezegd, toeleiding__kind__gemeente=gemeente, sinds__lte=dag, status__in=OPEN[1:]
    )
    return stappen.order_by().values(kind_id=F("toeleiding__kind"))


def read_redenen(telling: Telling) -> Iterator[tuple[str, int]]:
    """Every reason there is, in the order of the list: also those of nobody."""
    for reden in Toeleiding.Reden.values:
        yield reden, telling.bladen[NIET + reden]
