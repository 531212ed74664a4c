"""Duiven 2020, scenario 4a, to the cent."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from rekenregels import Categorie, Feit, Regeling, Signaal, make_uitleg, populatie_feiten
from rekenregels.regelingen import MAP as REGELINGEN

from .conftest import JAAR_2020, kwartalen, lees, reken

REGULIER = replace(JAAR_2020, categorie=Categorie.REGULIER, uren=32_000)


def test_a_target_group_child_without_kot_costs_6288_euro_for_a_full_year_of_16_hours(
    duiven: Regeling,
) -> None:
    assert reken(duiven, JAAR_2020).totaal == 628_800


def test_a_regular_child_without_kot_costs_2729_60_for_a_full_year_of_8_hours(duiven: Regeling) -> None:
    assert reken(duiven, REGULIER).totaal == 272_960


@pytest.mark.parametrize(("feit", "subsidie"), [(JAAR_2020, 628_800), (REGULIER, 272_960)])
def test_four_quarters_add_up_to_the_year(duiven: Regeling, feit: Feit, subsidie: int) -> None:
    uitkomst = reken(duiven, *kwartalen(feit))
    assert uitkomst.subsidie.tolist() == [subsidie // 4] * 4
    assert uitkomst.totaal == subsidie


def test_twelve_months_differ_from_the_year_by_no_more_than_their_rounding(duiven: Regeling) -> None:
    einden = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    maanden = [
        replace(JAAR_2020, van=date(2020, m, 1), tot_en_met=date(2020, m, einden[m - 1]), uren=uren)
        for m, uren in enumerate([5_334, 5_332, 5_334] * 4, start=1)
    ]
    uitkomst = reken(duiven, *maanden)
    assert uitkomst.uren.sum() == 64_000
    assert abs(uitkomst.totaal - 628_800) <= 12


def test_subsidy_and_contribution_are_the_cost(duiven: Regeling) -> None:
    uitkomst = reken(duiven, JAAR_2020, REGULIER, replace(JAAR_2020, kot=True))
    assert (uitkomst.subsidie + uitkomst.ouderbijdrage == uitkomst.kosten).all()
    assert uitkomst.ouderbijdrage.tolist() == [27_840, 27_840, 261_440]


def test_hours_above_sixteen_a_week_are_not_paid(duiven: Regeling) -> None:
    uitkomst = reken(duiven, replace(JAAR_2020, uren=70_000))
    assert uitkomst.totaal == 628_800
    assert uitkomst.uren_boven.tolist() == [6_000]
    assert uitkomst.signalen_van(0) == (Signaal.BOVEN_MAXIMUM,)


def test_a_child_younger_than_two_and_a_half_gets_nothing(duiven: Regeling) -> None:
    uitkomst = reken(duiven, replace(JAAR_2020, geboortedatum=date(2018, 7, 1)))
    assert uitkomst.totaal == 0
    assert uitkomst.signalen_van(0) == (Signaal.BUITEN_LEEFTIJD,)


def test_a_parent_without_proof_pays_the_highest_contribution(duiven: Regeling) -> None:
    uitkomst = reken(duiven, replace(REGULIER, bijdrageklasse=None))
    assert uitkomst.totaal == 320 * (940 - 541)


def test_a_second_child_pays_the_lower_contribution(duiven: Regeling) -> None:
    assert reken(duiven, replace(REGULIER, kindrang=2)).totaal == 320 * (940 - 44)


def test_the_explanation_shows_the_sum_with_rate_and_contribution(duiven: Regeling) -> None:
    formules = [
        stap.formule.replace("\u00a0", " ") for stap in make_uitleg(reken(duiven, JAAR_2020), 0).stappen
    ]
    assert "320,00 uur x (€ 10,26 - € 0,87) = € 3.004,80" in formules
    assert "320,00 uur x € 10,26 = € 3.283,20" in formules
    assert "€ 3.004,80 + € 3.283,20 = € 6.288,00" in formules


@pytest.mark.parametrize(
    ("scenario", "gepubliceerd"),
    [
        ("duiven-2020-scenario-1.toml", 152_602),
        ("duiven-2020-scenario-2.toml", 287_936),
        ("duiven-2020-scenario-3.toml", 348_800),
        ("duiven-2020.toml", 356_701),
        ("duiven-2020-scenario-4b.toml", 368_070),
    ],
)
def test_the_published_total_of_each_scenario_comes_out_to_the_euro(scenario: str, gepubliceerd: int) -> None:
    regeling = lees(scenario)
    assert regeling.populatie is not None
    assert regeling.populatie.herkomst == "gereconstrueerd, niet gepubliceerd"
    assert regeling.populatie.gepubliceerd_totaal == gepubliceerd
    feiten = populatie_feiten(regeling, regeling.populatie.groepen)
    assert (
        reken(regeling, *(feiten.record(i) for i in range(len(feiten)))).totaal + 50
    ) // 100 == gepubliceerd


def test_hours_before_the_child_is_of_age_are_left_out_of_a_quarter_that_is_not_full(
    duiven: Regeling,
) -> None:
    """Two and a half on 16 February: 14 of 29 days and a whole month, 43/29 of three months, of 40 hours."""
    feit = Feit(
        sleutel="K",
        geboortedatum=date(2017, 8, 16),
        van=date(2020, 1, 1),
        tot_en_met=date(2020, 3, 31),
        categorie=Categorie.REGULIER,
        kot=False,
        bijdrageklasse=3,
        uren=40_00,
    )
    uitkomst = reken(duiven, feit)
    assert (int(uitkomst.uren[0]), uitkomst.totaal) == (19_77, 168_64)


def test_the_worked_table_of_the_manual_is_what_the_engine_gives(duiven: Regeling) -> None:
    tekst = (REGELINGEN.parents[1] / "docs" / "rekenregels.md").read_text(encoding="utf-8")
    tabel = tekst.partition("### A worked table")[2].partition("Four quarters")[0]
    rijen = [regel.split("|")[1:4] for regel in tabel.splitlines() if regel.startswith("| ")]
    gedrukt = {naam.strip().split(":")[0].strip("*"): kwartaal_en_jaar for naam, *kwartaal_en_jaar in rijen}
    kwartaal, jaar = kwartalen(JAAR_2020)[0], JAAR_2020
    for k, feit in enumerate((kwartaal, jaar)):
        uitkomst = reken(duiven, feit)
        stappen = {stap.naam: stap.waarde for stap in make_uitleg(uitkomst, 0).stappen}
        verwacht = {
            "declared hours": stappen["Uren"],
            "room of each band": stappen["Ruimte: eerste en tweede dagdeel"],
            "first band": stappen["Subsidie: eerste en tweede dagdeel"],
            "second band": stappen["Subsidie: derde en vierde dagdeel"],
            "subsidy": stappen["Subsidie"],
            "cost": Fraction(int(uitkomst.kosten[0]), 100),
            "contribution": stappen["Ouderbijdrage"],
        }
        cellen = {
            naam: Fraction(cel[k].strip(" *").replace(".", "").replace(",", "."))
            for naam, cel in gedrukt.items()
            if naam in verwacht
        }
        assert cellen == verwacht
