"""The placements on the page of a child."""

from datetime import date

from indicaties.kindpagina import Deel
from indicaties.models import Kind
from opvang.models import Plaatsing
from opvang.vooruit import read_risicos
from organisaties.models import Gebruiker
from organisaties.rechten import Recht


def plaatsingen_deel(kind: Kind, gebruiker: Gebruiker, dag: date) -> Deel | None:
    """A provider sees its own placements of the child, the municipality all of them; the consultatiebureau none."""
    if not gebruiker.has_recht(Recht.PLAATSING_VIEW):
        return None
    plaatsingen = (
        Plaatsing.objects.for_gebruiker(gebruiker)
        .filter(kind=kind)
        .select_related("locatie__houder")
        .order_by("-startdatum")
    )
    context = {
        "plaatsingen": plaatsingen,
        "mag_plaatsen": gebruiker.has_recht(Recht.PLAATSING_MANAGE),
        "risicos": read_risicos([kind], gebruiker, dag)[kind.pk],
    }
    return Deel("Plaatsingen", "opvang/_kindpagina.html", context, plek=20)
