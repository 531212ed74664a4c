"""Hours: where they come from, how the year is divided, what fits and what does not."""

from dataclasses import replace
from datetime import date

import pytest

from rekenregels import Categorie, Feit, FeitenFout, Signaal, make_uitleg
from rekenregels.regeling.categorie import Opvangsoort

from .conftest import kwartalen, reken
from .voorbeeldstad import BRON, DOELGROEP, PEUTER, band, categorie, cel, fase, maak, w

Q1 = replace(PEUTER, tot_en_met=date(2026, 3, 31), uren=8_000)


def maand(nummer: int, uren: int, feit: Feit = PEUTER) -> Feit:
    laatste = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][nummer - 1]
    return replace(feit, van=date(2026, nummer, 1), tot_en_met=date(2026, nummer, laatste), uren=uren)


# -- the year ---------------------------------------------------------------------------------------------


def test_every_quarter_is_a_quarter_of_the_year() -> None:
    ruim = replace(PEUTER, uren=100_000)
    assert reken(maak(), *kwartalen(ruim)).uren.tolist() == [8_000] * 4


def test_room_per_month_adds_up_to_the_year() -> None:
    uren = reken(maak(), *(maand(m, 5_000) for m in range(1, 13))).uren.tolist()
    assert uren == [2_667, 2_666, 2_667] * 4
    assert sum(uren) == 32_000


def test_room_per_day_adds_up_to_the_year() -> None:
    dagen = [
        replace(PEUTER, van=date.fromordinal(d), tot_en_met=date.fromordinal(d), uren=1_000)
        for d in range(739_617, 739_982)
    ]
    assert dagen[0].van == date(2026, 1, 1)
    assert dagen[-1].van == date(2026, 12, 31)
    assert reken(maak(), *dagen).uren.sum() == 32_000


def test_with_eleven_months_the_free_month_has_no_room() -> None:
    regeling = maak(uren__maandverdeling="elf_gelijke_maanden", uren__vrije_maanden=[8])
    uren = reken(regeling, *(maand(m, 5_000) for m in range(1, 13))).uren.tolist()
    assert uren[7] == 0
    assert sum(uren) == 32_000
    assert uren[0] == 2_909


def test_with_ten_months_each_month_is_a_tenth() -> None:
    regeling = maak(uren__maandverdeling="tien_gelijke_maanden", uren__vrije_maanden=[7, 8])
    uren = reken(regeling, *(maand(m, 5_000) for m in range(1, 13))).uren.tolist()
    assert uren == [3_200] * 6 + [0, 0] + [3_200] * 4


def test_real_weeks_count_open_days() -> None:
    dicht = [{"naam": "zomer", "van": date(2026, 7, 6), "tot_en_met": date(2026, 9, 27)}]
    regeling = maak(uren__maandverdeling="kalenderweken", uren__sluitingen=dicht)
    week = replace(PEUTER, van=date(2026, 3, 2), tot_en_met=date(2026, 3, 8), uren=1_000)
    zomer = replace(PEUTER, van=date(2026, 7, 6), tot_en_met=date(2026, 7, 12), uren=1_000)
    uitkomst = reken(regeling, week, zomer)
    assert uitkomst.uren.tolist() == [800, 0]
    assert uitkomst.uren_boven.tolist() == [200, 1_000]


@pytest.mark.parametrize(
    ("afronding", "uren"),
    [
        ("honderdste", [2_667, 2_666, 2_667]),
        ("maand_honderdste", [2_667, 2_667, 2_667]),
        ("maand_honderdste_omlaag", [2_666, 2_666, 2_666]),
        ("geen", [2_667, 2_667, 2_667]),
    ],
)
def test_hours_of_a_month_are_rounded_as_the_policy_says(afronding: str, uren: list[int]) -> None:
    regeling = maak(afronding__uren=afronding)
    assert reken(regeling, *(maand(m, 5_000) for m in (1, 2, 3))).uren.tolist() == uren


