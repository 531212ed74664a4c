"""What the adopted policies must know of a child, for who places it and declares its hours."""

from lib.periode import Periode
from organisaties.models import Gemeente
from rekenregels import Vragen, vragen_van
from subsidies.models import Subsidieregeling
from subsidies.regelingen.document import as_regeling


def read_vragen(gemeente: Gemeente, periode: Periode) -> Vragen:
    """Of all policies that hold on a day of the period, together."""
    vragen = Vragen()
    for regeling in Subsidieregeling.objects.adopted().filter(gemeente=gemeente).overlapping(periode):
        vragen |= vragen_van(as_regeling(regeling))
    return vragen
