"""Hours at risk ahead, said per child before they are lost."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from indicaties.models import Kind
from opvang import weken
from opvang.models import Plaatsing
from opvang.vooruit import Risico, read_risicos
from organisaties.models import Gebruiker, Locatie
from tests.factories import IndicatieFactory, KindFactory, LocatieFactory, PlaatsingFactory

pytestmark = pytest.mark.django_db

DAG = date(2024, 10, 1)
HEEL = {"startdatum": date(2024, 1, 1), "einddatum": date(2025, 6, 30), "kot": True}


@pytest.fixture
def kind(houder: Gebruiker) -> Kind:
    """Two and a half on 1 January 2024, four on 1 July 2025, with an indication until then."""
    kind: Kind = KindFactory(gemeente=houder.gemeente, geboortedatum=date(2021, 7, 1))
    IndicatieFactory(kind=kind, geldig_van=date(2023, 12, 1), geldig_tot_en_met=date(2025, 6, 30))
    return kind


def codes(kind: Kind, door: Gebruiker, dag: date = DAG) -> list[str]:
    return [risico.code for risico in read_risicos([kind], door, dag)[kind.pk]]


def place(kind: Kind, locatie: Locatie, **anders: Any) -> Plaatsing:
    plaatsing: Plaatsing = PlaatsingFactory(kind=kind, locatie=locatie, **(HEEL | anders))
    return plaatsing


def test_sixteen_hours_until_the_fourth_birthday_are_no_risk(
    houder: Gebruiker, locatie: Locatie, kind: Kind
) -> None:
    place(kind, locatie, dagen_per_week=4)
    assert codes(kind, houder) == []


def test_a_late_start_says_with_how_many_hours_the_norm_is_met(
    houder: Gebruiker, locatie: Locatie, kind: Kind
) -> None:
    place(kind, locatie, startdatum=DAG, dagen_per_week=4)
    assert read_risicos([kind], houder, DAG)[kind.pk] == [
        Risico(
            "norm-960",
            "Tussen 2,5 en 4 jaar komt dit kind op 479,12 van de 960 uur VE (gehad 0, gepland 479,12)."
            " Met 32,06 uur per week vanaf nu wordt het er 960."
            " aanname: 40 weken per jaar; alleen de plaatsen die u ziet.",
        )
    ]


def test_the_weeks_of_the_policy_are_counted_and_named(
    houder: Gebruiker, locatie: Locatie, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weken, "_lezers", [lambda gemeente, dag: Fraction(43)])
    place(kind, locatie, startdatum=DAG, dagen_per_week=4)
    (risico,) = read_risicos([kind], houder, DAG)[kind.pk]
    assert risico.tekst == (
        "Tussen 2,5 en 4 jaar komt dit kind op 515,06 van de 960 uur VE (gehad 0, gepland 515,06)."
        " Met 29,83 uur per week vanaf nu wordt het er 960. De regeling betaalt 43 weken per jaar."
        " aanname: alleen de plaatsen die u ziet."
    )


def test_long_days_count_six_hours(houder: Gebruiker, locatie: Locatie, kind: Kind) -> None:
    place(kind, locatie, dagen_per_week=2)
    assert codes(kind, houder) == ["minder-dan-16-uur", "norm-960"]


def test_an_indication_that_ends_before_the_place_is_said_three_months_ahead(
    houder: Gebruiker, locatie: Locatie, kind: Kind
) -> None:
    kind.indicaties.update(geldig_tot_en_met=date(2024, 12, 31))
    place(kind, locatie)
    assert codes(kind, houder, date(2024, 9, 30)) == []
    assert codes(kind, houder, date(2024, 10, 1)) == ["indicatie-loopt-af"]
    IndicatieFactory(kind=kind, geldig_van=date(2025, 1, 1), geldig_tot_en_met=date(2025, 6, 30))
    assert codes(kind, houder, date(2024, 10, 1)) == []


def test_a_place_that_goes_on_after_the_fourth_birthday_is_said(
    houder: Gebruiker, locatie: Locatie, kind: Kind
) -> None:
    place(kind, locatie, einddatum=None)
    assert codes(kind, houder, date(2025, 3, 31)) == []
    assert codes(kind, houder, date(2025, 4, 1)) == ["wordt-vier"]
    assert codes(kind, houder, date(2025, 7, 1)) == []


def test_a_missing_proof_is_said(houder: Gebruiker, locatie: Locatie, kind: Kind) -> None:
    place(kind, locatie, kot=False)
    assert codes(kind, houder) == ["bewijs-ontbreekt"]


def test_a_regular_child_has_no_norm(houder: Gebruiker, locatie: Locatie, kind: Kind) -> None:
    kind.indicaties.all().delete()
    place(kind, locatie, uren_per_week_honderdsten=8_00)
    assert codes(kind, houder) == []


def test_a_provider_sees_nothing_of_places_elsewhere(houder: Gebruiker, locatie: Locatie, kind: Kind) -> None:
    place(kind, LocatieFactory())
    assert codes(kind, houder) == []


def test_it_stands_on_the_list_and_on_the_page_of_the_child(
    inloggen: Any, houder: Gebruiker, locatie: Locatie
) -> None:
    vandaag = timezone.localdate()
    geboren = vandaag - timedelta(days=900)
    kind = KindFactory(gemeente=houder.gemeente, geboortedatum=geboren, ingeschreven_op=vandaag)
    PlaatsingFactory(kind=kind, locatie=locatie, startdatum=vandaag)
    client = inloggen(houder)
    for adres in (
        f"{reverse('opvang:plaatsing_list')}?toon=alles",
        reverse("indicaties:kind_detail", args=[kind.pk]),
    ):
        assert "Er is geen bewijs gezien van het inkomen" in client.get(adres).content.decode()
