"""How far a child has come follows from facts: each step on the first day that it is true, and not before."""

from datetime import date
from typing import Any

import pytest

from indicaties.models import Kind, Toeleiding, Traject
from indicaties.routekaart.lezen import read_gang, read_gangen
from indicaties.routekaart.optijd import Gang
from indicaties.routekaart.stap import Stap, stap_of
from opvang.models import Plaatsing, Urendeclaratie
from tests.factories import (
    MOMENT,
    DeclaratieregelFactory,
    GebruikerFactory,
    IndicatieFactory,
    KindFactory,
    LocatieFactory,
    PlaatsingFactory,
    ToeleidingFactory,
    TrajectFactory,
    UrendeclaratieFactory,
)

pytestmark = pytest.mark.django_db

DAG = date(2025, 9, 1)


@pytest.fixture
def kind() -> Kind:
    kind: Kind = KindFactory(geboortedatum=date(2022, 11, 1), ingeschreven_op=date(2024, 5, 1))
    TrajectFactory(kind=kind, geopend_op=date(2024, 6, 1))
    return kind


def _indicatie(kind: Kind, op: date = date(2024, 7, 1), tot: date = date(2026, 10, 31)) -> None:
    IndicatieFactory(kind=kind, afgegeven_op=op, geldig_van=op, geldig_tot_en_met=tot)


def _refer(kind: Kind, op: date = date(2024, 8, 1), **extra: Any) -> Toeleiding:
    if extra.get("status", "verwezen") not in ("verwezen", "aangenomen", "wachtlijst"):
        extra.setdefault("afgerond_door", GebruikerFactory())
    toeleiding: Toeleiding = ToeleidingFactory(kind=kind, verwezen_op=op, **extra)
    return toeleiding


def _place(kind: Kind, van: date, tot: date | None = None, **extra: Any) -> Plaatsing:
    locatie = LocatieFactory(gemeente=kind.gemeente, **extra)
    plaatsing: Plaatsing = PlaatsingFactory(kind=kind, locatie=locatie, startdatum=van, einddatum=tot)
    return plaatsing


def test_a_case_begins_with_a_signal(kind: Kind) -> None:
    assert stap_of(kind, DAG) == (Stap.SIGNAL, date(2024, 6, 1))


def test_without_an_open_case_a_child_is_nowhere_on_the_way(kind: Kind) -> None:
    kind.trajecten.update(gesloten_op=DAG, gesloten_door=GebruikerFactory(), reden_sluiting="niet-nodig")
    assert stap_of(kind, DAG) is None


def test_discussed_counts_from_the_day_of_the_talk(kind: Kind) -> None:
    kind.trajecten.update(besproken_op=date(2024, 6, 10), besproken_door=GebruikerFactory())
    assert stap_of(kind, date(2024, 6, 9)) == (Stap.SIGNAL, date(2024, 6, 1))
    assert stap_of(kind, date(2024, 6, 10)) == (Stap.DISCUSSED, date(2024, 6, 10))


def test_indicated_lasts_up_to_and_including_the_last_day_of_the_indicatie(kind: Kind) -> None:
    _indicatie(kind, tot=date(2025, 8, 31))
    assert stap_of(kind, date(2024, 6, 30)) == (Stap.SIGNAL, date(2024, 6, 1))
    assert stap_of(kind, date(2024, 7, 1)) == (Stap.INDICATED, date(2024, 7, 1))
    assert stap_of(kind, date(2025, 8, 31)) == (Stap.INDICATED, date(2024, 7, 1))
    assert stap_of(kind, date(2025, 9, 1)) == (Stap.SIGNAL, date(2024, 6, 1))


def test_referred_from_the_day_of_the_referral(kind: Kind) -> None:
    _indicatie(kind)
    _refer(kind)
    assert stap_of(kind, date(2024, 7, 31)) == (Stap.INDICATED, date(2024, 7, 1))
    assert stap_of(kind, date(2024, 8, 1)) == (Stap.REFERRED, date(2024, 8, 1))


def test_on_the_waiting_list_only_when_no_other_provider_has_still_to_answer(kind: Kind) -> None:
    _indicatie(kind)
    _refer(kind, status="wachtlijst", sinds=date(2024, 8, 20))
    assert stap_of(kind, date(2024, 8, 19)) == (Stap.REFERRED, date(2024, 8, 1))
    assert stap_of(kind, date(2024, 8, 20)) == (Stap.WAITLISTED, date(2024, 8, 20))
    _refer(kind, date(2024, 9, 1))
    assert stap_of(kind, date(2024, 9, 1))[0] is Stap.REFERRED  # type: ignore[index]


def test_a_place_that_begins_later_is_a_place(kind: Kind) -> None:
    _indicatie(kind)
    _refer(kind)
    _place(kind, date(2025, 10, 1))
    assert stap_of(kind, DAG) == (Stap.PLACED, date(2025, 10, 1))


def test_a_place_that_began_is_a_start_once_the_provider_says_that_the_child_came(kind: Kind) -> None:
    _indicatie(kind)
    plaats = _place(kind, date(2025, 3, 1))
    assert stap_of(kind, DAG) == (Stap.PLACED, date(2025, 3, 1))
    _refer(
        kind, status="gestart", houder=plaats.locatie.houder, afgerond_op=date(2025, 2, 20),
        gestart_op=date(2025, 3, 4), gestart_door=GebruikerFactory(),
    )  # fmt: skip
    assert stap_of(kind, date(2025, 3, 3)) == (Stap.PLACED, date(2025, 3, 1))
    assert stap_of(kind, date(2025, 3, 4)) == (Stap.STARTED, date(2025, 3, 4))


