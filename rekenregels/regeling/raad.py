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
from rekenregels.regeling.getalnotatie import getal_als_toml
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
    if info.zonder == {}:
        return f"{tekst}; zijn ze er niet, schrijf dan bovenaan het bestand: {naam} = {{}}"
    geen = f'{naam} = "{GEEN}"'
    return f"{geen} of {tekst}" if mag_geen(soort) and tekst != geen else tekst


def met_bron(naam: str, rauw: object, info: Veldinfo) -> str:
    """What is wrong with a number that stands there without its source, and what to write."""
    goed = getal_als_toml(rauw) if isinstance(rauw, str) else als_waarde(rauw)
    if goed is not None:
        return (
            f"is {toon(rauw)} zonder bron. Schrijf, met tussen de aanhalingstekens waar het getal staat: "
            f'{naam} = {{ waarde = {goed}, bron = "" }}'
        )
    nul = f' Is het er niet, schrijf dan: {naam} = {{ waarde = 0, bron = "" }}' if info.minimum == 0 else ""
    return f"is {toon(rauw)}, maar moet een getal met een bron zijn ({info.uitleg}).{nul}"


def als_tabel(naam: str, soort: type, rauw: object) -> str:
    """What to write for a bare number where a short table belongs: an age of 30 as { maanden = 30, bron = "" }."""
    eerste = dataclasses.fields(soort)[0]
    if not _is_kort(soort) or hints(soort)[eerste.name] is not int or isinstance(rauw, bool):
        return ""
    goed = getal_als_toml(rauw) if isinstance(rauw, str) else als_waarde(rauw)
    if goed is None or not goed.isdigit():
        return ""
    return f' Schrijf: {naam} = {{ {eerste.name} = {goed}, bron = "" }}'


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


# Words of regulations for what the language has another word for.
ANDERE_WOORDEN: Final = {
    "percentage": "samengesteld",
    "procent": "samengesteld",
    "inkomensafhankelijk": "tabel",
    "per_dagdeel": "per_dag",
    "per_plaats": "per_jaar",
    "per_kind": "per_jaar",
    "gratis": "geen",
    "maximum": "aanbieder_tot_grens",
}


def kies_soort(rauw: object, soorten: dict[str, Any]) -> str:
    """The kinds to choose from; first the one that a word of the regulation probably means."""
    woord = str(rauw).strip().lower().replace(" ", "_") if isinstance(rauw, str) else ""
    bedoeld = ANDERE_WOORDEN.get(woord, "")
    raad = f'Bedoelt u soort = "{bedoeld}" ({soorten[bedoeld].keuze})? ' if bedoeld in soorten else ""
    return f"{raad}Kies een van: {', '.join(soorten)}."


@cache
def plaats_van_sleutel(sleutel: str, hier: type) -> str:
    """Where a key belongs that stands in the wrong table; empty where no table knows it."""
    if hier is not Regeling and sleutel in hints(Regeling):
        return (
            f"{sleutel} hoort niet in dit blok. Wat na een kop tussen haken staat, hoort bij die kop. "
            f"Zet deze regel bovenaan het bestand, boven de eerste kop, of maak er een eigen blok van: [{sleutel}]."
        )
    elders = [
        naam for naam, soort in _hoofdstukken().items() if sleutel in hints(soort) and soort is not hier
    ]
    if len(elders) != 1:
        return ""
    return f"{sleutel} hoort bij [{elders[0]}]. Wat na een kop staat, hoort bij die kop. Zet er de kop [{elders[0]}] boven."


@cache
def _hoofdstukken() -> dict[str, type]:
    """The chapters of a policy that are one table."""
    enkel = {naam: keuzes(hint) for naam, hint in hints(Regeling).items()}
    return {naam: leden[0] for naam, leden in enkel.items() if len(leden) == 1 and _is_tabel(leden[0])}


def _is_tabel(soort: Any) -> bool:
    return dataclasses.is_dataclass(soort) and soort is not Parameter


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
