"""What a claim out of a calculation is made of: the difference that the calculation made, per source and per child."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from indicaties.models import Kind
from subsidies.betalen.luisteren import find_before
from subsidies.models import Berekening, Betaalverplichting


@dataclass(frozen=True)
class Bronbedrag:
    """Cents out of one source, under one SiSa indicator."""

    bron: str
    indicator: str
    centen: int


@dataclass(frozen=True)
class Kindbedrag:
    """Cents for one child: what the calculation gives less what its predecessor gave."""

    kind: Kind
    centen: int


def verdeel(verplichting: Betaalverplichting) -> list[Bronbedrag]:
    """Nothing for a claim without a calculation, such as a voorschot."""
    som: Counter[tuple[str, str]] = Counter()
    for teken, berekening in _both(verplichting):
        geboekt = berekening.boekingen.filter(storneert=None, regeling=verplichting.regeling_id)
        for bron, indicator, centen in geboekt.values_list("bron", "indicator", "bedrag_centen"):
            som[bron, indicator] += teken * centen
    return [Bronbedrag(bron, indicator, centen) for (bron, indicator), centen in som.items() if centen]


def per_kind(verplichting: Betaalverplichting) -> list[Kindbedrag]:
    """The same amount per child, in the order of their names."""
    som: Counter[int] = Counter()
    for teken, berekening in _both(verplichting):
        for kind, centen in _lines(berekening, verplichting.regeling_id):
            som[kind] += teken * centen
    kinderen = Kind.alle.in_bulk(pk for pk, centen in som.items() if centen)
    bedragen = (Kindbedrag(kinderen[pk], centen) for pk, centen in som.items() if pk in kinderen)
    return sorted(bedragen, key=lambda bedrag: (bedrag.kind.achternaam, bedrag.kind.voornaam, bedrag.kind.pk))


def _both(verplichting: Betaalverplichting) -> Iterator[tuple[int, Berekening]]:
    """The calculation to add, and the one before it to take off."""
    if verplichting.berekening is not None:
        yield 1, verplichting.berekening
        if (vorige := find_before(verplichting.berekening)) is not None:
            yield -1, vorige


def _lines(berekening: Berekening, regeling: int) -> Iterator[tuple[int, int]]:
    """(child, cents) of the lines that came out of this scheme."""
    delen = list(berekening.delen.order_by("eerste", "pk").values_list("eerste", "regeling"))
    regels = berekening.regels.values_list("volgorde", "declaratieregel__plaatsing__kind", "subsidie_centen")
    for volgorde, kind, centen in regels:
        van = next(pk for eerste, pk in reversed(delen) if eerste <= volgorde)
        if van == regeling:
            yield kind, centen
