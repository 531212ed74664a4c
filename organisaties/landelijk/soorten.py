"""What can be done along many municipalities. Each room registers its own work, for one municipality at a time.

A turn is short: work of a large municipality says where it left off, and goes on when the others had their turn.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.core.exceptions import ValidationError

from lib.periode import EERSTE_JAAR, LAATSTE_JAAR, Tijdvak
from organisaties.models import Gemeente
from organisaties.rechten import Recht
from organisaties.ronde import Rondedeel

Status = Rondedeel.Status


class Keuzesoort(StrEnum):
    """What must be chosen for a kind of work."""

    GEEN = "niets"
    TIJDVAK = "tijdvak"
    JAAR = "jaar"

    def check(self, keuze: str) -> str:
        """The choice as it is kept: '' , 2026-3 (a quarter, also typed as 2026-K3), or 2026. ValidationError otherwise."""
        keuze = keuze.strip()
        if self is Keuzesoort.GEEN:
            if keuze:
                raise ValidationError(
                    f"Dit werk gaat niet over een tijdvak of jaar. Laat ‘{keuze}’ weg.", code="keuze"
                )
            return ""
        return _check_tijdvak(keuze) if self is Keuzesoort.TIJDVAK else _check_jaar(keuze)


def _check_tijdvak(keuze: str) -> str:
    try:
        return Tijdvak.from_code(keuze.lower().replace("-k", "-")).code
    except ValueError:
        raise ValidationError(
            f"‘{keuze}’ is geen tijdvak. Typ 2026-3 voor het derde kwartaal, 2026-m3 voor maart, 2026-h1 voor het eerste"
            " halfjaar of 2026-j1 voor heel 2026.",
            code="keuze",
        ) from None


def _check_jaar(keuze: str) -> str:
    if not (keuze.isascii() and keuze.isdecimal() and EERSTE_JAAR <= int(keuze) <= LAATSTE_JAAR):
        raise ValidationError(
            f"‘{keuze}’ is geen jaar. Typ een jaar van {EERSTE_JAAR} tot en met {LAATSTE_JAAR}.", code="keuze"
        )
    return keuze


@dataclass(frozen=True)
class Beurt:
    """One turn of one municipality; the connection shows only its rows.

    `verder` is what the turn before gave, '' at the first; after `is_om` says so, work that can be cut stops.
    """

    gemeente: Gemeente
    keuze: str
    op: datetime
    gevraagd_op: datetime
    verder: str
    is_om: Callable[[], bool]


@dataclass(frozen=True)
class Uitkomst:
    """What came of a turn. `zin` is read by the operator: numbers of things, never a name or an amount."""

    status: Rondedeel.Status
    zin: str
    verder: str = ""


def klaar(zin: str) -> Uitkomst:
    return Uitkomst(Status.DONE, zin)


def overgeslagen(zin: str) -> Uitkomst:
    """Nothing was done, for a reason that trying again does not take away."""
    return Uitkomst(Status.SKIPPED, zin)


def mislukt(zin: str) -> Uitkomst:
    """It was tried to its end: trying again at once would not help."""
    return Uitkomst(Status.FAILED, zin)


def nog_niet_klaar(zin: str, verder: str = "") -> Uitkomst:
    """The time of this turn is over; the next goes on at `verder`."""
    return Uitkomst(Status.WAITING, zin, verder)


@dataclass(frozen=True)
class Machtigingsoort:
    """What a person with this right may let be done in their name."""

    code: str
    naam: str
    uitleg: str
    recht: Recht


@dataclass(frozen=True)
class Landelijkwerk:
    """A kind of work. A code never changes: it stands in rounds that wait."""

    code: str
    naam: str
    # On whose authority, and what becomes of a municipality that gave none.
    uitleg: str
    doe: Callable[[Beurt], Uitkomst]
    keuzesoort: Keuzesoort = Keuzesoort.GEEN
    machtigingen: tuple[Machtigingsoort, ...] = ()
    # Only of the clock: asked at another moment it would be no use.
    alleen_nacht: bool = False


_werk: dict[str, Landelijkwerk] = {}


def register_landelijk(*werk: Landelijkwerk) -> None:
    """Called in the ready() of the room that does it."""
    _werk.update({een.code: een for een in werk})


def find_werk(code: str) -> Landelijkwerk | None:
    return _werk.get(code)


def all_werk() -> tuple[Landelijkwerk, ...]:
    return tuple(_werk.values())


def naam_van(code: str) -> str:
    """In words; of work that this version does not know any more, its code."""
    werk = _werk.get(code)
    return werk.naam if werk else code


def machtigingsoorten() -> dict[str, Machtigingsoort]:
    return {soort.code: soort for werk in _werk.values() for soort in werk.machtigingen}
