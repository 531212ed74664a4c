from datetime import date, timedelta

import pytest

from lib.periode import (
    Periode,
    Ritme,
    Tijdvak,
    add_maanden,
    kwartaal,
    kwartaal_periode,
    laatst_geboren,
    leeftijd_in_maanden,
    verjaardag,
)


def test_the_last_day_counts() -> None:
    assert kwartaal_periode(2025, 1) == Periode(date(2025, 1, 1), date(2025, 3, 31))
    assert kwartaal_periode(2025, 1).dagen == 90
    assert date(2025, 3, 31) in kwartaal_periode(2025, 1)


def test_a_reversed_period_is_refused_with_both_dates() -> None:
    with pytest.raises(ValueError, match=r"eindigt \(01-01-2025\) voor het begin \(02-01-2025\)"):
        Periode(date(2025, 1, 2), date(2025, 1, 1))


def test_a_fifth_quarter_is_refused() -> None:
    with pytest.raises(ValueError, match="Kwartaal 5 bestaat niet"):
        kwartaal_periode(2025, 5)


def test_a_day_falls_in_its_quarter() -> None:
    assert Tijdvak.of(Ritme.KWARTAAL, date(2025, 12, 31)) == kwartaal(2025, 4)


@pytest.mark.parametrize(
    ("geboren", "dag", "maanden"),
    [
        (date(2022, 9, 1), date(2025, 3, 1), 30),
        (date(2022, 9, 2), date(2025, 3, 1), 29),
        (date(2022, 8, 31), date(2025, 2, 28), 30),
        (date(2024, 2, 29), date(2026, 2, 28), 23),
        (date(2024, 2, 29), date(2026, 3, 1), 24),
        (date(2024, 2, 29), date(2028, 2, 28), 47),
        (date(2024, 2, 29), date(2028, 2, 29), 48),
        (date(2024, 2, 28), date(2026, 2, 28), 24),
        (date(2024, 3, 1), date(2026, 2, 28), 23),
    ],
)
def test_age_counts_whole_months(geboren: date, dag: date, maanden: int) -> None:
    assert leeftijd_in_maanden(geboren, dag) == maanden


def test_a_month_on_from_the_31st_is_the_last_day() -> None:
    assert add_maanden(date(2025, 1, 31), 1) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("geboren", "maanden", "dag"),
    [
        (date(2024, 2, 29), 24, date(2026, 3, 1)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2024, 2, 29), 25, date(2026, 3, 29)),
        (date(2024, 2, 28), 24, date(2026, 2, 28)),
        (date(2022, 8, 31), 30, date(2025, 2, 28)),
    ],
)
def test_who_was_born_on_29_february_is_older_on_1_march(geboren: date, maanden: int, dag: date) -> None:
    assert verjaardag(geboren, maanden) == dag


@pytest.mark.parametrize("maanden", [18, 30, 48, 60])
def test_the_last_day_of_birth_parts_who_has_the_age_from_who_has_not(maanden: int) -> None:
    for nummer in range(4 * 366):
        dag = date(2025, 1, 1) + timedelta(days=nummer)
        laatste = laatst_geboren(dag, maanden)
        assert leeftijd_in_maanden(laatste, dag) >= maanden
        assert leeftijd_in_maanden(laatste + timedelta(days=1), dag) < maanden


def test_overlap_of_periods() -> None:
    jaar = Periode(date(2025, 1, 1), date(2025, 12, 31))
    assert jaar.overlap(Periode(date(2025, 12, 31), date(2026, 5, 1))) == Periode(
        date(2025, 12, 31), date(2025, 12, 31)
    )
    assert jaar.overlap(Periode(date(2026, 1, 1), date(2026, 5, 1))) is None
