"""The share of the children with an indicatie that a municipality wants to reach."""

from lib.periode import jaar_periode
from organisaties.instellingen import Gekozen, Instellingsoort, gekozen_op
from organisaties.models import Gemeente

BEREIKDOEL = Instellingsoort(
    "bereikdoel",
    "Doel voor het bereik",
    "%",
    "Welk deel van de kinderen met een indicatie een plaats moet hebben. De monitor en de verantwoording zetten het "
    "bereik ernaast.",
    1,
    100,
)


def bereikdoel_van(gemeente: Gemeente, jaar: int) -> Gekozen:
    """What was the target at the end of the year."""
    return gekozen_op(gemeente, BEREIKDOEL.code, jaar_periode(jaar).tot_en_met)
