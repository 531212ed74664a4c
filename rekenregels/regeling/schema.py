"""The JSON Schema of a policy file, read from the same types that the reader uses."""

from __future__ import annotations

import dataclasses
from datetime import date
from enum import StrEnum
from typing import Any, Final, cast, get_args, get_origin

from rekenregels.regeling.document import Regeling
from rekenregels.regeling.minima import UIT_TABEL
from rekenregels.regeling.velden import (
    Parameter,
    Veldinfo,
    Veldsoort,
    hints,
    info_van,
    keuzes,
    mag_geen,
    mag_ontbreken,
    valt_onder_geen,
)

SCHEMA_VERSIE: Final = "2.2"  # the second number for a key that may be left out, the first for anything else
DATUM = {"type": "string", "format": "date"}


def regeling_schema() -> dict[str, Any]:
    """A self-contained schema (draft 2020-12), with the Dutch explanation of every key."""
    defs: dict[str, Any] = {}
    wortel = _tabel(Regeling, defs)
    return (
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"urn:rekenregels:regeling:{SCHEMA_VERSIE}",
            "title": "Subsidieregeling voor peuteropvang en voorschoolse educatie",
        }
        | wortel
        | {"$defs": dict(sorted(defs.items()))}
    )


def _tabel(soort: type, defs: dict[str, Any]) -> dict[str, Any]:
    """One table of the file: its keys, which are required, nothing else allowed."""
    geen: list[str] = []
    eigenschappen: dict[str, Any] = {"soort": {"const": soort.soort}} if issubclass(soort, Veldsoort) else {}
    verplicht = list(eigenschappen)
    for veld in dataclasses.fields(soort):
        info = info_van(veld)
        eigenschappen[veld.name] = {"description": info.uitleg} | _waarde(hints(soort)[veld.name], info, defs)
        if valt_onder_geen(soort, veld):
            geen.append(veld.name)
        elif not mag_ontbreken(veld) and veld.name not in UIT_TABEL.get(soort, ()):
            verplicht.append(veld.name)
    return {
        "type": "object",
        "properties": eigenschappen | (_geen(geen) if geen else {}),
        "required": verplicht,
        "additionalProperties": False,
    } | ({"anyOf": [{"required": ["geen"]}, {"required": geen}]} if geen else {})


def _geen(namen: list[str]) -> dict[str, Any]:
    uitleg = f"Een zin die zegt dat de regeling dit niet heeft, in plaats van: {', '.join(namen)}"
    return {"geen": {"description": uitleg, "type": "string", "minLength": 1}}


def _waarde(soort: Any, info: Veldinfo, defs: dict[str, Any]) -> dict[str, Any]:
    vormen = [_vorm(lid, info, defs) for lid in keuzes(soort)]
    if mag_geen(soort):
        vormen.append({"const": "geen"})
    return vormen[0] if len(vormen) == 1 else {"anyOf": vormen}


def _vorm(soort: Any, info: Veldinfo, defs: dict[str, Any]) -> dict[str, Any]:
    if soort is Parameter:
        return _parameter(info)
    if get_origin(soort) is tuple:
        return {"type": "array", "items": _waarde(get_args(soort)[0], info, defs)}
    if get_origin(soort) is dict:
        return {"type": "object", "additionalProperties": _waarde(get_args(soort)[1], info, defs)}
    if dataclasses.is_dataclass(soort):
        return _verwijzing(cast(type, soort), defs)
    if isinstance(soort, type) and issubclass(soort, StrEnum):
        return {"enum": [str(lid) for lid in soort]}
    return _simpel(soort, info)


def _simpel(soort: Any, info: Veldinfo) -> dict[str, Any]:
    if soort is bool:
        return {"type": "boolean"}
    if soort is date:
        return DATUM
    return _getal(info) if soort is int else {"type": "string", "minLength": 1}


def _verwijzing(soort: type, defs: dict[str, Any]) -> dict[str, Any]:
    if soort.__name__ not in defs:
        defs[soort.__name__] = {}
        defs[soort.__name__] = _tabel(soort, defs)
    return {"$ref": f"#/$defs/{soort.__name__}"}


def _getal(info: Veldinfo) -> dict[str, Any]:
    getal: dict[str, Any] = {"type": "number" if info.eenheid and info.eenheid.factor > 1 else "integer"}
    if info.minimum is not None:
        getal["minimum"] = _json_getal(str(info.minimum))
    if info.maximum is not None:
        getal["maximum"] = _json_getal(str(info.maximum))
    return getal


def _json_getal(tekst: str) -> int | float:
    return float(tekst) if "." in tekst else int(tekst)


def _parameter(info: Veldinfo) -> dict[str, Any]:
    """A number with its source, or one per date of change."""
    waarde = {
        "type": "object",
        "properties": {
            "waarde": _getal(info) | {"description": f"in {info.eenheid}"},
            "bron": {"type": "string", "minLength": 1},
            "artikel": {"type": "string"},
            "vanaf": DATUM,
        },
        "required": ["waarde", "bron"],
        "additionalProperties": False,
    }
    return {"anyOf": [waarde, {"type": "array", "minItems": 1, "items": waarde}]}
