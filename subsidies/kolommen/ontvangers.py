"""To whom goes what is approved for a provider: to itself, to an organisation in between, or to the parents of a child."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from opvang.models import Declaratieregel
from organisaties.models import Gemeente
from subsidies.kolommen.lijnen import Deel, Lijn, read_delen
from subsidies.models import Aanvraag, Subsidiedossier
from subsidies.subsidiejaar.bedragen import houders_van


@dataclass(frozen=True)
class Toedeling:
    """`tussen`: line of a provider -> the organisation that applied for it; `ouders`: the lines of parents.

    Who applied gets it, whatever was decided. Where nobody did, it stays with the provider.
    """

    tussen: dict[Lijn, int]
    ouders: frozenset[Lijn]

    @property
    def is_leeg(self) -> bool:
        """Does everything go to the providers themselves?"""
        return not self.tussen and not self.ouders

    def of(self, lijn: Lijn, kind: int | None = None) -> Lijn:
        """The line of who gets what is approved in this line of a provider, of this child where it is of one."""
        van_ouders = Lijn(None, lijn.regelingnaam, lijn.jaar, kind)
        if kind is not None and van_ouders in self.ouders:
            return van_ouders
        return lijn._replace(organisatie=self.tussen.get(lijn, lijn.organisatie))

    def divide(self, delen: Iterable[Deel]) -> list[Deel]:
        return [replace(deel, lijn=self.of(deel.lijn, deel.kind)) for deel in delen]

    def divide_som(self, rijen: Iterable[tuple[Lijn, int | None, int]]) -> Counter[Lijn]:
        """Cents per line of a provider and calculation, as cents per recipient.

        Books and reports know calculations and no children: of one that stands in them, the parents have the lines
        of their child.
        """
        som: Counter[Lijn] = Counter()
        per_berekening: Counter[int] = Counter()
        for lijn, berekening, centen in rijen:
            som[self.of(lijn)] += centen
            if berekening is not None:
                per_berekening[berekening] += centen
        if self.ouders:
            for deel in read_delen([pk for pk, centen in per_berekening.items() if centen]):
                naar = self.of(deel.lijn, deel.kind)
                if naar.kind is not None:
                    som[self.of(deel.lijn)] -= deel.centen
                    som[naar] += deel.centen
        return som

    def houders_per_locatie(self, lijn: Lijn) -> set[int]:
        """The providers of whose amounts per location this line gets; parents get none."""
        if lijn.kind is not None or lijn.organisatie is None:
            return set()
        return {
            houder
            for houder in self.houders(lijn)
            if self.of(lijn._replace(organisatie=houder)).organisatie == lijn.organisatie
        }

    def houders(self, lijn: Lijn) -> set[int]:
        """The providers out of whose declarations a line is made."""
        if lijn.kind is not None:
            regels = Declaratieregel.objects.filter(plaatsing__kind=lijn.kind, declaratie__jaar=lijn.jaar)
            return set(regels.order_by().values_list("declaratie__houder", flat=True))
        via = {
            van.organisatie
            for van, organisatie in self.tussen.items()
            if van.organisatie is not None and lijn == van._replace(organisatie=organisatie)
        }
        return via if lijn.organisatie is None else via | {lijn.organisatie}


def has_others(gemeente: Gemeente) -> bool:
    """Is there a recipient that is no provider? Then a change of one provider may be about others too."""
    return Subsidiedossier.objects.filter(gemeente=gemeente, houder=None).exists()


def read_toedeling(gemeente: Gemeente) -> Toedeling:
    gevraagd = Aanvraag.objects.filter(soort=Aanvraag.Soort.GRANT, ingediend_op__isnull=False)
    dossiers = Subsidiedossier.objects.filter(
        gemeente=gemeente,
        houder=None,
        aanvragen__in=gevraagd.exclude(status=Aanvraag.Status.WITHDRAWN),
    )
    tussen: dict[Lijn, int] = {}
    ouders = set()
    for dossier in dossiers.distinct():
        if dossier.intermediair_id is None:
            ouders.add(Lijn(None, dossier.regelingnaam, dossier.jaar, dossier.kind_id))
            continue
        for houder in houders_van(dossier):
            tussen[Lijn(houder, dossier.regelingnaam, dossier.jaar)] = dossier.intermediair_id
    return Toedeling(tussen, frozenset(ouders))