def test_hours_that_are_not_rounded_give_the_exact_month() -> None:
    """26 2/3 hours x 9,00 is 240,00; 26,67 hours would be 240,03."""
    assert reken(maak(afronding__uren="geen"), maand(3, 5_000)).totaal == 24_000
    assert reken(maak(afronding__uren="maand_honderdste"), maand(3, 5_000)).totaal == 24_003


# -- where hours come from -----------------------------------------------------------------------------------


@pytest.mark.parametrize("bron", ["geleverd", "gepland"])
def test_delivered_and_planned_hours_are_the_declared_ones(bron: str) -> None:
    assert reken(maak(uren__bron=bron), replace(Q1, uren=5_050)).uren.tolist() == [5_050]


@pytest.mark.parametrize("bron", ["contract", "peilweek"])
def test_contracted_hours_follow_from_hours_per_week(bron: str) -> None:
    feit = replace(Q1, uren=0, uren_per_week=600)
    assert reken(maak(uren__bron=bron), feit).uren.tolist() == [6_000]


@pytest.mark.parametrize("bron", ["contract", "peilweek"])
def test_without_hours_per_week_there_is_no_number(bron: str) -> None:
    with pytest.raises(
        FeitenFout, match=f"uren_per_week = niet ingevuld: deze regeling rekent met {bron}-uren"
    ):
        reken(maak(uren__bron=bron), Q1)


def test_an_occupied_place_counts_in_full() -> None:
    feiten = [replace(Q1, uren=0), replace(DOELGROEP, uren=1)]
    assert reken(maak(uren__bron="bezette_plaats"), *feiten).uren.tolist() == [8_000, 64_000]


# -- age --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("geboren", "uren"),
    [
        (date(2024, 1, 1), 8_000),
        (date(2024, 2, 1), 5_333),
        (date(2024, 3, 31), 86),
        (date(2024, 4, 1), 0),
        (date(2022, 4, 1), 8_000),
        (date(2022, 2, 1), 2_667),
        (date(2022, 1, 1), 0),
    ],
)
def test_only_days_in_the_age_of_the_policy_count(geboren: date, uren: int) -> None:
    assert reken(maak(), replace(Q1, geboortedatum=geboren)).uren.tolist() == [uren]


def test_a_line_that_is_partly_outside_the_age_is_signalled() -> None:
    geboren = [date(2024, 1, 1), date(2024, 2, 1), date(2022, 2, 1), date(2024, 4, 1)]
    uitkomst = reken(maak(), *(replace(Q1, uren=100, geboortedatum=dag) for dag in geboren))
    assert [uitkomst.signalen_van(i) for i in range(4)] == [
        (),
        (Signaal.DEELS_BUITEN_LEEFTIJD,),
        (Signaal.DEELS_BUITEN_LEEFTIJD,),
        (Signaal.BUITEN_LEEFTIJD,),
    ]


def test_the_birthday_itself_counts_at_the_start_and_not_at_the_end() -> None:
    dag = replace(PEUTER, van=date(2026, 5, 10), tot_en_met=date(2026, 5, 10), uren=5)
    assert reken(maak(), replace(dag, geboortedatum=date(2024, 5, 10))).uren.tolist() == [5]
    assert reken(maak(), replace(dag, geboortedatum=date(2022, 5, 10))).uren.tolist() == [0]


@pytest.mark.parametrize(
    ("geboren", "start"), [(date(2023, 8, 31), date(2026, 2, 28)), (date(2024, 2, 29), date(2026, 8, 29))]
)
def test_an_age_reached_on_a_day_that_the_month_does_not_have_is_reached_on_its_last_day(
    geboren: date, start: date
) -> None:
    dagen = [start.toordinal() - 1, start.toordinal()]
    feiten = [
        replace(
            DOELGROEP, geboortedatum=geboren, van=date.fromordinal(d), tot_en_met=date.fromordinal(d), uren=5
        )
        for d in dagen
    ]
    assert reken(maak(), *feiten).uren.tolist() == [0, 5]


