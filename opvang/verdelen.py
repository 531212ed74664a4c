"""Hours over agreements: what was declared over a number of days follows the agreements that hold on them now."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lib.geld import split_evenly
from lib.periode import Periode
from opvang.models import Declaratieregel, Plaatsing
from opvang.voorstel import actief_in


@dataclass(frozen=True)
class Deel:
    """Days on which one placement holds."""

    plaatsing: Plaatsing
    periode: Periode

    @property
    def gewicht(self) -> int:
        """Hours agreed over these days, as far as one part compares with another."""
        return self.periode.dagen * self.plaatsing.uren_per_week_honderdsten


def plaatsingen_per_verblijf(regels: Iterable[Declaratieregel]) -> dict[int, list[Plaatsing]]:
    """The placements that hold now in the stays of these lines, in order of time. One query."""
    per_verblijf: dict[int, list[Plaatsing]] = defaultdict(list)
    rijen = Plaatsing.objects.of_verblijf({regel.plaatsing.verblijf for regel in regels}).in_force()
    for plaatsing in rijen.select_related("kind", "locatie").order_by("startdatum"):
        per_verblijf[plaatsing.verblijf].append(plaatsing)
    return per_verblijf


def delen_van(periode: Periode, plaatsingen: Sequence[Plaatsing]) -> list[Deel]:
    """The parts of a period in which these placements hold."""
    return [Deel(plaatsing, deel) for plaatsing in plaatsingen if (deel := actief_in(plaatsing, periode))]


def split_uren(honderdsten: int, delen: Sequence[Deel]) -> list[int]:
    """Hundredths of hours over the parts, by days times agreed hours; together exactly as many."""
    return split_evenly(honderdsten, [deel.gewicht for deel in delen])
