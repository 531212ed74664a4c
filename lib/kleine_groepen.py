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

    Small groups go, and after them the next smallest, until at least two are hidden with so many children that each
    could still be any number up to four: an empty group is told, so of what is hidden everybody knows that it is not
    empty. Where there are not that many, nothing of the row is told.
    """
    op_grootte = sorted((aantal, plek) for plek, aantal in enumerate(aantallen) if aantal > 0)
    kleine = sum(is_small(aantal) for aantal, _ in op_grootte)
    if not kleine:
        return frozenset()
    while not _is_enough(op_grootte[:kleine]):
        if kleine == len(op_grootte):
            return frozenset(range(len(aantallen)))
        kleine += 1
    return frozenset(plek for _, plek in op_grootte[:kleine])


def _is_enough(verborgen: Sequence[tuple[int, int]]) -> bool:
    som = sum(aantal for aantal, _ in verborgen)
    return len(verborgen) > 1 and som >= KLEINSTE_GROEP + len(verborgen) - 2
