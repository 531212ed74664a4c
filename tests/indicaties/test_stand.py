"""Where a child stands follows from its places and referrals: nobody drops out of sight."""

from datetime import date

import pytest

from indicaties.filters import FILTERS
from indicaties.models import Kind, Werkwijze
from indicaties.stand import Stand, stand_of
from opvang.models import Plaatsing
from organisaties.models import Organisatie
from tests.factories import (
    GebruikerFactory,
    IndicatieFactory,
    KindFactory,
    LocatieFactory,
    OrganisatieFactory,
    PlaatsingFactory,
    ToeleidingFactory,
)

pytestmark = pytest.mark.django_db

DAG = date(2025, 9, 1)
WERKLIJSTEN = ("te-verwijzen", "opnieuw-vragen", "verwezen", "stil")


@pytest.fixture
def kind() -> Kind:
    kind = KindFactory(geboortedatum=date(2022, 6, 1), ingeschreven_op=date(2024, 12, 1))
    IndicatieFactory(kind=kind, geldig_van=date(2025, 1, 1), geldig_tot_en_met=date(2026, 5, 31))
    return kind


def _place(kind: Kind, van: date, tot: date | None = None) -> None:
    PlaatsingFactory(kind=kind, locatie=LocatieFactory(gemeente=kind.gemeente), startdatum=van, einddatum=tot)


def _refer(kind: Kind, op: date, reden: str = "", afgerond: date | None = None) -> Organisatie:
    einde = {"afgerond_op": afgerond, "afgerond_door": GebruikerFactory()} if afgerond else {}
    status = "geen-deelname" if reden else ("geplaatst" if afgerond else "verwezen")
    houder = OrganisatieFactory()
    ToeleidingFactory(kind=kind, houder=houder, verwezen_op=op, status=status, reden=reden, **einde)
    return houder


def _lists(kind: Kind, dag: date = DAG) -> set[str]:
    return {
        code
        for code in WERKLIJSTEN
        if FILTERS[code].apply(Kind.objects.filter(pk=kind.pk), dag, Werkwijze()).exists()
    }


def test_a_child_with_an_indicatie_and_nothing_else_is_to_be_referred_since_the_indicatie(kind: Kind) -> None:
    assert stand_of(kind, DAG) == (Stand.NONE, date(2025, 1, 1))
    assert _lists(kind) == {"te-verwijzen"}


def test_a_child_whose_place_ended_is_to_be_referred_again(kind: Kind) -> None:
    _refer(kind, date(2025, 1, 2), afgerond=date(2025, 1, 10))
    _place(kind, date(2025, 1, 10), date(2025, 3, 31))
    assert stand_of(kind, date(2025, 3, 31)) == (Stand.PLACED, date(2025, 1, 10))
    assert _lists(kind, date(2025, 3, 31)) == set()
    assert stand_of(kind, date(2025, 4, 1)) == (Stand.ENDED, date(2025, 3, 31))
    assert _lists(kind, date(2025, 4, 1)) == {"te-verwijzen"}


def test_a_child_with_two_places_stays_out_of_the_lists_until_the_last_one_ends(kind: Kind) -> None:
    _place(kind, date(2025, 1, 10), date(2025, 3, 31))
    _place(kind, date(2025, 2, 1), date(2025, 12, 31))
    assert _lists(kind, date(2025, 4, 1)) == set()
    assert _lists(kind, date(2025, 12, 31)) == set()
    assert stand_of(kind, date(2026, 1, 1)) == (Stand.ENDED, date(2025, 12, 31))
    assert _lists(kind, date(2026, 1, 1)) == {"te-verwijzen"}


def test_a_child_whose_second_place_ended_is_to_be_referred_a_second_time(kind: Kind) -> None:
    _place(kind, date(2025, 1, 10), date(2025, 3, 31))
    _place(kind, date(2025, 5, 1), date(2025, 8, 31))
    assert _lists(kind, date(2025, 4, 15)) == set()  # the next place begins in May
    assert stand_of(kind, DAG) == (Stand.ENDED, date(2025, 8, 31))
    assert _lists(kind) == {"te-verwijzen"}


