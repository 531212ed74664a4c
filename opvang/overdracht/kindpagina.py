"""On the page of a child: how far handing over is, and for its provider the way to it."""

from datetime import date

from indicaties.kindpagina import Deel
from indicaties.models import Kind
from opvang.models import Overdracht
from organisaties.models import Gebruiker
from organisaties.rechten import Recht


def overdracht_deel(kind: Kind, gebruiker: Gebruiker, dag: date) -> Deel | None:
    mag_maken = gebruiker.has_recht(Recht.OVERDRACHT_MAKE)
    if not mag_maken and not gebruiker.has_recht(Recht.OVERDRACHT_VIEW):
        return None
    eigen = Overdracht.objects.for_gebruiker(gebruiker).filter(kind=kind)
    context = {
        "overdrachten": eigen.select_related("houder", "school", "vervolg"),
        "mag_maken": mag_maken,
    }
    return Deel("Overdracht naar school", "opvang/_overdracht_kindpagina.html", context, plek=25)
