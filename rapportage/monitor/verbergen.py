"""What of the tables of one quarter may be told to who sees no small groups. Pure; docs/adr/0080 proves it.

A table divides children over rows (neighbourhoods, languages) and columns (reached, not reached, unknown). All tables of
a quarter divide the same children and share nothing but their columns, so that one table tells nothing of the rows of
another. Within a table two facts make it safe:

- what is hidden of a whole are at least two parts with at least five children;
- of rows of which all cells are hidden, and of which each row and each column has nobody or at least five children,
  each cell of one to four children can still be any of at least five numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.kleine_groepen import find_hidden, is_small

Cel = int | None


@dataclass(frozen=True)
class Zicht:
    """A row as it may be told: None is hidden."""

    totaal: Cel
    cellen: tuple[Cel, ...]


def hide_parts(geheel: Cel, delen: Sequence[int]) -> tuple[Cel, ...]:
    """The parts of a whole; of a hidden whole none."""
    verborgen = range(len(delen)) if geheel is None else find_hidden(delen)
    return tuple(None if plek in verborgen else deel for plek, deel in enumerate(delen))


def hide_rows(rijen: Sequence[Sequence[int]]) -> list[Zicht]:
    """ValueError when a column has one to four children: such columns must be joined first."""
    if any(is_small(sum(kolom)) for kolom in zip(*rijen, strict=True)):
        raise ValueError("Een kolom met een kleine groep mag niet naast de rijen staan.")
    totalen = [sum(rij) for rij in rijen]
    weg = find_hidden(totalen)
    heel = _whole_rows(rijen, [plek for plek in range(len(rijen)) if plek not in weg])
    rest = _rest(rijen, heel)
    return [
        Zicht(totaal, tuple(rij))
        if plek in heel
        else Zicht(None if plek in weg else totaal, _given_away(rij, rest, plek in weg))
        for plek, (rij, totaal) in enumerate(zip(rijen, totalen, strict=True))
    ]


def _whole_rows(rijen: Sequence[Sequence[int]], kan: Sequence[int]) -> set[int]:
    """The rows that are told cell by cell: without small cells, and leaving no small rest in a column.

    Where a rest is small, the smallest row that has children in that column joins it.
    """
    heel = {plek for plek in kan if not any(is_small(cel) for cel in rijen[plek])}
    while klein := {kolom for kolom, som in enumerate(_rest(rijen, heel)) if is_small(som)}:
        erin = [plek for plek in heel if any(rijen[plek][kolom] for kolom in klein)]
        heel.remove(min(erin, key=lambda plek: (sum(rijen[plek]), plek)))
    return heel


def _rest(rijen: Sequence[Sequence[int]], heel: set[int]) -> list[int]:
    """Per column what the rows have together that are not told cell by cell; everybody can compute it."""
    over = [rij for plek, rij in enumerate(rijen) if plek not in heel]
    return [sum(kolom) for kolom in zip(*over, strict=True)] if over else [0] * len(rijen[0]) if rijen else []


def _given_away(rij: Sequence[int], rest: Sequence[int], totaal_weg: bool) -> tuple[Cel, ...]:
    """A hidden row, with what its column or its total gives away anyhow: nobody, or all of it."""
    enige = sum(1 for som in rest if som) == 1 and not totaal_weg
    return tuple(cel if not som or enige else None for cel, som in zip(rij, rest, strict=True))
