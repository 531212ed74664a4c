"""How much was handed over, talked about, received and answered: per location or per school."""

from dataclasses import dataclass

from django.db.models import Count, Q

from opvang.models import Overdracht, OverdrachtQuerySet

PER_LOCATIE, PER_SCHOOL = "locatie__naam", "school__naam"


@dataclass(frozen=True)
class Cijfers:
    naam: str
    overgedragen: int
    gesprek: int
    ontvangen: int
    teruggekoppeld: int


def count_overdrachten(overdrachten: OverdrachtQuerySet, per: str) -> list[Cijfers]:
    """`per`: PER_LOCATIE or PER_SCHOOL. Each child counts once for a name, whatever packages it had.

    What was replaced or is with the parents is left out: it is not at a school. What was erased stays counted.
    """
    bij_school = (Overdracht.Status.SENT, Overdracht.Status.WITHDRAWN, Overdracht.Status.EXPIRED)
    rijen = (
        overdrachten.filter(status__in=bij_school, school__isnull=False)
        .order_by()
        .values(per)
        .annotate(
            kinderen=Count("kind", distinct=True),
            gesprek=_count(vervolg__gesprek_op__isnull=False),
            ontvangen=_count(vervolg__ontvangen_op__isnull=False),
            teruggekoppeld=_count(vervolg__teruggekoppeld_op__isnull=False),
        )
        .order_by(per)
    )
    return [
        Cijfers(rij[per], rij["kinderen"], rij["gesprek"], rij["ontvangen"], rij["teruggekoppeld"])
        for rij in rijen
    ]


def _count(**waar: bool) -> Count:
    return Count("kind", filter=Q(**waar), distinct=True)
