"""Amounts that are rounded over a day, month, quarter or year instead of the hour."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from rekenregels import Regeling, as_toml, load_regeling, make_uitleg

from .conftest import reken
from .rekenblad import controleer
from .voorbeeldstad import BRON, PEUTER, band, categorie, cel, fouten, gemeente, maak, w

KIND = replace(PEUTER, dagen=60)


def deel(per: str, op: str = "euro", richting: str = "half_omhoog", **meer: Any) -> dict[str, Any]:
    afronding = {"op": op, "richting": richting, "over": "som", "bron": "art. 6", "per": per}
    delen = [{"van": "prijs", "percentage": w("12.3")}]
    return {"soort": "samengesteld", "bron": BRON, "delen": delen, "afronding": afronding | meer}


def stad(bedrag: dict[str, Any], **meer: Any) -> Regeling:
    return maak(**wijzigingen(bedrag) | meer)


def wijzigingen(bedrag: dict[str, Any]) -> dict[str, Any]:
    return {
        "bijdragen__proef": bedrag,
        "regulier": categorie(band("8 uur", 8, cel("proef"))),
        "voorbeelden__0__verwacht": {"uren": 320},
        "voorbeelden__0__kind__dagen": 60,
    }


@pytest.mark.parametrize("per", ["maand", "kwartaal", "jaar"])
def test_the_parts_of_a_year_are_the_year_to_the_cent(per: str) -> None:
    regeling = stad(deel(per))
    maanden = [
        replace(KIND, van=date(2026, m, 1), tot_en_met=_einde(m), uren=uren)
        for m, uren in zip(range(1, 13), [26_67, 26_66, 26_67] * 4, strict=True)
    ]
    samen = int(reken(regeling, *maanden).ouderbijdrage.sum())
    assert samen == {"maand": 12 * 33_00, "kwartaal": 4 * 98_00, "jaar": 394_00}[per]
    assert (
        reken(regeling, replace(KIND, uren=320_00)).ouderbijdrage[0]
        == {
            "maand": 12 * 33_00,
            "kwartaal": 4 * 98_00,
            "jaar": 394_00,
        }[per]
    )


def _einde(maand: int) -> date:
    return date(2026 + maand // 12, maand % 12 + 1, 1) - timedelta(days=1)


def test_the_hour_can_be_rounded_before_the_year() -> None:
    """9,204 an hour is 9,20: 320 hours are 2.944,00 and not 2.945,28."""
    delen = [{"van": "prijs", "percentage": w("94.4")}]
    kind = replace(KIND, uren=320_00)
    for uurbedrag, jaar in (("cent", 2944_00), ("geen", 2945_00)):
        bedrag = deel("jaar", "euro", "omlaag", uurbedrag=uurbedrag) | {"delen": delen}
        regeling = stad(bedrag, tarieven__basis={"soort": "vast", "bedrag": w("9.75"), "meerprijs": "ouder"})
        assert reken(regeling, kind).ouderbijdrage.tolist() == [jaar]
        kwartaal = replace(kind, tot_en_met=date(2026, 3, 31), uren=80_00)
        assert reken(regeling, kwartaal).ouderbijdrage.tolist() == [jaar // 4]
        assert all(
            controleer(stap.formule) == stap.waarde for stap in make_uitleg(reken(regeling, kind), 0).stappen
        )


def test_rounding_the_hour_twice_is_refused() -> None:
    bedrag = deel("uur", "cent", uurbedrag="cent")
    assert fouten(**wijzigingen(bedrag)) == [
        "bijdragen.proef.afronding.uurbedrag zegt hier niets: per is uur, en dat rondt op al af. Haal uurbedrag weg."
    ]


def test_a_day_is_rounded_at_its_average_length() -> None:
    kind = replace(KIND, uren=50_00, dagen=9)
    assert reken(stad(deel("dag", "dubbeltje", "omlaag")), kind).ouderbijdrage.tolist() == [61_20]


def test_the_amount_stays_below_the_cost_and_a_free_month_is_rounded_once() -> None:
    omhoog = stad(deel("jaar", richting="omhoog"))
    assert reken(omhoog, replace(KIND, uren=1)).ouderbijdrage.tolist() == [10]
    vrij = stad(
        deel("maand"),
        uren__maandverdeling="elf_gelijke_maanden",
        uren__vrije_maanden=[7],
        regulier=categorie(
            {
                "naam": "tegoed",
                "uren_per_week": "geen",
                "uren": {"per": "jaar", "aantal": w(300)},
                "zonder_kot": cel("proef"),
                "met_kot": "geen",
            }
        ),
    )
    juli = replace(KIND, van=date(2026, 7, 1), tot_en_met=date(2026, 7, 31), uren=20_00)
    assert reken(vrij, juli).ouderbijdrage.tolist() == [25_00]


def test_the_explanation_tells_over_which_time_is_rounded() -> None:
    for regeling, zin, som in (
        (
            stad(deel("maand")),
            (
                "De uren maal de prijs min de ouderbijdrage per uur. Wat een maand bij deze uren kost, is afgerond op hele euro's, "
                "en dan omgerekend naar deze periode."
            ),
            "€ 3.200,00 - op_de_euro(320,00 uur x € 1,23 x 1/12) x 12 = € 2.804,00",
        ),
        (
            maak(
                **wijzigingen(deel("jaar"))
                | {"regulier": categorie(band("8 uur", 8, gemeente("proef")))}
                | {"gemeentebedragen": {"proef": deel("jaar", "euro", "omlaag")}}
            ),
            (
                "De uren maal het bedrag van de gemeente per uur. Wat een kalenderjaar bij deze uren kost, is naar beneden "
                "afgerond op hele euro's, en dan omgerekend naar deze periode."
            ),
            "op_de_euro_omlaag(320,00 uur x € 1,23) x 1 = € 393,00",
        ),
    ):
        stap = next(s for s in make_uitleg(reken(regeling, KIND), 0).stappen if s.naam == "Subsidie: 8 uur")
        assert (_kaal(stap.omschrijving), _kaal(stap.formule)) == (zin, som)
        assert controleer(stap.formule) == stap.waarde


def _kaal(tekst: str) -> str:
    return tekst.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("bedrag", "meer", "zin"),
    [
        (
            deel("maand", over="deel"),
            {},
            'bijdragen.proef.afronding.over is deel, maar per maand wordt de som afgerond. Kies over = "som", of per = "uur".',
        ),
        (
            deel("maand", "geen_afronding"),
            {},
            (
                "bijdragen.proef.afronding.op is geen_afronding, en per is maand. Kies cent, dubbeltje of euro, of "
                'per = "uur".'
            ),
        ),
        (
            deel("maand"),
            {"afronding__per": "regel"},
            (
                "bijdragen.proef.afronding.per is maand, maar afronding.per rondt de som van de blokken af. Kies "
                'afronding.per = "band".'
            ),
        ),
        (
            deel("jaar"),
            {"uren__maandverdeling": "kalenderweken", "uren__weken_per_jaar": w("52.14")},
            (
                "bijdragen.proef.afronding.per is jaar; dat past niet bij kalenderweken. Kies een andere maandverdeling of een "
                "andere tijd."
            ),
        ),
        (
            deel("kwartaal"),
            {"uren__maandverdeling": "elf_gelijke_maanden", "uren__vrije_maanden": [7]},
            (
                "bijdragen.proef.afronding.per is kwartaal; dat past alleen bij twaalf gelijke maanden. Kies die "
                "maandverdeling of een andere tijd."
            ),
        ),
        (
            deel("uur"),
            {"tarieven__basis": deel("maand") | {"meerprijs": "ouder"}, "voorbeelden__0__kind__prijs": 10},
            (
                'tarieven.basis.afronding.per is maand, maar een prijs is een bedrag per uur. Kies per = "uur" of laat per '
                "weg."
            ),
        ),
    ],
)
def test_what_can_not_be_rounded_so_is_refused(
    bedrag: dict[str, Any], meer: dict[str, Any], zin: str
) -> None:
    assert zin in fouten(**wijzigingen(bedrag) | meer)


def test_a_rounding_over_time_survives_export() -> None:
    regeling = stad(deel("kwartaal"))
    assert load_regeling(as_toml(regeling)) == regeling
