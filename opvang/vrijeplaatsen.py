"""How many VE places are free at each location on a day: groups, less the children that have or get a place.

aanname: a child takes one place of its location, however many days it comes. A child with a VE-indicatie takes a VE
place; another one takes a VE place only when the other groups are full. A referral that the provider took takes a
VE place from its expected first day on.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from indicaties.models import Indicatie, Toeleiding
from opvang.models import Groep, Plaatsing
from organisaties.models import Gemeente, Locatie


@dataclass(frozen=True)
class Bezetting:
    """`ve` and `overig` places, and who takes them."""

    ve: int = 0
    overig: int = 0
    met_indicatie: int = 0
    zonder_indicatie: int = 0
    aangenomen: int = 0

    @property
    def bezet(self) -> int:
        """VE places that are taken."""
        return self.met_indicatie + max(0, self.zonder_indicatie - self.overig) + self.aangenomen

    @property
    def vrij(self) -> int:
        """Negative when there are more children than places."""
        return self.ve - self.bezet


def read_bezetting(locaties: QuerySet[Locatie], dag: date) -> dict[int, Bezetting]:
    """Of each location with a group on the day. Three queries."""
    plaatsen: dict[int, dict[str, int]] = defaultdict(dict)
    groepen = Groep.objects.running_on(dag).filter(locatie__in=locaties).order_by()
    for locatie, ve, aantal in groepen.values_list("locatie", "ve").annotate(aantal=Sum("plaatsen")):
        plaatsen[locatie]["ve" if ve else "overig"] = aantal
    tellingen = {locatie: Bezetting(**velden) for locatie, velden in plaatsen.items()}
    if not tellingen:
        return {}
    kinderen, aangenomen = _children(list(tellingen), dag), _accepted(list(tellingen), dag)
    return {
        locatie: Bezetting(
            bezetting.ve,
            bezetting.overig,
            *kinderen.get(locatie, (0, 0)),
            aangenomen.get(locatie, 0),
        )
        for locatie, bezetting in tellingen.items()
    }


def free_places(gemeente: Gemeente, dag: date) -> Mapping[int, int]:
    """For the room that refers."""
    locaties = Locatie.objects.filter(gemeente=gemeente)
    return {locatie: bezetting.vrij for locatie, bezetting in read_bezetting(locaties, dag).items()}


def _children(locaties: list[int], dag: date) -> dict[int, tuple[int, int]]:
    geldig = Indicatie.objects.valid_on(dag).filter(kind=OuterRef("kind"))
    rijen = (
        Plaatsing.objects.active_on(dag)
        .filter(locatie__in=locaties)
        .annotate(heeft=Exists(geldig))
        .order_by()
    )
    telling = rijen.values_list("locatie").annotate(
        met=Count("kind", filter=Q(heeft=True), distinct=True),
        zonder=Count("kind", filter=Q(heeft=False), distinct=True),
    )
    return {locatie: (met, zonder) for locatie, met, zonder in telling}


def _accepted(locaties: list[int], dag: date) -> dict[int, int]:
    aangenomen = Toeleiding.objects.filter(
        locatie__in=locaties, status=Toeleiding.Status.ACCEPTED, verwacht__lte=dag
    )
    return dict(aangenomen.order_by().values_list("locatie").annotate(aantal=Count("pk")))
