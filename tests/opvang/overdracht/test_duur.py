"""Programme and duration (WPO 160 lid 3), to the day."""

from datetime import date

import pytest

from opvang.models import Locatieprogramma, Plaatsing
from opvang.overdracht.duur import (
    Programmadeel,
    months_and_days,
    programmadelen,
    total_of,
    write_duur,
)
from opvang.overdracht.programmas import programmas
from organisaties.models import Locatie

ARK = Locatie(pk=1, naam="De Ark", ve_geregistreerd=True)
BOOT = Locatie(pk=2, naam="De Boot", ve_geregistreerd=True)
TOT = date(2026, 6, 1)


def place(van: date, tot: date | None, locatie: Locatie = ARK) -> Plaatsing:
    return Plaatsing(locatie=locatie, startdatum=van, einddatum=tot)


def follow(programma: str, van: date, tot: date | None = None) -> Locatieprogramma:
    return Locatieprogramma(programma=programma, van=van, tot_en_met=tot)


PIRAMIDE = {1: [follow("piramide", date(2020, 1, 1))], 2: [follow("piramide", date(2020, 1, 1))]}


@pytest.mark.parametrize(
    ("van", "tot_en_met", "maanden", "dagen"),
    [
        (date(2025, 1, 1), date(2025, 1, 31), 1, 0),
        (date(2025, 1, 1), date(2025, 1, 1), 0, 1),
        (date(2025, 1, 15), date(2026, 6, 1), 16, 18),
        (date(2024, 2, 29), date(2025, 2, 27), 12, 0),
        (date(2025, 1, 31), date(2025, 2, 27), 1, 0),
        (date(2025, 1, 31), date(2025, 3, 1), 1, 2),
        (date(2024, 12, 31), date(2026, 12, 30), 24, 0),
    ],
)
def test_whole_months_and_the_days_that_are_left(
    van: date, tot_en_met: date, maanden: int, dagen: int
) -> None:
    assert months_and_days(van, tot_en_met) == (maanden, dagen)


@pytest.mark.parametrize(
    ("duur", "tekst"),
    [((0, 0), "0 dagen"), ((1, 0), "1 maand"), ((13, 1), "13 maanden en 1 dag"), ((0, 20), "20 dagen")],
)
def test_a_duration_reads_as_people_say_it(duur: tuple[int, int], tekst: str) -> None:
    assert write_duur(*duur) == tekst


def test_a_place_that_goes_on_counts_until_the_day_of_handing_over() -> None:
    assert programmadelen([place(date(2025, 1, 15), None)], PIRAMIDE, TOT) == [
        Programmadeel("piramide", date(2025, 1, 15), TOT, ("De Ark",))
    ]


def test_agreements_that_follow_each_other_are_one_time() -> None:
    delen = programmadelen(
        [
            place(date(2025, 1, 1), date(2025, 6, 30)),
            place(date(2025, 7, 1), date(2025, 12, 31), BOOT),
        ],
        PIRAMIDE,
        TOT,
    )
    assert delen == [Programmadeel("piramide", date(2025, 1, 1), date(2025, 12, 31), ("De Ark", "De Boot"))]
    assert total_of(delen) == (12, 0)


def test_two_places_at_once_count_once() -> None:
    delen = programmadelen(
        [place(date(2025, 1, 1), date(2025, 12, 31)), place(date(2025, 3, 1), date(2025, 4, 30), BOOT)],
        PIRAMIDE,
        TOT,
    )
    assert total_of(delen) == (12, 0)


def test_a_break_makes_two_times_and_no_day_in_between_counts() -> None:
    delen = programmadelen(
        [place(date(2025, 1, 1), date(2025, 3, 31)), place(date(2025, 5, 1), date(2025, 5, 20))],
        PIRAMIDE,
        TOT,
    )
    assert [deel.duur for deel in delen] == [(3, 0), (0, 20)]
    assert write_duur(*total_of(delen)) == "3 maanden en 20 dagen"


def test_another_programme_cuts_the_time() -> None:
    wissel = {
        1: [follow("uk-en-puk", date(2020, 1, 1), date(2025, 6, 30)), follow("piramide", date(2025, 7, 1))]
    }
    delen = programmadelen([place(date(2025, 1, 1), date(2025, 12, 31))], wissel, TOT)
    assert [(d.programma, d.van, d.tot_en_met) for d in delen] == [
        ("uk-en-puk", date(2025, 1, 1), date(2025, 6, 30)),
        ("piramide", date(2025, 7, 1), date(2025, 12, 31)),
    ]
    assert delen[0].uitleg == ("Uk & Puk bij De Ark, 1 januari 2025 t/m 30 juni 2025: 6 maanden.")


def test_days_without_ve_registration_do_not_count() -> None:
    later = Locatie(pk=1, naam="De Ark", ve_geregistreerd=True, ve_vanaf=date(2025, 4, 1))
    delen = programmadelen([place(date(2025, 1, 1), date(2025, 12, 31), later)], PIRAMIDE, TOT)
    assert [(deel.van, deel.duur) for deel in delen] == [(date(2025, 4, 1), (9, 0))]


def test_a_time_without_a_programme_says_so() -> None:
    (deel,) = programmadelen([place(date(2025, 1, 1), date(2025, 1, 31))], {}, TOT)
    assert deel.programma == ""
    assert deel.uitleg.startswith("Een programma dat niet is vastgelegd bij De Ark")


def test_a_void_placement_and_one_in_the_future_count_for_nothing() -> None:
    void = place(date(2025, 1, 1), date(2025, 1, 31))
    void.vervallen_op = date(2025, 1, 5)
    assert programmadelen([void, place(date(2026, 7, 1), None)], PIRAMIDE, TOT) == []


@pytest.mark.parametrize(
    ("code", "dag", "erkend"),
    [
        ("piramide", date(2026, 1, 1), True),
        ("kaleidoscoop", date(2025, 12, 31), True),
        ("kaleidoscoop", date(2026, 1, 1), False),
        ("eigen", date(2024, 1, 1), False),
    ],
)
def test_a_programme_is_recognised_on_the_days_of_the_list(code: str, dag: date, erkend: bool) -> None:
    programma = programmas()[code]
    assert programma.is_erkend_op(dag) is erkend
    assert (programma.waarschuwing_op(dag) == "") is erkend


def test_every_programme_names_its_source_and_marks_what_nobody_found() -> None:
    assert all(programma.bron for programma in programmas().values())
    assert all(p.met_aanname for p in programmas().values() if p.erkend)
