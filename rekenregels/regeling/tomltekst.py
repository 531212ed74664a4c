"""From text to the plain tables of TOML; what would keep the library busy for minutes is refused before it is read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any, Final

from rekenregels.regeling.getallen import uit_toml

GROOTSTE_REGELING: Final = 500_000  # characters
MEESTE_NIVEAUS: Final = 10  # of brackets inside each other
MEESTE_DELEN: Final = 20  # of a key with points
LANGSTE_CIJFERREEKS: Final = 100

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
    """One sentence: the place, and what to do there."""


def parse_toml(tekst: str) -> dict[str, Any]:
    """The tables of a text; raises TomlFout for the first thing that is no TOML or out of bounds."""
    if len(tekst) > GROOTSTE_REGELING:
        raise TomlFout(
            f"de tekst heeft {len(tekst)} tekens; een regeling past in {GROOTSTE_REGELING}. Haal weg wat er niet bij hoort."
        )
    for plek, zin in _overmaat(tekst):
        raise TomlFout(f"regel {tekst.count(chr(10), 0, plek) + 1} {zin}")
    try:
        return tomllib.loads(tekst, parse_float=uit_toml)
    except tomllib.TOMLDecodeError as fout:
        raise TomlFout(_waar(tekst, str(fout))) from fout


def _overmaat(tekst: str) -> Iterator[tuple[int, str]]:
    """Where the text asks for more than a policy needs."""
    niveau = delen = 0
    for stuk in _STUKKEN.finditer(tekst):
        if stuk["haak"]:
            niveau = max(0, niveau + (1 if stuk["haak"] in "[{" else -1))
        elif stuk["woord"] and len(stuk[0]) > LANGSTE_CIJFERREEKS and stuk[0].lstrip("+-")[:1].isdigit():
            yield stuk.start(), f"heeft een getal van {len(stuk[0])} tekens. Verbeter het getal."
        delen = delen + 1 if stuk["punt"] else 0 if stuk["einde"] or stuk["haak"] else delen
        if niveau > MEESTE_NIVEAUS:
            yield stuk.start(), f"heeft meer dan {MEESTE_NIVEAUS} haken in elkaar. Haal de haken weg."
        if delen > MEESTE_DELEN:
            yield stuk.start(), f"heeft een sleutel van meer dan {MEESTE_DELEN} delen. Kort de sleutel in."


def _waar(tekst: str, engels: str) -> str:
    """Where a text stops being TOML; the library says it in English, as '(at line 2, column 8)'."""
    gevonden = re.search(r"at line (\d+), column (\d+)", engels)
    if gevonden is None:
        return "dit is geen geldig TOML: het bestand houdt te vroeg op. Maak de laatste regel af."
    regel, kolom = map(int, gevonden.groups())
    return (
        f'regel {regel} is bij teken {kolom} geen geldig TOML: "{tekst.splitlines()[regel - 1].strip()}". '
        "Herstel die regel. Een tekst staat tussen aanhalingstekens, een getal heeft een punt en geen komma."
    )
