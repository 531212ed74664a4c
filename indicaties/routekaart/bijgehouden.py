"""The kept answer to how each child stands today (`Kindstand`): brought up to date before it is read.

What it says is worked out by the same questions that a page of one child asks; here only for many at once. A row is
anew when a fact of its child changed, and all of them each night, since a day that begins changes them too.
"""

from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, FilteredRelation, Max, OuterRef, Q, Subquery

from indicaties.models import OPEN, Indicatie, Kind, KindQuerySet, Kindstand, Toeleiding
from indicaties.routekaart.stap import KOLOMMEN, Feiten, find_stap, with_facts_on
from indicaties.stand import FEITEN, Bron, last_end
from organisaties.models import Gebruiker, Gemeente

# So many at once, that no single question takes longer than a page may wait.
_PER_KEER = 2_000


def bron_for(gebruiker: Gebruiker, dag: date) -> Bron:
    """A provider reads the facts, as far as its own places and referrals go; others what is kept, brought up to date."""
    if gebruiker.is_houder:
        return FEITEN
    renew(gebruiker.gemeente, dag)
    return BIJGEHOUDEN


def with_kept_stand(kinderen: KindQuerySet, dag: date) -> KindQuerySet:
    return kinderen.filter(bijgehouden__dag=dag).annotate(
        stand=F("bijgehouden__stand"),
        stand_sinds=F("bijgehouden__stand_sinds"),
        stand_reden=F("bijgehouden__stand_reden"),
    )


def with_kept_stap(kinderen: KindQuerySet, dag: date) -> KindQuerySet:
    """Each child with an open case, with `stap` and `stap_sinds` beside how it stands."""
    return with_kept_stand(kinderen.exclude(bijgehouden__stap=""), dag).annotate(
        stap=F("bijgehouden__stap"), stap_sinds=F("bijgehouden__stap_sinds")
    )


def _unanswered(kinderen: KindQuerySet, dag: date, sinds: date) -> KindQuerySet:
    return kinderen.exclude(bijgehouden__antwoord_op_verwijzing__gte=sinds).exclude(
        bijgehouden__verwacht__gte=dag
    )


def _with_end(kinderen: KindQuerySet, dag: date, einde: Q) -> KindQuerySet:
    eigen = kinderen.filter(bijgehouden__dag=dag)
    return eigen.annotate(indicatie_tot=F("bijgehouden__indicatie_tot")).filter(einde)


BIJGEHOUDEN = Bron(
    with_kept_stand,
    lambda kinderen, dag: kinderen.filter(bijgehouden__heeft_indicatie=True),
    _unanswered,
    _with_end,
)


def renew(gemeente: Gemeente, dag: date) -> int:
    """Bring the rows of this municipality to this day; how many were not."""
    aantal = 0
    while versies := _out_of_date(gemeente, dag):
        aantal += len(versies)
        if not _write(versies, _work_out(versies, dag), dag):
            break  # facts change as quickly as they are read: the next reader goes on
    return aantal


def _out_of_date(gemeente: Gemeente, dag: date) -> dict[int, int]:
    """kind -> version of its row."""
    # Three ranges of an index, where "another day" would be all rows.
    oud = Kindstand.objects.filter(Q(dag=None) | Q(dag__lt=dag) | Q(dag__gt=dag), gemeente=gemeente)
    return dict(oud.values_list("kind_id", "versie")[:_PER_KEER])


_STAND = ("stand", "stand_sinds", "stand_reden")
_ANTWOORD = ("antwoord_op_verwijzing", "verwacht")
_DOSSIER = ("dossier__behandelaar", "dossier__aan_zet", "dossier__uiterlijk", "dossier__stil_sinds")


def _work_out(kinderen: dict[int, int], dag: date) -> list[tuple[Any, ...]]:
    """The values of each row, in the order of `_UPDATE`."""
    rijen = with_facts_on(
        Kind.objects.filter(pk__in=list(kinderen)).annotate(
            dossier=FilteredRelation("trajecten", condition=Q(trajecten__gesloten_op=None))
        ),
        dag,
    ).annotate(
        geldig=Subquery(Indicatie.objects.valid_on(dag).filter(kind=OuterRef("pk")).values("pk")[:1]),
        antwoord_op_verwijzing=_of_answers("sinds"),
        verwacht=_of_answers("verwacht"),
        indicatie_tot=last_end(),
    )
    velden = ("pk", "stand_reden", "geldig", "indicatie_tot", *_ANTWOORD, *_DOSSIER, *KOLOMMEN)
    return [_row(dict(zip(velden, rij, strict=True)), dag) for rij in rijen.values_list(*map(F, velden))]


def _of_answers(veld: str) -> Subquery:
    beantwoord = Toeleiding.objects.filter(kind=OuterRef("pk"), status__in=OPEN[1:]).order_by()
    return Subquery(beantwoord.values("kind").annotate(laatste=Max(veld)).values("laatste"))


def _row(rij: dict[str, Any], dag: date) -> tuple[Any, ...]:
    feiten = Feiten(*(rij[kolom] for kolom in KOLOMMEN))
    stap, sinds = find_stap(feiten, dag) if rij["dossier__geopend_op"] else ("", None)
    return (
        rij["pk"],
        *(rij[veld] for veld in _STAND),
        rij["geldig"] is not None,
        rij["indicatie_tot"],
        *(rij[veld] for veld in _ANTWOORD),
        str(stap),
        sinds,
        rij["dossier__behandelaar"],
        rij["dossier__aan_zet"] or "",
        rij["dossier__uiterlijk"],
        rij["dossier__stil_sinds"] is not None,
    )


# Only where nothing changed since the version was read: else the row stays out of date, and is worked out anew.
_UPDATE = """
UPDATE indicaties_kindstand k
   SET dag = %s, stand = v.stand, stand_sinds = v.sinds, stand_reden = v.reden, heeft_indicatie = v.geldig,
       indicatie_tot = v.tot, antwoord_op_verwijzing = v.antwoord, verwacht = v.verwacht, stap = v.stap, stap_sinds = v.stap_sinds,
       behandelaar_id = v.behandelaar, aan_zet = v.aan_zet, uiterlijk = v.uiterlijk, stil = v.stil
  FROM unnest(%s::bigint[], %s::varchar[], %s::date[], %s::varchar[], %s::boolean[], %s::date[], %s::date[], %s::date[],
              %s::varchar[], %s::date[], %s::bigint[], %s::varchar[], %s::date[], %s::boolean[], %s::bigint[])
       AS v(kind_id, stand, sinds, reden, geldig, tot, antwoord, verwacht, stap, stap_sinds, behandelaar, aan_zet,
            uiterlijk, stil, versie)
 WHERE k.kind_id = v.kind_id AND k.versie = v.versie"""
# A file that was joined with another is no child any more: nothing is worked out of it.
_LEEG = (
    "UPDATE indicaties_kindstand SET dag = %s, stap = '', stand = '', stil = false WHERE kind_id = ANY(%s)"
)


def _write(versies: dict[int, int], rijen: list[tuple[Any, ...]], dag: date) -> int:
    """How many rows were brought to the day."""
    verdwenen = list(versies.keys() - {rij[0] for rij in rijen})
    with connection.cursor() as cursor:
        if verdwenen:
            cursor.execute(_LEEG, [dag, verdwenen])
        kolommen = [list(kolom) for kolom in zip(*((*rij, versies[rij[0]]) for rij in rijen), strict=True)]
        if kolommen:
            cursor.execute(_UPDATE, [dag, *kolommen])
            return len(verdwenen) + int(cursor.rowcount)
    return len(verdwenen)
