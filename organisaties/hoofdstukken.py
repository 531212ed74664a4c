"""The chapters of the reports of a municipality: each room declares its own, the room of the reports binds them.

What a chapter reads is frozen with the report; how it is shown follows from that alone, so that the same figures give
the same pages. A chapter brings its figures and its template; number, title, contents and the remark of the
municipality come from the report.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from organisaties.models import Gemeente


class Document(StrEnum):
    """The reports that a municipality makes. Stored values: they may never change."""

    VERANTWOORDING = "verantwoording"
    EVALUATIE = "evaluatie"
    KWARTAAL = "kwartaal"


@dataclass(frozen=True)
class Gemis:
    """What a report would lack when it was made now: one sentence, and the page where it can be mended."""

    zin: str
    url: str


def lacks_nothing(_gemeente: Gemeente, _jaar: int, _dag: date) -> tuple[Gemis, ...]:
    return ()


@dataclass(frozen=True)
class Hoofdstuk:
    """One chapter. `code` never changes: the remarks of the municipality hang on it. `plaats` orders the chapters.

    `lees(gemeente, jaar, dag)` reads the figures of the year as known on `dag`, which may lie after the year: a frozen
    dataclass of plain values (numbers, texts, days, tuples and dataclasses of them). It is also asked of the year before.
    `toon(cijfers, vorig, volledig)` makes of both what the template gets as `deel`; not `volledig` tells of no small group.
    `sjabloon` is the body of the chapter, beginning under its title: `<p>`, `<h3>`, tables with `scope`.
    `mist(gemeente, jaar, dag)` tells what the report would lack.
    """

    code: str
    titel: str
    plaats: int
    sjabloon: str
    lees: Callable[[Gemeente, int, date], Any]
    toon: Callable[[Any, Any, bool], object]
    mist: Callable[[Gemeente, int, date], Iterable[Gemis]] = lacks_nothing
    documenten: frozenset[Document] = frozenset({Document.VERANTWOORDING, Document.EVALUATIE})


_hoofdstukken: dict[str, Hoofdstuk] = {}


def register_hoofdstuk(hoofdstuk: Hoofdstuk) -> None:
    """Called in the ready() of the room (or in its subject's registratie.py)."""
    if hoofdstuk.code in _hoofdstukken:
        raise ValueError(f"Hoofdstuk ‘{hoofdstuk.code}’ is al aangemeld.")
    _hoofdstukken[hoofdstuk.code] = hoofdstuk


def hoofdstukken(document: Document) -> tuple[Hoofdstuk, ...]:
    """The declared chapters of a document, in their order."""
    eigen = (hoofdstuk for hoofdstuk in _hoofdstukken.values() if document in hoofdstuk.documenten)
    return tuple(sorted(eigen, key=lambda hoofdstuk: (hoofdstuk.plaats, hoofdstuk.code)))
