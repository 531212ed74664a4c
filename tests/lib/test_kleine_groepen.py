"""A count that leaves the building tells of at least five children, also for who can subtract."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.kleine_groepen import KLEINSTE_GROEP, find_hidden, is_small


def shown(*aantallen: int) -> list[int | None]:
    verborgen = find_hidden(aantallen)
    return [None if plek in verborgen else aantal for plek, aantal in enumerate(aantallen)]


@pytest.mark.parametrize(("aantal", "klein"), [(0, False), (1, True), (4, True), (5, False)])
def test_one_to_four_children_is_a_small_group(aantal: int, klein: bool) -> None:
    assert is_small(aantal) is klein


def test_groups_of_five_and_more_are_shown() -> None:
    assert shown(5, 12, 240) == [5, 12, 240]


def test_two_small_groups_are_hidden_and_the_others_are_not() -> None:
    assert shown(4, 12, 3, 240) == [None, 12, None, 240]


def test_beside_one_small_group_the_next_smallest_is_hidden_too() -> None:
    assert shown(4, 12, 9, 240) == [None, 12, None, 240]


def test_two_groups_of_one_would_follow_from_the_total_so_a_third_is_hidden() -> None:
    assert shown(1, 1, 7, 20) == [None, None, None, 20]


def test_a_group_without_children_stays_and_hides_nobody() -> None:
    assert shown(24, 2, 0) == [None, None, 0]


def test_when_all_groups_together_are_small_all_are_hidden_and_so_are_the_empty_ones() -> None:
    assert shown(3, 0) == [None, None]


def test_five_groups_of_one_would_follow_from_a_total_of_five_so_the_empty_ones_hide_them() -> None:
    assert shown(1, 1, 1, 1, 1, 0) == [None] * 6
    assert shown(1, 1, 1, 1, 1, 7, 0) == [None] * 6 + [0]


@given(st.lists(st.integers(min_value=0, max_value=40), max_size=8))
def test_the_total_never_gives_a_small_group_away(aantallen: list[int]) -> None:
    verborgen = find_hidden(aantallen)
    rest = sum(aantallen) - sum(a for plek, a in enumerate(aantallen) if plek not in verborgen)
    assert all(not is_small(a) for plek, a in enumerate(aantallen) if plek not in verborgen)
    assert rest == 0 or sum(aantallen) < KLEINSTE_GROEP or (rest >= KLEINSTE_GROEP and len(verborgen) > 1)
