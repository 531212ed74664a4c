"""Who leads families to a place in a municipality, under the names that it gave them."""

from datetime import date

from indicaties.routekaart.actions import ROLLEN
from organisaties.models import Gemeente, Gemeentegebruiker, Toekenning


def names_of(gemeente: Gemeente) -> dict[int, str]:
    """Of everybody on the list of the municipality; the name stays when a role ends."""
    return dict(Gemeentegebruiker.objects.filter(gemeente=gemeente).values_list("gebruiker", "naam"))


def colleagues_on(gemeente: Gemeente, dag: date) -> list[tuple[str, str]]:
    """Those who can take over a case on the day, to choose from."""
    rollen = Toekenning.objects.usable_on(dag).filter(gemeente=gemeente, rol__in=ROLLEN)
    personen = Gemeentegebruiker.objects.filter(gemeente=gemeente, gebruiker__in=rollen.values("gebruiker"))
    return [(str(gebruiker), naam) for gebruiker, naam in personen.values_list("gebruiker", "naam")]
