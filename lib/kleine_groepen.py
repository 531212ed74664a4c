"""Counts that leave the building: what must stay hidden so that no figure tells of one family."""

from collections.abc import Sequence

KLEINSTE_GROEP = 5
VERBORGEN = "verborgen"
TOELICHTING = "‘verborgen’ betekent: minder dan 5 kinderen, of een groep waaruit zo’n klein aantal te berekenen zou zijn."


def is_small(aantal: int) -> bool:
    """An empty group tells of nobody."""
    return 0 < aantal < KLEINSTE_GROEP


def find_hidden(aantallen: Sequence[int]) -> frozenset[int]:
    """The places in a row of counts that may not be told beside their total.

    Small groups go, and after them the next smallest, until at least two are hidden that together have at
    least five children: the total minus what is shown would give away less.
    """
    op_grootte = sorted((aantal, plek) for plek, aantal in enumerate(aantallen) if aantal > 0)
    kleine = sum(is_small(aantal) for aantal, _ in op_grootte)
    if not kleine:
        return frozenset()
    while kleine < len(op_grootte) and (
        kleine < 2 or sum(aantal for aantal, _ in op_grootte[:kleine]) < KLEINSTE_GROEP
    ):
        kleine += 1
    return frozenset(plek for _, plek in op_grootte[:kleine])
