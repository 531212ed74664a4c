"""The policies in the reference of the language: each example put over the smallest policy."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import rekenregels
from rekenregels import Regeling, load_regeling
from rekenregels.regelingen import MAP as REGELINGEN

TEKST = (Path(rekenregels.__file__).parent.parent / "docs" / "regeltaal.md").read_text(encoding="utf-8")
LES, REGELS = TEKST.split("\n## Regel voor regel\n")
KLEINSTE = (REGELINGEN / "voorbeeld-kleinste.toml").read_text(encoding="utf-8")


def blokken(tekst: str) -> Iterator[tuple[str, str]]:
    """Each example with the heading above it."""
    for deel in re.split(r"^#{2,4} ", tekst, flags=re.MULTILINE)[1:]:
        kop = deel.split("\n", 1)[0]
        for blok in re.findall(r"^```toml\n(.*?)^```$", deel, re.MULTILINE | re.DOTALL):
            yield kop, blok


VOORBEELDEN = list(blokken(REGELS))


def _erop(onder: Any, boven: Any) -> Any:
    """The example put over the smallest policy: a kind and a list are replaced, a chapter is filled in."""
    if not isinstance(onder, dict) or not isinstance(boven, dict) or "soort" in boven:
        return boven
    return onder | {naam: _erop(onder.get(naam), lid) for naam, lid in boven.items()}


def _toml(ding: Any) -> str:
    if isinstance(ding, dict):
        return "{" + ", ".join(f'"{naam}" = {_toml(lid)}' for naam, lid in ding.items()) + "}"
    if isinstance(ding, list):
        return "[" + ", ".join(map(_toml, ding)) + "]"
    if isinstance(ding, bool):
        return str(ding).lower()
    return ding.isoformat() if isinstance(ding, date) else f'"{ding}"' if isinstance(ding, str) else str(ding)


def regeling_van(blok: str) -> Regeling:
    heel = _erop(tomllib.loads(KLEINSTE), tomllib.loads(blok))
    return load_regeling("\n".join(f"{naam} = {_toml(lid)}" for naam, lid in heel.items()))
