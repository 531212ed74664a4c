from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opvang.invoer import check_uren, parse_getal, write_getal


@pytest.mark.parametrize(
    ("tekst", "getal"),
    [
        ("160", "160"),
        ("160,5", "160.5"),
        ("160,50", "160.50"),
        ("160.5", "160.5"),
        ("1.16", "1.16"),
        (" 160 ", "160"),
        ("1.160", "1160"),
        ("1.160,25", "1160.25"),
        ("1 160,25", "1160.25"),
        ("€ 9,75", "9.75"),
        ("-5", "-5"),
        ("0", "0"),
    ],
)
def test_a_number_is_read_as_people_write_it(tekst: str, getal: str) -> None:
    assert parse_getal(tekst) == Decimal(getal)


@pytest.mark.parametrize(
    "tekst", ["", "veel", "160:30", "1,234,5", "160,555", "1e3", "NaN", "16O", "1.2.3", "--5", "9" * 10]
)
def test_what_is_no_number_is_refused_with_what_was_typed(tekst: str) -> None:
    with pytest.raises(ValueError, match="is geen getal") as fout:
        parse_getal(tekst)
    assert f"‘{tekst}’" in str(fout.value)


@given(st.decimals(min_value=-9999, max_value=9999, places=2))
def test_what_is_written_is_read_back_exactly(getal: Decimal) -> None:
    assert parse_getal(write_getal(getal)) == getal


@pytest.mark.parametrize(
    ("getal", "tekst"), [("160.00", "160"), ("160.50", "160,5"), ("0.25", "0,25"), ("100", "100")]
)
def test_a_number_is_written_without_needless_noughts(getal: str, tekst: str) -> None:
    assert write_getal(Decimal(getal)) == tekst


def test_hours_up_to_the_limit_are_possible() -> None:
    check_uren(Decimal(60), Decimal(60), "een week")
    check_uren(Decimal(0), Decimal(60), "een week")
    with pytest.raises(ValueError, match="60,01 uur past niet in een week: meer dan 60 uur kan niet"):
        check_uren(Decimal("60.01"), Decimal(60), "een week")


@pytest.mark.parametrize(
    "tekst", ["١٢", "１２", "1" + ".000" * 3, "1" + ".000" * 2_000, "1" * 5_000, "1e999999999"]
)
def test_a_number_too_long_or_in_other_digits_is_refused_in_a_short_sentence(tekst: str) -> None:
    with pytest.raises(ValueError, match="is geen getal") as fout:
        parse_getal(tekst)
    assert len(str(fout.value)) < 200
