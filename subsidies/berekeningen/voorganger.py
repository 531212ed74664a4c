"""A correction beside the declaration in whose place it comes: per line and in all."""

from dataclasses import dataclass

from django.db.models import Sum

from opvang.models import Declaratieregel, Urendeclaratie
from subsidies.berekeningen.signalen import Beoordeling
from subsidies.models import Berekening

_VERGELEKEN = ("uren_honderdsten", "afwezig_honderdsten", "maanden_honderdsten")


@dataclass(frozen=True)
class Voorganger:
    """What it corrects: its lines by placement, lines that are gone, and the totals (hundredths, cents)."""

    declaratie: Urendeclaratie
    regels: dict[int, Declaratieregel]
    vervallen: list[Declaratieregel]
    totaal_uren: int
    subsidie: int | None
    goedgekeurd: bool

    def changes(self, regel: Declaratieregel) -> bool:
        eerst = self.regels.get(regel.plaatsing_id)
        return eerst is None or any(getattr(eerst, veld) != getattr(regel, veld) for veld in _VERGELEKEN)

    def uren_van(self, regel: Declaratieregel) -> int | None:
        eerst = self.regels.get(regel.plaatsing_id)
        return eerst.uren_honderdsten if eerst else None


def read_voorganger(declaratie: Urendeclaratie, beoordeeld: Beoordeling) -> Voorganger | None:
    """`beoordeeld`: what the predecessor comes to by the same trial calculation; what was approved goes before it."""
    eerder = declaratie.corrigeert
    if eerder is None:
        return None
    regels = list(eerder.regels.select_related("plaatsing__kind", "plaatsing__locatie"))
    nu = set(declaratie.regels.values_list("plaatsing", flat=True))
    goedgekeurd = (
        Berekening.objects.same_tijdvak(declaratie)
        .in_force()
        .exclude(declaratie=declaratie)
        .order_by()
        .aggregate(som=Sum("totaal_centen"))["som"]
    )
    return Voorganger(
        eerder,
        {regel.plaatsing_id: regel for regel in regels},
        [regel for regel in regels if regel.plaatsing_id not in nu],
        sum(regel.uren_honderdsten for regel in regels),
        beoordeeld.totaal if goedgekeurd is None else goedgekeurd,
        goedgekeurd is not None,
    )
