"""Terms on exact days; 2025 had Good Friday on 18 April and Whit Monday on 9 June."""

from datetime import date

import pytest

from subsidies.subsidiejaar.termijnen import (
    Stilstand,
    beslisdatum,
    beslisdatum_bezwaar,
    betaaldatum,
    bezwaardatum,
    dwangsom,
    termijn_eind,
    uiterlijk_buiten_behandeling,
)


def test_eight_weeks_and_a_weekend_or_a_holiday_goes_on() -> None:
    assert beslisdatum(date(2025, 1, 15)) == date(2025, 3, 12)
    assert beslisdatum(date(2025, 1, 18)) == date(2025, 3, 17)  # Saturday 15 March
    assert beslisdatum(date(2025, 2, 21)) == date(2025, 4, 22)  # Good Friday, and Easter after it
    assert beslisdatum(date(2025, 4, 14)) == date(2025, 6, 10)  # Whit Monday


def test_a_term_of_more_than_twelve_weeks_is_not_moved() -> None:
    assert termijn_eind(date(2025, 1, 18), 13) == date(2025, 4, 19)  # a Saturday


def test_asking_for_a_supplement_stops_the_term() -> None:
    """Asked on the 20th, supplemented on the 27th: the 21st up to and including the 26th do not count."""
    aangevuld = Stilstand(date(2025, 1, 20), date(2025, 2, 3), date(2025, 1, 27))
    assert aangevuld.dagen == 6
    assert beslisdatum(date(2025, 1, 15), [aangevuld]) == date(2025, 3, 18)
    ongebruikt = Stilstand(date(2025, 1, 20), date(2025, 2, 3))
    assert ongebruikt.dagen == 14
    assert beslisdatum(date(2025, 1, 15), [ongebruikt]) == date(2025, 3, 26)
    assert Stilstand(date(2025, 1, 20), date(2025, 2, 3), date(2025, 1, 20)).dagen == 0
    assert uiterlijk_buiten_behandeling(date(2025, 2, 3)) == date(2025, 3, 3)


def test_an_extension_names_a_day_and_an_outage_adds_its_days() -> None:
    assert beslisdatum(date(2025, 1, 15), (), date(2025, 4, 9)) == date(2025, 4, 9)
    assert beslisdatum(date(2025, 1, 15), (), date(2025, 2, 1)) == date(2025, 3, 12)
    assert beslisdatum(date(2025, 1, 15), storingsdagen=2) == date(2025, 3, 14)


def test_paying_and_objecting_have_six_weeks() -> None:
    assert betaaldatum(date(2025, 3, 10)) == date(2025, 4, 22)  # Easter Monday
    assert bezwaardatum(date(2025, 3, 12)) == date(2025, 4, 23)
    assert beslisdatum_bezwaar(date(2025, 3, 12)) == date(2025, 6, 4)


@pytest.mark.parametrize(
    ("dag", "dagen", "centen"),
    [
        (date(2025, 4, 1), 0, 0),
        (date(2025, 4, 2), 1, 23_00),
        (date(2025, 4, 15), 14, 322_00),
        (date(2025, 4, 16), 15, 357_00),
        (date(2025, 5, 13), 42, 1442_00),
        (date(2026, 1, 1), 42, 1442_00),
    ],
)
def test_the_dwangsom_runs_from_two_weeks_after_the_notice_for_42_days(
    dag: date, dagen: int, centen: int
) -> None:
    som = dwangsom(date(2025, 3, 12), date(2025, 3, 18), dag)
    assert som is not None
    assert (som.vanaf, som.dagen, som.centen) == (date(2025, 4, 2), dagen, centen)


def test_a_notice_before_the_end_of_the_term_counts_for_nothing() -> None:
    assert dwangsom(date(2025, 3, 12), date(2025, 3, 12), date(2025, 6, 1)) is None


def test_a_regulation_with_weeks_of_its_own_takes_the_place_of_eight_and_past_twelve_no_weekend_helps() -> (
    None
):
    # Eight weeks after Sunday 1 December 2024 end on a Sunday, thirteen too; only the first goes on to Monday.
    assert beslisdatum(date(2024, 12, 1)) == date(2025, 1, 27)
    assert beslisdatum(date(2024, 12, 1), weken=13) == date(2025, 3, 2)
