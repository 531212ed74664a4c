"""From a typed policy to plain data: the document for storage, and all its sources in a row."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from rekenregels.regeling.notatie import als_datum, als_decimalen, als_getal, in_woord
from rekenregels.regeling.velden import AANNAME, Eenheid, Parameter, Veldinfo, Veldsoort, Waarde, velden_van


@dataclass(frozen=True)
class Bronregel:
    """Where a value is in the document, what it is, and where it comes from."""

    pad: str
    waarde: str
    bron: str
    artikel: str

    @property
    def is_aanname(self) -> bool:
        return AANNAME in self.bron.lower()


def as_plain(ding: Any, info: Veldinfo | None = None) -> Any:
    """JSON types only; "geen" is None, numbers are strings with a point, dates ISO."""
    if isinstance(ding, Parameter):
        return _plain_parameter(ding)
    if dataclasses.is_dataclass(ding) and not isinstance(ding, type):
        return _plain_tabel(ding)
    if isinstance(ding, tuple):
        return [as_plain(lid, info) for lid in ding]
    if isinstance(ding, dict):
        return {naam: as_plain(lid) for naam, lid in ding.items()}
    if isinstance(ding, date):
        return ding.isoformat()
    if isinstance(ding, StrEnum):
        return str(ding)
    if isinstance(ding, int) and not isinstance(ding, bool) and info is not None and info.eenheid is not None:
        return _plain_getal(ding, info.eenheid)
    return ding


def _plain_tabel(ding: Any) -> dict[str, Any]:
    plat: dict[str, Any] = {}
    if isinstance(ding, Veldsoort):
        plat["soort"] = ding.soort
    for veld in velden_van(ding.__class__):
        waarde = getattr(ding, veld.name)
        is_default = veld.default is not dataclasses.MISSING and waarde == veld.default
        is_leeg = veld.default_factory is not dataclasses.MISSING and not waarde
        if not is_default and not is_leeg:
            plat[veld.name] = as_plain(waarde, veld.metadata.get("info"))
        elif veld.name == "vergoed":
            plat[veld.name] = waarde
    return plat


def _plain_getal(getal: int, eenheid: Eenheid) -> str:
    return f"{Decimal(getal) / eenheid.factor:f}"


def _plain_parameter(parameter: Parameter) -> Any:
    waarden = []
    for waarde in parameter.waarden:
        plat: dict[str, Any] = {"waarde": _plain_getal(waarde.waarde, parameter.eenheid), "bron": waarde.bron}
        if waarde.artikel:
            plat["artikel"] = waarde.artikel
        if waarde.vanaf is not None:
            plat["vanaf"] = waarde.vanaf.isoformat()
        waarden.append(plat)
    return waarden[0] if len(waarden) == 1 else waarden


def toon_waarde(waarde: Waarde, eenheid: Eenheid) -> str:
    """A number with its unit, for people."""
    if eenheid is Eenheid.EURO:
        heel = waarde.waarde % 1000 == 0
        return "€ " + (als_decimalen(waarde.waarde // 1000, 2) if heel else als_decimalen(waarde.waarde, 5))
    getal = als_getal((Decimal(waarde.waarde) / eenheid.factor).normalize())
    if eenheid is Eenheid.PROCENT:
        return f"{getal}%"
    woord = in_woord(Fraction(waarde.waarde, eenheid.factor), str(eenheid))
    return getal if eenheid is Eenheid.AANTAL else f"{getal} {woord}"


def toon_parameter(parameter: Parameter) -> str:
    """All its values, each with the date from which it holds."""
    return ", ".join(
        toon_waarde(waarde, parameter.eenheid) + (f" vanaf {als_datum(waarde.vanaf)}" if waarde.vanaf else "")
        for waarde in parameter.waarden
    )


def bronnen(ding: Any, pad: str = "") -> Iterator[Bronregel]:
    """Every value of the document that cites a source."""
    if isinstance(ding, Parameter):
        for waarde in ding.waarden:
            vanaf = f" vanaf {waarde.vanaf.isoformat()}" if waarde.vanaf else ""
            yield Bronregel(pad, toon_waarde(waarde, ding.eenheid) + vanaf, waarde.bron, waarde.artikel)
        return
    velden = _velden(ding)
    if isinstance(velden.get("bron"), str):
        yield Bronregel(pad, _samenvatting(ding), velden["bron"], velden.get("artikel", ""))
    for plek, lid in _leden(ding, pad):
        yield from bronnen(lid, plek)


def _velden(ding: Any) -> dict[str, Any]:
    """The fields of a part of the document; a list or a table of names has none."""
    if not dataclasses.is_dataclass(ding) or isinstance(ding, type):
        return {}
    return {veld.name: getattr(ding, veld.name) for veld in velden_van(ding.__class__)}


def _leden(ding: Any, pad: str) -> Iterator[tuple[str, Any]]:
    """What stands inside a part of the document, each with its place."""
    if dataclasses.is_dataclass(ding) and not isinstance(ding, type):
        for veld in velden_van(ding.__class__):
            yield f"{pad}.{veld.name}" if pad else veld.name, getattr(ding, veld.name)
    elif isinstance(ding, dict):
        for naam, lid in ding.items():
            yield f"{pad}.{naam}", lid
    elif isinstance(ding, tuple):
        for i, lid in enumerate(ding, start=1):
            yield f"{pad}[{i}]", lid


def _samenvatting(ding: Any) -> str:
    """The table's own plain values in a few words."""
    delen = [ding.soort] if isinstance(ding, Veldsoort) else []
    for veld in velden_van(ding.__class__):
        waarde = getattr(ding, veld.name)
        keuze = isinstance(waarde, StrEnum) or (isinstance(waarde, bool) and isinstance(ding, Veldsoort))
        stil = keuze and waarde == veld.default and not veld.metadata["info"].in_tekst
        if stil or veld.name in ("bron", "artikel") or isinstance(waarde, Parameter) or waarde in ("", None):
            continue
        if veld.name == "soort":
            delen.append(str(waarde))
        elif isinstance(waarde, bool):
            delen.append(f"{veld.name}: {'ja' if waarde else 'nee'}")
        elif isinstance(waarde, str | int | date):
            delen.append(f"{veld.name}: {waarde}")
    return ", ".join(delen)


def parameters_met_pad(ding: Any, pad: str = "") -> Iterator[tuple[str, Parameter]]:
    """Every number with a source, and where it is in the document."""
    if isinstance(ding, Parameter):
        yield pad, ding
        return
    for plek, lid in _leden(ding, pad):
        yield from parameters_met_pad(lid, plek)


def toon_veld(waarde: Any, info: Veldinfo) -> str:
    """A plain value of the document, for people."""
    if waarde is None:
        return "geen"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, int) and info.eenheid is not None:
        return toon_waarde(Waarde(waarde, ""), info.eenheid)
    if isinstance(waarde, date):
        return als_datum(waarde)
    return ", ".join(str(lid) for lid in waarde) if isinstance(waarde, tuple) else str(waarde)
