"""A policy around one kind of price or amount, made from the fields of the kind itself."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from typing import Any, get_args

from rekenregels.regeling.soorten.bijdragen import Bijdrage, Bijdragesoort
from rekenregels.regeling.soorten.bouwsteen import Bouwsteen, Leest, Tariefsoort
from rekenregels.regeling.soorten.gemeentebedragen import Gemeentebedrag, Gemeentesoort
from rekenregels.regeling.soorten.hbo import Hbo, Hbosoort
from rekenregels.regeling.soorten.tarieven import Tarief
from rekenregels.regeling.velden import Parameter, Veldsoort, hints, info_van, is_optioneel, keuzes

from .voorbeeldstad import BRON, band, categorie, cel, gemeente, wijzig

FAMILIES: dict[str, tuple[Any, type[Veldsoort]]] = {
    "tarieven": (Tarief, Tariefsoort),
    "bijdragen": (Bijdrage, Bijdragesoort),
    "gemeentebedragen": (Gemeentebedrag, Gemeentesoort),
    "plaatsbedragen": (Hbo, Hbosoort),
}
LEDEN = [(familie, lid) for familie, (unie, _) in FAMILIES.items() for lid in get_args(unie)]
BOUWSTENEN = [(familie, lid) for familie, lid in LEDEN if issubclass(lid, Bouwsteen)]
PERCENTAGES = [
    {"tot_en_met": 20_000, "kind1": 96, "kind2": 97},
    {"tot_en_met": "geen", "kind1": 50, "kind2": 60},
]


def naam(paar: tuple[str, type[Veldsoort]]) -> str:
    return f"{paar[0]}.{paar[1].soort}"


def voorbeeld_van(lid: type[Veldsoort]) -> dict[str, Any]:
    """The kind as a file writes it: every number one, every source another."""
    velden = [veld for veld in dataclasses.fields(lid) if veld.name == "delen" or not is_optioneel(veld)]
    return {"soort": lid.soort} | {veld.name: _waarde(lid, veld) for veld in velden}


def _waarde(lid: type[Veldsoort], veld: dataclasses.Field[Any]) -> Any:
    kern = keuzes(hints(lid)[veld.name])[0]
    if veld.name == "delen":
        return [{"van": "prijs", "percentage": {"waarde": 1, "bron": f"{veld.name} van {lid.soort}"}}]
    if kern is Parameter:
        return {"waarde": 1, "bron": f"{veld.name} van {lid.soort}"}
    if issubclass(kern, StrEnum):
        return str(next(iter(kern)))
    return f"besluit over {lid.soort}" if veld.name == "bron" else info_van(veld).voorbeeld.strip('"')


def document_met(familie: str, lid: type[Veldsoort], **wijzigingen: Any) -> dict[str, Any]:
    """Voorbeeldstad with this kind under the name `proef`, in the one band of regular children."""
    if familie == "plaatsbedragen":
        return wijzig(plaatsbedragen__hbo=voorbeeld_van(lid), **wijzigingen)
    kind = {
        "tarieven": cel("gratis", "proef"),
        "bijdragen": cel("proef"),
        "gemeentebedragen": gemeente("proef"),
    }[familie]
    document = wijzig(
        doelgroep={"vergoed": False, "bron": BRON},
        regulier=categorie(band("8 uur", 8, kind)),
        bijdragen__vng=...,
    )
    document.setdefault(familie, {})["proef"] = voorbeeld_van(lid)
    if issubclass(lid, Bouwsteen) and Leest.PERCENTAGES in lid.leest:
        document["bijdragetabel"]["soort"] = "kot_percentage"
        document["bijdragetabel"]["versies"][0]["rijen"] = PERCENTAGES
    document["voorbeelden"][0]["verwacht"] = {"uren": 320}
    return document | wijzigingen
