"""Drawing amounts by lot, so that anybody draws the same again. No Django, no clock; cents.

Monetary unit sampling: the seed puts the items in an order, and every so many cents a lot falls. Every cent has the same
chance, so an item's chance follows its amount, and what is larger than the interval is always drawn
(docs/adr/0079-een-steekproef-uit-euros.md).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Treffer:
    """Lots that fell on one item: its key, the cent in it of the first lot, and how many lots."""

    sleutel: int
    cent: int
    treffers: int = 1


def find_begin(zaad: str, interval: int) -> int:
    """The first cent, below the interval: SHA-256 over the seed, divided by it."""
    return _hash(zaad) % interval


def draw(zaad: str, bedragen: Mapping[int, int], omvang: int) -> list[Treffer]:
    """`omvang` lots over amounts above zero, by key; fewer items where more lots fall on one. In the order of the seed.

    ValueError without amounts, or when one is not above zero. Never more lots than there are cents.
    """
    if not bedragen or min(bedragen.values()) <= 0:
        raise ValueError("Trek uit bedragen boven nul.")
    rij = sorted(bedragen, key=lambda sleutel: _hash(f"{zaad}|{sleutel}"))
    totaal = sum(bedragen.values())
    interval = max(totaal // omvang, 1)
    begin = find_begin(zaad, interval)
    gevonden: dict[int, Treffer] = {}
    plek, tot = 0, bedragen[rij[0]]
    for lot in range(min(omvang, totaal)):
        punt = begin + lot * interval
        while punt >= tot:
            plek += 1
            tot += bedragen[rij[plek]]
        sleutel = rij[plek]
        eerder = gevonden.get(sleutel)
        cent = punt - (tot - bedragen[sleutel])
        gevonden[sleutel] = (
            Treffer(sleutel, eerder.cent, eerder.treffers + 1) if eerder else Treffer(sleutel, cent)
        )
    return list(gevonden.values())


def _hash(tekst: str) -> int:
    return int(hashlib.sha256(tekst.encode()).hexdigest(), 16)
