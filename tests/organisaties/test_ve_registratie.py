"""Has a location a VE registration on a day: what the register says now, with the days of its last changes."""

from datetime import date

import pytest

from organisaties.models import Locatie
from tests.factories import LocatieFactory

VOOR, GRENS, NA = date(2025, 2, 14), date(2025, 2, 15), date(2025, 2, 16)
JUNI = date(2025, 6, 1)


FEITEN: list[tuple[dict[str, object], tuple[bool, ...]]] = [
    ({"ve_geregistreerd": True}, (True, True, True, True)),
    ({"ve_geregistreerd": False}, (False, False, False, False)),
    ({"ve_geregistreerd": True, "ve_vanaf": GRENS}, (False, True, True, True)),
    ({"ve_geregistreerd": False, "ve_tot_en_met": GRENS}, (True, True, False, False)),
    ({"ve_geregistreerd": True, "ve_tot_en_met": GRENS}, (True, True, False, False)),
    ({"ve_geregistreerd": False, "ve_vanaf": GRENS, "ve_tot_en_met": NA}, (False, True, True, False)),
    # Lost and won back: the last day of before stays true.
    ({"ve_geregistreerd": True, "ve_tot_en_met": GRENS, "ve_vanaf": JUNI}, (True, True, False, True)),
    ({"ve_geregistreerd": False, "ve_tot_en_met": GRENS, "ve_vanaf": JUNI}, (True, True, False, False)),
    ({"ve_geregistreerd": True, "uitgeschreven_per": GRENS}, (True, False, False, False)),
]


@pytest.mark.parametrize(("feiten", "heeft"), FEITEN)
def test_ve_on_a_day(feiten: dict[str, object], heeft: tuple[bool, ...]) -> None:
    locatie = Locatie(**feiten)
    assert tuple(locatie.has_ve_on(dag) for dag in (VOOR, GRENS, NA, JUNI)) == heeft


def test_the_days_of_change_are_the_first_of_another_answer() -> None:
    locatie = Locatie(ve_tot_en_met=GRENS, ve_vanaf=JUNI, uitgeschreven_per=date(2025, 9, 1))
    assert locatie.ve_wisseldagen == {NA, JUNI, date(2025, 9, 1)}
    assert Locatie().ve_wisseldagen == set()


@pytest.mark.django_db
@pytest.mark.parametrize(("feiten", "heeft"), FEITEN)
def test_the_database_gives_the_same_answer(feiten: dict[str, object], heeft: tuple[bool, ...]) -> None:
    LocatieFactory(**feiten)
    assert tuple(Locatie.objects.with_ve_on(dag).exists() for dag in (VOOR, GRENS, NA, JUNI)) == heeft
