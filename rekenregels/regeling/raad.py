"""What to write instead: advice that can be pasted as it is, and that never brings a source of its own along."""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Final, cast, get_args, get_origin

from rekenregels.regeling.document import Regeling
from rekenregels.regeling.getallen import Overmaat, is_te_groot
from rekenregels.regeling.notatie import als_getal, kort
from rekenregels.regeling.velden import (
    ZIN,
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

GEEN: Final = "geen"
LEEG_BESTAND: Final = (
    "dit bestand is leeg. Begin met een regeling die er al is: kopieer een meegeleverd bestand, of neem het voorbeeld "
    "‘de kleinste regeling’ uit docs/regeltaal.md over en verander daarin de bronnen en de bedragen."
)
_BRON: Final = re.compile(r'bron = "[^"]*"')


def voeg_toe(pad: str, soort: Any, info: Veldinfo) -> str:
    """What to write for a missing key. Sources are left empty: only who has the document can fill them in."""
    naam = pad.rsplit(".", 1)[-1]
    if re.match(r"\[\w", info.voorbeeld):
        tekst = _BRON.sub('bron = ""', info.voorbeeld)
    else:
        is_blok = _is_blok(soort) and not info.voorbeeld.startswith("{")
        tekst = _blok(pad, soort) if is_blok else f"{naam} = {_waarde(naam, soort, info)}"
    geen = f'{naam} = "{GEEN}"'
    return f"{geen} of {tekst}" if mag_geen(soort) and tekst != geen else tekst


def _waarde(naam: str, soort: Any, info: Veldinfo) -> str:
    lid = keuzes(soort)[0]
    if lid is Parameter:
        return f'{{ waarde = {info.minimum or 0}, bron = "" }}'
    if naam == "bron" and lid is str:
        return '""'
    if info.voorbeeld:
        return _BRON.sub('bron = ""', info.voorbeeld) if info.voorbeeld.startswith("{") else info.voorbeeld
    if get_origin(lid) is tuple:
        return f"[{_waarde(naam, get_args(lid)[0], info)}]" if _is_kort(get_args(lid)[0]) else "[]"
    if _is_kort(lid):
        return _tussen_accolades(lid)
    return "true" if lid is bool else '""' if lid is str else "0"


def _tussen_accolades(soort: Any) -> str:
    velden = [veld for veld in dataclasses.fields(soort) if not mag_ontbreken(veld)] or dataclasses.fields(
        soort
    )[:1]
    delen = [
        f"{veld.name} = {_waarde(veld.name, hints(soort)[veld.name], info_van(veld))}" for veld in velden
    ]
    return "{ " + ", ".join(delen) + " }"


def _is_blok(soort: Any) -> bool:
    """Is it written under a heading between brackets?"""
    lid = keuzes(soort)[0]
    if get_origin(lid) is tuple:
        lid = keuzes(get_args(lid)[0])[0]
    return get_origin(lid) is dict or (
        dataclasses.is_dataclass(lid) and lid is not Parameter and not _is_kort(lid)
    )


def _is_kort(soort: Any) -> bool:
    """Does a table fit between braces? Not with tables or numbers with a source in it."""
    return (
        dataclasses.is_dataclass(soort)
        and not issubclass(cast(type, soort), Veldsoort)
        and all(_is_los(hint) for hint in hints(cast(type, soort)).values())
    )


def _is_los(hint: Any) -> bool:
    lid = keuzes(hint)[0]
    return get_origin(lid) is not dict and not dataclasses.is_dataclass(
        get_args(lid)[0] if get_args(lid) else lid
    )


def _blok(pad: str, soort: Any) -> str:
    lid, pad = keuzes(soort)[0], re.sub(r"\[\d+\]", "", pad)
    if get_origin(lid) is dict:
        return f"[{pad}.naam] met daaronder {_soorten(get_args(lid)[1])}"
    if len(keuzes(soort)) > 1:
        return f"[{pad}] met daaronder {_soorten(soort)}"
    if get_origin(lid) is tuple:
        return f"[[{pad}]] met daaronder {verplicht(get_args(lid)[0])}"
    return f"[{pad}] met daaronder {verplicht(lid)}"


def _soorten(soort: Any) -> str:
    woorden = [lid.soort for lid in keuzes(soort) if issubclass(lid, Veldsoort)]
    return (
        f"soort ({', '.join(woorden)}) en wat daarbij hoort"
        if woorden
        else "vergoed = true of vergoed = false"
    )


def verplicht(soort: Any) -> str:
    """The keys that a table must have, in a row."""
    namen = [veld.name for veld in dataclasses.fields(soort) if not mag_ontbreken(veld)]
    return ", ".join((["soort"] if issubclass(soort, Veldsoort) else []) + namen)


def onder_geen(soort: type) -> dict[str, Any]:
    """What a table gets for the keys that it may leave out with a sentence `geen`."""
    gedekt = [veld for veld in dataclasses.fields(soort) if valt_onder_geen(soort, veld)]
    return {veld.name: GEEN if info_van(veld).zonder is None else info_van(veld).zonder for veld in gedekt}


def met_zin(waarde: Any, zin: str) -> Any:
    """The value with the sentence of `geen` as its source."""
    if isinstance(waarde, dict):
        return {naam: met_zin(lid, zin) for naam, lid in waarde.items()}
    return ZIN.replace("<geen>", zin) if waarde == ZIN else waarde


def sleutels(soort: type) -> str:
    return ", ".join(veld.name for veld in dataclasses.fields(soort))


@cache
def plaats_van_sleutel(sleutel: str, hier: type) -> str:
    """Where a key belongs that stands in the wrong table; empty where no table knows it."""
    if hier is not Regeling and sleutel in hints(Regeling):
        return (
            f"{sleutel} hoort niet in dit blok. Wat na een kop tussen haken staat, hoort bij die kop. "
            f"Zet deze regel bovenaan het bestand, boven de eerste kop, of maak er een eigen blok van: [{sleutel}]."
        )
    return ""


def als_waarde(rauw: object) -> str:
    """A value as TOML writes it, to be pasted."""
    if isinstance(rauw, Decimal | int) and not isinstance(rauw, bool) and not is_te_groot(rauw):
        return f"{Decimal(rauw):f}"
    return toon(rauw)


def toon(rauw: object) -> str:
    """A value as people read it."""
    if isinstance(rauw, bool):
        return "true" if rauw else "false"
    if isinstance(rauw, Overmaat):
        return kort(rauw.tekst)
    if isinstance(rauw, Decimal | int):
        return kort(str(Decimal(rauw))) if is_te_groot(rauw) else als_getal(Decimal(rauw))
    if isinstance(rauw, dict | list):
        return "een tabel" if isinstance(rauw, dict) else "een lijst"
    return "niet ingevuld" if rauw is None else f'"{kort(str(rauw))}"'


def kies(soort: type[StrEnum], rauw: object, naam: str) -> str:
    """The words to choose from, and the one that was probably meant."""
    mogelijk = f"Kies een van: {', '.join(soort)}."
    plat = str(rauw).strip().lower().replace(" ", "_").replace("-", "_")
    bedoeld = [lid for lid in soort if lid.replace(" ", "_") == plat]
    return f'Schrijf: {naam} = "{bedoeld[0]}"' if bedoeld and isinstance(rauw, str) else mogelijk


def ja_nee(rauw: object, naam: str) -> str:
    """What to write for a yes or no that was written as a word."""
    woord = rauw.strip().lower() if isinstance(rauw, str) else ""
    if woord in ("ja", "true", "waar"):
        return f" Schrijf: {naam} = true"
    return f" Schrijf: {naam} = false" if woord in ("nee", "false", "onwaar", GEEN) else ""


def mist(pad: str, soort: type, namen: list[str]) -> str:
    """One sentence for a table that lacks many keys, with the lines to paste."""
    velden = {veld.name: veld for veld in dataclasses.fields(soort)}
    per_naam = [voeg_toe(f"{pad}.{naam}", hints(soort)[naam], info_van(velden[naam])) for naam in namen]
    regels = "\n".join(f"  {regel}" for regel in per_naam)
    gedekt = [naam for naam in namen if naam in onder_geen(soort)]
    if gedekt:
        regels += f'\n  {GEEN} = "" in plaats van {", ".join(gedekt)}, met in een zin dat de regeling dit niet heeft'
    return f"{pad} mist {len(namen)} sleutels. Voeg toe en vul aan:\n{regels}"
