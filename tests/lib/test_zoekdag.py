"""A day of birth as people write it."""

from datetime import date

import pytest

from lib.periode import Periode
from lib.zoekdag import take_geboortedag

EEN_MAART = Periode(date(2024, 3, 1), date(2024, 3, 1))
MAART = Periode(date(2024, 3, 1), date(2024, 3, 31))


@pytest.mark.parametrize(
    "tekst",
    ["1-3-2024", "01-03-24", "1 maart 2024", "1 mrt 2024", "2024-03-01", "01032024", "01/03/2024", "1.3.2024",
     "010324", "1 MAART 2024"],
)  # fmt: skip
def test_a_day(tekst: str) -> None:
    assert take_geboortedag(tekst) == (EEN_MAART, "")


@pytest.mark.parametrize("tekst", ["maart 2024", "mrt 2024", "3-2024", "03/2024"])
def test_a_month(tekst: str) -> None:
    assert take_geboortedag(tekst) == (MAART, "")


def test_a_year_and_the_rest_of_the_text() -> None:
    assert take_geboortedag("Bakker 2024") == (Periode(date(2024, 1, 1), date(2024, 12, 31)), "Bakker")
    assert take_geboortedag("Bakker, Maryam 1-3-2024") == (EEN_MAART, "Bakker, Maryam")


@pytest.mark.parametrize(
    "tekst", ["123456782", "1234.56.782", "31-02-2024", "99999999", "", "Mei", "van den Berg"]
)
def test_what_is_no_day_is_left_as_it_is(tekst: str) -> None:
    assert take_geboortedag(tekst) == (None, tekst)
