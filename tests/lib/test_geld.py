import numpy as np
import pytest

from lib.geld import (
    euro,
    procent,
    round_half_up,
    round_half_up_array,
    round_half_up_in_place,
    split_evenly,
    uren,
)


@pytest.mark.parametrize(
    ("teller", "noemer", "uitkomst"), [(5, 10, 1), (4, 10, 0), (25, 10, 3), (-5, 10, -1), (0, 3, 0)]
)
def test_a_half_goes_away_from_zero(teller: int, noemer: int, uitkomst: int) -> None:
    assert round_half_up(teller, noemer) == uitkomst
    assert round_half_up_array(np.array([teller]), noemer).tolist() == [uitkomst]
    kolom = np.array([teller])
    round_half_up_in_place(kolom, noemer)
    assert kolom.tolist() == [uitkomst]


def test_a_column_stays_as_it_was() -> None:
    kolom = np.array([5, 14])
    assert round_half_up_array(kolom, 10).tolist() == [1, 1]
    assert kolom.tolist() == [5, 14]


@pytest.mark.parametrize("noemer", [10, 3])
@pytest.mark.parametrize("teller", [2**61, -(2**61), 2**63 - 1, -(2**63) + 1])
def test_a_column_with_a_number_beyond_the_limit_is_refused(teller: int, noemer: int) -> None:
    with pytest.raises(OverflowError):
        round_half_up_array(np.array([1, teller]), noemer)


def test_the_largest_number_within_the_limit_is_rounded() -> None:
    assert round_half_up_array(np.array([2**61 - 1, 5]), 10).tolist() == [(2**61 + 4) // 10, 1]


def test_a_denominator_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="niet 0"):
        round_half_up(1, 0)


def test_money_is_written_the_dutch_way() -> None:
    assert euro(628800) == "€\u00a06.288,00"
    assert euro(-1205) == "€\u00a0-12,05"
    assert euro(123456789) == "€\u00a01.234.567,89"


def test_hours_and_percentages_are_written_with_a_comma() -> None:
    assert uren(1650) == "16,50"
    assert procent(26, 31) == "83,9\u00a0%"
    assert procent(1, 0) == "-"


def test_parts_add_up_to_the_whole() -> None:
    assert split_evenly(100, [1, 1, 1]) == [34, 33, 33]
