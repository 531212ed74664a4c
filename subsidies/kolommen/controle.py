"""What must always be true of the columns."""

from collections.abc import Iterator

from lib.geld import euro
from organisaties.models import Gemeente
from subsidies.invarianten import invariant
from subsidies.kolommen.beeld import read_beelden
from subsidies.kolommen.natellen import Natelling


@invariant("De kolommen per aanbieder, regeling en jaar zijn wat de database uit andere tabellen optelt.")
def de_kolommen_zijn_twee_keer_geteld(gemeente: Gemeente | None) -> Iterator[str]:
    for van_een in Gemeente.objects.order_by("code") if gemeente is None else [gemeente]:
        natelling = Natelling(van_een)
        for beeld in read_beelden(van_een, rekenen=False):
            for naam, pagina, geteld in natelling.differs(beeld):
                yield (
                    f"{van_een}, {beeld.lijn.regelingnaam} {beeld.lijn.jaar}, aanbieder {beeld.lijn.houder}: {naam} is "
                    f"{euro(pagina)}, de database telt {euro(geteld)}."
                )
