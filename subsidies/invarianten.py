"""What must always be true of the books: each subject and room registers its own rules, and they are checked together.

The database refuses most of it already. That it did is exactly what an accountant asks us to show; so a rule is one
question in SQL, or a way of reckoning that the program itself does not use.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from organisaties.models import Gemeente

# Gives a sentence for everything that breaks the rule: in one municipality, or without one in all of them.
Controle = Callable[[Gemeente | None], Iterator[str]]


@dataclass(frozen=True)
class Invariant:
    """`naam` never changes: outcomes are kept under it. `zin` says in Dutch what is always true."""

    naam: str
    zin: str
    functie: Controle

    def __call__(self, gemeente: Gemeente | None = None) -> Iterator[str]:
        return self.functie(gemeente)


INVARIANTEN: dict[str, Invariant] = {}


def register_invariant(naam: str, zin: str, functie: Controle) -> None:
    """Called in the ready() of the room. A name that is taken is an error of the programmer."""
    if naam in INVARIANTEN:
        raise ValueError(f"Er is al een regel die {naam} heet.")
    INVARIANTEN[naam] = Invariant(naam, zin, functie)


def invariant(zin: str) -> Callable[[Controle], Controle]:
    """Registers the function under its own name, once its module is read."""

    def register(functie: Controle) -> Controle:
        register_invariant(functie.__name__, zin, functie)
        return functie

    return register


def of_gemeente(pad: str, gemeente: Gemeente | None) -> dict[str, Gemeente]:
    """What to filter on: the municipality at the end of `pad`, or nothing."""
    return {} if gemeente is None else {pad: gemeente}


def ask(vraag: str, gemeente: Gemeente | None) -> list[tuple[Any, ...]]:
    """The rows of a question in SQL. `%(gemeente)s` in it is the number of the municipality, or NULL for all."""
    with connection.cursor() as cursor:
        cursor.execute(vraag, {"gemeente": gemeente.pk if gemeente else None})
        return list(cursor.fetchall())
