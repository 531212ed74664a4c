"""The days of `optijd` out of the database: each column once, in one query."""

from datetime import date

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from indicaties.models import Indicatie, Kind, KindQuerySet, Toeleiding, Traject
from indicaties.routekaart.optijd import Gang
from lib.periode import jaar_periode


def read_gangen(kinderen: KindQuerySet, dag: date) -> dict[int, Gang]:
    """Of children that ever had an indicatie, and that have started by the day: id -> its days."""
    rijen = with_days(kinderen, dag).filter(Q(start_op__isnull=False, indicatie_op__isnull=False))
    return {
        kind_id: Gang(*dagen)
        for kind_id, *dagen in rijen.values_list("pk", *map(F, _KOLOMMEN)).order_by(F("start_op"), "pk")
    }


def read_gang(kind: Kind, dag: date) -> Gang:
    """Of one child, started or not."""
    return Gang(*with_days(Kind.objects.filter(pk=kind.pk), dag).values_list(*map(F, _KOLOMMEN)).get())


def started_in(kinderen: KindQuerySet, jaar: int, dag: date) -> KindQuerySet:
    """Narrowed before the days are read: of whom a place began in the year."""
    periode = jaar_periode(jaar)
    return started_between(kinderen, periode.van, min(periode.tot_en_met, dag))


def started_between(kinderen: KindQuerySet, van: date, tot_en_met: date) -> KindQuerySet:
    in_periode = Kind.objects.filter(
        pk=OuterRef("pk"),
        plaatsingen__vervallen_op=None,
        plaatsingen__startdatum__range=(van, tot_en_met),
    )
    return kinderen.filter(Exists(in_periode))


_KOLOMMEN = (
    *("geboortedatum", "start_op", "signaal_op", "indicatie_op", "verwijzing_op", "afgezien_op"),
    "reden_van_laat",
)


def with_days(kinderen: KindQuerySet, dag: date) -> KindQuerySet:
    """With the days of `Gang` as columns. The first of each: what came after the start tells nothing about the way to it."""
    verwijzingen = Toeleiding.objects.filter(kind=OuterRef("pk"), verwezen_op__lte=dag)
    plaatsen = Kind.objects.filter(
        pk=OuterRef("pk"), plaatsingen__vervallen_op=None, plaatsingen__startdatum__lte=dag
    ).order_by()
    eerste_plaats = plaatsen.values("pk").annotate(eerste=Min("plaatsingen__startdatum")).values("eerste")
    laat = Traject.objects.filter(kind=OuterRef("pk")).exclude(reden_laat="").order_by("-pk")
    op_weg = kinderen.annotate(
        signaal_op=_first(Traject.objects.filter(kind=OuterRef("pk")), "geopend_op"),
        indicatie_op=_first(Indicatie.objects.effective().filter(kind=OuterRef("pk")), "afgegeven_op"),
        verwijzing_op=_first(verwijzingen.exclude(status=Toeleiding.Status.RECALLED), "verwezen_op"),
        start_op=Coalesce(
            _first(verwijzingen.filter(gestart_op__lte=dag), "gestart_op"), Subquery(eerste_plaats)
        ),
        reden_van_laat=Coalesce(Subquery(laat.values("reden_laat")[:1]), Value("")),
    )
    afgezien = verwijzingen.filter(status=Toeleiding.Status.DECLINED, afgerond_op__lte=OuterRef("start_op"))
    gezin = afgezien.exclude(reden=Toeleiding.Reden.FULL).order_by("-afgerond_op")
    return op_weg.annotate(afgezien_op=Subquery(gezin.values("afgerond_op")[:1]))


def _first(rijen: "QuerySet[Traject] | QuerySet[Indicatie] | QuerySet[Toeleiding]", veld: str) -> Subquery:
    return Subquery(rijen.order_by(veld).values(veld)[:1])
