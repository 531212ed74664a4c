"""Which children are to be handed over, and by when: the moment of the municipality, a move, or the end of the place.

A child counts that has or had a place at a location with VE. It leaves the list when a package is on its way to a
school, a year after its last day, or at its fifth birthday (aanname: later nobody asks for it any more).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from indicaties.models import Kind, KindQuerySet, Werkwijze, werkwijze_of
from lib.periode import add_maanden, day_before, laatst_geboren, verjaardag
from opvang.models import Overdracht, Plaatsing, PlaatsingQuerySet
from organisaties.models import Gebruiker

VOORUIT = timedelta(days=42)
NOG_MAANDEN = 12
OUDSTE_MAANDEN = 60
Aanleiding = Overdracht.Aanleiding


@dataclass(frozen=True)
class Werk:
    """A child to hand over: why, and by which day."""

    kind: Kind
    aanleiding: Overdracht.Aanleiding
    uiterlijk: date
    te_laat: bool


def to_hand_over(gebruiker: Gebruiker, dag: date, horizon: date) -> KindQuerySet:
    """The children whose moment is on or before `horizon`; the oldest first."""
    plaatsen = _with_ve(gebruiker).filter(startdatum__lte=dag)
    laatste = (
        plaatsen.filter(kind=OuterRef("pk"))
        .order_by(F("einddatum").desc(nulls_first=True), "pk")
        .values("einddatum")[:1]
    )
    uit = Overdracht.objects.for_gebruiker(gebruiker).filter(kind=OuterRef("pk")).out()
    oudste = laatst_geboren(dag, OUDSTE_MAANDEN)
    recent = plaatsen.filter(
        _until(add_maanden(dag, -NOG_MAANDEN)),
        kind__gemeente=gebruiker.gemeente,
        kind__geboortedatum__gt=oudste,
    )
    return (
        Kind.objects.filter(
            ~Exists(uit),
            pk__in=_at_a_moment(werkwijze_of(gebruiker.gemeente), recent, horizon),
            gemeente=gebruiker.gemeente,
            geboortedatum__gt=oudste,
        )
        .exclude(reden_vertrek=Kind.RedenVertrek.DECEASED)
        .annotate(laatste_dag=Subquery(laatste))
        .order_by("geboortedatum", "pk")
    )


def late(gebruiker: Gebruiker, dag: date) -> KindQuerySet:
    """Those whose moment is past."""
    return to_hand_over(gebruiker, dag, day_before(dag))


def _with_ve(gebruiker: Gebruiker) -> PlaatsingQuerySet:
    met_ve = Q(locatie__ve_geregistreerd=True) | Q(locatie__ve_tot_en_met__isnull=False)
    return Plaatsing.objects.for_gebruiker(gebruiker).in_force().filter(met_ve)


def _until(dag: date) -> Q:
    """A place whose last day, if it has one, is that day or later."""
    return Q(einddatum=None) | Q(einddatum__gte=dag)


def _at_a_moment(
    werkwijze: Werkwijze, recent: PlaatsingQuerySet, horizon: date
) -> "QuerySet[Plaatsing, int]":
    """The children of recent places whose moment is there. Each moment is a question of its own that an index
    answers; with OR between them every child of the municipality would be looked at for each."""
    momenten: list[QuerySet[Any, Any]] = [
        recent.filter(kind__geboortedatum__lte=laatst_geboren(horizon, werkwijze.overdracht_maanden))
    ]
    if werkwijze.overdracht_bij_verhuizing:
        verhuisd = Kind.RedenVertrek.MOVED
        momenten.append(recent.filter(kind__reden_vertrek=verhuisd, kind__vertrokken_op__lte=horizon))
    if werkwijze.overdracht_bij_einde:
        momenten.append(_ended(recent, horizon))
    eerste, *andere = (_kinderen(plaatsen) for plaatsen in momenten)
    return eerste.union(*andere)


def _ended(recent: PlaatsingQuerySet, horizon: date) -> "QuerySet[Any, Any]":
    """Of children whose last place ends by then. One pass: asked per place whether another goes on, a planner without
    statistics goes over all places for each."""
    laatste = Max(Coalesce("einddatum", Value(date.max)))
    return recent.order_by().values("kind").annotate(tot=laatste).filter(tot__lte=horizon)


def _kinderen(plaatsen: "QuerySet[Any, Any]") -> "QuerySet[Plaatsing, int]":
    return plaatsen.order_by().values_list("kind", flat=True)


def werk_van(kind: Kind, werkwijze: Werkwijze, dag: date) -> Werk:
    """Of a child out of `to_hand_over`: the first of its moments."""
    momenten = [(verjaardag(kind.geboortedatum, werkwijze.overdracht_maanden), Aanleiding.AGE)]
    if werkwijze.overdracht_bij_verhuizing and kind.reden_vertrek == Kind.RedenVertrek.MOVED:
        momenten.append((kind.vertrokken_op or dag, Aanleiding.MOVED))
    laatste_dag: date | None = kind.laatste_dag  # type: ignore[attr-defined]  # annotated
    if werkwijze.overdracht_bij_einde and laatste_dag is not None:
        momenten.append((laatste_dag, Aanleiding.END))
    uiterlijk, aanleiding = min(momenten)
    return Werk(kind, aanleiding, uiterlijk, uiterlijk < dag)