def test_an_end_age_can_have_weeks() -> None:
    regels = categorie(band("8 uur", 8, cel("vng")))
    regels["fasen"][0]["tot"] = {"maanden": 48, "weken": 6, "bron": BRON}
    dag = replace(PEUTER, geboortedatum=date(2022, 3, 1), uren=5)
    feiten = [replace(dag, van=d, tot_en_met=d) for d in (date(2026, 4, 11), date(2026, 4, 12))]
    assert reken(maak(regulier=regels), *feiten).uren.tolist() == [5, 0]


def test_an_age_step_changes_the_hours() -> None:
    """8 hours a week until two and a half, then 16; the child reaches it on 1 July."""
    regels = categorie() | {
        "fasen": [
            fase("2 tot 2,5 jaar", 24, 30, band("8 uur", 8, cel("vng"))),
            fase("2,5 tot 4 jaar", 30, 48, band("8 uur", 8, cel("vng")), band("nog 8 uur", 8, cel("gratis"))),
        ]
    }
    feit = replace(DOELGROEP, geboortedatum=date(2024, 1, 1))
    uitkomst = reken(maak(doelgroep=regels, uren__bron="bezette_plaats"), feit)
    assert uitkomst.uren.tolist() == [16_000 + 32_000]
    assert uitkomst.totaal == 160 * 900 + 160 * 900 + 160 * 1_000


TWEE_FASEN = categorie() | {
    "fasen": [
        fase("2 tot 2,5 jaar", 24, 30, band("8 uur", 8, cel("gratis"))),
        fase("2,5 tot 4 jaar", 30, 48, band("8 uur", 8, cel("vng"))),
    ]
}


def test_declared_hours_are_divided_over_age_phases() -> None:
    """Two and a half on 1 July: half of the hours are free, half cost a euro."""
    uitkomst = reken(maak(regulier=TWEE_FASEN), replace(PEUTER, geboortedatum=date(2024, 1, 1)))
    assert uitkomst.uren.tolist() == [32_000]
    assert uitkomst.totaal == 160 * 1_000 + 160 * 900
    assert uitkomst.signalen_van(0) == ()


def test_a_line_that_ends_the_day_before_a_phase_begins_has_one_piece() -> None:
    eerste_helft = replace(PEUTER, geboortedatum=date(2024, 1, 1), tot_en_met=date(2026, 6, 30), uren=16_000)
    uitkomst = reken(maak(regulier=TWEE_FASEN), eerste_helft)
    assert uitkomst.totaal == 160_000
    assert uitkomst.signalen_van(0) == ()


def test_a_child_outside_all_phases_gets_nothing() -> None:
    jong, oud = date(2025, 1, 1), date(2021, 12, 31)
    uitkomst = reken(maak(regulier=TWEE_FASEN), *(replace(PEUTER, geboortedatum=dag) for dag in (jong, oud)))
    assert uitkomst.uren.tolist() == [0, 0]
    assert [uitkomst.signalen_van(i) for i in (0, 1)] == [(Signaal.BUITEN_LEEFTIJD,)] * 2


def test_a_group_without_subsidy_is_signalled() -> None:
    uitkomst = reken(maak(), replace(PEUTER, categorie=Categorie.SMI))
    assert uitkomst.totaal == 0
    assert uitkomst.signalen_van(0) == (Signaal.NIET_VERGOED,)


# -- limits ------------------------------------------------------------------------------------------------------


def test_hours_fill_the_bands_in_order() -> None:
    uitkomst = reken(maak(), *(replace(DOELGROEP, uren=uren) for uren in (20_000, 32_000, 48_000, 70_000)))
    assert uitkomst.subsidie.tolist() == [180_000, 288_000, 448_000, 608_000]
    assert uitkomst.uren_boven.tolist() == [0, 0, 0, 6_000]


def test_a_maximum_per_day_needs_the_number_of_days() -> None:
    regeling = maak(regulier=categorie(band("8 uur", 8, cel("vng")), maximum_uren_per_dag=w(6)))
    uitkomst = reken(regeling, replace(Q1, dagen=10))
    assert (int(uitkomst.uren[0]), int(uitkomst.uren_boven[0])) == (6_000, 2_000)
    assert uitkomst.signalen_van(0) == (Signaal.BOVEN_MAXIMUM,)
    with pytest.raises(
        FeitenFout, match="dagen = niet ingevuld: deze regeling kijkt naar het aantal dagen opvang"
    ):
        reken(regeling, Q1)


