"""A year declared by month, beside quarter, half year and year: the months of a quarter share its room."""

from dataclasses import replace
from datetime import date

import pytest

from lib.periode import Ritme, Tijdvak
from rekenregels import (
    Categorie,
    Feit,
    Feiten,
    Signaal,
    Uitkomst,
    calculate,
    calculate_samen,
    load_regeling,
    make_uitleg,
)
from rekenregels.regelingen import MAP as REGELINGEN

PUTTEN = load_regeling((REGELINGEN / "putten-2025.toml").read_text(encoding="utf-8"))
NOOR = Feit(
    sleutel="NOOR", geboortedatum=date(2022, 6, 1), van=date(2025, 1, 1), tot_en_met=date(2025, 12, 31),
    categorie=Categorie.DOELGROEP, kot=False, bijdrageklasse=4,
)  # fmt: skip
# Hours per month, in hundredths: 16 hours a week in 40 weeks, and as children really come.
GELIJK = [53_33, 53_33, 53_34] * 4
WISSELEND = [60_00, 40_00, 60_00, 30_00, 70_00, 60_00, 80_00, 0, 80_00, 53_33, 53_33, 53_34]


def declare(ritme: Ritme, maanden: list[int]) -> Uitkomst:
    regels = [
        replace(
            NOOR,
            van=tijdvak.periode.van,
            tot_en_met=tijdvak.periode.tot_en_met,
            uren=sum(maanden[m.nummer - 1] for m in tijdvak.maanden),
        )
        for tijdvak in Tijdvak.all_in(ritme, 2025)
    ]
    return calculate_samen(
        PUTTEN, Feiten.from_records(regels), per_maand=[ritme is Ritme.MAAND] * len(regels)
    )


@pytest.mark.parametrize(
    ("ritme", "centen"),
    [
        (Ritme.MAAND, [547_43, 547_44, 547_54] * 4),
        (Ritme.KWARTAAL, [1_642_40] * 4),
        (Ritme.HALFJAAR, [3_284_80] * 2),
        (Ritme.JAAR, [6_569_60]),
    ],
)
def test_the_agreed_hours_come_to_the_same_but_for_cents(ritme: Ritme, centen: list[int]) -> None:
    """Twelve times rounded to cents is € 0,04 more than four times."""
    uitkomst = declare(ritme, GELIJK)
    assert uitkomst.subsidie.tolist() == centen
    assert int(uitkomst.uren.sum()) == 640_00
    assert not any(uitkomst.signalen_van(i) for i in range(len(centen)))


@pytest.mark.parametrize("ritme", Ritme)
def test_uneven_months_come_to_the_quarter_to_the_cent(ritme: Ritme) -> None:
    uitkomst = declare(ritme, WISSELEND)
    assert (uitkomst.totaal, int(uitkomst.uren.sum())) == (6_569_60, 640_00)


def test_the_months_of_a_quarter_hand_on_room_and_hours_and_those_of_the_next_begin_anew() -> None:
    uitkomst = declare(Ritme.MAAND, [60_00, 40_00, 40_00, 80_00, 53_33, 53_33, 0, 0, 0, 0, 0, 0])
    assert uitkomst.uren.tolist()[:6] == [53_34, 46_66, 40_00, 53_34, 53_32, 53_34]
    assert uitkomst.feiten.uren_wachtend.tolist()[:6] == [0, 6_66, 0, 0, 26_66, 26_67]
    assert uitkomst.feiten.ruimte_over_1.tolist()[:6] == [0, 0, 0, 0, 0, 0]
    assert uitkomst.signalen_van(0) == (Signaal.BOVEN_MAXIMUM,)


def test_each_month_can_be_computed_again_by_itself() -> None:
    uitkomst = declare(Ritme.MAAND, WISSELEND)
    for i in range(12):
        alleen = calculate(PUTTEN, uitkomst.feiten.deel(i, i + 1))
        assert (alleen.uren[0], alleen.subsidie[0]) == (uitkomst.uren[i], uitkomst.subsidie[i])


def test_quarters_keep_their_own_room_as_they_had() -> None:
    meer_en_minder = [80_00, 80_00, 80_00, 20_00, 20_00, 20_00, *GELIJK[6:]]
    assert declare(Ritme.KWARTAAL, meer_en_minder).uren.tolist() == [160_00, 60_00, 160_00, 160_00]


def test_the_explanation_tells_what_came_from_earlier_in_the_quarter() -> None:
    uitkomst = declare(Ritme.MAAND, WISSELEND)
    stappen = {stap.naam: stap.omschrijving for stap in make_uitleg(uitkomst, 1).stappen}
    assert stappen["Uren van eerder"] == "Uren van eerder dit kwartaal die toen niet pasten, tellen nu mee."
