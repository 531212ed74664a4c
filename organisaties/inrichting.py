"""What a municipality sets up before it can work: each room tells its own steps, the start page shows them together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.urls import resolve, reverse

from organisaties.models import Gebruiker, Gemeente
from organisaties.rechten import RECHTEN, Recht, Rol


class Fase(StrEnum):
    """Before what a step must be done; in their order."""

    KIND = "Voor het eerste kind"
    DECLARATIE = "Voor de eerste declaratie"
    VERSLAG = "Voor de eerste verantwoording"


@dataclass(frozen=True)
class Stand:
    """Is the step done, and in words what is there or what is missing."""

    klaar: bool
    tekst: str


@dataclass(frozen=True)
class Stap:
    """One row of the list: `naam` is the page where it is done, `bepaal` looks how it stands.

    `doet` is the right to do it, where more people may only look at that page.
    """

    plek: int
    fase: Fase
    titel: str
    naam: str
    bepaal: Callable[[Gemeente, date], Stand]
    doet: Recht | None = None

    @property
    def recht(self) -> Recht:
        recht: Recht = resolve(reverse(self.naam)).func.recht  # type: ignore[attr-defined]
        return recht


@dataclass(frozen=True)
class Regel:
    """A step as one user sees it; without `url` somebody with the role in `wie` does it."""

    titel: str
    stand: Stand
    url: str
    wie: str


@dataclass(frozen=True)
class Deel:
    naam: str
    regels: tuple[Regel, ...]

    @property
    def klaar(self) -> int:
        return sum(regel.stand.klaar for regel in self.regels)

    @property
    def is_klaar(self) -> bool:
        return self.klaar == len(self.regels)


_stappen: list[Stap] = []


def register_inrichting(*stappen: Stap) -> None:
    """Called in the ready() of the room that owns the pages."""
    _stappen.extend(stappen)
    _stappen.sort(key=lambda stap: stap.plek)


def inrichtingstappen() -> tuple[Stap, ...]:
    return tuple(_stappen)


def make_lijst(gebruiker: Gebruiker, dag: date) -> list[Deel]:
    """All that must be set up, with how it stands today."""
    regels = [(stap.fase, _regel(stap, gebruiker, dag)) for stap in _stappen]
    return [Deel(fase.value, tuple(regel for f, regel in regels if f == fase)) for fase in Fase]


def _regel(stap: Stap, gebruiker: Gebruiker, dag: date) -> Regel:
    stand = stap.bepaal(gebruiker.gemeente, dag)
    if gebruiker.has_recht(stap.recht):
        return Regel(stap.titel, stand, reverse(stap.naam), "")
    wie = " of ".join(rol.label.lower() for rol in Rol if (stap.doet or stap.recht) in RECHTEN[rol])
    return Regel(stap.titel, stand, "", wie)


def count_stand(aantal: int, een: str, meer: str, ontbreekt: str) -> Stand:
    """Done when there is one of it; with the number in words."""
    return Stand(aantal > 0, f"{aantal} {een if aantal == 1 else meer}" if aantal else ontbreekt)