def test_a_kind_of_care_or_a_location_has_a_maximum_per_day_of_its_own() -> None:
    acht = band("8 uur", 8, cel("vng"))
    anders = {"bron": BRON, "categorie": "regulier", "banden": [acht]}
    regeling = maak(
        regulier=categorie(acht, maximum_uren_per_dag=w(6)),
        afwijkingen=[
            anders | {"naam": "bso", "opvangsoorten": ["bso"], "maximum_uren_per_dag": w(3)},
            anders | {"naam": "De Hoek", "locaties": ["L1"]},
        ],
    )
    tien = replace(Q1, dagen=10)
    regels = [tien, replace(tien, opvang=Opvangsoort.BSO), replace(tien, locatie="L1")]
    uitkomst = reken(regeling, *regels)
    assert uitkomst.uren.tolist() == [6_000, 3_000, 6_000]
    (zin,) = [stap.omschrijving for stap in make_uitleg(uitkomst, 1).stappen if stap.naam == "Maximum"]
    assert zin == 'Niet meer uren dan het maximum: 3 uur per dag (volgens de afwijking "bso").'
    alleen = maak(
        regulier=categorie(acht),
        afwijkingen=[anders | {"naam": "bso", "opvangsoorten": ["bso"], "maximum_uren_per_dag": w(3)}],
    )
    assert reken(alleen, *regels[:2]).uren.tolist() == [8_000, 3_000]


def test_a_maximum_per_year_counts_what_was_paid_before() -> None:
    regeling = maak(regulier=categorie(band("8 uur", 8, cel("vng")), maximum_uren_per_jaar=w(240)))
    eerder = [0, 16_000, 20_000, 24_000, 30_000]
    assert reken(regeling, *(replace(Q1, uren_eerder=u) for u in eerder)).uren.tolist() == [
        8_000,
        8_000,
        4_000,
        0,
        0,
    ]


def test_a_maximum_per_year_refuses_a_line_over_new_year() -> None:
    regels = categorie(band("8 uur", 8, cel("vng")), maximum_uren_per_jaar=w(240))
    regeling = maak(regulier=regels, regeling__geldig_tot_en_met=date(2027, 12, 31))
    with pytest.raises(
        FeitenFout, match="tot_en_met = 31-01-2027: de periode loopt over de jaarwisseling; splits de regel"
    ):
        reken(regeling, replace(PEUTER, tot_en_met=date(2027, 1, 31)))


@pytest.mark.parametrize(("uren", "vergoed"), [(7_999, 0), (8_000, 8_000)])
def test_below_the_minimum_take_up_there_is_no_subsidy(uren: int, vergoed: int) -> None:
    regeling = maak(regulier=categorie(band("16 uur", 16, cel("vng")), minimum_uren_per_week=w(8)))
    uitkomst = reken(regeling, replace(Q1, uren=uren))
    assert uitkomst.uren.tolist() == [vergoed]
    assert uitkomst.signalen_van(0) == (() if vergoed else (Signaal.ONDER_MINIMUM,))


@pytest.mark.parametrize(("dagen", "vergoed"), [(19, 0), (20, 8_000)])
def test_hours_must_be_spread_over_enough_days(dagen: int, vergoed: int) -> None:
    regeling = maak(regulier=categorie(band("8 uur", 8, cel("vng")), minimum_dagen_per_week=w(2)))
    assert reken(regeling, replace(Q1, dagen=dagen)).uren.tolist() == [vergoed]


# -- changes inside a year -------------------------------------------------------------------------------------------


def test_a_rate_that_changes_inside_a_quarter_cuts_the_line() -> None:
    regeling = maak(tarieven__basis__bedrag=[w(10), w(12, vanaf=date(2026, 2, 1))])
    assert reken(regeling, Q1).totaal == 24_003 + 58_663  # 26,67 x (10 - 1) and 53,33 x (12 - 1)