def test_a_place_that_was_a_mistake_leaves_the_child_to_be_referred(kind: Kind) -> None:
    _place(kind, date(2025, 1, 10))
    kind.plaatsingen.update(
        vervallen_op=DAG, vervallen_door=GebruikerFactory(), reden_herstel=Plaatsing.RedenHerstel.NOT_STARTED
    )
    assert stand_of(kind, DAG) == (Stand.NONE, date(2025, 1, 1))
    assert _lists(kind) == {"te-verwijzen"}


@pytest.mark.parametrize("reden", ["te-duur", "te-schools", "elders", "niet-gewenst", "anders"])
def test_a_family_that_declined_is_asked_again_while_the_indicatie_runs(kind: Kind, reden: str) -> None:
    _refer(kind, date(2025, 2, 1), reden, date(2025, 2, 20))
    assert stand_of(kind, DAG) == (Stand.DECLINED, date(2025, 2, 20))
    assert _lists(kind) == {"opnieuw-vragen"}
    assert _lists(kind, date(2026, 6, 1)) == set()


def test_a_family_that_moved_away_is_not_asked_again(kind: Kind) -> None:
    _refer(kind, date(2025, 2, 1), "verhuisd", date(2025, 2, 20))
    assert _lists(kind) == set()


def test_without_room_at_one_provider_a_child_goes_on_to_the_next(kind: Kind) -> None:
    _refer(kind, date(2025, 2, 1), "geen-plaats", date(2025, 2, 20))
    assert stand_of(kind, DAG) == (Stand.NO_ROOM, date(2025, 2, 20))
    assert _lists(kind) == {"te-verwijzen"}


def test_a_placed_child_is_not_silent_however_long_another_referral_is_open(kind: Kind) -> None:
    _refer(kind, date(2025, 1, 2))
    assert _lists(kind) == {"verwezen", "stil"}
    _place(kind, date(2025, 2, 1))
    assert stand_of(kind, DAG) == (Stand.PLACED, date(2025, 2, 1))
    assert _lists(kind) == set()


def test_a_place_that_begins_later_is_waited_for(kind: Kind) -> None:
    _refer(kind, date(2025, 1, 2))
    _place(kind, date(2025, 10, 1))
    assert stand_of(kind, DAG) == (Stand.STARTS, date(2025, 10, 1))
    assert _lists(kind) == set()


def test_what_happened_last_counts(kind: Kind) -> None:
    _place(kind, date(2025, 1, 10), date(2025, 3, 31))
    _refer(kind, date(2025, 4, 10), "te-duur", date(2025, 5, 1))
    assert stand_of(kind, date(2025, 4, 30)) == (Stand.WAITING, date(2025, 4, 10))
    assert stand_of(kind, DAG) == (Stand.DECLINED, date(2025, 5, 1))
    _refer(kind, date(2025, 6, 1))
    assert stand_of(kind, DAG) == (Stand.WAITING, date(2025, 6, 1))


def test_two_places_in_a_row_count_as_placed_from_the_one_that_runs(kind: Kind) -> None:
    _place(kind, date(2025, 1, 10), date(2025, 3, 31))
    _place(kind, date(2025, 4, 1))
    assert stand_of(kind, DAG) == (Stand.PLACED, date(2025, 4, 1))


def test_a_child_of_four_goes_to_school_unless_it_still_has_a_place(kind: Kind) -> None:
    assert stand_of(kind, date(2026, 5, 31))[0] is Stand.NONE
    assert stand_of(kind, date(2026, 6, 1))[0] is Stand.FOUR
    _place(kind, date(2025, 1, 10))
    assert stand_of(kind, date(2026, 6, 1))[0] is Stand.PLACED


def test_who_waits_longest_stands_first() -> None:
    for maand in (5, 2, 8):
        kind = KindFactory(geboortedatum=date(2022, 12, 1), ingeschreven_op=date(2024, 12, 1))
        IndicatieFactory(kind=kind, geldig_van=date(2025, maand, 1), geldig_tot_en_met=date(2026, 5, 31))
    gevonden = FILTERS["te-verwijzen"].apply(Kind.objects.all(), DAG, Werkwijze())
    assert [kind.indicaties.get().geldig_van.month for kind in gevonden] == [2, 5, 8]
