"""A silent case goes back to the consultatiebureau by itself, once per silence, and nothing is closed."""

from datetime import date, timedelta

import pytest

from indicaties.filters import FILTERS
from indicaties.models import Kind, Traject, Werkwijze
from indicaties.routekaart.stilte import STAP, return_silent
from organisaties.models import AuditRegel
from tests.factories import (
    GebruikerFactory,
    IndicatieFactory,
    KindFactory,
    ToeleidingFactory,
    TrajectFactory,
)

pytestmark = pytest.mark.django_db

VERWEZEN = date(2025, 3, 3)
ZES_WEKEN = VERWEZEN + timedelta(weeks=6)


@pytest.fixture
def traject() -> Traject:
    kind = KindFactory(geboortedatum=date(2022, 11, 1), ingeschreven_op=date(2024, 5, 1))
    ToeleidingFactory(kind=kind, verwezen_op=VERWEZEN)
    traject: Traject = TrajectFactory(kind=kind, behandelaar=GebruikerFactory(), volgende_stap="Bel Puck")
    return traject


def test_after_six_weeks_and_a_day_the_next_step_is_of_the_consultatiebureau(traject: Traject) -> None:
    assert return_silent(traject.kind.gemeente, ZES_WEKEN) == 0
    assert return_silent(traject.kind.gemeente, ZES_WEKEN + timedelta(1)) == 1
    traject.refresh_from_db()
    assert (traject.aan_zet, traject.behandelaar, traject.volgende_stap) == ("jgz", None, STAP)
    assert (traject.stil_sinds, traject.gesloten_op) == (VERWEZEN, None)
    regel = AuditRegel.objects.get(handeling="traject.silent")
    assert (regel.handeling, regel.gebruiker_email) == ("traject.silent", "systeem: stille kinderen")
    assert regel.details == {"kind": traject.kind.pseudoniem, "stil_sinds": "2025-03-03"}


def test_a_second_round_and_a_later_night_do_nothing_more(traject: Traject) -> None:
    dag = ZES_WEKEN + timedelta(1)
    assert [
        return_silent(traject.kind.gemeente, dag),
        return_silent(traject.kind.gemeente, dag),
        return_silent(traject.kind.gemeente, dag + timedelta(1)),
    ] == [1, 0, 0]
    assert AuditRegel.objects.filter(handeling="traject.silent").count() == 1


def test_the_next_silence_goes_back_again(traject: Traject) -> None:
    return_silent(traject.kind.gemeente, ZES_WEKEN + timedelta(1))
    traject.kind.toeleidingen.update(
        status="geen-deelname", reden="te-duur", afgerond_op=ZES_WEKEN, afgerond_door=GebruikerFactory()
    )
    ToeleidingFactory(kind=traject.kind, verwezen_op=ZES_WEKEN)
    assert return_silent(traject.kind.gemeente, ZES_WEKEN + timedelta(weeks=6)) == 0
    assert return_silent(traject.kind.gemeente, ZES_WEKEN + timedelta(weeks=6, days=1)) == 1


def test_the_municipality_says_after_how_many_weeks(traject: Traject) -> None:
    Werkwijze.objects.create(gemeente=traject.kind.gemeente, stil_na_weken=2)
    assert return_silent(traject.kind.gemeente, VERWEZEN + timedelta(14)) == 0
    assert return_silent(traject.kind.gemeente, VERWEZEN + timedelta(15)) == 1


@pytest.mark.parametrize(
    ("antwoord", "stil"),
    [
        ({"status": "wachtlijst", "sinds": VERWEZEN, "verwacht": date(2025, 6, 1)}, False),
        ({"status": "wachtlijst", "sinds": VERWEZEN, "verwacht": date(2025, 4, 14)}, True),
        ({"status": "aangenomen", "sinds": date(2025, 4, 10), "verwacht": None}, False),
        ({"status": "wachtlijst", "sinds": VERWEZEN, "verwacht": None}, True),
    ],
)
def test_a_provider_that_answered_is_not_silent_until_the_day_it_named(
    traject: Traject, antwoord: dict[str, object], stil: bool
) -> None:
    traject.kind.toeleidingen.update(**antwoord)
    assert return_silent(traject.kind.gemeente, ZES_WEKEN + timedelta(1)) == stil


def test_a_family_that_declined_is_asked_again_on_the_day_itself_and_not_before() -> None:
    kind = KindFactory(geboortedatum=date(2022, 11, 1), ingeschreven_op=date(2024, 5, 1))
    IndicatieFactory(kind=kind, geldig_van=date(2025, 1, 1), geldig_tot_en_met=date(2026, 10, 31))
    ToeleidingFactory(
        kind=kind, status="geen-deelname", reden="te-duur", verwezen_op=date(2025, 2, 1),
        afgerond_op=date(2025, 3, 3), afgerond_door=GebruikerFactory(),
    )  # fmt: skip
    opnieuw, werkwijze = FILTERS["opnieuw-vragen"].apply, Werkwijze(opnieuw_vragen_na_weken=4)
    assert list(opnieuw(Kind.objects.all(), date(2025, 3, 30), werkwijze)) == []
    assert list(opnieuw(Kind.objects.all(), date(2025, 3, 31), werkwijze)) == [kind]


def test_the_age_of_attention_is_that_of_the_municipality() -> None:
    kind = KindFactory(geboortedatum=date(2024, 3, 15), ingeschreven_op=date(2024, 5, 1))
    kijk = FILTERS["18-maanden"].apply
    assert list(kijk(Kind.objects.all(), date(2025, 5, 14), Werkwijze(aandacht_maanden=14))) == []
    assert list(kijk(Kind.objects.all(), date(2025, 5, 15), Werkwijze(aandacht_maanden=14))) == [kind]
    assert list(kijk(Kind.objects.all(), date(2025, 5, 15), Werkwijze())) == []
