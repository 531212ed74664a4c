"""The last day of a term, and what is a working day."""

from datetime import date

import pytest

from brieven.termijn import laatste_dag_bezwaar
from lib.werkdagen import feestdagen, is_werkdag, pasen


@pytest.mark.parametrize(
    ("jaar", "dag"),
    [
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter(jaar: int, dag: date) -> None:
    assert pasen(jaar) == dag


def test_the_days_of_the_law_in_2025() -> None:
    verwacht = ["01-01", "18-04", "21-04", "26-04", "05-05", "29-05", "09-06", "25-12", "26-12"]
    assert sorted(feestdagen(2025)) == [date(2025, int(d[3:]), int(d[:2])) for d in verwacht]
    assert date(2026, 4, 27) in feestdagen(2026)
    assert not is_werkdag(date(2026, 4, 27))
    assert is_werkdag(date(2025, 4, 28))


@pytest.mark.parametrize(
    ("bekend", "laatste"),
    [
        (date(2025, 5, 15), date(2025, 6, 26)),
        (date(2025, 5, 17), date(2025, 6, 30)),  # ends on a Saturday: Monday
        (date(2025, 3, 7), date(2025, 4, 22)),  # ends on Good Friday: past Easter
        (date(2025, 11, 13), date(2025, 12, 29)),  # ends on Christmas: past it and the weekend
    ],
)
def test_a_term_to_object_does_not_end_on_a_day_off(bekend: date, laatste: date) -> None:
    assert laatste_dag_bezwaar(bekend) == laatste
