"""Amounts per location are paid as the hours are: at once, or in the settlement of the year."""

from typing import Any

import pytest

from subsidies.locatiegeld.actions import approve_locatiegeld, calculate_jaar
from subsidies.models import Betaalverplichting, Subsidiedossier
from subsidies.subsidiejaar.bedragen import vast_te_stellen
from tests.factories import GroepFactory
from tests.subsidies.administratie import NU, Administratie
from tests.subsidies.locatiegeld.wereld import adopt_locatiegeld

pytestmark = pytest.mark.django_db


@pytest.fixture
def boeken() -> Administratie:
    boeken = Administratie(regeling_naam=None)
    boeken.plaatsing(boeken.kind())
    return boeken


def decide(boeken: Administratie) -> int:
    (berekening,) = calculate_jaar(gemeente=boeken.gemeente, jaar=2020, door=boeken.medewerker, op=NU)
    return approve_locatiegeld(berekening=berekening, door=boeken.budgethouder, op=NU).totaal_centen


def claims() -> list[Any]:
    return list(Betaalverplichting.objects.order_by("pk").values_list("soort", "bedrag_centen"))


def test_without_voorschot_they_are_claimed_when_approved_and_later_only_what_changed(
    boeken: Administratie,
) -> None:
    adopt_locatiegeld(boeken, voorschot=0)
    eerst = decide(boeken)
    assert claims() == [("locatiebedrag", eerst)]
    GroepFactory(locatie=boeken.locatie)
    assert decide(boeken) == eerst + 500_00
    assert claims() == [("locatiebedrag", eerst), ("locatiebedrag", 500_00)]


def test_with_a_voorschot_they_count_when_the_year_is_settled(boeken: Administratie) -> None:
    regeling = adopt_locatiegeld(boeken, voorschot=80)
    totaal = decide(boeken)
    dossier = Subsidiedossier.objects.create(
        gemeente=boeken.gemeente,
        houder=boeken.houder,
        regeling=regeling,
        regelingnaam=regeling.naam,
        jaar=2020,
        volgnummer=1,
        geopend_op=NU,
        geopend_door=boeken.medewerker,
    )
    assert claims() == []
    assert vast_te_stellen([dossier])[dossier.pk] == [
        ("Goedgekeurde berekeningen van uren", 0),
        ("Goedgekeurde bedragen per locatie", totaal),
    ]
