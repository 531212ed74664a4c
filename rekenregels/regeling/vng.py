"""How the VNG table follows from the KOT table, to the cent.

    amount of a class = maximum price x (1 - plain mean of the KOT percentages of all KOT rows in the class)

So a table can be made before the VNG publishes one, and a table that deviates can be pointed out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from lib.geld import euro, round_half_up
from rekenregels.regeling.tabellen import Klasse


@dataclass(frozen=True)
class VngKlasse:
    """Cents per hour for the first child, and for the next where the KOT table has that column."""

    tot_en_met: int | None
    kind1: int | None
    kind2: int | None


@dataclass(frozen=True)
class Afwijking:
    klasse: int
    kind: int
    tabel: int
    berekend: int

    @property
    def zin(self) -> str:
        return (
            f"Klasse {self.klasse}, kind {self.kind}: de tabel zegt {euro(self.tabel)}, "
            f"uit de KOT-tabel volgt {euro(self.berekend)}."
        )


def make_vng_tabel(kot: Sequence[Klasse], randen: Sequence[int | None], max_uurprijs: int) -> list[VngKlasse]:
    """The table for given upper edges (None: open) and a maximum price in cents; unknown where rows are missing."""
    ondergrens, klassen = -1, []
    for rand in randen:
        rijen = _rijen_in(kot, ondergrens, rand)
        kind1 = _bedrag([(rij.kind1, rij.rijen) for rij in rijen], max_uurprijs)
        kind2 = _bedrag([(rij.kind2, rij.rijen) for rij in rijen], max_uurprijs)
        klassen.append(VngKlasse(rand, kind1, kind2))
        ondergrens = rand if rand is not None else ondergrens
    return klassen


def _rijen_in(kot: Sequence[Klasse], boven: int, tot_en_met: int | None) -> list[Klasse]:
    """The KOT rows whose upper edge lies in the class; the open last row has no edge and is in the open class."""
    if tot_en_met is None:
        return [rij for rij in kot if rij.tot_en_met is None or rij.tot_en_met > boven]
    rijen = [rij for rij in kot if rij.tot_en_met is not None and boven < rij.tot_en_met <= tot_en_met]
    return rijen or [rij for rij in kot if rij.tot_en_met is None or rij.tot_en_met > boven][:1]


def _bedrag(percentages: Sequence[tuple[Decimal | None, int]], max_uurprijs: int) -> int | None:
    """The amount for percentages with the number of rows that have them."""
    bekend = [(Fraction(percentage), rijen) for percentage, rijen in percentages if percentage is not None]
    if not bekend or len(bekend) < len(percentages):
        return None
    som = sum((percentage * rijen for percentage, rijen in bekend), Fraction(0))
    gemiddeld = som / sum(rijen for _, rijen in bekend)
    bedrag = max_uurprijs * (1 - gemiddeld / 100)
    return round_half_up(bedrag.numerator, bedrag.denominator)


def check_vng_tabel(vng: Sequence[Klasse], kot: Sequence[Klasse], max_uurprijs: int) -> list[Afwijking]:
    """Where an imported table differs from what the KOT table gives."""
    berekend = make_vng_tabel(kot, [klasse.tot_en_met for klasse in vng], max_uurprijs)
    randen = {rij.tot_en_met for rij in kot}
    afwijkingen = []
    for nummer, (klasse, uit_kot) in enumerate(zip(vng, berekend, strict=True), start=1):
        ondergrens = vng[nummer - 2].tot_en_met if nummer > 1 else None
        if klasse.tot_en_met not in randen or (ondergrens not in randen and nummer > 1) or len(vng) == 1:
            continue  # another bracket than the national one: nothing to compare with
        paren = ((1, klasse.kind1, uit_kot.kind1), (2, klasse.kind2, uit_kot.kind2))
        for kind, tabel, verwacht in paren:
            if tabel is not None and verwacht is not None and int(tabel * 100) != verwacht:
                afwijkingen.append(Afwijking(nummer, kind, int(tabel * 100), verwacht))
    return afwijkingen
