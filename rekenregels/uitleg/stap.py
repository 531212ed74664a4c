"""What every teller makes: a step, the steps of one line together, and the source of a number."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rekenregels.regeling.velden import Waarde


@dataclass(frozen=True)
class Stap:
    """One step as people read it. `waarde` is exact, in `eenheid` (euro, uur, dagen)."""

    naam: str
    omschrijving: str
    formule: str
    waarde: Fraction
    eenheid: str
    artikel: str = ""
    bron: str = ""
    aanname: bool = False
    periode: str = ""

    def as_dict(self) -> dict[str, Any]:
        return {**self.__dict__, "waarde": str(self.waarde)}


@dataclass(frozen=True)
class Uitleg:
    sleutel: str
    subsidie: int
    ouderbijdrage: int
    stappen: tuple[Stap, ...]
    signalen: tuple[str, ...]

    def as_text(self) -> str:
        """All steps under each other, for the command line and letters."""
        regels = []
        for nummer, stap in enumerate(self.stappen, start=1):
            regels.append(f"{nummer:>2}. {stap.naam}" + (f" ({stap.periode})" if stap.periode else ""))
            regels.append(f"    {stap.omschrijving}")
            regels += [f"    {stap.formule}"] if stap.formule else []
            regels += [f"    Bron: {stap.bron}"] if stap.bron else []
        return "\n".join([*regels, *(f"Let op: {zin}" for zin in self.signalen)])


def bron_van(*waarden: Waarde | None) -> dict[str, Any]:
    """Article, source and assumption of the numbers that a step uses."""
    gebruikt = [waarde for waarde in waarden if waarde is not None]
    return {
        "artikel": "; ".join(dict.fromkeys(w.artikel for w in gebruikt if w.artikel)),
        "bron": "; ".join(dict.fromkeys(w.bron for w in gebruikt)),
        "aanname": any(w.is_aanname for w in gebruikt),
    }
