"""What stands in the JSON that goes in and out: one declaration for checking, for reading and for the description."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from lib.tekst import has_stuurteken
from organisaties.velden import EERSTE_DAG, LAATSTE_DAG

LANGSTE_TEKST = 500


class Soort(StrEnum):
    TEKST = "tekst"
    GEHEEL = "geheel getal"
    GETAL = "getal met hoogstens twee decimalen"
    DAG = "dag"
    MOMENT = "moment"
    JA_NEE = "ja of nee"
    OBJECT = "object"
    LIJST = "lijst"


_JSON: dict[Soort, dict[str, Any]] = {
    Soort.TEKST: {"type": "string", "maxLength": LANGSTE_TEKST},
    Soort.GEHEEL: {"type": "integer"},
    Soort.GETAL: {"type": "number", "multipleOf": 0.01},
    Soort.DAG: {"type": "string", "format": "date"},
    Soort.MOMENT: {"type": "string", "format": "date-time"},
    Soort.JA_NEE: {"type": "boolean"},
}


@dataclass(frozen=True)
class Veld:
    """One value. `van`: what an object or the rows of a list look like."""

    soort: Soort
    omschrijving: str
    verplicht: bool = True
    leeg: bool = False
    keuzes: tuple[str, ...] = ()
    van: "Schema | None" = None
    voorbeeld: Any = None

    def as_json(self) -> dict[str, Any]:
        schema = dict(_JSON.get(self.soort, {}))
        if self.soort is Soort.OBJECT and self.van is not None:
            return {"$ref": f"#/components/schemas/{self.van.naam}"}
        if self.soort is Soort.LIJST and self.van is not None:
            schema = {"type": "array", "items": {"$ref": f"#/components/schemas/{self.van.naam}"}}
        if self.keuzes:
            schema["enum"] = [*self.keuzes, None] if self.leeg else list(self.keuzes)
            schema.pop("maxLength", None)
        if self.leeg:
            schema["type"] = [schema["type"], "null"]
        if self.voorbeeld is not None:
            schema["examples"] = [self.voorbeeld]
        return schema | {"description": self.omschrijving}


@dataclass(frozen=True)
class Schema:
    naam: str
    omschrijving: str
    velden: Mapping[str, Veld] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "type": "object",
            "description": self.omschrijving,
            "properties": {naam: veld.as_json() for naam, veld in self.velden.items()},
            "required": [naam for naam, veld in self.velden.items() if veld.verplicht],
            "additionalProperties": False,
        }

    def parts(self) -> "list[Schema]":
        """This one and all that it names."""
        delen = [self]
        for veld in self.velden.values():
            if veld.van is not None:
                delen += veld.van.parts()
        return delen


@dataclass(frozen=True)
class Veldfout:
    """What is wrong, and where: a JSON Pointer into what was sent, or the name of a parameter."""

    plek: str
    zin: str


class Invoerfout(ValueError):
    def __init__(self, fouten: list[Veldfout]) -> None:
        super().__init__("; ".join(fout.zin for fout in fouten))
        self.fouten = fouten


def read(schema: Schema, gegevens: Any, plek: str = "") -> dict[str, Any]:
    """Typed values of what was sent; Invoerfout with everything that is wrong at once."""
    if not isinstance(gegevens, dict):
        raise Invoerfout([Veldfout(plek, 'Verwacht: een object, zoals {"naam": "waarde"}.')])
    fouten = [
        Veldfout(f"{plek}/{naam}", f"Veld ‘{naam[:60]}’ is niet bekend. Haal het weg.")
        for naam in gegevens
        if naam not in schema.velden
    ]
    waarden: dict[str, Any] = {}
    for naam, veld in schema.velden.items():
        try:
            if naam in gegevens:
                waarden[naam] = _value(veld, gegevens[naam], f"{plek}/{naam}")
            elif veld.verplicht:
                raise Invoerfout([Veldfout(f"{plek}/{naam}", f"Vul ‘{naam}’ in: {veld.omschrijving}")])
        except Invoerfout as fout:
            fouten += fout.fouten
    if fouten:
        raise Invoerfout(fouten)
    return waarden


def read_tekst(veld: Veld, tekst: str, plek: str) -> Any:
    """The same for what stands in an address: always text."""
    if veld.soort is Soort.GEHEEL:
        return _value(veld, int(tekst) if re.fullmatch(r"[0-9]{1,9}", tekst) else tekst, plek)
    if veld.soort is Soort.JA_NEE:
        return _value(veld, {"true": True, "false": False}.get(tekst, tekst), plek)
    return _value(veld, tekst, plek)


def _value(veld: Veld, waarde: Any, plek: str) -> Any:
    if waarde is None and veld.leeg:
        return None
    if veld.soort is Soort.LIJST and veld.van is not None and isinstance(waarde, list):
        return _list(veld.van, waarde, plek)
    if veld.soort is Soort.OBJECT and veld.van is not None:
        return read(veld.van, waarde, plek)
    lees = _READERS.get(veld.soort)
    gelezen = lees(waarde) if lees else None
    if gelezen is None or (veld.keuzes and gelezen not in veld.keuzes):
        keuze = f"een van {', '.join(veld.keuzes)}" if veld.keuzes else _VERWACHT[veld.soort]
        raise Invoerfout([Veldfout(plek, f"‘{str(waarde)[:60]}’ kan niet. Verwacht: {keuze}.")])
    return gelezen


def _list(schema: Schema, waarde: list[Any], plek: str) -> list[dict[str, Any]]:
    rijen, fouten = [], []
    for nummer, rij in enumerate(waarde):
        try:
            rijen.append(read(schema, rij, f"{plek}/{nummer}"))
        except Invoerfout as fout:
            fouten += fout.fouten
    if fouten:
        raise Invoerfout(fouten)
    return rijen


def _text(waarde: Any) -> str | None:
    goed = isinstance(waarde, str) and len(waarde) <= LANGSTE_TEKST and not has_stuurteken(waarde)
    return waarde if goed else None


def _whole(waarde: Any) -> int | None:
    return (
        waarde if isinstance(waarde, int) and not isinstance(waarde, bool) and abs(waarde) < 2**31 else None
    )


def _number(waarde: Any) -> Decimal | None:
    """JSON numbers come as int or Decimal; no text, that could be read two ways."""
    if isinstance(waarde, bool) or not isinstance(waarde, int | Decimal):
        return None
    getal = Decimal(waarde)
    fijn = not getal.is_finite() or abs(getal) >= 10**9 or getal * 100 != (getal * 100).to_integral_value()
    return None if fijn else getal


def _day(waarde: Any) -> date | None:
    if not isinstance(waarde, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", waarde):
        return None
    try:
        dag = date.fromisoformat(waarde)
    except ValueError:
        return None
    return dag if EERSTE_DAG <= dag <= LAATSTE_DAG else None


def _moment(waarde: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(waarde)
    except (TypeError, ValueError):
        return None


_READERS: dict[Soort, Callable[[Any], Any]] = {
    Soort.TEKST: _text,
    Soort.GEHEEL: _whole,
    Soort.GETAL: _number,
    Soort.DAG: _day,
    Soort.MOMENT: _moment,
    Soort.JA_NEE: lambda waarde: waarde if isinstance(waarde, bool) else None,
}
_VERWACHT = {
    Soort.TEKST: f"tekst van hoogstens {LANGSTE_TEKST} tekens",
    Soort.GEHEEL: "een heel getal",
    Soort.GETAL: "een getal met hoogstens twee decimalen, zoals 16.5",
    Soort.DAG: "een dag die bestaat, als 2026-01-31",
    Soort.JA_NEE: "true of false",
    Soort.LIJST: "een lijst",
    Soort.OBJECT: "een object",
    Soort.MOMENT: "een moment",
}
