"""Whose results are due: at the start, twice a year after that, and at the end.

A child of the doelgroep counts that has a place. aanname: no law says by when. Two months after the start the first
results are there, after that every six months, and at the end from two weeks before the last day on, until three months
after it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Max, Min, OuterRef, Q, QuerySet, Subquery

from indicaties.models import Indicatie, Kind, KindQuerySet
from lib.periode import add_maanden
from opvang.models import Plaatsing, PlaatsingQuerySet, Resultaatmeting
from organisaties.models import Gebruiker

NA_START_MAANDEN = 2
TUSSEN_MAANDEN = 6
VOOR_EINDE = timedelta(days=14)
NA_EINDE_MAANDEN = 3
Moment = Resultaatmeting.Moment


@dataclass(frozen=True)
class Stand:
    """A child of the list: where it is, what was measured last, and what is due now ('' when nothing is)."""

    kind: Kind
    plaatsing: Plaatsing
    laatste: Resultaatmeting | None
    nodig: str

    @property
    def nodig_naam(self) -> str:
        return str(Moment(self.nodig).label) if self.nodig else ""


def followed(gebruiker: Gebruiker, dag: date) -> KindQuerySet:
    """The children of the doelgroep that this person records results of, with what decides what is due."""
    plaatsen = _plaatsen(gebruiker, dag)
    metingen = Resultaatmeting.objects.for_gebruiker(gebruiker).current().filter(kind=OuterRef("pk"))
    eigen = plaatsen.filter(kind=OuterRef("pk")).order_by().values("kind")
    geldig = Indicatie.objects.effective().filter(soort=Indicatie.Soort.VVE)
    return (
        Kind.objects.filter(
            pk__in=plaatsen.order_by().values("kind"),
            gemeente=gebruiker.gemeente,
        )
        .filter(
            pk__in=geldig.filter(geldig_tot_en_met__gte=add_maanden(dag, -NA_EINDE_MAANDEN)).values("kind")
        )
        .annotate(
            begin=Subquery(eigen.annotate(eerste=Min("startdatum")).values("eerste")),
            laatste_meting=Subquery(metingen.order_by().values("kind").annotate(d=Max("datum")).values("d")),
            eindmeting=Subquery(metingen.filter(moment=Moment.END).values("pk")[:1]),
            laatste_dag=Subquery(
                plaatsen.filter(kind=OuterRef("pk"))
                .order_by(F("einddatum").desc(nulls_first=True), "pk")
                .values("einddatum")[:1]
            ),
        )
        .order_by("achternaam", "voornaam", "pk")
    )


def due(gebruiker: Gebruiker, dag: date) -> KindQuerySet:
    """Those of whom something should be recorded by the day."""
    einde = Q(laatste_dag__lte=dag + VOOR_EINDE)
    eerste = Q(laatste_meting=None, begin__lte=add_maanden(dag, -NA_START_MAANDEN))
    volgende = Q(laatste_meting__lte=add_maanden(dag, -TUSSEN_MAANDEN))
    gemist = Q(eindmeting=None) & (einde | eerste | volgende)
    return followed(gebruiker, dag).filter(gemist)


def _plaatsen(gebruiker: Gebruiker, dag: date) -> PlaatsingQuerySet:
    """That have begun, and did not end longer ago than something can still be asked of."""
    loopt = Q(einddatum=None) | Q(einddatum__gte=add_maanden(dag, -NA_EINDE_MAANDEN))
    return Plaatsing.objects.for_gebruiker(gebruiker).in_force().filter(loopt, startdatum__lte=dag)


def read_standen(kinderen: list[Kind], gebruiker: Gebruiker, dag: date) -> list[Stand]:
    """For the children of a page, out of `followed`."""
    plaatsen: dict[int, Plaatsing] = {}
    for plaatsing in (
        _plaatsen(gebruiker, dag)
        .filter(kind__in=kinderen)
        .select_related("locatie")
        .order_by("startdatum", "pk")
    ):
        plaatsen[plaatsing.kind_id] = plaatsing
    metingen = Resultaatmeting.objects.for_gebruiker(gebruiker).current().filter(kind__in=kinderen)
    laatste = {
        meting.kind_id: meting
        for meting in metingen.select_related("schaal").prefetch_related("scores").order_by("datum", "pk")
    }
    return [
        Stand(kind, plaatsen[kind.pk], laatste.get(kind.pk), needed(kind, dag))
        for kind in kinderen
        if kind.pk in plaatsen
    ]


def needed(kind: Kind, dag: date) -> str:
    """The moment that is due, of a child out of `followed`; '' when none is."""
    if kind.eindmeting is not None:  # type: ignore[attr-defined]  # annotated
        return ""
    laatste_dag: date | None = kind.laatste_dag  # type: ignore[attr-defined]
    laatste: date | None = kind.laatste_meting  # type: ignore[attr-defined]
    if laatste_dag is not None and laatste_dag <= dag + VOOR_EINDE:
        return Moment.END.value
    if laatste is None:
        begin: date = kind.begin  # type: ignore[attr-defined]
        return Moment.START.value if begin <= add_maanden(dag, -NA_START_MAANDEN) else ""
    return Moment.HALFWAY.value if laatste <= add_maanden(dag, -TUSSEN_MAANDEN) else ""


def metingen_van(kind: Kind, gebruiker: Gebruiker) -> QuerySet[Resultaatmeting]:
    """All that still counts, with its scores; for who may see it."""
    eigen = Resultaatmeting.objects.for_gebruiker(gebruiker).current().filter(kind=kind)
    return eigen.select_related("schaal", "locatie", "vastgelegd_door").prefetch_related("scores")
