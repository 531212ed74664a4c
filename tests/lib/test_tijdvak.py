"""A month, quarter, half year or year: its days, name, order and neighbours in one place."""

from datetime import date

import pytest

from lib.periode import Periode, Ritme, Tijdvak, kwartaal, write_kort

MAART, HALF, HEEL = (
    Tijdvak(Ritme.MAAND, 2026, 3),
    Tijdvak(Ritme.HALFJAAR, 2026, 1),
    Tijdvak(Ritme.JAAR, 2026, 1),
)
ALLE = [
    (MAART, "maart 2026", "maart 2026", "2026-m3", Periode(date(2026, 3, 1), date(2026, 3, 31))),
    (
        kwartaal(2026, 1),
        "1e kwartaal 2026",
        "het 1e kwartaal 2026",
        "2026-1",
        Periode(date(2026, 1, 1), date(2026, 3, 31)),
    ),
    (
        HALF,
        "1e halfjaar 2026",
        "het 1e halfjaar 2026",
        "2026-h1",
        Periode(date(2026, 1, 1), date(2026, 6, 30)),
    ),
    (HEEL, "heel 2026", "heel 2026", "2026-j1", Periode(date(2026, 1, 1), date(2026, 12, 31))),
]


@pytest.mark.parametrize(("tijdvak", "naam", "in_zin", "code", "periode"), ALLE)
def test_name_code_and_days(tijdvak: Tijdvak, naam: str, in_zin: str, code: str, periode: Periode) -> None:
    assert (str(tijdvak), tijdvak.met_lidwoord, tijdvak.code, tijdvak.periode) == (
        naam,
        in_zin,
        code,
        periode,
    )
    assert Tijdvak.from_code(code) == tijdvak
    assert Tijdvak.of(tijdvak.ritme, date(2026, 3, 9)) == tijdvak


def test_the_last_month_decides_the_order_and_then_the_longest_goes_first() -> None:
    december = Tijdvak(Ritme.MAAND, 2026, 12)
    assert sorted([december, HEEL, HALF, MAART]) == [MAART, HALF, HEEL, december]


def test_neighbours_cross_the_year() -> None:
    assert kwartaal(2026, 1).vorige == kwartaal(2025, 4)
    assert Tijdvak(Ritme.MAAND, 2025, 12).volgende == Tijdvak(Ritme.MAAND, 2026, 1)
    assert HEEL.volgende == Tijdvak(Ritme.JAAR, 2027, 1)


def test_what_shares_a_month_overlaps() -> None:
    assert MAART.overlaps(kwartaal(2026, 1))
    assert HEEL.overlaps(MAART)
    assert not MAART.overlaps(kwartaal(2026, 2))


@pytest.mark.parametrize(
    ("ritme", "nummer", "zin"),
    [
        (Ritme.MAAND, 13, "Maand 13 bestaat niet; kies 1 tot en met 12."),
        (Ritme.KWARTAAL, 5, "Kwartaal 5 bestaat niet; kies 1 tot en met 4."),
        (Ritme.JAAR, 2, "Jaar 2 bestaat niet; een jaar heeft nummer 1."),
    ],
)
def test_a_number_that_is_not_there_is_refused(ritme: Ritme, nummer: int, zin: str) -> None:
    with pytest.raises(ValueError, match=zin):
        Tijdvak(ritme, 2026, nummer)


@pytest.mark.parametrize("code", ["", "2026", "2026-5", "2026-m0", "2026-q1", "1999-1", "2026-٣"])
def test_another_code_is_no_tijdvak(code: str) -> None:
    with pytest.raises(ValueError, match=r"is geen tijdvak|bestaat niet"):
        Tijdvak.from_code(code)


def test_many_in_a_narrow_column() -> None:
    maanden = [Tijdvak(Ritme.MAAND, 2026, nummer) for nummer in (1, 2, 3, 5)]
    assert write_kort(maanden) == "jan-mrt, mei"
    assert write_kort([kwartaal(2026, 4), kwartaal(2026, 1), kwartaal(2026, 2)]) == "kw 1-2, 4"
    assert write_kort([HALF]) == "hj 1"
    assert write_kort([HEEL]) == "jaar"
