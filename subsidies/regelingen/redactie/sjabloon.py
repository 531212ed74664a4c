"""A policy as a start for another one, of another municipality or a next year: its sources become assumptions."""

import dataclasses
from calendar import isleap
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, cast

from lib.tekst import geheel
from rekenregels import Regeling, inkomenstabellen, load_document, load_regeling, missende_normen
from rekenregels.regeling.bedragtabellen import Maxprijs, Tabelversie
from rekenregels.regeling.minima import Sociaalminimum
from rekenregels.regeling.velden import AANNAME, Parameter
from rekenregels.regelingen import MAP


@cache
def meegeleverd() -> dict[str, Regeling]:
    """The policies that come with the product, by the name of their file."""
    return {pad.stem: load_regeling(pad.read_text(), bestand=pad.name) for pad in sorted(MAP.glob("*.toml"))}


def start_from(voorbeeld: Regeling, *, naam: str, gemeente: str, code: str) -> Regeling:
    """What another council decided is for this one an assumption, until it names a source of its own.

    National tables stay what they are; the other municipality's numbers of children don't come along.
    """
    uit = f"{voorbeeld.naam}, gemeente {voorbeeld.regeling.gemeente}"
    regeling = cast(Regeling, _mark(voorbeeld, uit))
    kop = dataclasses.replace(
        regeling.regeling,
        naam=naam,
        gemeente=gemeente,
        gemeente_code=code,
        toelichting=f"Begonnen met {uit}. Elke waarde is een aanname tot er een eigen bron bij staat.",
    )
    return dataclasses.replace(regeling, regeling=kop, populatie=None)


def next_period(vorige: Regeling) -> Regeling:
    """The same policy for the years after it: all its days move along, national tables become those of the new years.

    What was decided for the old years is an assumption for the new ones, until it has a source of its own.
    """
    jaren = vorige.geldig_tot_en_met.year - vorige.geldig_van.year + 1
    regeling = cast(Regeling, _shift(_mark(vorige, vorige.naam), jaren))
    kop = dataclasses.replace(
        regeling.regeling,
        naam=_naam(vorige, jaren),
        toelichting=f"Begonnen met {vorige.naam}. Elke waarde is een aanname tot er een eigen bron bij staat.",
    )
    if regeling.populatie is not None:
        regeling = dataclasses.replace(
            regeling, populatie=dataclasses.replace(regeling.populatie, gepubliceerd_totaal=None)
        )
    return load_document(_renew_tabellen(dataclasses.replace(regeling, regeling=kop).as_document(), jaren))


def _naam(vorige: Regeling, jaren: int) -> str:
    oud, nieuw = str(vorige.geldig_van.year), str(vorige.geldig_van.year + jaren)
    return vorige.naam.replace(oud, nieuw) if oud in vorige.naam else f"{vorige.naam} {nieuw}"


def _shift(ding: Any, jaren: int) -> Any:
    """Every date so many years later; the last of February stays the last of February."""
    if isinstance(ding, date):
        jaar = ding.year + jaren
        dag = 28 if (ding.month, ding.day) == (2, 29) and not isleap(jaar) else ding.day
        return date(jaar, ding.month, dag)
    if isinstance(ding, tuple):
        return tuple(_shift(lid, jaren) for lid in ding)
    if isinstance(ding, dict):
        return {naam: _shift(lid, jaren) for naam, lid in ding.items()}
    if not dataclasses.is_dataclass(ding) or isinstance(ding, type):
        return ding
    velden = {veld.name: _shift(getattr(ding, veld.name), jaren) for veld in dataclasses.fields(ding)}
    return dataclasses.replace(ding, **velden)


