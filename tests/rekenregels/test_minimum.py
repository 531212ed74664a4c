"""A take-up of exactly the minimum is paid, however the period is cut and rounded."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from lib.geld import round_half_up
from rekenregels import Feit, Regeling, Signaal, make_uitleg

from .conftest import reken
from .voorbeeldstad import PEUTER, band, categorie, cel, fase, maak, w


def regeling(bron: str = "geleverd", minimum: Any = 8, **anders: Any) -> Regeling:
    regels = categorie(band("16 uur", 16, cel("vng")), minimum_uren_per_week=w(minimum))
    return maak(uren__bron=bron, regulier=regels, **anders)


def maanden() -> list[tuple[date, date]]:
    eerste = [date(2026, maand, 1) for maand in range(1, 13)]
    return [
        (van, tot - timedelta(days=1))
        for van, tot in zip(eerste, [*eerste[1:], date(2027, 1, 1)], strict=True)
    ]


def aan_minimum(uren: list[int], minimum: Any = 8) -> list[bool]:
    """Is each month with these hours paid?"""
    regels = [
        replace(PEUTER, van=van, tot_en_met=tot, uren=aantal)
        for (van, tot), aantal in zip(maanden(), uren, strict=False)
    ]
    return [Signaal.ONDER_MINIMUM not in uitkomst_van(regeling(minimum=minimum), regel) for regel in regels]


def uitkomst_van(policy: Regeling, feit: Feit) -> tuple[Signaal, ...]:
    return reken(policy, feit).signalen_van(0)


@pytest.mark.parametrize("minimum", [8, 12, "6.5", "7.25", 1])
def test_months_declared_as_running_totals_of_the_minimum_are_all_paid(minimum: Any) -> None:
    per_jaar = int(float(minimum) * 100) * 40
    lopend = [round_half_up(per_jaar * maand, 12) for maand in range(13)]
    uren = [na - voor for voor, na in pairwise(lopend)]
    assert aan_minimum(uren, minimum) == [True] * 12


def test_a_month_may_be_a_hundredth_below_26_two_thirds_and_no_more() -> None:
    assert aan_minimum([2_667, 2_666, 2_665, 2_666]) == [True, True, False, True]


def test_a_whole_minimum_has_no_room_below_it() -> None:
    kwartaal = replace(PEUTER, tot_en_met=date(2026, 3, 31))
    assert Signaal.ONDER_MINIMUM not in uitkomst_van(regeling(), replace(kwartaal, uren=8_000))
    assert Signaal.ONDER_MINIMUM in uitkomst_van(regeling(), replace(kwartaal, uren=7_999))


@pytest.mark.parametrize("bron", ["contract", "peilweek"])
@pytest.mark.parametrize("uren", ["honderdste", "geen", "maand_honderdste", "maand_honderdste_omlaag"])
@pytest.mark.parametrize(("per_week", "betaald"), [(800, True), (799, False), (801, True)])
def test_agreed_hours_are_compared_per_week_on_any_days(
    bron: str, uren: str, per_week: int, betaald: bool
) -> None:
    policy = regeling(bron, afronding__uren=uren)
    begin = date(2026, 1, 1)
    for eerste, dagen in [(0, 1), (0, 365), (31, 28), (40, 17), (100, 133), (243, 30)]:
        van = begin + timedelta(days=eerste)
        feit = replace(
            PEUTER, van=van, tot_en_met=van + timedelta(days=dagen - 1), uren=0, uren_per_week=per_week
        )
        # A hundredth per week less is on one day less than a hundredth of an hour, but it is less.
        onder = Signaal.ONDER_MINIMUM in uitkomst_van(policy, feit)
        assert onder is (not betaald), (van, dagen)


@pytest.mark.parametrize("dag", [2, 10, 15, 28])
def test_a_phase_that_begins_in_the_month_asks_its_share(dag: int) -> None:
    """The child turns two in a month: of the line only the days from then on count, hours and minimum alike."""
    kind = replace(
        PEUTER, geboortedatum=date(2024, 2, dag), van=date(2026, 2, 1), tot_en_met=date(2026, 2, 28)
    )
    assert Signaal.ONDER_MINIMUM not in uitkomst_van(regeling(), replace(kind, uren=2_666))
    assert Signaal.ONDER_MINIMUM in uitkomst_van(regeling(), replace(kind, uren=2_660))


def test_a_line_in_two_phases_is_one_take_up() -> None:
    fasen = [fase("2", 24, 30, band("16", 16, cel("vng"))), fase("2,5", 30, 48, band("16", 16, cel("vng")))]
    regels = categorie(minimum_uren_per_week=w(8)) | {"fasen": fasen}
    policy = maak(regulier=regels)
    for dag in (2, 11, 17, 29):
        kind = replace(
            PEUTER, geboortedatum=date(2023, 9, dag), van=date(2026, 3, 1), tot_en_met=date(2026, 3, 31)
        )
        assert Signaal.ONDER_MINIMUM not in uitkomst_van(policy, replace(kind, uren=2_666))
        assert Signaal.ONDER_MINIMUM in uitkomst_van(policy, replace(kind, uren=2_665))


@pytest.mark.parametrize("uren", ["honderdste", "maand_honderdste_omlaag", "geen"])
def test_an_occupied_place_of_the_minimum_is_paid(uren: str) -> None:
    regels = categorie(band("5", 5, cel("vng")), band("3", 3, cel("gratis")), minimum_uren_per_week=w(8))
    policy = maak(uren__bron="bezette_plaats", regulier=regels, afronding__uren=uren)
    for van, tot in maanden():
        assert Signaal.ONDER_MINIMUM not in uitkomst_van(policy, replace(PEUTER, van=van, tot_en_met=tot))


def test_hours_cut_by_a_maximum_are_compared_as_they_are_left() -> None:
    regels = categorie(band("16", 16, cel("vng")), minimum_uren_per_week=w(8), maximum_uren_per_dag=w(4))
    policy = maak(regulier=regels)
    maart = replace(PEUTER, van=date(2026, 3, 1), tot_en_met=date(2026, 3, 31), uren=4_000)
    assert Signaal.ONDER_MINIMUM in uitkomst_van(policy, replace(maart, dagen=6))
    assert Signaal.ONDER_MINIMUM not in uitkomst_van(policy, replace(maart, dagen=7))


def test_the_explanation_names_what_was_asked() -> None:
    maart = replace(PEUTER, van=date(2026, 3, 1), tot_en_met=date(2026, 3, 31), uren=2_665, uren_per_week=799)
    for bron, eis in (("geleverd", "26,66 uur"), ("contract", "8 uur per week")):
        stappen = make_uitleg(reken(regeling(bron), maart), 0).stappen
        assert f"minstens {eis} komen" in next(
            stap.omschrijving for stap in stappen if stap.naam == "Minimum"
        )
