"""The shapes that a value of the document can have on a form, read from its type."""

import dataclasses
from decimal import Decimal
from enum import Enum, auto
from typing import Any, get_args, get_origin

from rekenregels import als_decimaal
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.groepen import Categorieregels
from rekenregels.regeling.minima import UIT_TABEL
from rekenregels.regeling.schrijven import as_plain
from rekenregels.regeling.velden import (
    Eenheid,
    Parameter,
    Veldinfo,
    Veldsoort,
    hints,
    info_van,
    is_optioneel,
    keuzes,
    mag_geen,
    mag_ontbreken,
)

Ruw = Any
WAARDEVELDEN = ("vanaf", "waarde", "bron", "artikel")


class Vorm(Enum):
    GETAL = auto()  # a number with its source, per date
    NAMEN = auto()  # tables with a name of their own
    TABELLEN = auto()  # tables in order
    WOORDEN = auto()  # a list of words or numbers
    KEUZE = auto()  # one of several tables
    TABEL = auto()
    ENKEL = auto()


def vorm_van(soort: Any) -> tuple[Vorm, Any]:
    """The shape, and the type inside it."""
    leden = keuzes(soort)
    kern = leden[0]
    if len(leden) > 1:
        return Vorm.KEUZE, leden
    if kern is Parameter:
        return Vorm.GETAL, kern
    if get_origin(kern) is dict:
        return Vorm.NAMEN, get_args(kern)[1]
    if get_origin(kern) is tuple:
        lid = get_args(kern)[0]
        return (Vorm.TABELLEN if dataclasses.is_dataclass(lid) else Vorm.WOORDEN), lid
    return (Vorm.TABEL if dataclasses.is_dataclass(kern) else Vorm.ENKEL), kern


def is_enkel(soort: Any) -> bool:
    return vorm_van(soort)[0] in (Vorm.ENKEL, Vorm.WOORDEN)


def velden_van(soort: type) -> list[tuple[dataclasses.Field[Any], Any, Veldinfo]]:
    """Every field of a table with its type and description, except the one that chooses the table."""
    return [
        (veld, hints(soort)[veld.name], info_van(veld))
        for veld in dataclasses.fields(soort)
        if veld.name != "vergoed"
    ]


def hoofdstukken() -> dict[str, Veldinfo]:
    return {veld.name: info for veld, _, info in velden_van(Regeling)}


def hoofdstuksoort(hoofdstuk: str) -> Any:
    return hints(Regeling)[hoofdstuk]


# -- one of several tables ---------------------------------------------------------------------------


def keuzesleutel(leden: tuple[type, ...]) -> str:
    return "vergoed" if Categorieregels in leden else "soort"


def keuzewoord(lid: type) -> str:
    """The word by which a member is chosen."""
    if issubclass(lid, Veldsoort):
        return lid.soort
    return "ja" if lid is Categorieregels else "nee"


def keuzenaam(lid: type) -> str:
    """A member as people choose it."""
    return lid.keuze if issubclass(lid, Veldsoort) else keuzewoord(lid)


def gekozen(leden: tuple[type, ...], woord: str) -> type:
    return next((lid for lid in leden if keuzewoord(lid) == woord), leden[0])


# -- from the document to typed text -------------------------------------------------------------------


def als_ruw(soort: Any, plat: Any, info: Veldinfo) -> Ruw:
    """A value of the plain document as typed text; None stays None: the word "geen"."""
    vorm, kern = vorm_van(soort)
    if plat is None:
        return "" if vorm is Vorm.ENKEL else None
    if vorm is Vorm.GETAL:
        return [_waarde_als_ruw(lid, info) for lid in (plat if isinstance(plat, list) else [plat])]
    if vorm is Vorm.NAMEN:
        return [{"@naam": naam, "@was": naam} | als_ruw(kern, lid, info) for naam, lid in plat.items()]
    if vorm is Vorm.TABELLEN:
        return [{"@was": lid.get("naam", "")} | als_ruw(kern, lid, info) for lid in plat]
    if vorm is Vorm.WOORDEN:
        return [getal_als_tekst(str(lid), info) if kern is int else str(lid) for lid in plat]
    if vorm is Vorm.KEUZE:
        sleutel = keuzesleutel(kern)
        woord = als_tekst(plat[sleutel])
        return {sleutel: woord} | als_ruw(gekozen(kern, woord), plat, info)
    if vorm is Vorm.TABEL:
        return {
            veld.name: lid_als_ruw(veld, veldsoort, plat, info) for veld, veldsoort, info in velden_van(kern)
        }
    return getal_als_tekst(str(plat), info) if kern is int else als_tekst(plat)


def lid_als_ruw(veld: dataclasses.Field[Any], soort: Any, plat: dict[str, Any], info: Veldinfo) -> Ruw:
    """One key of a table. What an earlier release left unsaid is shown as what it did."""
    if veld.name in plat:
        return als_ruw(soort, plat[veld.name], info)
    return als_ruw(soort, as_plain(veld.default), info) if info.in_tekst else weggelaten(soort)


