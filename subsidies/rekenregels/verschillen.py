"""The differences between two policies, in plain Dutch."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from subsidies.rekenregels.document import Regeling
from subsidies.rekenregels.lezen import info_van
from subsidies.rekenregels.notatie import als_datum
from subsidies.rekenregels.schrijven import toon_veld, toon_waarde
from subsidies.rekenregels.velden import Parameter


@dataclass(frozen=True)
class Verschil:
    """What changed: the place, its explanation, the old and the new value ("" where there was or is none)."""

    pad: str
    uitleg: str
    oud: str
    nieuw: str

    @property
    def zin(self) -> str:
        wat = f"{self.uitleg} ({self.pad})"
        if not self.oud:
            return f"{wat}: nieuw is {self.nieuw}."
        if not self.nieuw:
            return f"{wat}: {self.oud} is vervallen."
        return f"{wat}: was {self.oud}, wordt {self.nieuw}."


def verschillen(oud: Regeling, nieuw: Regeling) -> list[Verschil]:
    """Every value that differs; worked examples and populations are not policy and are left out."""
    oude, nieuwe = dict(_waarden(oud)), dict(_waarden(nieuw))
    uit = []
    for pad in [*oude, *(pad for pad in nieuwe if pad not in oude)]:
        (uitleg, was), (uitleg_nieuw, wordt) = oude.get(pad, ("", "")), nieuwe.get(pad, ("", ""))
        if was != wordt:
            uit.append(Verschil(pad, uitleg or uitleg_nieuw, was, wordt))
    return uit


def _waarden(ding: Any, pad: str = "", uitleg: str = "") -> Iterator[tuple[str, tuple[str, str]]]:
    """Every single value with its path, explanation and text."""
    if isinstance(ding, Parameter):
        yield pad, (uitleg, _toon_parameter(ding))
    elif dataclasses.is_dataclass(ding) and not isinstance(ding, type):
        yield from _waarden_tabel(ding, pad)
    elif isinstance(ding, dict):
        for naam, lid in ding.items():
            yield from _waarden(lid, f"{pad}.{naam}", uitleg)
    elif isinstance(ding, tuple) and ding and dataclasses.is_dataclass(ding[0]):
        for i, lid in enumerate(ding, start=1):
            yield from _waarden(lid, f"{pad}[{i}]", uitleg)


def _waarden_tabel(ding: Any, pad: str) -> Iterator[tuple[str, tuple[str, str]]]:
    if isinstance(getattr(type(ding), "soort", None), str):
        yield f"{pad}.soort", ("Soort", str(ding.soort))
    for veld in dataclasses.fields(ding):
        waarde, info = getattr(ding, veld.name), info_van(veld)
        plek = f"{pad}.{veld.name}" if pad else veld.name
        if veld.name in ("voorbeelden", "populatie"):
            continue
        if _is_enkel(waarde):
            yield plek, (info.uitleg, toon_veld(waarde, info))
        else:
            yield from _waarden(waarde, plek, info.uitleg)


def _is_enkel(waarde: Any) -> bool:
    if isinstance(waarde, tuple):
        return not waarde or not dataclasses.is_dataclass(waarde[0])
    return not isinstance(waarde, dict | Parameter) and not dataclasses.is_dataclass(waarde)


def _toon_parameter(parameter: Parameter) -> str:
    delen = []
    for waarde in parameter.waarden:
        vanaf = f" vanaf {als_datum(waarde.vanaf)}" if waarde.vanaf else ""
        delen.append(f"{toon_waarde(waarde, parameter.eenheid)}{vanaf} ({waarde.bron})")
    return ", ".join(delen)
