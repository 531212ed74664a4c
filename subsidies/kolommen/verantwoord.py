"""What stands in a definitive report to the Rijk: the room that makes reports registers here how it is read."""

from collections.abc import Callable
from dataclasses import dataclass, field

from organisaties.models import Gemeente
from subsidies.kolommen.lijnen import Lijn


@dataclass(frozen=True)
class Verantwoord:
    """`bedragen`: cents per line over all definitive reports; `jaren`: of which years there is one.

    `per_kind`: (line, child) -> cents, of the lines that are asked for.
    """

    bedragen: dict[Lijn, int] = field(default_factory=dict)
    jaren: frozenset[int] = frozenset()
    per_kind: dict[tuple[Lijn, int], int] = field(default_factory=dict)


Lezer = Callable[[Gemeente, Lijn | None], Verantwoord]

_lezers: list[Lezer] = []


def register_verantwoord(lezer: Lezer) -> None:
    """Called in the ready() of the room. `Lijn` None asks for all lines, without children."""
    _lezers.append(lezer)


def read_verantwoord(gemeente: Gemeente, lijn: Lijn | None = None) -> Verantwoord:
    """Without a room that reports, nothing was reported."""
    return _lezers[0](gemeente, lijn) if _lezers else Verantwoord()
