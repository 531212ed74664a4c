"""Amounts by the day, month and year on either side, and bands without a price in which both sides have one."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rekenregels import FeitenFout, Regeling, as_toml, load_regeling, make_uitleg
from rekenregels.regeling.schema import regeling_schema

from .conftest import reken
from .voorbeeldstad import BRON, PEUTER, band, categorie, fouten, gemeente, maak, w

TWEE = {"tarief": "geen", "gemeentebedrag": "plaats", "bijdrage": "ouder"}
PLAATS = {"soort": "per_jaar", "bedrag": w(1000)}
OUDER = {"soort": "per_maand", "bedrag": w(25)}


def stad(plaats: dict[str, Any] = PLAATS, ouder: dict[str, Any] = OUDER, **meer: Any) -> Regeling:
    return maak(**wijzigingen(plaats, ouder), **meer)


def wijzigingen(plaats: dict[str, Any], ouder: dict[str, Any]) -> dict[str, Any]:
    return {
        "gemeentebedragen": {"plaats": plaats},
        "bijdragen__ouder": ouder,
        "regulier": categorie(band("8 uur", 8, TWEE)),
        "voorbeelden__0__verwacht": {"uren": 320},
    }


def test_each_side_pays_its_own_amount_and_hours_change_nothing() -> None:
    weinig, geen = replace(PEUTER, uren=1_00), replace(PEUTER, uren=0)
    uitkomst = reken(stad(), PEUTER, weinig, geen)
    assert uitkomst.subsidie.tolist() == [1000_00, 1000_00, 0]
    assert uitkomst.ouderbijdrage.tolist() == [300_00, 300_00, 0]
    assert uitkomst.uren.tolist() == [320_00, 1_00, 0]


def test_the_months_of_a_year_add_up_to_the_year() -> None:
    maanden = [
        replace(PEUTER, van=date(2026, m, 1), tot_en_met=date(2026, m, 28), uren=20_00) for m in range(1, 13)
    ]
    heel = [replace(f, tot_en_met=eind) for f, eind in zip(maanden, _einden(), strict=True)]
    uitkomst = reken(stad(), *heel)
    assert (uitkomst.totaal, int(uitkomst.ouderbijdrage.sum())) == (1000_00, 300_00)


def _einden() -> list[date]:
    return [date.fromordinal(date(2026 + m // 12, m % 12 + 1, 1).toordinal() - 1) for m in range(1, 13)]


def test_a_day_costs_what_the_policy_says_and_must_be_counted() -> None:
    regeling = stad({"soort": "per_dag", "bedrag": w("27.50")}, {"soort": "per_dag", "bedrag": w("2.50")})
    uitkomst = reken(regeling, replace(PEUTER, dagen=40))
    assert (uitkomst.totaal, int(uitkomst.ouderbijdrage[0])) == (1100_00, 100_00)
    with pytest.raises(FeitenFout, match="deze regeling kijkt naar het aantal dagen opvang; vul dat in"):
        reken(regeling, PEUTER)


def test_an_amount_per_hour_on_both_sides_is_rounded_on_each_side() -> None:
    regeling = stad({"soort": "per_uur", "bedrag": w("1.01")}, {"soort": "per_uur", "bedrag": w("0.49")})
    uitkomst = reken(regeling, replace(PEUTER, uren=50))
    assert (uitkomst.totaal, int(uitkomst.ouderbijdrage[0])) == (51, 25)


def test_parents_who_pay_nothing_leave_the_amount_of_the_municipality_as_it_is() -> None:
    pas = {"naam": "pas", "voorwaarde": "wie de pas heeft", "bijdrage_nul": True, "bron": "art. 9"}
    regeling = stad(minima=[pas])
    uitkomst = reken(regeling, replace(PEUTER, minima=1))
    assert (uitkomst.totaal, int(uitkomst.ouderbijdrage[0])) == (1000_00, 0)
    stap = next(s for s in make_uitleg(uitkomst, 0).stappen if s.naam == "Ouderbijdrage: 8 uur")
    assert (stap.omschrijving, stap.bron) == ('De ouders betalen niets, door de regel "pas".', "art. 9")


def test_parents_in_no_row_of_the_table_get_nothing() -> None:
    regeling = stad(
        ouder={"soort": "tabel", "bron": BRON, "opslag": "geen"}, bijdragetabel__zonder_bewijs="geen_subsidie"
    )
    met, zonder = replace(PEUTER, bijdrageklasse=2), replace(PEUTER, bijdrageklasse=None)
    uitkomst = reken(regeling, met, zonder)
    assert uitkomst.subsidie.tolist() == [1000_00, 0]
    assert uitkomst.ouderbijdrage.tolist() == [640_00, 0]
    stap = next(s for s in make_uitleg(uitkomst, 1).stappen if s.naam == "Ouderbijdrage: 8 uur")
    assert stap.omschrijving == (
        "De regeling noemt hier geen bedrag voor deze ouders, omdat hun inkomen niet is aangetoond."
    )


def test_a_surcharge_and_the_price_of_a_provider_do_nothing_where_there_is_no_price() -> None:
    opslag = {"naam": "kern", "bedrag": w(1), "categorieen": ["regulier"]}
    regeling = stad({"soort": "per_uur", "bedrag": w(3)}, opslagen=[opslag])
    uitkomst = reken(regeling, replace(PEUTER, prijs=20_00))
    assert (uitkomst.totaal, int(uitkomst.ouderbijdrage[0]), int(uitkomst.meerprijs[0])) == (
        960_00,
        300_00,
        0,
    )


@pytest.mark.parametrize(
    ("meer", "zin"),
    [
        (
            {"regulier": categorie(band("8 uur", 8, {"tarief": "geen", "bijdrage": "ouder"}))},
            (
                "regulier.fasen[1].banden[1].zonder_kot heeft geen tarief. Dan staan beide bedragen vast: noem bijdrage en "
                "gemeentebedrag allebei, of vul een tarief in."
            ),
        ),
        (
            {"regulier": categorie(band("8 uur", 8, TWEE | {"tarief": "basis"}))},
            (
                "regulier.fasen[1].banden[1].zonder_kot heeft precies een van beide nodig: bijdrage of gemeentebedrag. Vul er "
                'een in. Staan beide bedragen vast, schrijf dan tarief = "geen".'
            ),
        ),
        (
            {"bijdragen__ouder": {"soort": "hele_prijs", "bron": BRON}},
            (
                "regulier.fasen[1].banden[1].zonder_kot heeft geen tarief, maar ouder is een deel van de prijs. Kies een vast "
                "bedrag per uur, dag, maand of jaar, of noem een tarief."
            ),
        ),
        (
            {"afronding__per": "regel"},
            (
                "regulier.fasen[1].banden[1].zonder_kot heeft geen tarief, maar afronding.per is regel: dat rondt een van de "
                'twee bedragen af en geeft de rest aan de ander. Kies afronding.per = "band".'
            ),
        ),
    ],
)
def test_what_can_not_be_without_a_price_is_refused(meer: dict[str, Any], zin: str) -> None:
    assert zin in fouten(**wijzigingen(PLAATS, OUDER) | meer)


def test_a_cell_without_a_price_survives_export_and_the_schema_knows_it() -> None:
    regeling = stad()
    assert load_regeling(as_toml(regeling)) == regeling
    cel = regeling_schema()["$defs"]["Cel"]
    assert {"const": "geen"} in cel["properties"]["tarief"]["anyOf"]
    assert cel["required"] == ["tarief"]


def test_an_amount_per_year_at_a_price_of_nothing_stands_in_the_sum_of_the_line() -> None:
    """Found by a random policy: the amount counted and the explanation left it out. 40 x 5 + 100/4 = 225."""
    regeling = maak(
        afronding__per="regel",
        tarieven__nul={"soort": "vast", "bedrag": w(0), "meerprijs": "ouder"},
        gemeentebedragen={
            "uur": {"soort": "per_uur", "bedrag": w(5)},
            "jaar": {"soort": "per_jaar", "bedrag": w(100)},
        },
        regulier=categorie(band("betaald", 4, gemeente("uur")), band("gratis", 4, gemeente("jaar", "nul"))),
        voorbeelden__0__verwacht={"uren": 320},
    )
    kwartaal = replace(PEUTER, tot_en_met=date(2026, 3, 31), uren=80_00)
    uitkomst = reken(regeling, kwartaal)
    assert (uitkomst.totaal, int(uitkomst.ouderbijdrage[0])) == (225_00, 175_00)
    [stap] = [stap for stap in make_uitleg(uitkomst, 0).stappen if stap.naam == "Bedrag van de gemeente"]
    assert stap.formule.replace("\u00a0", " ") == "40,00 uur x € 5,00 + € 100,00 x 1/4 = € 225,00"


def test_without_hours_nothing_is_told_of_amounts_of_both_sides() -> None:
    uitkomst = reken(stad(), PEUTER, replace(PEUTER, uren=0))
    assert [make_uitleg(uitkomst, i).stappen[-1].omschrijving for i in (0, 1)] == [
        "Wat de ouders betalen: alle bedragen samen min de subsidie.",
        "Wat de ouders betalen: de kosten van de vergoede uren min de subsidie.",
    ]
