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


def split_dagen(dagen: int | None, delen: Sequence[Deel]) -> list[int | None]:
    """Whole days of care over the parts, by days times agreed days a week; together exactly as many.

    Where it is not agreed for all parts how many days a week, every day weighs the same. Nobody's days: None. Of parts
    with an equal rest the lightest gets the day: February no less than January, as a policy counts months.
    """
    if dagen is None:
        return [None] * len(delen)
    per_week = [deel.plaatsing.dagen_per_week for deel in delen]
    gewichten = [
        deel.periode.dagen * (week if week is not None and None not in per_week else 1)
        for deel, week in zip(delen, per_week, strict=True)
    ]
    lichtste_eerst = sorted(range(len(delen)), key=gewichten.__getitem__)
    verdeeld = split_evenly(dagen, [gewichten[i] for i in lichtste_eerst])
    per_deel = dict(zip(lichtste_eerst, verdeeld, strict=True))
    return [per_deel[i] for i in range(len(delen))]
