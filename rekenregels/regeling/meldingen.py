"""What is wrong with a policy: one sentence per mistake, in a text with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rekenregels.regeling.plekken import Plek, Plekken
from rekenregels.regeling.tomlfouten import Slip


@dataclass(frozen=True)
class Melding:
    """One mistake; in a text with its place."""

    zin: str
    plek: Plek | None = None

    def __str__(self) -> str:
        return (
            self.zin if self.plek is None else f"regel {self.plek.regel}, teken {self.plek.teken}: {self.zin}"
        )


class RegelingFout(ValueError):
    """A policy file that can't be used; `fouten` holds one Dutch sentence per mistake, in the order of the file."""

    def __init__(self, meldingen: Sequence[Melding], bestand: str) -> None:
        self.meldingen = tuple(meldingen)
        self.fouten = [f"{bestand}{':' if m.plek is None else ','} {m}" for m in meldingen]
        super().__init__("\n".join(self.fouten))


def is_gezegd(slip: Slip, meldingen: Sequence[Melding]) -> bool:
    """Does the advice on the same line say it already?"""
    op_regel = [m.zin for m in meldingen if m.plek and m.plek.regel == slip.plek.regel]
    return bool(slip.wordt) and any(f" = {slip.wordt}" in zin for zin in op_regel)


def plaats(tekst: str, zinnen: Sequence[str]) -> list[Melding]:
    """Sentences that start with a path, each with the place of that path in the text."""
    plekken = Plekken(tekst.removeprefix("\ufeff")) if zinnen else None
    return [Melding(zin, plekken.van(zin)) for zin in zinnen] if plekken else []
