"""Who is in which group on a day. Where a location has one group, all its children are in it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from opvang.models import Groep, Groepsindeling, Plaatsing

Groepen = Mapping[int, list[Groep]]
Indeling = dict[tuple[int, int], Groep | None]


def groepen_on(locaties: Collection[int], dag: date) -> Groepen:
    """Location -> its groups that run on the day, by name."""
    groepen: dict[int, list[Groep]] = defaultdict(list)
    for groep in Groep.objects.running_on(dag).filter(locatie__in=locaties).order_by("naam", "pk"):
        groepen[groep.locatie_id].append(groep)
    return groepen


def groep_of(groepen: list[Groep], naam: str | None) -> Groep | None:
    """The group of a child that was divided into the one of this name; None when that is not known."""
    if len(groepen) == 1:
        return groepen[0]
    return next((groep for groep in groepen if groep.naam == naam), None)


def divide_on(groepen: Groepen, dag: date) -> Indeling:
    """(Child, location) -> its group, of every child with a place on the day at a location that is in `groepen`."""
    ingedeeld = Groepsindeling.objects.last_on(dag).filter(groep__locatie__in=groepen)
    namen = {
        (kind, locatie): naam
        for kind, locatie, naam in ingedeeld.values_list("kind_id", "groep__locatie_id", "groep__naam")
    }
    plaatsen = Plaatsing.objects.active_on(dag).filter(locatie__in=groepen)
    plekken = plaatsen.order_by().values_list("kind_id", "locatie_id")
    return {plek: groep_of(groepen[plek[1]], namen.get(plek)) for plek in plekken}
