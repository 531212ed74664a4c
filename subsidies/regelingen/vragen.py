"""What the adopted policies must know of a child, for who places it and declares its hours; and how often they ask."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from lib.periode import Periode, jaar_periode
from opvang.ritme import Regelritme
from organisaties.models import Gemeente
from rekenregels import Categorie, Regeling, Vragen, vragen_van, weken_in
from rekenregels.regeling.urenregels import Maandverdeling
from subsidies.models import Subsidieregeling
from subsidies.regelingen.document import as_regeling


def read_vragen(gemeente: Gemeente, periode: Periode) -> Vragen:
    """Of all policies that hold on a day of the period, together."""
    vragen = Vragen()
    for regeling in Subsidieregeling.objects.adopted().filter(gemeente=gemeente).overlapping(periode):
        vragen |= vragen_van(as_regeling(regeling), max(periode.van, regeling.geldig_van))
    return vragen


def read_weken(gemeente_id: int, dag: date) -> Fraction | None:
    """A year of the policy that pays for children with an indication; of two schemes the shortest.

    Where calendar weeks are counted, those that are open in the year of the day.
    """
    geldend = Subsidieregeling.objects.adopted().filter(gemeente=gemeente_id)
    regelingen = [as_regeling(regeling) for regeling in geldend.overlapping(Periode(dag, dag))]
    return min((_weken(r, dag) for r in regelingen if r.vergoedt(Categorie.DOELGROEP)), default=None)


def _weken(regeling: Regeling, dag: date) -> Fraction:
    heel = jaar_periode(dag.year)
    loopt = heel.overlap(Periode(regeling.geldig_van, regeling.geldig_tot_en_met))
    if regeling.uren.maandverdeling is Maandverdeling.KALENDERWEKEN and loopt == heel:
        return weken_in(regeling, heel.van, heel.tot_en_met)
    return Fraction(regeling.uren.weken_per_jaar.op(dag).waarde, 100)


def counts_werkelijk(gemeente_id: int, periode: Periode) -> bool:
    """Whether any policy that holds on a day of the period counts the hours really taken."""
    regelingen = Subsidieregeling.objects.adopted().filter(gemeente=gemeente_id).overlapping(periode)
    return any(as_regeling(r).geldstroom.vaststelling.op_werkelijke_uren for r in regelingen)


def read_ritmes(gemeente_id: int, periode: Periode) -> Iterator[Regelritme]:
    for regeling in Subsidieregeling.objects.adopted().filter(gemeente=gemeente_id).overlapping(periode):
        geldig = Periode(regeling.geldig_van, regeling.geldig_tot_en_met)
        yield Regelritme(geldig, as_regeling(regeling).geldstroom.ritme)
