"""Bands measured over another time than a week, hours by the order of the days, and contracts of a fixed size."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rekenregels import (
    Feiten,
    FeitenFout,
    Regeling,
    RegelingFout,
    Signaal,
    calculate,
    calculate_samen,
    load_regeling,
    make_uitleg,
    met_tegoeden,
    verbruik,
    verder_met,
)
from rekenregels.regeling.toml import as_toml

from .conftest import kwartalen, reken
from .voorbeeldstad import DOELGROEP, PEUTER, band, categorie, cel, fouten, maak, w

KWARTAAL = replace(PEUTER, tot_en_met=date(2026, 3, 31), uren=100_00)
UREN = {"voorbeelden__0__verwacht": {"uren": 1}}


def maat(aantal: Any, per: str) -> dict[str, Any]:
    return {"per": per, "aantal": w(aantal)}


def blok(aantal: Any, per: str, bijdrage: str = "vng") -> dict[str, Any]:
    anders = {"uren_per_week": "geen", "uren": maat(aantal, per)}
    return band(f"{aantal} per {per}", 1, cel(bijdrage)) | anders


def met(*banden: dict[str, Any], **meer: Any) -> Regeling:
    return maak(regulier=categorie(*banden), **UREN, **meer)


def zinnen(regeling: Regeling, *feiten: Any, regel: int = 0) -> dict[str, tuple[str, str]]:
    uitleg = make_uitleg(calculate_samen(regeling, Feiten.from_records(feiten)), regel)
    return {stap.naam: (stap.omschrijving, stap.formule) for stap in uitleg.stappen}


def test_240_hours_a_year_are_paid_when_a_child_comes_and_not_60_in_each_quarter() -> None:
    vier = [replace(feit, uren=100_00) for feit in kwartalen(PEUTER)]
    uitkomst = calculate_samen(met(blok(240, "jaar")), Feiten.from_records(vier))
    assert uitkomst.uren.tolist() == [100_00, 100_00, 40_00, 0]
    assert uitkomst.uren_boven.tolist() == [0, 0, 60_00, 100_00]
    assert uitkomst.subsidie.tolist() == [900_00, 900_00, 360_00, 0]
    assert Signaal.BOVEN_MAXIMUM in uitkomst.signalen_van(2)


def test_with_an_indication_there_are_240_free_hours_besides() -> None:
    regeling = maak(doelgroep=categorie(blok(240, "jaar"), blok(240, "jaar", "gratis") | {"naam": "vrij"}))
    uitkomst = reken(regeling, replace(DOELGROEP, uren=300_00), replace(DOELGROEP, uren=500_00))
    assert uitkomst.uren.tolist() == [300_00, 480_00]
    assert uitkomst.subsidie.tolist() == [240 * 9_00 + 60 * 10_00, 240 * 9_00 + 240 * 10_00]


def test_the_explanation_of_a_balance_names_what_was_used_before() -> None:
    vier = [replace(feit, uren=100_00) for feit in kwartalen(PEUTER)]
    assert zinnen(met(blok(240, "jaar")), *vier, regel=2)["Tegoed: 240 per jaar"] == (
        "Dit blok is een tegoed van 240 uur per kalenderjaar. Daarvan is eerder 200,00 uur gebruikt.",
        "240,00 uur - 200,00 uur = 40,00 uur",
    )


def test_a_new_calendar_year_has_its_own_balance_and_the_whole_period_has_one() -> None:
    jaren = {"regeling__geldig_tot_en_met": date(2027, 12, 31)}
    eerste = replace(PEUTER, geboortedatum=date(2024, 1, 1), uren=300_00)
    tweede = replace(eerste, van=date(2027, 1, 1), tot_en_met=date(2027, 12, 31))
    per_jaar, heel = met(blok(240, "jaar"), **jaren), met(blok(400, "hele_periode"), **jaren)
    regels = Feiten.from_records([eerste, tweede])
    assert calculate_samen(per_jaar, regels).uren.tolist() == [240_00, 240_00]
    assert calculate_samen(heel, regels).uren.tolist() == [300_00, 100_00]
    assert zinnen(heel, eerste, tweede, regel=1)["Tegoed: 400 per hele_periode"] == (
        "Dit blok is een tegoed van 400 uur voor de hele periode van het kind. Daarvan is eerder 300,00 uur gebruikt.",
        "400,00 uur - 300,00 uur = 100,00 uur",
    )
    assert (per_jaar.telt_vanaf_begin, heel.telt_vanaf_begin) == (False, True)


def test_what_was_used_before_the_first_line_comes_in_as_a_fact() -> None:
    regeling = met(blok(960, "hele_periode"))
    assert reken(regeling, replace(PEUTER, uren=200_00, gebruikt_1=900_00)).uren.tolist() == [60_00]
    assert reken(regeling, replace(PEUTER, uren=200_00, gebruikt_1=990_00)).uren.tolist() == [0]
    assert zinnen(regeling, replace(PEUTER, uren=200_00, gebruikt_1=990_00))[
        "Tegoed: 960 per hele_periode"
    ] == (
        "Dit blok is een tegoed van 960 uur voor de hele periode van het kind. Daarvan is eerder 990,00 uur gebruikt.",
        "max(960,00 uur - 990,00 uur; 0) = 0,00 uur",
    )


def test_a_balance_goes_on_in_the_policy_that_follows() -> None:
    oud, nieuw = (
        met(blok(960, "hele_periode")),
        met(blok(700, "hele_periode") | {"tegoed_uit": "960 per hele_periode"}),
    )
    gebruikt = verbruik(reken(oud, replace(PEUTER, uren=300_00), replace(PEUTER, uren=200_00)))
    assert gebruikt == [{"960 per hele_periode": 300_00}, {"960 per hele_periode": 200_00}]
    daarna = Feiten.from_records([replace(PEUTER, uren=600_00), replace(PEUTER, uren=600_00)])
    feiten = met_tegoeden(nieuw, daarna, gebruikt)
    assert calculate(nieuw, feiten).uren.tolist() == [400_00, 500_00]
    assert verder_met(nieuw, gebruikt[0], {"700 per hele_periode": 400_00}) == {
        "700 per hele_periode": 700_00
    }
    assert met_tegoeden(nieuw, daarna, [{}, {"een ander blok": 1_00}]) is daarna
    stappen = {stap.naam: stap.omschrijving for stap in make_uitleg(calculate(nieuw, feiten), 0).stappen}
    assert stappen["Tegoed: 700 per hele_periode"] == (
        "Dit blok is een tegoed van 700 uur voor de hele periode van het kind. Het loopt door uit het blok "
        '"960 per hele_periode" van de vorige regeling. Daarvan is eerder 300,00 uur gebruikt.'
    )


def test_only_a_balance_for_the_whole_time_of_a_child_goes_on() -> None:
    with pytest.raises(RegelingFout, match="alleen een tegoed voor de hele periode van een kind loopt door"):
        met(blok(240, "jaar") | {"tegoed_uit": "240 per jaar"})


def test_the_first_six_hours_of_a_week_come_before_a_balance() -> None:
    regeling = met(band("zes", 6, cel("vng")), blok(100, "hele_periode", "gratis"))
    uitkomst = calculate_samen(regeling, Feiten.from_records([KWARTAAL, *kwartalen(PEUTER)[1:2]]))
    assert uitkomst.subsidie.tolist() == [60 * 9_00 + 40 * 10_00, 60 * 9_00 + 20 * 10_00]


def test_hours_per_day_follow_the_days_of_the_line() -> None:
    regeling = met(blok(5, "dag"))
    assert reken(regeling, replace(KWARTAAL, dagen=12)).uren.tolist() == [60_00]
    assert zinnen(regeling, replace(KWARTAAL, dagen=12))["Tegoed: 5 per dag"] == (
        "Dit blok is een tegoed van 5 uur per dag, maal de dagen.",
        "5,00 uur x 12 dagen = 60,00 uur",
    )
    with pytest.raises(FeitenFout, match="kijkt naar het aantal dagen opvang"):
        reken(regeling, KWARTAAL)


def test_hours_per_month_and_per_quarter_are_the_same_in_every_month_and_quarter() -> None:
    februari = replace(PEUTER, van=date(2026, 2, 1), tot_en_met=date(2026, 2, 28), uren=100_00)
    maart = replace(PEUTER, van=date(2026, 3, 1), tot_en_met=date(2026, 3, 31), uren=100_00)
    assert reken(met(blok(30, "maand")), februari, maart, KWARTAAL).uren.tolist() == [30_00, 30_00, 90_00]
    assert reken(met(blok(60, "kwartaal")), maart, KWARTAAL).uren.tolist() == [20_00, 60_00]
    assert zinnen(met(blok(30, "maand")), KWARTAAL)["Ruimte: 30 per maand"] == (
        "Dit blok is 30 uur per maand, maal de maanden in deze periode.",
        "30,00 uur x 3 maanden = 90,00 uur",
    )
    assert zinnen(met(blok(60, "kwartaal")), KWARTAAL)["Ruimte: 60 per kwartaal"] == (
        "Dit blok is 60 uur per kwartaal, maal de kwartalen in deze periode.",
        "60,00 uur x 1 kwartaal = 60,00 uur",
    )


def test_six_six_and_four_hours_on_the_first_three_days_of_a_week() -> None:
    plekken = [
        {"naam": f"{n} dag", "uren": w(uren)} for n, uren in (("eerste", 6), ("tweede", 6), ("derde", 4))
    ]
    regeling = maak(regulier=categorie(band("zestien", 16, cel("vng")), uren_per_dagplek=plekken), **UREN)
    vier_dagen = replace(KWARTAAL, uren=160_00, dagen=40)
    drie_dagen = replace(KWARTAAL, uren=160_00, dagen=30)
    twee_en_een_half = replace(KWARTAAL, uren=150_00, dagen=25)
    assert reken(regeling, vier_dagen, drie_dagen, twee_en_een_half).uren.tolist() == [120_00, 146_67, 140_00]
    assert zinnen(regeling, vier_dagen)["Dagen van de week"] == (
        (
            "Per week tellen hoogstens 6 uur op de eerste dag, 6 uur op de tweede dag, 4 uur op de derde dag. "
            "Een dag duurt hier gemiddeld 4,00 uur; er zijn 40 dagen in 10 weken."
        ),
        (
            "min(4,00 uur; 6,00 uur) x 10 dagen + min(4,00 uur; 6,00 uur) x 10 dagen + min(4,00 uur; 4,00 uur) x 10 dagen"
            " = 120,00 uur"
        ),
    )


def test_a_contract_of_seven_hours_is_refused_where_only_200_and_400_hours_a_year_exist() -> None:
    maten = [maat(200, "jaar"), maat(400, "jaar")]
    regels = categorie(band("tien", 10, cel("vng")), contractmaten=maten)
    regeling = maak(uren__bron="contract", regulier=regels, **UREN)
    goed = reken(regeling, *(replace(PEUTER, uren_per_week=uren) for uren in (5_00, 10_00)))
    assert goed.uren.tolist() == [200_00, 400_00]
    with pytest.raises(FeitenFout) as fout:
        reken(regeling, replace(PEUTER, uren_per_week=7_00))
    assert str(fout.value) == (
        "regel 1 (p), uren_per_week = 7,00: deze regeling kent alleen een contract van 200 uur per kalenderjaar "
        "(5,00 per week) of 400 uur per kalenderjaar (10,00 per week); verbeter de uren per week"
    )
    assert reken(regeling, replace(DOELGROEP, uren_per_week=7_00)).uren.tolist() == [280_00]


@pytest.mark.parametrize(
    ("wijziging", "zin"),
    [
        (
            {"regulier": categorie(band("b", 8, cel("vng")) | {"uren_per_week": "geen"})},
            (
                "regulier.fasen[1].banden[1] heeft precies een van beide nodig: uren_per_week of uren. Zet uren_per_week "
                'op "geen" als de uren per dag, maand, kwartaal, jaar of voor de hele periode gelden, en vul uren in.'
            ),
        ),
        (
            {"regulier": categorie(blok(30, "dag"))},
            (
                "regulier.fasen[1].banden[1].uren is 30,00 uur per dag; dat kan hoogstens 24 zijn. Verbeter het getal of "
                "de tijd bij per."
            ),
        ),
        (
            {"uren__ruimte": "per_jaar", "regulier": categorie(blok(240, "jaar"))},
            (
                "regulier.fasen[1].banden[1].uren is een tegoed per kalenderjaar; dat loopt zelf al door. Kies bij "
                'uren.ruimte "per_kwartaal".'
            ),
        ),
        (
            {"uren__bron": "bezette_plaats", "regulier": categorie(blok(240, "jaar"))},
            (
                "regulier.fasen[1].banden[1].uren geldt per kalenderjaar, maar bij uren.bron bezette_plaats telt een "
                "plaats voor uren per week. Vul uren_per_week in."
            ),
        ),
        (
            {
                "uren__maandverdeling": "elf_gelijke_maanden",
                "uren__vrije_maanden": [8],
                "regulier": categorie(blok(90, "kwartaal")),
            },
            (
                "regulier.fasen[1].banden[1].uren geldt per kwartaal; dat past alleen bij twaalf gelijke maanden. Kies "
                "die maandverdeling of uren per week."
            ),
        ),
        (
            {
                "uren__maandverdeling": "schoolweken",
                "uren__schoolweken": [10, 10, 10, 10],
                "regulier": categorie(blok(30, "maand")),
            },
            (
                "regulier.fasen[1].banden[1].uren geldt per maand, maar bij schoolweken zijn maanden geen gelijke delen. "
                "Kies een andere maandverdeling of uren per week."
            ),
        ),
        (
            {"regulier": categorie(band("b", 8, cel("vng")), contractmaten=[maat(200, "jaar")])},
            (
                "regulier.contractmaten kijkt naar de uren per week in het contract, maar uren.bron is geleverd. Kies "
                "contract of peilweek, of haal de contractmaten weg."
            ),
        ),
        (
            {
                "uren__bron": "contract",
                "regulier": categorie(band("b", 8, cel("vng")), contractmaten=[maat(3, "dag")]),
            },
            (
                "regulier.contractmaten[1].per is dag. Een contract heeft een omvang per week, maand, kwartaal of jaar. "
                "Kies daar een van."
            ),
        ),
    ],
)
def test_hours_that_do_not_fit_the_rest_of_the_policy_are_refused(
    wijziging: dict[str, Any], zin: str
) -> None:
    assert fouten(**wijziging) == [zin]


def test_the_new_keys_survive_export_and_leave_the_hash_of_who_does_not_use_them() -> None:
    plekken = [{"naam": "eerste dag", "uren": w(6)}]
    regeling = maak(regulier=categorie(blok(240, "jaar"), uren_per_dagplek=plekken), **UREN)
    assert load_regeling(as_toml(regeling)) == regeling
    assert "uren" not in maak().as_document()["regulier"]["fasen"][0]["banden"][0]


def test_a_line_without_children_computes_under_a_balance() -> None:
    assert calculate(met(blok(240, "jaar")), Feiten.from_records([])).totaal == 0
