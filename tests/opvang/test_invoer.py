import pytest

from opvang.invoer import check_uren


def test_hours_up_to_the_limit_are_possible() -> None:
    check_uren(60_00, 60_00, "een week")
    check_uren(0, 60_00, "een week")
    with pytest.raises(ValueError, match="60,01 uur past niet in een week: meer dan 60 uur kan niet"):
        check_uren(60_01, 60_00, "een week")
