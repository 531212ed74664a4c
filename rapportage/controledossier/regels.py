"""Which lines of a calculation a booking is made of, and in which of them a cent of it lies."""

from dataclasses import dataclass

from subsidies.models import Berekeningsregel, Boeking


@dataclass(frozen=True)
class Boekingsregels:
    """The lines behind a booking; `sluit_aan` where they add up to it, without its sign."""

    regels: list[Berekeningsregel]
    sluit_aan: bool

    @property
    def centen(self) -> int:
        return sum(regel.subsidie_centen for regel in self.regels)


def lines_of(boeking: Boeking) -> Boekingsregels:
    """In the order of the receipt; none of a booking that is not of hours.

    A booking is one scheme, category and source of a calculation. Of the lines of its category those with or without VE
    are of one source, so where all together do not add up to it, one of these two does.
    """
    if boeking.berekening_id is None:
        return Boekingsregels([], sluit_aan=True)
    alle = list(
        Berekeningsregel.objects.filter(berekening=boeking.berekening_id, categorie=boeking.categorie)
        .select_related(
            "berekening", "declaratieregel__plaatsing__kind", "declaratieregel__plaatsing__locatie"
        )
        .order_by("volgorde")
    )
    eigen = _of_regeling(boeking, alle)
    for regels in (eigen, [r for r in eigen if not r.zonder_ve], [r for r in eigen if r.zonder_ve]):
        gevonden = Boekingsregels(regels, sluit_aan=True)
        if gevonden.centen == abs(boeking.bedrag_centen):
            return gevonden
    return Boekingsregels(eigen, sluit_aan=False)


def _of_regeling(boeking: Boeking, regels: list[Berekeningsregel]) -> list[Berekeningsregel]:
    """Those under the scheme of the booking; all where an earlier release did not book the scheme."""
    if boeking.berekening is None or boeking.regeling_id is None:
        return regels
    delen = sorted(boeking.berekening.delen.values_list("eerste", "regeling"))
    van = {regel.pk: next(r for eerste, r in reversed(delen) if eerste <= regel.volgorde) for regel in regels}
    return [regel for regel in regels if van[regel.pk] == boeking.regeling_id]


def find_regel(boeking: Boeking, cent: int) -> Berekeningsregel | None:
    """The line in which this cent of the booking lies, counted from 0; None where there are no lines that add up."""
    gevonden = lines_of(boeking)
    tot = 0
    for regel in gevonden.regels:
        tot += regel.subsidie_centen
        if gevonden.sluit_aan and cent < tot:
            return regel
    return None
