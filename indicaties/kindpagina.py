"""Room on the page of a child for what other rooms know about it.

The rooms to the left of this one may import it, not the other way round. Such a room registers in the
ready() of its AppConfig a function that makes its part of the page.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from indicaties.models import Kind
from organisaties.models import Gebruiker


@dataclass(frozen=True)
class Deel:
    """A block with a heading; `template` is drawn with `context`. The lowest `plek` stands first.

    What is seldom needed is `dicht` until somebody opens it.
    """

    titel: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    plek: int = 50
    dicht: bool = False


Maker = Callable[[Kind, Gebruiker, date], Deel | None]

_makers: list[Maker] = []


def register_deel(maker: Maker) -> None:
    _makers.append(maker)


def make_delen(kind: Kind, gebruiker: Gebruiker, dag: date) -> list[Deel]:
    delen = [deel for maker in _makers if (deel := maker(kind, gebruiker, dag)) is not None]
    return sorted(delen, key=lambda deel: deel.plek)
