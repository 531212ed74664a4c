import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.geld import met_punt, parse_honderdsten, write_honderdsten


@pytest.mark.parametrize(
    ("tekst", "getal"),
    [
        ("160", 160_00),
        ("160,5", 160_50),
        ("160,50", 160_50),
        ("160.5", 160_50),
        ("1.16", 1_16),
        (" 160 ", 160_00),
        ("1.160", 1160_00),
        ("1.160,25", 1160_25),
        ("1 160,25", 1160_25),
        ("€ 9,75", 9_75),
        ("-5", -5_00),
        ("0", 0),
    ],
)
def test_a_number_is_read_as_people_write_it(tekst: str, getal: int) -> None:
    assert parse_honderdsten(tekst) == getal


@pytest.mark.parametrize(
    "tekst", ["", "veel", "160:30", "1,234,5", "160,555", "1e3", "NaN", "16O", "1.2.3", "--5", "9" * 10]
)
def test_what_is_no_number_is_refused_with_what_was_typed(tekst: str) -> None:
    with pytest.raises(ValueError, match="is geen getal") as fout:
        parse_honderdsten(tekst)
    assert f"‘{tekst}’" in str(fout.value)


@given(st.integers(-999_999, 999_999))
def test_what_is_written_is_read_back_exactly(getal: int) -> None:
    assert parse_honderdsten(write_honderdsten(getal)) == getal


@pytest.mark.parametrize(
    ("getal", "tekst"),
    [(160_00, "160"), (160_50, "160,5"), (25, "0,25"), (100_00, "100"), (0, "0"), (-5, "-0,05")],
)
def test_a_number_is_written_without_needless_noughts(getal: int, tekst: str) -> None:
    assert write_honderdsten(getal) == tekst


def test_a_machine_reads_a_point_and_two_decimals() -> None:
    assert [met_punt(h) for h in (160_50, 5, 0, -12_00)] == ["160.50", "0.05", "0.00", "-12.00"]


@pytest.mark.parametrize(
    "tekst", ["١٢", "１２", "1" + ".000" * 3, "1" + ".000" * 2_000, "1" * 5_000, "1e999999999"]
)
def test_a_number_too_long_or_in_other_digits_is_refused_in_a_short_sentence(tekst: str) -> None:
    with pytest.raises(ValueError, match="is geen getal") as fout:
        parse_honderdsten(tekst)
    assert len(str(fout.value)) < 200
