"""A policy as TOML text: what `load_regeling` reads back as the same policy."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from rekenregels.regeling.bedragtabellen import Rij
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.getalnotatie import DUIZENDTAL
from rekenregels.regeling.groepen import Cel, Leeftijd
from rekenregels.regeling.proeven import Kindgegevens, Verwacht
from rekenregels.regeling.velden import Parameter, Veldinfo, Veldsoort, info_van, mag_ontbreken

OP_EEN_REGEL = (Leeftijd, Cel, Kindgegevens, Verwacht, Rij)


def as_toml(regeling: Regeling) -> str:
    """Tables in the order of the document; every number with its source on one line."""
    return "\n".join(_tabel(regeling, "")).strip() + "\n"


def _tabel(ding: Any, pad: str) -> Iterator[str]:
    """First the keys with a value, then the tables below it."""
    velden = [(veld, getattr(ding, veld.name)) for veld in dataclasses.fields(ding)]
    velden = [(veld, waarde) for veld, waarde in velden if not _mag_weg(veld, waarde)]
    if isinstance(ding, Veldsoort):
        yield f'soort = "{ding.soort}"'
    for veld, waarde in velden:
        if not _is_tabel(waarde):
            yield f"{veld.name} = {_waarde(waarde, info_van(veld))}"
    for veld, waarde in velden:
        if _is_tabel(waarde):
            yield from _onder(waarde, f"{pad}.{veld.name}" if pad else veld.name)


def _mag_weg(veld: dataclasses.Field[Any], waarde: Any) -> bool:
    """A default that decides nothing need not be written, except the word that names the kind.

    A table that a document of an earlier release does not have can't be written.
    """
    if veld.name == "vergoed" or not (mag_ontbreken(veld) or (waarde is None and veld.default is None)):
        return False
    return not waarde if veld.default is dataclasses.MISSING else bool(waarde == veld.default)


def _onder(waarde: Any, pad: str) -> Iterator[str]:
    if isinstance(waarde, dict):
        if not waarde:
            yield f"\n[{pad}]"
        for naam, lid in waarde.items():
            yield f"\n[{pad}.{_sleutel(naam)}]"
            yield from _tabel(lid, f"{pad}.{_sleutel(naam)}")
    elif isinstance(waarde, tuple):
        for lid in waarde:
            yield f"\n[[{pad}]]"
            yield from _tabel(lid, pad)
    else:
        yield f"\n[{pad}]"
        yield from _tabel(waarde, pad)


def _is_tabel(waarde: Any) -> bool:
    if isinstance(waarde, tuple):
        return bool(waarde) and _is_tabel(waarde[0])
    if isinstance(waarde, dict):
        return True
    return dataclasses.is_dataclass(waarde) and not isinstance(waarde, (Parameter, *OP_EEN_REGEL))


def _waarde(waarde: Any, info: Veldinfo) -> str:
    if waarde is None:
        return '"geen"'
    if isinstance(waarde, bool):
        return "true" if waarde else "false"
    if isinstance(waarde, int):
        return _getal(waarde, info)
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, str | StrEnum):
        return _tekst(str(waarde))
    if isinstance(waarde, Parameter):
        return _parameter(waarde)
    if isinstance(waarde, tuple):
        leden = [_waarde(lid, info) for lid in waarde]
        return (
            "[\n    " + ",\n    ".join(leden) + ",\n]"
            if leden and leden[0].startswith("{")
            else f"[{', '.join(leden)}]"
        )
    return _op_een_regel(waarde)


def _op_een_regel(ding: Any) -> str:
    delen = [
        f"{veld.name} = {_waarde(getattr(ding, veld.name), info_van(veld))}"
        for veld in dataclasses.fields(ding)
        if not _mag_weg(veld, getattr(ding, veld.name))
    ]
    return "{ " + ", ".join(delen) + " }"


def _parameter(parameter: Parameter) -> str:
    waarden = []
    for waarde in parameter.waarden:
        delen = [f"vanaf = {waarde.vanaf.isoformat()}"] if waarde.vanaf else []
        delen += [
            f"waarde = {_getal(waarde.waarde, Veldinfo('', parameter.eenheid))}",
            f"bron = {_tekst(waarde.bron)}",
        ]
        delen += [f"artikel = {_tekst(waarde.artikel)}"] if waarde.artikel else []
        waarden.append("{ " + ", ".join(delen) + " }")
    return waarden[0] if len(waarden) == 1 else "[\n    " + ",\n    ".join(waarden) + ",\n]"


def _getal(getal: int, info: Veldinfo) -> str:
    if info.eenheid is None:
        return str(getal)
    tekst = f"{Decimal(getal) / info.eenheid.factor:f}"
    # Three decimals could be thousands; the reader asks, so the writer is plain.
    return f"{tekst}0" if len(tekst.partition(".")[2]) == DUIZENDTAL else tekst


def _tekst(tekst: str) -> str:
    """A basic TOML string."""
    veilig = tekst.replace("\\", "\\\\").replace('"', '\\"')
    veilig = "".join(
        f"\\u{ord(teken):04x}" if ord(teken) < 32 or ord(teken) == 127 else teken for teken in veilig
    )
    return f'"{veilig}"'


def _sleutel(naam: str) -> str:
    kaal = naam.replace("_", "").replace("-", "")
    return naam if kaal.isascii() and kaal.isalnum() else _tekst(naam)
