"""What the adopted policies must know of a child, for who places it and declares its hours; and how often they ask."""

from collections.abc import Iterator

from lib.periode import Periode
from opvang.ritme import Regelritme
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


def read_ritmes(gemeente_id: int, periode: Periode) -> Iterator[Regelritme]:
    for regeling in Subsidieregeling.objects.adopted().filter(gemeente=gemeente_id).overlapping(periode):
        geldig = Periode(regeling.geldig_van, regeling.geldig_tot_en_met)
        yield Regelritme(geldig, as_regeling(regeling).geldstroom.ritme)
