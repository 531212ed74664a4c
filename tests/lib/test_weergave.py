from datetime import date, datetime

from lib import weergave


def test_days_are_written_in_full_and_short() -> None:
    assert weergave.datum(date(2025, 3, 3)) == "3 maart 2025"
    assert weergave.datum_kort(date(2025, 3, 3)) == "03-03-2025"
    assert weergave.tijdstip(datetime(2025, 12, 31, 9, 5)) == "31 december 2025, 09:05"  # noqa: DTZ001 - local time in


def test_a_period_names_both_days_or_only_its_start() -> None:
    assert weergave.periode(date(2025, 1, 1), date(2025, 3, 31)) == "1 januari 2025 t/m 31 maart 2025"
    assert weergave.periode(date(2025, 1, 1), None) == "vanaf 1 januari 2025"


def test_counts_and_percentages_are_written_the_dutch_way() -> None:
    assert weergave.getal(1234567) == "1.234.567"
    assert weergave.procent(839) == "83,9\u00a0%"
    assert weergave.procent(-5) == "-0,5\u00a0%"
    assert weergave.procent(1000) == "100,0\u00a0%"


def test_whole_euros_are_rounded_half_up() -> None:
    assert weergave.hele_euro(7704393) == "€\u00a077.044"
    assert weergave.hele_euro(-150) == "€\u00a0-2"


def test_a_quarter_is_named_by_number_and_year() -> None:
    assert weergave.opsommen(["a", "b", "c"]) == "a, b en c"


def test_a_sum_of_the_calculation_is_written_as_people_do() -> None:
    assert (
        weergave.som("min(65,38 uur; 64,40 uur) = 64,40 uur")
        == "het kleinste van (65,38 uur; 64,40 uur) = 64,40 uur"
    )
    assert weergave.som("65,38 uur x (€ 10,71 - € 0,43)") == "65,38 uur × (€ 10,71 − € 0,43)"
    assert weergave.som("14-03-2025 - 01-01-2025 + 1 dag") == "14-03-2025 − 01-01-2025 + 1 dag"
