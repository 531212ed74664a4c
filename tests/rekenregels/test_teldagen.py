"""Amounts per month and year that are counted on days of the month."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rekenregels import Feit, FeitenFout, Regeling, as_toml, load_regeling, make_uitleg
from rekenregels.csvbestand import read_feiten

from .conftest import reken
from .rekenblad import controleer
from .voorbeeldstad import BRON, PEUTER, band, categorie, cel, fouten, maak, w

TWEE = {"tarief": "geen", "gemeentebedrag": "plaats", "bijdrage": "ouder"}


def stad(teldagen: list[int], **meer: Any) -> Regeling:
    """€ 2.400 per place a year and € 30 a month of the parents, both counted on these days."""
    return maak(
        gemeentebedragen={"plaats": {"soort": "per_jaar", "bedrag": w(2400), "teldagen": teldagen}},
        bijdragen__ouder={"soort": "per_maand", "bedrag": w(30), "teldagen": teldagen},
        regulier=categorie(band("8 uur", 8, TWEE)),
        voorbeelden__0__verwacht={"uren": 320},
        **meer,
    )


def kind(van: tuple[int, int], tot: tuple[int, int]) -> Feit:
    return replace(PEUTER, van=date(2026, *van), tot_en_met=date(2026, *tot), uren=20_00)


@pytest.mark.parametrize(
    ("teldagen", "van", "tot", "maanden"),
    [
        ([1], (2, 1), (3, 31), 2),
        ([1], (2, 2), (3, 31), 1),
        ([1], (1, 1), (3, 1), 3),
        ([15], (2, 15), (3, 14), 1),
        ([15], (2, 16), (3, 14), 0),
        ([31], (2, 15), (3, 31), 2),
        ([31], (2, 28), (3, 30), 1),
        ([31], (4, 30), (4, 30), 1),
        ([29, 30, 31], (2, 28), (2, 28), 1),
        ([1, 16], (2, 2), (3, 31), 1.5),
        ([16, 1], (1, 1), (2, 15), 1.5),
        ([1, 8, 15, 22], (2, 9), (2, 21), 0.25),
    ],
)
def test_a_month_counts_on_its_days(
    teldagen: list[int], van: tuple[int, int], tot: tuple[int, int], maanden: float
) -> None:
    uitkomst = reken(stad(teldagen), kind(van, tot))
    assert uitkomst.subsidie.tolist() == [int(maanden * 200_00)]
    assert uitkomst.ouderbijdrage.tolist() == [int(maanden * 30_00)]


@pytest.mark.parametrize("teldagen", [[1], [15], [31], [1, 16], [3, 9, 27]])
@pytest.mark.parametrize("knip", [date(2026, 4, 1), date(2026, 5, 9), date(2026, 5, 16)])
def test_parts_of_a_stay_are_the_stay_and_a_whole_year_is_the_year(teldagen: list[int], knip: date) -> None:
    regeling, heel = stad(teldagen), replace(PEUTER, uren=160_00)
    assert reken(regeling, heel).totaal == 2400_00
    delen = replace(heel, tot_en_met=date.fromordinal(knip.toordinal() - 1)), replace(heel, van=knip)
    uitkomst = reken(regeling, *delen)
    assert (uitkomst.totaal, int(uitkomst.ouderbijdrage.sum())) == (2400_00, 360_00)


def test_only_days_of_the_age_count_and_no_hours_are_no_amount() -> None:
    regeling = stad([15])
    jarig = replace(kind((3, 1), (5, 31)), geboortedatum=date(2022, 4, 15))  # four on 15 April
    assert reken(regeling, jarig, replace(kind((3, 1), (3, 31)), uren=0)).subsidie.tolist() == [200_00, 0]


def test_a_table_per_month_and_months_of_its_own_are_counted_too() -> None:
    tabel = {
        "bijdragetabel__soort": "bedrag_per_maand",
        "bijdragetabel__versies": [
            {"bron": BRON, "rijen": [{"tot_en_met": "geen", "kind1": 40, "kind2": 20}]}
        ],
    }
    regeling = maak(
        **tabel,
        bijdragen={"tabel": {"soort": "tabel", "bron": BRON, "opslag": "geen", "teldagen": [31]}},
        doelgroep={"vergoed": False, "bron": BRON},
        smi={"vergoed": False, "bron": BRON},
        regulier=categorie(band("8 uur", 8, cel("tabel"))),
        voorbeelden__0__verwacht={"uren": 320},
    )
    regels = [kind((2, 15), (3, 31)), replace(kind((2, 15), (3, 30)), kindrang=2)]
    assert reken(regeling, *regels).ouderbijdrage.tolist() == [80_00, 20_00]
    vrij = {"soort": "per_maand", "bedrag": w(30), "teldagen": [1], "vrije_maanden": [8]}
    elf = stad([1]), maak(bijdragen__ouder=vrij, regulier=categorie(band("8 uur", 8, cel("ouder"))))
    zomer = kind((7, 2), (9, 30))
    assert [int(reken(r, zomer).ouderbijdrage[0]) for r in elf] == [60_00, 30_00]


def test_a_year_of_eleven_months_counts_its_own_months() -> None:
    elf = stad([1], uren__maandverdeling="elf_gelijke_maanden", uren__vrije_maanden=[8])
    assert reken(elf, kind((7, 1), (9, 30))).ouderbijdrage.tolist() == [60_00]
    assert reken(elf, kind((7, 1), (9, 30))).subsidie.tolist() == [436_36]


def test_the_explanation_says_when_a_month_counts_and_comes_out() -> None:
    for teldagen, zin in (
        ([31], "Een maand telt als het kind er is op de laatste dag."),
        ([30], "Een maand telt als het kind er is op de 30e (of de laatste dag)."),
        (
            [16, 1],
            "Een maand telt in 2 gelijke delen, een voor elke dag waarop het kind er is: de 1e en de 16e.",
        ),
    ):
        stappen = make_uitleg(reken(stad(teldagen), kind((2, 10), (3, 31))), 0).stappen
        bedragen = [s for s in stappen if s.naam in ("Subsidie: 8 uur", "Ouderbijdrage: 8 uur")]
        assert [s.omschrijving.endswith(zin) for s in bedragen] == [True, True]
        assert [controleer(s.formule) for s in bedragen] == [s.waarde for s in bedragen]


def test_the_days_are_written_and_read_back_and_absent_they_are_not_in_the_document() -> None:
    regeling = stad([1, 16])
    assert load_regeling(as_toml(regeling)) == regeling
    assert "teldagen = [1, 16]" in as_toml(regeling)
    assert "teldagen" not in as_toml(stad([]))


@pytest.mark.parametrize(
    ("bedrag", "meer", "zin"),
    [
        (
            {"soort": "per_maand", "bedrag": w(5), "teldagen": dagen},
            {},
            (
                f"bijdragen.proef.teldagen is {dagen}. Noem hoogstens vier verschillende dagen van 1 tot en met 31; 31 is de "
                "laatste dag van elke maand."
            ),
        )
        for dagen in ([0], [32], [1, 1], [1, 2, 3, 4, 5])
    ]
    + [
        (
            {"soort": "tabel", "bron": BRON, "opslag": "geen", "teldagen": [1]},
            {},
            (
                "bijdragen.proef.teldagen hoort bij een bedrag per maand of jaar, en dit is een bedrag per uur. Haal teldagen "
                "weg."
            ),
        ),
        (
            {"soort": "per_jaar", "bedrag": w(5), "teldagen": [1]},
            {"uren__maandverdeling": "schoolweken", "uren__schoolweken": [11, 11, 7, 11]},
            (
                "bijdragen.proef.teldagen telt hele maanden; bij schoolweken zijn maanden geen gelijke delen. Kies een andere "
                "maandverdeling, of haal teldagen weg."
            ),
        ),
    ],
)
def test_days_that_can_not_be_are_refused(bedrag: dict[str, Any], meer: dict[str, Any], zin: str) -> None:
    assert fouten(bijdragen__proef=bedrag, **meer) == [zin]


# -- months that were begun ----------------------------------------------------------------------------


def halve(teldagen: tuple[int, ...] = (1, 16), **eigen: Any) -> Regeling:
    """€ 56 a month of which every half that was begun counts: pszdepaddestoel.nl; and € 2.400 a year of the municipality."""
    begonnen = {"teldagen": list(teldagen), "begonnen": True}
    return maak(
        gemeentebedragen={"plaats": {"soort": "per_jaar", "bedrag": w(2400)} | begonnen},
        bijdragen__ouder={"soort": "per_maand", "bedrag": w(56)} | begonnen | eigen,
        regulier=categorie(band("8 uur", 8, TWEE)),
        voorbeelden__0__verwacht={"uren": 320},
    )


@pytest.mark.parametrize(
    ("van", "tot", "bedrag"),
    [
        ((2, 1), (3, 31), 112),
        ((2, 10), (3, 31), 112),
        ((2, 15), (3, 31), 112),
        ((2, 16), (3, 31), 84),
        ((2, 20), (3, 31), 84),
        ((1, 1), (3, 10), 140),
        ((1, 1), (3, 15), 140),
        ((1, 1), (3, 20), 168),
        ((3, 10), (3, 12), 28),
        ((3, 20), (3, 31), 28),
    ],
)
def test_a_half_month_that_was_begun_counts(van: tuple[int, int], tot: tuple[int, int], bedrag: int) -> None:
    assert reken(halve(), kind(van, tot)).ouderbijdrage.tolist() == [bedrag * 100]


def test_a_whole_month_that_was_begun_counts_on_both_sides() -> None:
    uitkomst = reken(halve((1,)), kind((2, 10), (3, 31)), kind((1, 1), (2, 12)))
    assert uitkomst.subsidie.tolist() == [400_00, 400_00]
    assert uitkomst.ouderbijdrage.tolist() == [112_00, 112_00]


def test_with_a_price_it_is_never_more_than_the_cost_of_the_hours() -> None:
    ouder = {"soort": "per_maand", "bedrag": w(56), "teldagen": [1], "begonnen": True}
    regeling = maak(
        bijdragen__ouder=ouder,
        regulier=categorie(band("8 uur", 8, cel("ouder"))),
        voorbeelden__0__verwacht={"uren": 320},
    )
    uren = [replace(kind((2, 10), (2, 28)), uren=uren) for uren in (18_00, 3_00)]
    assert reken(regeling, *uren).ouderbijdrage.tolist() == [56_00, 30_00]


@pytest.mark.parametrize("knip", [date(2026, 2, 12), date(2026, 2, 16), date(2026, 3, 1), date(2026, 3, 9)])
def test_what_a_line_is_cut_for_counts_no_month_twice(knip: date) -> None:
    begin = date(2026, 2, 10)
    heel = replace(kind((2, 10), (3, 31)), uren=50_00, begonnen_op=begin)
    een, twee = replace(heel, tot_en_met=date.fromordinal(knip.toordinal() - 1)), replace(heel, van=knip)
    for regeling in (halve(), halve((1,))):
        assert int(reken(regeling, een, twee).ouderbijdrage.sum()) == 112_00


def test_of_a_stay_that_is_not_known_each_line_begins_by_itself() -> None:
    een, twee = kind((2, 10), (2, 11)), kind((2, 12), (3, 31))
    assert reken(halve((1,)), een, twee).ouderbijdrage.tolist() == [56_00, 112_00]


def test_a_stay_of_long_ago_adds_nothing_and_an_age_that_is_reached_does() -> None:
    lang = replace(kind((4, 9), (4, 30)), begonnen_op=date(2025, 9, 9))
    twee_jaar = replace(kind((4, 1), (5, 31)), geboortedatum=date(2024, 4, 10), begonnen_op=date(2026, 4, 1))
    assert reken(halve((1,)), lang, twee_jaar).ouderbijdrage.tolist() == [0, 112_00]


def test_a_free_month_that_was_begun_is_free() -> None:
    regeling = halve((1,), vrije_maanden=[8])
    assert reken(regeling, kind((8, 10), (9, 30))).ouderbijdrage.tolist() == [56_00]
    assert reken(regeling, kind((7, 10), (8, 31))).ouderbijdrage.tolist() == [56_00]


def test_the_explanation_of_a_month_that_was_begun_comes_out() -> None:
    for teldagen, zin in (
        ((1,), "Een maand telt als het kind er is op de 1e, of in de loop van die maand begon."),
        ((1, 16), "de 1e en de 16e. Een deel telt ook als het kind daarin begon."),
    ):
        stappen = make_uitleg(reken(halve(teldagen), kind((2, 10), (3, 31))), 0).stappen
        assert any(stap.omschrijving.endswith(zin) for stap in stappen)
        [subsidie] = [stap for stap in stappen if stap.naam == "Subsidie: 8 uur"]
        assert controleer(subsidie.formule) == subsidie.waarde == 400


def test_days_that_can_not_be_begun_are_refused() -> None:
    bedrag = {"soort": "per_maand", "bedrag": w(5), "begonnen": True}
    zin = (
        "bijdragen.proef.begonnen telt delen van een maand, en die beginnen op de 1e. Schrijf teldagen = [1], of [1, 16] voor "
        "halve maanden."
    )
    assert fouten(bijdragen__proef=bedrag) == fouten(bijdragen__proef=bedrag | {"teldagen": [16]}) == [zin]
    with pytest.raises(FeitenFout) as fout:
        reken(halve(), replace(kind((2, 10), (3, 31)), begonnen_op=date(2026, 2, 11)))
    assert str(fout.value) == (
        "regel 1 (p), begonnen_op = 11-02-2026: de periode begint voordat het kind hier begon; verbeter een van beide dagen"
    )


def test_a_file_tells_when_a_stay_began() -> None:
    kop = "sleutel,geboortedatum,van,tot_en_met,categorie,kot,uren,begonnen_op"
    regels = [
        "a,2023-06-01,2026-02-12,2026-03-31,regulier,nee,20,2026-02-10",
        "b,2023-06-01,2026-02-12,2026-03-31,regulier,nee,20,",
    ]
    feiten, _ = read_feiten("\n".join([kop, *regels]), halve())
    assert [feit.begonnen_op for feit in feiten] == [date(2026, 2, 10), None]
    assert reken(halve((1,)), *feiten).ouderbijdrage.tolist() == [56_00, 112_00]
