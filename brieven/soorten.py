"""The kinds of letter and of message: the room whose work they are about registers them in its ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from organisaties.models import Gebruiker
from organisaties.rechten import Recht

# What the letter is about (the id of its object), the day and the way of making it known, and who says so.
NaBekendmaking = Callable[[str, date, str, Gebruiker], None]


@dataclass(frozen=True)
class Briefsoort:
    """A kind of letter: how it is called, its template, and whether one can object to it (Awb 3:45).

    `recht`: who reads it needs this besides BRIEF_VIEW. `na_bekendmaking` is called when it was made known.
    """

    code: str
    naam: str
    # Extends brieven/pdf/brief.html.
    sjabloon: str
    met_bezwaar: bool = False
    recht: Recht | None = None
    na_bekendmaking: NaBekendmaking | None = None


@dataclass(frozen=True)
class Berichtsoort:
    """A kind of message: its subject, and one sentence that names nobody and tells no more than that there is work."""

    code: str
    onderwerp: str
    zin: str


_briefsoorten: dict[str, Briefsoort] = {}
_berichtsoorten: dict[str, Berichtsoort] = {}


def register_briefsoort(*soorten: Briefsoort) -> None:
    """ValueError when another kind has this code: the stored codes may never change their meaning."""
    for soort in soorten:
        if _briefsoorten.setdefault(soort.code, soort) != soort:
            raise ValueError(f"De briefsoort {soort.code} is al door een andere kamer gemeld.")


def register_berichtsoort(code: str, onderwerp: str, zin: str) -> None:
    soort = Berichtsoort(code, onderwerp, zin)
    if _berichtsoorten.setdefault(code, soort) != soort:
        raise ValueError(f"De berichtsoort {code} is al door een andere kamer gemeld.")


def briefsoort(code: str) -> Briefsoort:
    """KeyError for a kind that nobody registered: an error of the programmer."""
    return _briefsoorten[code]


def berichtsoort(code: str) -> Berichtsoort:
    return _berichtsoorten[code]


def closed_soorten(rechten: frozenset[Recht]) -> list[str]:
    """The codes of the kinds that somebody with these rights may not read."""
    return [code for code, soort in _briefsoorten.items() if soort.recht and soort.recht not in rechten]


def briefsoorten() -> tuple[Briefsoort, ...]:
    return tuple(sorted(_briefsoorten.values(), key=lambda soort: soort.naam))


def berichtsoorten() -> tuple[Berichtsoort, ...]:
    return tuple(sorted(_berichtsoorten.values(), key=lambda soort: soort.onderwerp))
