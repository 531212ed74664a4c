from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.geld import (
    met_punt,
    parse_honderdsten,
    parse_uren,
    read_lezingen,
    to_honderdsten,
    write_decimal,
    write_honderdsten,
)


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
    "tekst",
    ["", "veel", "0.500", "160:30", "1,234,5", "160,555", "1e3", "NaN", "16O", "1.2.3", "--5", "9" * 10],
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


@pytest.mark.parametrize(
    ("tekst", "komma", "punt"),
    [
        ("0.500", None, "0.5"),
        ("1.280", "1280", "1.28"),
        ("1,280", "1.28", "1280"),
        ("37.333", "37333", "37.333"),
        ("160", "160", "160"),
        ("160,5", "160.5", None),
        ("160.5", None, "160.5"),
        ("40.0000", None, "40"),
        ("1.160,50", "1160.5", None),
        ("1,160.50", None, "1160.5"),
        ("1.280.000", "1280000", None),
        ("01.280", None, "1.28"),
        ("1 160,25", "1160.25", None),
        ("-1.280", "-1280", "-1.28"),
    ],
)
def test_a_number_has_the_readings_that_its_marks_allow(
    tekst: str, komma: str | None, punt: str | None
) -> None:
    lezingen = read_lezingen(tekst)
    assert (lezingen.komma, lezingen.punt) == tuple(None if g is None else Decimal(g) for g in (komma, punt))


def test_only_a_number_that_fits_one_mark_tells_the_mark() -> None:
    assert [read_lezingen(t).teken for t in ("0.500", "160,5", "160", "1.280")] == [".", ",", None, None]


def test_hours_that_can_be_two_numbers_are_asked() -> None:
    assert [parse_uren(t) for t in ("0.500", "160", "160,5", "1.160,5", "40.000,0")] == [
        50,
        160_00,
        160_50,
        1160_50,
        40_000_00,
    ]
    with pytest.raises(ValueError, match=r"‘1\.280’ kan 1280 of 1,28 zijn\. Schrijf 1280 of 1,28\."):
        parse_uren("1.280")


def test_what_is_finer_than_hundredths_is_not_rounded() -> None:
    assert to_honderdsten(Decimal("33.3300")) == 33_33
    with pytest.raises(ValueError, match="33,333 heeft meer dan twee cijfers achter de komma"):
        to_honderdsten(Decimal("33.333"))


def test_an_exact_number_is_written_with_a_comma() -> None:
    assert [write_decimal(Decimal(g)) for g in ("1280", "1.2800", "100", "0.5", "-2.00")] == [
        "1280",
        "1,28",
        "100",
        "0,5",
        "-2",
    ]