def _renew_tabellen(document: dict[str, Any], jaren: int) -> dict[str, Any]:
    """National amounts are read again; where the new year's table is not there yet, the old one is an assumption."""
    maxprijs = document["max_uurprijs"]
    if isinstance(maxprijs, dict) and maxprijs.get("tabel"):
        document["max_uurprijs"] = {"tabel": maxprijs["tabel"]}
    if minimum := document.get("sociaal_minimum"):
        document["sociaal_minimum"] = _renew_minimum(minimum, document["regeling"])
    for tabel in filter(None, (document["bijdragetabel"], *document.get("tabellen", {}).values())):
        _renew_tabel(tabel, jaren)
    return document


def _renew_minimum(minimum: dict[str, Any], kop: dict[str, Any]) -> dict[str, Any]:
    """The norms of the new days; where these are not known the old ones are an assumption of the policy itself."""
    naam = minimum.pop("tabel", "")
    if not naam:
        return minimum
    van, tot_en_met = (date.fromisoformat(kop[dag]) for dag in ("geldig_van", "geldig_tot_en_met"))
    if not missende_normen(van, tot_en_met):
        return {"tabel": naam}
    for waarde in (*_waarden(minimum["alleenstaand"]), *_waarden(minimum["samenwonend"])):
        waarde["bron"] = f"{AANNAME}: nog de norm van een eerder jaar ({waarde['bron']})"
    return minimum


def _waarden(parameter: Any) -> list[dict[str, Any]]:
    """The document writes one value without a list."""
    return parameter if isinstance(parameter, list) else [parameter]


def _renew_tabel(tabel: dict[str, Any], jaren: int) -> None:
    for versie in tabel["versies"]:
        soort, _, jaar = versie.get("tabel", "").partition("-")
        nieuw = inkomenstabellen().get(f"{soort}-{geheel(jaar, 0) + jaren}")
        if nieuw and not (tabel["kindrang"] and any(klasse.kind2 is None for klasse in nieuw.klassen)):
            versie |= {"tabel": nieuw.naam, "bron": nieuw.bron}
            del versie["rijen"]
            versie.pop("aanvulling", None)  # of the classes that the old table lacked
        elif versie.get("tabel"):
            versie["bron"] = f"{AANNAME}: nog de tabel van {jaar} ({versie['bron']})"


def _mark(ding: Any, uit: str) -> Any:
    if isinstance(ding, Parameter):
        waarden = (
            dataclasses.replace(w, bron=_bron(w.bron, w.artikel, uit), artikel="") for w in ding.waarden
        )
        return dataclasses.replace(ding, waarden=tuple(waarden))
    if isinstance(ding, tuple):
        return tuple(_mark(lid, uit) for lid in ding)
    if isinstance(ding, dict):
        return {naam: _mark(lid, uit) for naam, lid in ding.items()}
    if isinstance(ding, Tabelversie) and ding.tabel:
        return dataclasses.replace(ding, aanvulling=_mark(ding.aanvulling, uit))
    is_tabel = dataclasses.is_dataclass(ding) and not isinstance(ding, type)
    if not is_tabel or (isinstance(ding, Maxprijs | Sociaalminimum) and ding.tabel):
        return ding
    return _mark_tabel(ding, uit)


def _mark_tabel(ding: Any, uit: str) -> Any:
    nieuw = {veld.name: _mark(getattr(ding, veld.name), uit) for veld in dataclasses.fields(ding)}
    bron = nieuw.get("bron")
    if isinstance(bron, str) and not isinstance(bron, StrEnum):
        nieuw["bron"] = _bron(bron, nieuw.get("artikel", ""), uit)
        nieuw |= {"artikel": ""} if "artikel" in nieuw else {}
    return dataclasses.replace(ding, **nieuw)


def _bron(bron: str, artikel: str, uit: str) -> str:
    """What was itself taken over keeps its first origin."""
    if bron.startswith(f"{AANNAME}: overgenomen uit "):
        return bron
    waar = ", ".join(deel for deel in (bron.removeprefix(f"{AANNAME}: "), artikel) if deel)
    return f"{AANNAME}: overgenomen uit {uit} ({waar})"
