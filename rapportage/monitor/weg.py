"""Who began in a quarter: how old they were, and how long the way to their place was. Counted by the database."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Q

from indicaties.models import Kind
from indicaties.routekaart.lezen import started_between, with_days
from indicaties.routekaart.optijd import Spreiding
from lib.kleine_groepen import is_small
from lib.periode import Periode
from organisaties.models import Gemeente
from rapportage.doelgroep import LANDELIJK_VAN
from rapportage.monitor.verbergen import Cel, hide_parts

# From one day to another, in the words of people. What came in another order took no time, as on the routekaart.
STAPPEN = (
    ("signaal_op", "indicatie_op", "Van signaal tot indicatie"),
    ("indicatie_op", "verwijzing_op", "Van indicatie tot verwijzing"),
    ("verwijzing_op", "start_op", "Van verwijzing tot start"),
    ("signaal_op", "start_op", "Van signaal tot start"),
)
_DUUR = "percentile_disc(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY greatest({tot} - {van}, 0)), count({tot} - {van})"
_TELLEN = f"""
SELECT count(*), count(*) FILTER (WHERE start_op <= geboortedatum + interval '{LANDELIJK_VAN} months'),
       {", ".join(_DUUR.format(van=van, tot=tot) for van, tot, _ in STAPPEN)}
  FROM gang WHERE start_op BETWEEN %s AND %s"""  # noqa: S608 - our own names
_KOLOMMEN = ("geboortedatum", "start_op", "signaal_op", "indicatie_op", "verwijzing_op")


@dataclass(frozen=True)
class Duur:
    """In days; None: of nobody both days are known, or (`is_verborgen`) of one to four children."""

    naam: str
    spreiding: Spreiding | None
    is_verborgen: bool = False


@dataclass(frozen=True)
class Weg:
    """Of children that ever had an indicatie and whose first place began in the period."""

    gestart: Cel
    op_tijd: Cel
    te_laat: Cel
    duren: tuple[Duur, ...]


def read_weg(gemeente: Gemeente, periode: Periode, *, volledig: bool) -> Weg:
    """Not `volledig`: without what tells of one to four children."""
    kinderen = started_between(Kind.objects.filter(gemeente=gemeente), periode.van, periode.tot_en_met)
    gangen = with_days(kinderen, periode.tot_en_met).filter(Q(indicatie_op__isnull=False)).order_by()
    sql, params = gangen.values_list(*map(F, _KOLOMMEN)).query.sql_with_params()
    namen = ", ".join(_KOLOMMEN)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH gang ({namen}) AS ({sql}) {_TELLEN}", [*params, periode.van, periode.tot_en_met]
        )
        gestart, op_tijd, *duren = cursor.fetchone()
    geheel = None if is_small(gestart) and not volledig else gestart
    delen = (op_tijd, gestart - op_tijd)
    tijdig, laat = delen if volledig else hide_parts(geheel, delen)
    paren = zip(STAPPEN, duren[::2], duren[1::2], strict=True)
    return Weg(
        geheel,
        tijdig,
        laat,
        tuple(_duur(naam, dagen, aantal, volledig) for (_, _, naam), dagen, aantal in paren),
    )


def _duur(naam: str, kwartielen: Any, aantal: int, volledig: bool) -> Duur:
    if is_small(aantal) and not volledig:
        return Duur(naam, None, is_verborgen=True)
    return Duur(naam, Spreiding(aantal, *kwartielen) if aantal else None)


def einde(periode: Periode, dag: date) -> Periode:
    """The part of a quarter that is over."""
    return Periode(periode.van, min(periode.tot_en_met, dag))
