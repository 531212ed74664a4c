"""The 960-hours norm, against published calculations and by hand."""

from datetime import date
from fractions import Fraction

import pytest

from lib.periode import Periode
from opvang.urennorm import Afspraak, hours_of, predict, window_of

# Two and a half on 1 January 2024, four on 1 July 2025: 547 days.
GEBOREN = date(2021, 7, 1)
HEEL = Periode(date(2024, 1, 1), date(2025, 6, 30))


@pytest.mark.parametrize(
    ("weken", "per_week", "dagen", "uren"),
    [
        (Fraction(40 * 3, 2), 16_00, 4, 960_00),  # 40 weeks x 16 hours x 1,5 year
        (Fraction(43 * 3, 2), 15_00, 3, 967_50),  # 43 weeks x 15 hours x 1,5 year
        (Fraction(40 * 3, 2), 16_00, 2, 720_00),  # two days of eight hours: six of each count
        (Fraction(40 * 3, 2), 16_00, None, 960_00),
    ],
)
def test_published_calculations_come_out(
    weken: Fraction, per_week: int, dagen: int | None, uren: int
) -> None:
    assert hours_of(per_week, dagen, weken) == uren


def test_the_window_is_from_two_and_a_half_until_four() -> None:
    assert window_of(GEBOREN) == HEEL
    assert window_of(date(2020, 8, 31)) == Periode(date(2023, 2, 28), date(2024, 8, 30))


def test_what_was_had_and_what_is_planned_are_the_whole() -> None:
    afspraak = Afspraak(Periode(date(2023, 7, 1), date(2026, 1, 1)), 16_00, 4)
    prognose = predict(GEBOREN, [afspraak], date(2024, 10, 1))
    # 274 and 273 of the 547 days, of the 60 weeks of a year and a half
    assert (prognose.gehad, prognose.gepland) == (480_88, 479_12)
    assert (prognose.totaal, prognose.tekort) == (960_00, 0)
    assert prognose.weken_over == Fraction(273 * 60, 547)
    assert prognose.nodig_per_week == 16_00  # 479,12 / 29,945...
    assert (prognose.per_week_nu, prognose.aanname) == (16_00, False)


def test_a_late_starter_is_told_how_many_hours_repair_it() -> None:
    afspraak = Afspraak(Periode(date(2024, 10, 1), date(2025, 6, 30)), 16_00)
    prognose = predict(GEBOREN, [afspraak], date(2024, 10, 1))
    assert (prognose.gehad, prognose.tekort, prognose.aanname) == (0, 480_88, True)
    assert prognose.nodig_per_week == 32_06


def test_after_the_fourth_birthday_nothing_repairs_it() -> None:
    afspraak = Afspraak(HEEL, 10_00, 3)
    prognose = predict(GEBOREN, [afspraak], date(2025, 8, 1))
    assert (prognose.gepland, prognose.nodig_per_week) == (0, None)
    assert prognose.gehad == 600_00  # 60 x 10


def test_before_the_window_all_is_planned() -> None:
    prognose = predict(GEBOREN, [Afspraak(HEEL, 16_00, 4)], date(2023, 12, 1))
    assert (prognose.gehad, prognose.gepland, prognose.per_week_nu) == (0, 960_00, 0)
