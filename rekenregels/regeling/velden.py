"""What a field of a policy document is: its unit, its limits and its explanation in Dutch.

The reader, the writer, the JSON Schema and the editor on screen all read these same descriptions.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import MISSING, dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, get_args, get_origin, get_type_hints

AANNAME = "aanname"
ZIN = f"{AANNAME}: <geen>"  # the source of what a chapter leaves out with `geen`


class Eenheid(StrEnum):
    """A unit; `factor` tells how many whole steps there are in one, and so how many decimals fit."""

    EURO = "euro"
    UREN = "uur"
    WEKEN = "weken"
    DAGEN = "dagen"
    PROCENT = "procent"
    AANTAL = "aantal"

    @property
    def factor(self) -> int:
        return _FACTOREN[self]

    @property
    def decimalen(self) -> int:
        return len(str(self.factor)) - 1


_FACTOREN = {
    Eenheid.EURO: 100_000,
    Eenheid.UREN: 100,
    Eenheid.WEKEN: 100,
    Eenheid.DAGEN: 1,
    Eenheid.PROCENT: 10,
    Eenheid.AANTAL: 1,
}


@dataclass(frozen=True)
class Waarde:
    """One number with its source; from `vanaf` on (None: from the start of the policy)."""

    waarde: int
    bron: str
    artikel: str = ""
    vanaf: date | None = None

    @property
    def is_aanname(self) -> bool:
        return AANNAME in self.bron.lower()


@dataclass(frozen=True)
class Parameter:
    """A number that may change over time: one value per date of change, the oldest first."""

    eenheid: Eenheid
    waarden: tuple[Waarde, ...]

    def op(self, dag: date) -> Waarde:
        geldend = self.waarden[0]
        for waarde in self.waarden[1:]:
            if waarde.vanaf is not None and waarde.vanaf <= dag:
                geldend = waarde
        return geldend

    @property
    def wisseldagen(self) -> tuple[date, ...]:
        return tuple(w.vanaf for w in self.waarden[1:] if w.vanaf is not None)


class Veldsoort:
    """One of several tables that a key may hold: the file names it by `soort`, people choose it by `keuze`."""

    soort: ClassVar[str]
    keuze: ClassVar[str]


@dataclass(frozen=True)
class Veldinfo:
    uitleg: str
    eenheid: Eenheid | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    voorbeeld: str = ""
    in_tekst: bool = False
    maand_dag: bool = False
    zonder: Any = None
    altijd: bool = False


def veld(
    uitleg: str,
    eenheid: Eenheid | None = None,
    *,
    minimum: str | None = None,
    maximum: str | None = None,
    voorbeeld: str = "",
    in_tekst: bool = False,
    maand_dag: bool = False,
    zonder: Any = None,
    altijd: bool = False,
    **extra: Any,
) -> Any:
    """A dataclass field with its description; `default=` only where leaving it out decides nothing.

    `in_tekst`: the default is only for documents that were stored before the key existed; a text must have the key.
    `maand_dag`: a day without a year, kept as month-day.
    `zonder`: what a text gets where its chapter says with `geen` that the regulation has nothing of the kind; the
    sentence of `geen` stands where `ZIN` is written.
    `altijd`: a text says it itself, "geen" included; no sentence of the chapter stands for it.
    """
    laagste, hoogste = (None if grens is None else Decimal(grens) for grens in (minimum, maximum))
    info = Veldinfo(uitleg, eenheid, laagste, hoogste, voorbeeld, in_tekst, maand_dag, zonder, altijd)
    return field(metadata={"info": info}, **extra)


@cache
def hints(soort: type) -> dict[str, Any]:
    return get_type_hints(soort)


@cache
def velden_van(soort: type) -> tuple[dataclasses.Field[Any], ...]:
    """Its fields, looked up once: a document has hundreds of parts of a few dozen kinds."""
    return dataclasses.fields(soort)


def info_van(veld: dataclasses.Field[Any]) -> Veldinfo:
    info: Veldinfo = veld.metadata.get("info") or Veldinfo("")
    return info


def keuzes(soort: Any) -> tuple[Any, ...]:
    """The members of a union, without None."""
    if get_origin(soort) in (typing.Union, types.UnionType):
        return tuple(lid for lid in get_args(soort) if lid is not type(None))
    return (soort,)


def mag_geen(soort: Any) -> bool:
    return type(None) in get_args(soort)


def valt_onder_geen(soort: type, veld: dataclasses.Field[Any]) -> bool:
    """May a text leave the key out where its chapter has a sentence `geen`? A kind always says all of itself."""
    if mag_ontbreken(veld) or info_van(veld).altijd:
        return False
    kan_weg = mag_geen(hints(soort)[veld.name]) or info_van(veld).zonder is not None
    return kan_weg and not issubclass(soort, Veldsoort)


def is_optioneel(veld: dataclasses.Field[Any]) -> bool:
    """May a stored document lack the key?"""
    return veld.default is not MISSING or veld.default_factory is not MISSING


def mag_ontbreken(veld: dataclasses.Field[Any]) -> bool:
    """May a text lack the key?"""
    return is_optioneel(veld) and not info_van(veld).in_tekst