def hoofdstuk_als_ruw(document: dict[str, Any], hoofdstuk: str) -> Ruw:
    """A chapter of the plain document as typed text."""
    veld, soort, info = next(deel for deel in velden_van(Regeling) if deel[0].name == hoofdstuk)
    return lid_als_ruw(veld, soort, document, info)


def als_tekst(waarde: object) -> str:
    """One value as the form has it: ja, houder, 2026-01-01."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return str(waarde)


def getal_als_tekst(tekst: str, info: Veldinfo) -> str:
    """A number of the document with a comma, and a broken amount of money with its cents."""
    heel, punt, rest = tekst.partition(".")
    if not punt:
        return tekst
    return f"{heel},{rest.ljust(2, '0') if info.eenheid is Eenheid.EURO else rest}"


def _waarde_als_ruw(plat: dict[str, Any], info: Veldinfo) -> dict[str, str]:
    ruw = {deel: str(plat.get(deel, "")) for deel in WAARDEVELDEN}
    return ruw | {"waarde": getal_als_tekst(ruw["waarde"], info)}


def weggelaten(soort: Any) -> Ruw:
    """What a key that was left out means on the form."""
    if vorm_van(soort)[0] is Vorm.ENKEL:
        return ""
    return None if mag_geen(soort) else nieuw(soort)


def nieuw(soort: Any) -> Ruw:
    """An empty form: nothing is chosen yet, so a decision is never made by leaving it alone."""
    vorm, kern = vorm_van(soort)
    if vorm is Vorm.ENKEL:
        return ""
    if vorm is Vorm.GETAL:
        return [dict.fromkeys(WAARDEVELDEN, "")]
    if vorm in (Vorm.NAMEN, Vorm.TABELLEN, Vorm.WOORDEN):
        return []
    if vorm is Vorm.KEUZE:
        return {keuzesleutel(kern): keuzewoord(kern[0])} | nieuw(kern[0])
    return {
        veld.name: weggelaten(soort) if is_optioneel(veld) else nieuw(soort)
        for veld, soort, _ in velden_van(kern)
    }


# -- from typed text to the document -------------------------------------------------------------------


def als_document(soort: Any, ruw: Ruw, info: Veldinfo) -> Any:
    """What the engine reads; a text that is no number or date goes along as it is, and is refused there."""
    vorm, kern = vorm_van(soort)
    if ruw is None or (ruw == "" and vorm is Vorm.ENKEL and mag_geen(soort)):
        return None
    if vorm is Vorm.GETAL:
        waarden = [_waarde_als_document(lid) for lid in ruw]
        return waarden[0] if len(waarden) == 1 else waarden
    if vorm is Vorm.NAMEN:
        return {lid["@naam"]: als_document(kern, lid, info) for lid in ruw}
    if vorm is Vorm.TABELLEN:
        return [als_document(kern, lid, info) for lid in ruw]
    if vorm is Vorm.WOORDEN:
        return [lees_getal(lid) if kern is int else lid for lid in ruw]
    if vorm is Vorm.KEUZE:
        sleutel = keuzesleutel(kern)
        woord = ruw[sleutel]
        return {sleutel: woord == "ja" if sleutel == "vergoed" else woord} | als_document(
            gekozen(kern, woord), ruw, info
        )
    return _tabel_als_document(kern, ruw) if vorm is Vorm.TABEL else _enkel_als_document(kern, ruw)


def _tabel_als_document(soort: type, ruw: Ruw) -> dict[str, Any]:
    plat = {}
    for veld, veldsoort, info in velden_van(soort):
        waarde = ruw[veld.name]
        uit_tabel = veld.name in UIT_TABEL.get(soort, ()) and ruw["tabel"]
        if (mag_ontbreken(veld) or uit_tabel) and waarde in ("", None, []):
            continue
        plat[veld.name] = als_document(veldsoort, waarde, info)
    return plat


def _enkel_als_document(soort: type, ruw: str) -> Any:
    if soort is bool:
        return {"ja": True, "nee": False}.get(ruw, ruw)
    return lees_getal(ruw) if soort is int else ruw


def _waarde_als_document(ruw: dict[str, str]) -> dict[str, str]:
    plat = {deel: tekst for deel, tekst in ruw.items() if tekst or deel in ("waarde", "bron")}
    return plat | {"waarde": lees_getal(ruw["waarde"])}


def lees_getal(tekst: str) -> str:
    """'1.234,5' and '10,26' as the document writes them; anything else as it was typed."""
    kaal = "".join(teken for teken in tekst if not teken.isspace() and teken != "€")
    heel, komma, rest = kaal.partition(",")
    groepen = heel.removeprefix("-").split(".")
    if len(groepen) > 1 and all(len(groep) == 3 for groep in groepen[1:]) and 1 <= len(groepen[0]) <= 3:
        heel = heel.replace(".", "")
    getal = als_decimaal(heel + ("." + rest if komma else ""))
    return tekst if getal is None else f"{Decimal(getal):f}"
