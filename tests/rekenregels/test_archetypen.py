"""The eight kinds of regulation that municipalities have, each written for Voorbeeldstad and computed by hand.

Price 10, national maximum 9, contribution of the lowest class 1; a year of 320 regular or 640 target-group hours.
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from rekenregels import make_uitleg

from .conftest import reken
from .voorbeeldstad import BRON, DOELGROEP, PEUTER, band, categorie, cel, gemeente, maak, w

GRATIS, VNG = cel("gratis"), cel("vng")
TOESLAG = {"bijdragen__toeslag": {"soort": "max_uurprijs", "bron": BRON}}
TWEEDE = band("tweede 8 uur", 8, GRATIS, GRATIS)
TARIEVEN = {
    naam: {"soort": "vast", "bedrag": w(Decimal(bedrag)), "meerprijs": "ouder"}
    for naam, bedrag in (("doelgroep", "11.00"), ("regulier", "9.50"))
}
PERCENTAGES = [
    {
        "bron": "KOT-tabel",
        "rijen": [
            {"tot_en_met": 20_000, "kind1": 96, "kind2": 96},
            {"tot_en_met": 40_000, "kind1": 80, "kind2": 90},
            {"tot_en_met": "geen", "kind1": 50, "kind2": 80},
        ],
    }
]

ARCHETYPEN: dict[str, tuple[dict[str, Any], tuple[str, str, str, str]]] = {
    "8 + 8": ({}, ("0.00", "2880.00", "3200.00", "6080.00")),
    "8 + 8 with a top-up": (
        {
            **TOESLAG,
            "tarieven": TARIEVEN,
            "regulier": categorie(band("8 uur", 8, cel("vng", "regulier"), cel("toeslag", "regulier"))),
            "doelgroep": categorie(
                band("eerste 8 uur", 8, cel("vng", "doelgroep"), cel("toeslag", "doelgroep")),
                band("tweede 8 uur", 8, cel("gratis", "doelgroep"), cel("gratis", "doelgroep")),
            ),
        },
        ("160.00", "2720.00", "4160.00", "6720.00"),
    ),
    "10 + 6": (
        {
            "regulier": categorie(band("5 uur", 5, VNG)),
            "doelgroep": categorie(band("eerste 10 uur", 10, VNG), band("laatste 6 uur", 6, GRATIS, GRATIS)),
        },
        ("0.00", "1800.00", "2400.00", "6000.00"),
    ),
    "all free": (
        {
            "regulier": categorie(band("8 uur", 8, GRATIS)),
            "doelgroep": categorie(band("16 uur", 16, GRATIS, GRATIS)),
        },
        ("0.00", "3200.00", "6400.00", "6400.00"),
    ),
    "flat fee": (
        {
            "bijdragen__vast": {"soort": "per_maand", "bedrag": w(25)},
            "tarieven__vraag": {"soort": "aanbieder_tot_max_uurprijs", "bron": BRON, "meerprijs": "ouder"},
            "regulier": categorie(band("8 uur", 8, cel("vng", "vraag"))),
            "doelgroep": categorie(band("eerste 8 uur", 8, cel("vast"), cel("vast")), TWEEDE),
        },
        ("0.00", "2560.00", "6100.00", "6100.00"),
    ),
    "KOT mirror": (
        {
            "tarieven__vraag": {"soort": "aanbieder", "bron": BRON},
            "bijdragen__vng": {"soort": "kot_eigen_deel", "bron": BRON},
            "gemeentebedragen": {"spiegel": {"soort": "kot_percentage", "bron": BRON}},
            "bijdragetabel__soort": "kot_percentage",
            "bijdragetabel__versies": PERCENTAGES,
            "regulier": categorie(band("8 uur", 8, gemeente("spiegel", "vraag"))),
            "doelgroep": {"vergoed": False, "bron": BRON},
        },
        ("0.00", "2764.80", "0.00", "0.00"),
    ),
    "every hour pays": (
        {"doelgroep": categorie(band("eerste 8 uur", 8, VNG), band("tweede 8 uur", 8, VNG, VNG))},
        ("0.00", "2880.00", "2880.00", "5760.00"),
    ),
    "flat municipal amount": (
        {
            "gemeentebedragen": {"vast": {"soort": "per_uur", "bedrag": w(8)}},
            "regulier": categorie(band("8 uur", 8, gemeente("vast"))),
            "doelgroep": categorie(band("eerste 8 uur", 8, gemeente("vast")), TWEEDE),
        },
        ("0.00", "2560.00", "3200.00", "5760.00"),
    ),
}


@pytest.mark.parametrize("naam", ARCHETYPEN)
def test_every_kind_of_regulation_can_be_written_computed_and_explained(naam: str) -> None:
    wijzigingen, verwacht = ARCHETYPEN[naam]
    feiten = [
        replace(kind, kot=kot, bijdrageklasse=1, prijs=10_00)
        for kind in (PEUTER, DOELGROEP)
        for kot in (True, False)
    ]
    uitkomst = reken(maak(**wijzigingen), *feiten)
    assert [f"{Decimal(int(centen)) / 100:.2f}" for centen in uitkomst.subsidie] == list(verwacht)
    for i, feit in enumerate(feiten):
        uitleg = make_uitleg(uitkomst, i)
        assert uitleg.subsidie == uitkomst.subsidie[i], feit
        assert uitleg.stappen[-1].naam == "Ouderbijdrage"
