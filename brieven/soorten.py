"""The kinds of letter and of message: the room whose work they are about registers them in its ready()."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Briefsoort:
    """A kind of letter: how it is called, its template, and whether one can object to it (Awb 3:45)."""

    code: str
    naam: str
    # Extends brieven/pdf/brief.html.
    sjabloon: str
    met_bezwaar: bool = False


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


def briefsoorten() -> tuple[Briefsoort, ...]:
    return tuple(sorted(_briefsoorten.values(), key=lambda soort: soort.naam))


def berichtsoorten() -> tuple[Berichtsoort, ...]:
    return tuple(sorted(_berichtsoorten.values(), key=lambda soort: soort.onderwerp))
