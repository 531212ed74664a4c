"""How long the way takes, and who started on time: exact days, on small data."""

from datetime import date

import pytest

from indicaties.routekaart.optijd import (
    Gang,
    Oorzaak,
    Spreiding,
    find_oorzaak,
    per_kwartaal,
    spread,
    summarise,
)

GEBOREN = date(2022, 6, 15)  # two and a half on 15 December 2024
TWEE_EN_HALF = 30


def gang(start: date | None, **dagen: object) -> Gang:
    return Gang(GEBOREN, start, **dagen)


def test_the_days_between_the_steps_add_up_to_the_whole_way() -> None:
    weg = gang(
        date(2024, 10, 1), signaal=date(2024, 1, 1), indicatie=date(2024, 1, 31), verwijzing=date(2024, 3, 1)
    )
    assert (weg.tot_indicatie, weg.tot_verwijzing, weg.tot_start, weg.hele_weg) == (30, 30, 214, 274)
    assert weg.leeftijd == 27


def test_what_is_not_known_takes_no_days_and_what_came_earlier_took_none() -> None:
    weg = gang(None, signaal=date(2024, 2, 1), indicatie=date(2024, 1, 31))
    assert (weg.tot_indicatie, weg.tot_verwijzing, weg.hele_weg, weg.leeftijd) == (0, None, None, None)


@pytest.mark.parametrize(("start", "op_tijd"), [(date(2024, 12, 15), True), (date(2024, 12, 16), False)])
def test_on_the_day_of_two_and_a_half_is_on_time(start: date, op_tijd: bool) -> None:
    assert gang(start).is_op_tijd(TWEE_EN_HALF) is op_tijd


LAAT = date(2025, 4, 1)


@pytest.mark.parametrize(
    ("dagen", "oorzaak"),
    [
        ({"signaal": date(2024, 12, 16)}, Oorzaak.SIGNAL),
        ({"signaal": date(2024, 12, 15), "indicatie": date(2024, 12, 16)}, Oorzaak.INDICATIE),
        ({"indicatie": date(2024, 12, 15), "verwijzing": date(2024, 12, 16)}, Oorzaak.REFERRAL),
        ({"indicatie": date(2024, 12, 15), "verwijzing": date(2024, 12, 15)}, Oorzaak.NO_PLACE),
        ({"verwijzing": date(2024, 10, 1), "afgezien": date(2024, 11, 1)}, Oorzaak.FAMILY),
        ({"indicatie": date(2024, 1, 1)}, Oorzaak.UNKNOWN),
        ({"verwijzing": date(2024, 10, 1), "reden": "later-gekomen"}, Oorzaak.MOVED_IN),
    ],
)
def test_a_late_start_has_the_first_step_after_the_day_as_its_cause(
    dagen: dict[str, object], oorzaak: Oorzaak
) -> None:
    assert find_oorzaak(gang(LAAT, **dagen), TWEE_EN_HALF) is oorzaak


def test_who_started_on_time_or_not_at_all_is_not_late() -> None:
    assert find_oorzaak(gang(date(2024, 12, 15), reden="gezin-later"), TWEE_EN_HALF) is None
    assert find_oorzaak(gang(None), TWEE_EN_HALF) is None


@pytest.mark.parametrize(
    ("dagen", "uitkomst"),
    [
        ([], None),
        ([None, None], None),
        ([7], Spreiding(1, 7, 7, 7)),
        ([9, 1, None, 5], Spreiding(3, 1, 5, 9)),
        ([1, 2, 3, 4], Spreiding(4, 1, 2, 3)),
        ([10, 20, 30, 40, 50], Spreiding(5, 20, 30, 40)),
    ],
)
def test_the_spread_is_by_nearest_rank(dagen: list[int | None], uitkomst: Spreiding | None) -> None:
    assert spread(dagen) == uitkomst


def test_the_share_is_in_tenths_of_a_percent_and_of_nobody_there_is_none() -> None:
    starts = [date(2024, 12, 1), date(2024, 12, 15), date(2025, 1, 1)]
    uitkomst = summarise("alle", [gang(start) for start in [*starts, None]], TWEE_EN_HALF)
    assert (uitkomst.gestart, uitkomst.op_tijd, uitkomst.aandeel) == (3, 2, 667)
    assert summarise("leeg", [], TWEE_EN_HALF).aandeel is None


def test_each_start_falls_in_its_quarter_and_other_years_do_not_count() -> None:
    starts = [date(2024, 12, 31), date(2025, 1, 1), date(2025, 3, 31), date(2025, 4, 1), date(2026, 1, 1)]
    uitkomsten = per_kwartaal([gang(start) for start in starts], 2025, TWEE_EN_HALF)
    assert [(u.naam, u.gestart) for u in uitkomsten] == [
        ("1e kwartaal", 2), ("2e kwartaal", 1), ("3e kwartaal", 0), ("4e kwartaal", 0), ("Heel 2025", 3),
    ]  # fmt: skip
