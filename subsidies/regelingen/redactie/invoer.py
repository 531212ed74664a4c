"""What came in from the form becomes typed text, and the buttons inside the form change it."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from django.http import QueryDict

from lib.tekst import geheel
from rekenregels.regeling.minima import UIT_TABEL
from rekenregels.regeling.velden import mag_geen
from subsidies.regelingen.redactie.vormen import (
    WAARDEVELDEN,
    Ruw,
    Vorm,
    gekozen,
    hoofdstuksoort,
    keuzesleutel,
    keuzewoord,
    nieuw,
    velden_van,
    vorm_van,
)

MEESTE_LEDEN = 500

# Where the document names a part of another chapter: a new name goes along to there.
VERWIJZINGEN = {
    "tarief": "tarieven",
    "bijdrage": "bijdragen",
    "gemeentebedrag": "gemeentebedragen",
    "minima": "minima",
    "tabel": "tabellen",
}


def lees_hoofdstuk(post: QueryDict, hoofdstuk: str) -> Ruw:
    return lees(hoofdstuksoort(hoofdstuk), hoofdstuk, post)


def lees(soort: Any, naam: str, post: QueryDict) -> Ruw:
    """One value by its type: the names on the form are its path."""
    vorm, kern = vorm_van(soort)
    if mag_geen(soort) and post.get(f"{naam}.@") == "geen":
        return None
    if vorm is Vorm.GETAL:
        return [_lees_waarde(f"{naam}[{i}]", post) for i in range(_aantal(naam, post, minstens=1))]
    if vorm in (Vorm.NAMEN, Vorm.TABELLEN):
        return [_lees_lid(vorm, kern, f"{naam}[{i}]", post) for i in range(_aantal(naam, post))]
    if vorm is Vorm.WOORDEN:
        return _lees_woorden(kern, naam, post)
    if vorm is Vorm.KEUZE:
        sleutel = keuzesleutel(kern)
        lid = gekozen(kern, post.get(f"{naam}.{sleutel}", ""))
        return {sleutel: keuzewoord(lid)} | _lees_tabel(lid, naam, post)
    return _lees_tabel(kern, naam, post) if vorm is Vorm.TABEL else post.get(naam, "").strip()


def _lees_tabel(soort: type, naam: str, post: QueryDict) -> Ruw:
    ruw = {
        veld.name: lees(veldsoort, f"{naam}.{veld.name}", post) for veld, veldsoort, _ in velden_van(soort)
    }
    uit_tabel = UIT_TABEL.get(soort, ())
    if uit_tabel and ruw["tabel"]:
        is_ander = ruw["tabel"] != post.get(f"{naam}.tabel.@was", ruw["tabel"])
        if is_ander or ruw.get("aanvulling"):
            ruw |= {
                sleutel: [] for sleutel in uit_tabel
            }  # the numbers of the national table, and what is added to it, come in anew
    return ruw


def _lees_lid(vorm: Vorm, soort: Any, naam: str, post: QueryDict) -> Ruw:
    lid = {"@was": post.get(f"{naam}.@was", "")} | lees(soort, naam, post)
    return {"@naam": post.get(f"{naam}.@naam", "").strip()} | lid if vorm is Vorm.NAMEN else lid


def _lees_waarde(naam: str, post: QueryDict) -> dict[str, str]:
    return {deel: post.get(f"{naam}.{deel}", "").strip() for deel in WAARDEVELDEN}


def _lees_woorden(soort: type, naam: str, post: QueryDict) -> list[str]:
    if issubclass(soort, StrEnum):
        return post.getlist(naam)
    tekst = post.get(naam, "").strip()
    if soort is not int:
        return [deel.strip() for deel in tekst.split("\n") if deel.strip()]
    # On lines of their own numbers may have a decimal comma.
    delen = (deel.strip(" ,\r\t") for deel in tekst.split("\n" if "\n" in tekst else ","))
    return [deel for deel in delen if deel]


def _aantal(naam: str, post: QueryDict, minstens: int = 0) -> int:
    tekst = post.get(f"{naam}.@aantal", "")
    aantal = geheel(tekst, 0)
    return min(max(aantal, minstens), MEESTE_LEDEN)


# -- buttons inside the form ---------------------------------------------------------------------------


def voer_uit(opdracht: str, naam: str, hoofdstuk: str, ruw: Ruw) -> Ruw:
    """Add, remove, move up, fill in or say "geen"; what was typed stays. An unknown place changes nothing."""
    boek = {hoofdstuk: ruw}
    try:
        houder, sleutel, soort = _plek(boek, hoofdstuksoort(hoofdstuk), naam)
    except (KeyError, IndexError, TypeError, ValueError, StopIteration, AttributeError):
        return ruw
    if opdracht == "toevoegen" and isinstance(houder[sleutel], list):
        houder[sleutel].append(_nieuw_lid(soort))
    elif opdracht == "verwijderen" and isinstance(houder, list):
        del houder[sleutel]
    elif opdracht == "eerder" and isinstance(houder, list) and sleutel > 0:
        houder.insert(sleutel - 1, houder.pop(sleutel))
    elif opdracht in ("leegmaken", "invullen") and mag_geen(soort):
        houder[sleutel] = None if opdracht == "leegmaken" else nieuw(soort)
    return boek[hoofdstuk]


def _nieuw_lid(soort: Any) -> Ruw:
    vorm, kern = vorm_van(soort)
    if vorm is Vorm.GETAL:
        return dict.fromkeys(WAARDEVELDEN, "")
    lid = {"@was": ""} | nieuw(kern)
    return {"@naam": ""} | lid if vorm is Vorm.NAMEN else lid


def _plek(boek: Ruw, soort: Any, naam: str) -> tuple[Any, Any, Any]:
    """What holds a place, under which key, and the type there."""
    stappen = [
        int(stap) if re.fullmatch(r"[0-9]{1,4}", stap) else stap for stap in re.findall(r"[^.\[\]]+", naam)
    ]
    houder, sleutel = boek, stappen[0]
    for stap in stappen[1:]:
        houder = houder[sleutel]
        soort = _soort_onder(soort, houder, stap)
        sleutel = stap
    houder[sleutel]
    return houder, sleutel, soort


def _soort_onder(soort: Any, ruw: Ruw, stap: Any) -> Any:
    vorm, kern = vorm_van(soort)
    if isinstance(stap, int):
        return kern
    lid = gekozen(kern, ruw[keuzesleutel(kern)]) if vorm is Vorm.KEUZE else kern
    return next(veldsoort for veld, veldsoort, _ in velden_van(lid) if veld.name == stap)


# -- names ---------------------------------------------------------------------------------------------


def naamfouten(pad: str, soort: Any, ruw: Ruw) -> Iterator[str]:
    """Two parts of one name would become one in the file, so they are refused before it is written."""
    if vorm_van(soort)[0] is not Vorm.NAMEN:
        return
    namen = [lid["@naam"] for lid in ruw]
    if "" in namen:
        yield f"{pad}: een onderdeel heeft nog geen naam. Vul een naam in."
    for naam in dict.fromkeys(naam for naam in namen if naam and namen.count(naam) > 1):
        yield f"{pad}.{naam}: de naam “{naam}” komt vaker voor. Geef elk onderdeel een eigen naam."


def hernoemd(ruw: Ruw) -> dict[str, str]:
    """Old name to new name, for the parts of a chapter that got another name."""
    leden = ruw if isinstance(ruw, list) else []
    paren = [
        (lid.get("@was", ""), lid.get("@naam") or lid.get("naam", ""))
        for lid in leden
        if isinstance(lid, dict)
    ]
    return {was: naam for was, naam in paren if was and naam and was != naam}


def hernoem(plat: Any, hoofdstuk: str, namen: dict[str, str]) -> Any:
    """The document with the new names wherever the old ones were used."""
    if isinstance(plat, list):
        return [hernoem(lid, hoofdstuk, namen) for lid in plat]
    if not isinstance(plat, dict):
        return plat
    return {
        sleutel: namen.get(waarde, waarde)
        if isinstance(waarde, str) and _verwijst(plat, sleutel) == hoofdstuk
        else hernoem(waarde, hoofdstuk, namen)
        for sleutel, waarde in plat.items()
    }


def _verwijst(plat: dict[str, Any], sleutel: str) -> str | None:
    """The chapter that a key names a part of; a table without a kind names a national one."""
    return None if sleutel == "tabel" and "soort" not in plat else VERWIJZINGEN.get(sleutel)


def hernoem_fasen(plat: dict[str, Any], hoofdstuk: str, ruw: Ruw) -> dict[str, Any]:
    """An age phase has its name inside its chapter; the deviations of that group of children name it."""
    namen = hernoemd(ruw.get("fasen") if isinstance(ruw, dict) else None)
    if not namen or not plat.get("afwijkingen"):
        return plat
    afwijkingen = [
        afwijking | {"fase": namen[afwijking["fase"]]}
        if afwijking["categorie"] == hoofdstuk and afwijking.get("fase") in namen
        else afwijking
        for afwijking in plat["afwijkingen"]
    ]
    return plat | {"afwijkingen": afwijkingen}
