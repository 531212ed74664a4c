"""A day of birth as the BRP has it and as people write it."""

import re
from datetime import date

import pytest

from lib.geboortedag import Bekend, Geboortedag, geboren, geboren_kort, parse_geboortedag

LATER = date(2026, 11, 26)


@pytest.mark.parametrize(
    "tekst",
    [
        "5-3-2024",
        "05-03-2024",
        "5/3/2024",
        "5.3.2024",
        "5 - 3 - 2024",
        "05 03 2024",
        "05032024",
        "20240305",
        "2024-03-05",
        "5 maart 2024",
        "5 MRT 2024",
        "5-mrt-2024",
    ],
)
def test_a_whole_day_is_read_in_every_way_it_is_written(tekst: str) -> None:
    assert parse_geboortedag(tekst) == Geboortedag(2024, 3, 5)


@pytest.mark.parametrize(
    "tekst",
    ["00-03-2024", "0-3-2024", "03-2024", "3/2024", "2024-03-00", "2024-03", "20240300", "maart 2024"],
)
def test_a_day_without_its_day_is_computed_as_the_sixteenth(tekst: str) -> None:
    dag = parse_geboortedag(tekst)
    assert (dag.bekend, dag.rekendatum(LATER), dag.vroegste) == (
        Bekend.MONTH,
        date(2024, 3, 16),
        date(2024, 3, 1),
    )


@pytest.mark.parametrize(
    "tekst", ["00-00-2024", "0-0-2024", "2024", "2024-00-00", "20240000", "00000000"[:4] + "2024"]
)
def test_a_day_of_which_only_the_year_is_known_is_computed_as_the_first_of_july(tekst: str) -> None:
    dag = parse_geboortedag(tekst)
    assert (dag.bekend, dag.rekendatum(LATER)) == (Bekend.YEAR, date(2024, 7, 1))


def test_the_day_to_compute_with_is_never_after_the_day_of_enrolment() -> None:
    assert parse_geboortedag("00-00-2024").rekendatum(date(2024, 2, 3)) == date(2024, 2, 3)
    assert parse_geboortedag("00-02-2024").rekendatum(date(2024, 2, 3)) == date(2024, 2, 3)


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("31-02-2024", "‘31-02-2024’ bestaat niet. Controleer de dag en de maand."),
        ("5-13-2024", "‘5-13-2024’ bestaat niet."),
        ("30022024", "‘30022024’ bestaat niet."),
        ("05-00-2024", "‘05-00-2024’ heeft een dag zonder maand."),
        ("5-3-24", "‘5-3-24’ is geen geboortedatum. Vul dag, maand en jaar in, bijvoorbeeld 5-3-2024."),
        ("00-00-0000", "‘00-00-0000’ bestaat niet."),
        ("gisteren", "‘gisteren’ is geen geboortedatum."),
        ("5 foo 2024", "‘5 foo 2024’ bestaat niet."),
        ("2024-03-05-06", "is geen geboortedatum"),
        ("٣-3-2024", "is geen geboortedatum"),
        ("-", "is geen geboortedatum"),
    ],
)
def test_what_is_no_day_of_birth_gets_a_sentence(tekst: str, zin: str) -> None:
    with pytest.raises(ValueError, match=re.escape(zin)):
        parse_geboortedag(tekst)


def test_what_is_known_is_shown_and_no_more() -> None:
    dag = date(2024, 3, 16)
    assert [geboren(dag, bekend) for bekend in Bekend] == [
        "16 maart 2024",
        "maart 2024 (dag onbekend)",
        "2024 (dag en maand onbekend)",
    ]
    assert [geboren_kort(dag, bekend) for bekend in Bekend] == ["16-03-2024", "00-03-2024", "00-00-2024"]


def test_what_is_shown_in_short_is_read_back_as_what_was_known() -> None:
    for tekst in ("16-03-2024", "00-03-2024", "00-00-2024"):
        dag = parse_geboortedag(tekst)
        assert geboren_kort(dag.rekendatum(LATER), dag.bekend) == tekst
