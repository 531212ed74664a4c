"""In which groups one child was, and is."""

from datetime import date

from django.db.models import QuerySet

from opvang.indeling.lezen import divide_on, groepen_on
from opvang.models import Groep, Groepsindeling, Plaatsing
from organisaties.models import Gebruiker


def groep_on(plaatsing: Plaatsing, dag: date) -> Groep | None:
    """The group of the child at the location of this placement."""
    indeling = divide_on(groepen_on([plaatsing.locatie_id], dag), dag)
    return indeling.get((plaatsing.kind_id, plaatsing.locatie_id))


def indelingen_of(plaatsing: Plaatsing, gebruiker: Gebruiker) -> QuerySet[Groepsindeling]:
    """All that was recorded of the child at this location, what was withdrawn too; the newest first."""
    eigen = Groepsindeling.objects.for_gebruiker(gebruiker).filter(kind=plaatsing.kind)
    return eigen.filter(groep__locatie=plaatsing.locatie).select_related(
        "groep", "vastgelegd_door", "vervallen_door"
    )
