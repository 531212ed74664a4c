"""A small policy that tests change one thing of at a time."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from rekenregels import Categorie, Feit, Regeling, RegelingFout, load_document

from .strategieen import geldstroom

BRON = "art. 1"


def w(waarde: Any, **extra: Any) -> dict[str, Any]:
    return {"waarde": waarde, "bron": BRON, **extra}


def band(naam: str, uren: Any, zonder: Any, met: Any = "geen") -> dict[str, Any]:
    return {"naam": naam, "uren_per_week": w(uren), "zonder_kot": zonder, "met_kot": met}


def cel(bijdrage: str, tarief: str = "basis") -> dict[str, str]:
    return {"tarief": tarief, "bijdrage": bijdrage}


def gemeente(bedrag: str, tarief: str = "basis") -> dict[str, str]:
    return {"tarief": tarief, "gemeentebedrag": bedrag}


def categorie(*banden: dict[str, Any], van: int = 24, tot: int = 48, **grenzen: Any) -> dict[str, Any]:
    regels = {
        "vergoed": True,
        "bron": BRON,
        "minimum_uren_per_week": "geen",
        "minimum_dagen_per_week": "geen",
        "maximum_uren_per_dag": "geen",
        "maximum_uren_per_jaar": "geen",
        "fasen": [fase("2 tot 4 jaar", van, tot, *banden)],
    }
    return regels | grenzen


def fase(naam: str, van: int, tot: int, *banden: dict[str, Any]) -> dict[str, Any]:
    leeftijden = ({"maanden": maanden, "bron": BRON} for maanden in (van, tot))
    return {"naam": naam, "vanaf": next(leeftijden), "tot": next(leeftijden), "banden": list(banden)}


def voorbeeldstad() -> dict[str, Any]:
    """2026: 10 euro an hour, 8 + 8 hours, contributions of 1, 2 and 3 euro by income."""
    return {
        "regeling": {
            "naam": "Voorbeeldstad 2026",
            "gemeente": "Voorbeeldstad",
            "gemeente_code": "9999",
            "geldig_van": date(2026, 1, 1),
            "geldig_tot_en_met": date(2026, 12, 31),
            "bron": "raadsbesluit",
        },
        "uren": {
            "bron": "geleverd",
            "weken_per_jaar": w(40),
            "maandverdeling": "twaalf_gelijke_maanden",
            "ruimte": "per_kwartaal",
        },
        "verjaardag": {"schrikkeldag": "1 maart", "bron": BRON},
        "samenloop": {"volgorde": "begin", "bron": BRON},
        "afronding": {"uren": "honderdste", "uurbedrag": "cent", "per": "band", "op": "cent", "bron": BRON},
        "max_uurprijs": {"bedragen": w(9)},
        "tarieven": {"basis": {"soort": "vast", "bedrag": w(10), "meerprijs": "ouder"}},
        "bijdragen": {
            "vng": {"soort": "tabel", "bron": BRON, "opslag": "geen"},
            "gratis": {"soort": "geen", "bron": BRON},
        },
        "bijdragetabel": {
            "soort": "bedrag_per_uur",
            "kindrang": True,
            "zonder_bewijs": "hoogste_bijdrage",
            "boven_tabel": "hoogste_bijdrage",
            "inkomensbegrip": "toetsingsinkomen",
            "inkomensjaar": "t-2",
            "wijziging": "de maand erna",
            "bron": BRON,
            "versies": [
                {
                    "bron": "tabel 2026",
                    "rijen": [
                        {"tot_en_met": 20_000, "kind1": 1, "kind2": 1},
                        {"tot_en_met": 40_000, "kind1": 2, "kind2": 1},
                        {"tot_en_met": "geen", "kind1": 3, "kind2": 2},
                    ],
                }
            ],
        },
        "doelgroep": categorie(
            band("eerste 8 uur", 8, cel("vng")), band("tweede 8 uur", 8, cel("gratis"), cel("gratis")), van=30
        ),
        "regulier": categorie(band("8 uur", 8, cel("vng"))),
        "smi": {"vergoed": False, "bron": BRON},
        "plaatsbedragen": {"kwaliteitsbijdrage": "geen", "hbo": "geen", "vaste_voet": "geen"},
        "geldstroom": geldstroom(),
        "voorbeelden": [
            {
                "naam": "regulier, heel jaar",
                "bron": BRON,
                "kind": {
                    "geboortedatum": date(2023, 6, 1),
                    "van": date(2026, 1, 1),
                    "tot_en_met": date(2026, 12, 31),
                    "categorie": "regulier",
                    "kot": False,
                    "uren": 320,
                    "bijdrageklasse": 1,
                },
                "verwacht": {"subsidie": 2880, "ouderbijdrage": 320},
            }
        ],
    }


def maak(**wijzigingen: Any) -> Regeling:
    """The policy with other values: maak(uren__bron="contract"); Ellipsis takes a key away."""
    return load_document(wijzig(**wijzigingen), bestand="voorbeeldstad.toml")


def wijzig(**wijzigingen: Any) -> dict[str, Any]:
    document = voorbeeldstad()
    for pad, waarde in wijzigingen.items():
        *ouders, sleutel = pad.split("__")
        plek: Any = document
        for ouder in ouders:
            plek = plek[int(ouder)] if isinstance(plek, list) else plek[ouder]
        if waarde is ...:
            del plek[sleutel]
        elif isinstance(plek, list):
            plek[int(sleutel)] = deepcopy(waarde)
        else:
            plek[sleutel] = deepcopy(waarde)
    return document


def fouten(**wijzigingen: Any) -> list[str]:
    """The messages for a changed policy, without the file name."""
    try:
        maak(**wijzigingen)
    except RegelingFout as fout:
        return [zin.split("voorbeeldstad.toml: ", 1)[1] for zin in fout.fouten]
    return []


PEUTER = Feit(
    sleutel="p",
    geboortedatum=date(2023, 6, 1),
    van=date(2026, 1, 1),
    tot_en_met=date(2026, 12, 31),
    categorie=Categorie.REGULIER,
    kot=False,
    bijdrageklasse=1,
    uren=32_000,
)
DOELGROEP = Feit(
    sleutel="d",
    geboortedatum=date(2023, 6, 1),
    van=date(2026, 1, 1),
    tot_en_met=date(2026, 12, 31),
    categorie=Categorie.DOELGROEP,
    kot=False,
    bijdrageklasse=1,
    uren=64_000,
)
