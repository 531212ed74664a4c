"""From text to the plain tables of TOML; what would keep the library busy for minutes is refused before it is read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rekenregels.regeling.getallen import uit_toml
from rekenregels.regeling.plekken import Plek
from rekenregels.regeling.tomlfouten import Slip, herstel, vind_slips

GROOTSTE_REGELING: Final = 500_000  # characters
MEESTE_NIVEAUS: Final = 10  # of brackets inside each other
MEESTE_DELEN: Final = 20  # of a key with points
LANGSTE_CIJFERREEKS: Final = 100
MEESTE_SLIPS: Final = 25

# A text or a comment, in which brackets say nothing; else a bracket, a long number, a long key or a line end.
_STUKKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5}|\Z)'
    r"|'''(?:[^']|'(?!''))*+(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|\#[^\n]*+"
    r"|(?P<haak>[\[\]{}])"
    r"|(?P<woord>[\w+-]++)"
    r"|(?P<punt>\.)"
    r"|(?P<einde>[\n=,])",
    re.DOTALL | re.ASCII,
)


class TomlFout(ValueError):
    """What keeps a text from being read, each with its place."""

    def __init__(self, slips: Sequence[Slip]) -> None:
        super().__init__(" ".join(slip.zin for slip in slips))
        self.slips = tuple(slips)


@dataclass(frozen=True)
class Gelezen:
    """The tables of a text, and what was read as if it were mended."""

    tabellen: dict[str, Any]
    slips: tuple[Slip, ...]


def is_leeg(tekst: str) -> bool:
    """Is there nothing but remarks?"""
    return len(tekst) <= GROOTSTE_REGELING and all(
        not regel.strip() or regel.lstrip().startswith("#") for regel in tekst.splitlines()
    )


def parse_toml(tekst: str) -> Gelezen:
    """The tables of a text; raises TomlFout where it is no TOML that can be read on, or out of bounds."""
    if len(tekst) > GROOTSTE_REGELING:
        raise TomlFout(
            [
                Slip(
                    Plek(1, 1),
                    f"de tekst heeft {len(tekst)} tekens; een regeling past in {GROOTSTE_REGELING}. "
                    "Haal weg wat er niet bij hoort.",
                )
            ]
        )
    for plek, zin in _overmaat(tekst):
        regel = tekst.count("\n", 0, plek) + 1
        raise TomlFout([Slip(Plek(regel, plek - tekst.rfind("\n", 0, plek)), zin)])
    return _lees_door(tekst)


def _lees_door(tekst: str) -> Gelezen:
    """Past every slip that can only mean one thing, so that all of them are told at once."""
    slips: list[Slip] = []
    while True:
        try:
            return Gelezen(tomllib.loads(tekst, parse_float=uit_toml), tuple(slips))
        except tomllib.TOMLDecodeError as fout:
            nieuw = vind_slips(tekst.replace("\r\n", "\n"), str(fout))
            if slips and nieuw[0].plek <= slips[-1].plek:
                raise TomlFout(slips) from fout  # what was mended is not what was meant
            slips += nieuw
            hersteld = herstel(tekst, nieuw[0]) if len(slips) < MEESTE_SLIPS else None
            if hersteld is None:
                raise TomlFout(slips) from fout
            tekst = hersteld


def _overmaat(tekst: str) -> Iterator[tuple[int, str]]:
    """Where the text asks for more than a policy needs."""
    niveau = delen = 0
    for stuk in _STUKKEN.finditer(tekst):
        if stuk["haak"]:
            niveau = max(0, niveau + (1 if stuk["haak"] in "[{" else -1))
        elif stuk["woord"] and len(stuk[0]) > LANGSTE_CIJFERREEKS and stuk[0].lstrip("+-")[:1].isdigit():
            yield stuk.start(), f"deze regel heeft een getal van {len(stuk[0])} tekens. Verbeter het getal."
        delen = delen + 1 if stuk["punt"] else 0 if stuk["einde"] or stuk["haak"] else delen
        if niveau > MEESTE_NIVEAUS:
            yield (
                stuk.start(),
                f"deze regel heeft meer dan {MEESTE_NIVEAUS} haken in elkaar. Haal de haken weg.",
            )
        if delen > MEESTE_DELEN:
            yield (
                stuk.start(),
                f"deze regel heeft een sleutel van meer dan {MEESTE_DELEN} delen. Kort de sleutel in.",
            )
