"""The kinds of letter and of message: the room whose work they are about registers them in its ready()."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from brieven.tekstblokken import Eis, Plaatshouder, Tekstblok
from organisaties.models import Gebruiker
from organisaties.rechten import Recht

# What the letter is about (the id of its object), the day and the way of making it known, and who says so.
NaBekendmaking = Callable[[str, date, str, Gebruiker], None]

# brieven/termijn.py counts it.
BEZWAARTERMIJN_IN_WOORDEN = "zes weken"
# What can be named in every block of every letter.
OVERAL = (
    Plaatshouder("kenmerk", "het kenmerk van de brief", "2025-0000"),
    Plaatshouder("datum", "de dag waarop de brief is gemaakt", "15 mei 2025"),
    Plaatshouder("gemeente", "de naam van de gemeente", "Voorbeeldstad"),
    Plaatshouder("geadresseerde", "aan wie de brief is", "Kinderopvang Voorbeeld"),
)
BEZWAAR = Tekstblok(
    "bezwaar",
    "Hoe iemand bezwaar maakt",
    """U kunt bezwaar maken. Dat kan binnen {bezwaartermijn}, te rekenen vanaf de dag nadat dit besluit aan u is verstuurd of \
uitgereikt. Stuur een ondertekende brief aan {bezwaaradres}.

In uw bezwaar staat in elk geval:

- uw naam en adres;
- de datum waarop u het schrijft;
- tegen welk besluit u bezwaar maakt: noem het kenmerk {kenmerk} of stuur een kopie mee;
- waarom u het er niet mee eens bent.""",
    (
        Plaatshouder("bezwaartermijn", "de termijn voor bezwaar", BEZWAARTERMIJN_IN_WOORDEN),
        Plaatshouder(
            "bezwaaradres",
            "bij wie en waar iemand bezwaar maakt, zoals in de huisstijl staat",
            "het college van Voorbeeldstad, Postbus 1, 1234 AB Voorbeeldstad",
        ),
    ),
    (
        Eis("bezwaartermijn", "een besluit zegt binnen welke termijn bezwaar kan (Awb artikel 3:45 en 6:7)"),
        Eis("bezwaaradres", "een besluit zegt bij wie en waar bezwaar kan (Awb artikel 3:45)"),
    ),
)


@dataclass(frozen=True)
class Briefsoort:
    """A kind of letter: how it is called, its template, and whether one can object to it (Awb 3:45).

    `recht`: who reads it needs this besides BRIEF_VIEW. `na_bekendmaking` is called when it was made known.
    `blokken`: the words that a municipality may adapt; `voorbeeld` a context with which it can be made.
    """

    code: str
    naam: str
    # Extends brieven/pdf/brief.html.
    sjabloon: str
    met_bezwaar: bool = False
    recht: Recht | None = None
    na_bekendmaking: NaBekendmaking | None = None
    blokken: tuple[Tekstblok, ...] = ()
    voorbeeld: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def tekstblokken(self) -> tuple[Tekstblok, ...]:
        """Its own blocks and, of a decision, how to object, each with all names that it may use."""
        alle = (*self.blokken, BEZWAAR) if self.met_bezwaar else self.blokken
        return tuple(replace(blok, plaatshouders=(*blok.plaatshouders, *OVERAL)) for blok in alle)

    @property
    def voorbeeldcontext(self) -> dict[str, Any]:
        """Made-up data for every name and every table of the letter."""
        namen = {plaats.code: plaats.voorbeeld for blok in self.tekstblokken for plaats in blok.plaatshouders}
        return {**namen, **self.voorbeeld}


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