@pytest.mark.parametrize(
    ("status", "stap"),
    [("concept", Stap.PLACED), ("ingediend", Stap.STARTED), ("geaccepteerd", Stap.STARTED)],
)
def test_declared_hours_prove_a_start_and_a_draft_does_not(kind: Kind, status: str, stap: Stap) -> None:
    plaats = _place(kind, date(2025, 3, 1))
    declaratie = UrendeclaratieFactory(houder=plaats.locatie.houder)
    DeclaratieregelFactory(
        declaratie=declaratie, plaatsing=plaats, van=date(2025, 3, 1), tot_en_met=date(2025, 3, 31)
    )
    door = declaratie.opgesteld_door
    if status != "concept":
        Urendeclaratie.objects.update(status="ingediend", ingediend_op=MOMENT, ingediend_door=door)
    if status == "geaccepteerd":
        Urendeclaratie.objects.update(status=status, beoordeeld_op=MOMENT, beoordeeld_door=door)
    assert stap_of(kind, DAG)[0] is stap  # type: ignore[index]


def test_a_child_that_did_not_come_is_to_be_led_to_a_place_again(kind: Kind) -> None:
    _indicatie(kind)
    _refer(kind, status="niet-gekomen", afgerond_op=date(2025, 3, 8), verwacht=date(2025, 3, 3))
    assert stap_of(kind, date(2025, 3, 8)) == (Stap.INDICATED, date(2025, 3, 8))


def test_a_place_that_ended_brings_the_child_back(kind: Kind) -> None:
    _indicatie(kind)
    _place(kind, date(2025, 3, 1), date(2025, 8, 31))
    assert stap_of(kind, date(2025, 8, 31)) == (Stap.PLACED, date(2025, 3, 1))
    assert stap_of(kind, date(2025, 9, 1)) == (Stap.INDICATED, date(2025, 8, 31))


def test_a_family_that_declined_stands_beside_the_way(kind: Kind) -> None:
    _indicatie(kind)
    _refer(kind, status="geen-deelname", reden="te-duur", afgerond_op=date(2024, 9, 1))
    assert stap_of(kind, date(2024, 8, 31)) == (Stap.REFERRED, date(2024, 8, 1))
    assert stap_of(kind, date(2024, 9, 1)) == (Stap.DECLINED, date(2024, 9, 1))


def test_a_recalled_referral_never_was(kind: Kind) -> None:
    _indicatie(kind)
    _refer(kind, status="teruggenomen", afgerond_op=date(2024, 9, 1))
    assert stap_of(kind, date(2024, 8, 15)) == (Stap.INDICATED, date(2024, 7, 1))


def test_handed_over_stays_handed_over(kind: Kind) -> None:
    _place(kind, date(2025, 3, 1))
    kind.trajecten.update(overgedragen_op=date(2026, 8, 1), overgedragen_door=GebruikerFactory())
    assert stap_of(kind, date(2026, 7, 31))[0] is Stap.PLACED  # type: ignore[index]
    assert stap_of(kind, date(2026, 12, 1)) == (Stap.HANDED_OVER, date(2026, 8, 1))


def test_who_moved_away_or_turned_four_without_a_place_left_the_way(kind: Kind) -> None:
    assert stap_of(kind, date(2026, 11, 1))[0] is Stap.ENDED  # type: ignore[index]
    Kind.objects.filter(pk=kind.pk).update(vertrokken_op=date(2025, 8, 31), reden_vertrek="verhuisd")
    assert stap_of(kind, DAG) == (Stap.ENDED, date(2025, 8, 31))


# -- how long it took ------------------------------------------------------------------------------


def test_the_days_of_a_child_are_the_first_of_each(kind: Kind) -> None:
    _indicatie(kind)
    _refer(kind, status="geen-deelname", reden="niet-gewenst", afgerond_op=date(2024, 9, 1))
    _refer(kind, date(2025, 1, 2), status="geplaatst", afgerond_op=date(2025, 2, 1))
    _place(kind, date(2025, 3, 1), date(2025, 5, 31))
    _place(kind, date(2025, 7, 1))
    assert read_gang(kind, DAG) == Gang(
        kind.geboortedatum,
        start=date(2025, 3, 1),
        signaal=date(2024, 6, 1),
        indicatie=date(2024, 7, 1),
        verwijzing=date(2024, 8, 1),
        afgezien=date(2024, 9, 1),
    )
    assert read_gangen(Kind.objects.all(), DAG) == {kind.pk: read_gang(kind, DAG)}


def test_a_child_that_starts_tomorrow_has_not_started(kind: Kind) -> None:
    _indicatie(kind)
    _place(kind, date(2025, 9, 2))
    assert read_gangen(Kind.objects.all(), DAG) == {}
    assert read_gang(kind, DAG).start is None


def test_what_somebody_chose_as_the_reason_comes_along(kind: Kind) -> None:
    _indicatie(kind)
    _place(kind, date(2025, 8, 1))
    Traject.objects.update(reden_laat="gezin-later")
    assert read_gang(kind, DAG).reden == "gezin-later"