def test_the_day_of_a_change_has_the_new_rate() -> None:
    regeling = maak(tarieven__basis__bedrag=[w(10), w(12, vanaf=date(2026, 7, 1))])
    dagen = [
        replace(PEUTER, van=dag, tot_en_met=dag, uren=5) for dag in (date(2026, 6, 30), date(2026, 7, 1))
    ]
    assert reken(regeling, *dagen).kosten.tolist() == [50, 60]
    samen = replace(PEUTER, van=date(2026, 6, 30), tot_en_met=date(2026, 7, 1), uren=10)
    assert reken(regeling, samen).kosten.tolist() == [110]


def test_a_band_that_changes_inside_the_year_changes_the_room_from_that_day() -> None:
    regels = categorie(band("8 uur", 8, cel("vng")))
    regels["fasen"][0]["banden"][0]["uren_per_week"] = [w(8), w(10, vanaf=date(2026, 7, 1))]
    assert reken(maak(regulier=regels), *kwartalen(replace(PEUTER, uren=60_000))).uren.tolist() == [
        8_000,
        8_000,
        10_000,
        10_000,
    ]


def test_weeks_that_change_inside_the_year_change_the_room_from_that_day() -> None:
    regeling = maak(uren__weken_per_jaar=[w(40), w(48, vanaf=date(2026, 7, 1))])
    assert reken(regeling, *kwartalen(replace(PEUTER, uren=60_000))).uren.tolist() == [
        8_000,
        8_000,
        9_600,
        9_600,
    ]


# -- facts that can't be right -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wijziging", "melding"),
    [
        ({"uren": -1}, "uren = -0,01: uren liggen tussen 0 en 10.000"),
        ({"uren": 1_000_001}, "uren = 10.000,01: uren liggen tussen 0 en 10.000"),
        ({"kindrang": 3}, "kindrang = 3: kies 1 (eerste kind) of 2 (volgend kind)"),
        ({"bijdrageklasse": -2}, "bijdrageklasse = -2: de klasse is een rij van de bijdragetabel"),
        ({"prijs": 100_001}, "prijs = 1.000,01: een uurprijs ligt tussen € 0 en € 1.000"),
        ({"uren_per_week": 6_001}, "uren_per_week = 60,01: uren per week liggen tussen 0 en 60"),
        ({"inkomen": 100_000_001}, "inkomen = 100000001: een inkomen ligt tussen € 0 en € 100.000.000"),
        ({"dagen": 367}, "dagen = 367: dagen liggen tussen 0 en 366"),
        ({"minima": -1}, "minima = -1: kies het nummer van een minimaregel, of 0"),
        ({"uren_eerder": -100}, "uren_eerder = -1,00: uren liggen tussen 0 en 10.000"),
        (
            {"tot_en_met": date(2025, 12, 31)},
            "tot_en_met = 31-12-2025: de laatste dag ligt voor de eerste dag (van)",
        ),
        (
            {"geboortedatum": date(2027, 1, 1)},
            "geboortedatum = 01-01-2027: de geboortedatum ligt na de periode",
        ),
        (
            {"geboortedatum": date(2011, 1, 1)},
            "geboortedatum = 01-01-2011: de geboortedatum ligt na de periode of meer dan 15 jaar",
        ),
        (
            {"van": date(2025, 12, 31)},
            "van = 31-12-2025: de regeling Voorbeeldstad 2026 geldt van 01-01-2026 tot en met 31-12-2026",
        ),
        (
            {"tot_en_met": date(2027, 1, 1)},
            "tot_en_met = 01-01-2027: de regeling Voorbeeldstad 2026 geldt van",
        ),
    ],
)
def test_a_fact_that_cannot_be_right_gives_no_number(wijziging: dict[str, object], melding: str) -> None:
    with pytest.raises(FeitenFout) as fout:
        reken(maak(), PEUTER, replace(PEUTER, **wijziging))
    assert f"regel 2 (p), {melding}" in str(fout.value)
