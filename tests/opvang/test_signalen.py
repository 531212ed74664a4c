from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from opvang.signalen import Declaratiesignaal, Ernst, signaleer
from organisaties.models import Gebruiker, Locatie
from tests.factories import DeclaratieregelFactory, IndicatieFactory, LocatieFactory, PlaatsingFactory

pytestmark = pytest.mark.django_db


def signalen_van(regel: Declaratieregel) -> list[tuple[str, str]]:
    return [(signaal.code, signaal.ernst) for signaal in signaleer(regel.declaratie)[regel.pk]]


def teksten(regel: Declaratieregel) -> list[str]:
    return [signaal.tekst for signaal in signaleer(regel.declaratie)[regel.pk]]


def test_an_ordinary_line_gives_no_signal(regel: Declaratieregel) -> None:
    assert signaleer(regel.declaratie) == {regel.pk: []}


def test_a_child_without_indication_is_a_regular_peuter_and_no_signal(regel: Declaratieregel) -> None:
    assert signalen_van(regel) == []


def test_an_indication_that_holds_the_whole_quarter_gives_no_signal(regel: Declaratieregel) -> None:
    IndicatieFactory(kind=regel.plaatsing.kind)
    assert signalen_van(regel) == []


def test_an_indication_that_expired_before_the_quarter_is_an_error(regel: Declaratieregel) -> None:
    IndicatieFactory(
        kind=regel.plaatsing.kind, geldig_van=date(2024, 1, 1), geldig_tot_en_met=date(2024, 12, 31)
    )
    assert signaleer(regel.declaratie)[regel.pk] == [
        Declaratiesignaal(
            "geen-indicatie",
            "De indicatie was geldig tot en met 31-12-2024 en is in dit kwartaal niet geldig.",
            Ernst.FOUT,
        )
    ]


def test_an_indication_that_expires_in_the_quarter_asks_for_a_look(regel: Declaratieregel) -> None:
    IndicatieFactory(kind=regel.plaatsing.kind, geldig_tot_en_met=date(2025, 2, 14))
    assert signalen_van(regel) == [("indicatie-verlopen", "let-op")]
    assert "zij liep tot en met 14-02-2025" in teksten(regel)[0]


def test_an_indication_that_is_followed_by_the_next_gives_no_signal(regel: Declaratieregel) -> None:
    kind = regel.plaatsing.kind
    IndicatieFactory(kind=kind, geldig_tot_en_met=date(2025, 2, 14))
    IndicatieFactory(kind=kind, geldig_van=date(2025, 2, 15))
    assert signalen_van(regel) == []


def test_a_gap_between_two_indications_asks_for_a_look(regel: Declaratieregel) -> None:
    kind = regel.plaatsing.kind
    IndicatieFactory(kind=kind, geldig_tot_en_met=date(2025, 1, 31))
    IndicatieFactory(kind=kind, geldig_van=date(2025, 3, 1))
    assert signalen_van(regel) == [("indicatie-verlopen", "let-op")]
    assert "zij liep tot en met 31-01-2025" in teksten(regel)[0]


def test_a_gap_at_the_start_of_the_quarter_asks_for_a_look(regel: Declaratieregel) -> None:
    kind = regel.plaatsing.kind
    IndicatieFactory(kind=kind, geldig_tot_en_met=date(2024, 12, 31))
    IndicatieFactory(kind=kind, geldig_van=date(2025, 2, 1))
    assert signalen_van(regel) == [("indicatie-verlopen", "let-op")]


def test_an_indication_that_begins_later_is_no_signal_for_the_time_before(regel: Declaratieregel) -> None:
    IndicatieFactory(kind=regel.plaatsing.kind, geldig_van=date(2025, 3, 1))
    assert signalen_van(regel) == []


def test_an_indication_after_the_quarter_is_no_signal(regel: Declaratieregel) -> None:
    IndicatieFactory(kind=regel.plaatsing.kind, geldig_van=date(2025, 4, 1))
    assert signalen_van(regel) == []


def test_an_indication_may_expire_after_the_child_left(houder: Gebruiker, concept: Urendeclaratie) -> None:
    plaatsing = PlaatsingFactory(locatie__houder=houder.organisatie, einddatum=date(2025, 1, 31))
    regel = DeclaratieregelFactory(declaratie=concept, plaatsing=plaatsing, uren_honderdsten=40_00)
    IndicatieFactory(kind=plaatsing.kind, geldig_tot_en_met=date(2025, 2, 14))
    assert signalen_van(regel) == [("geeindigd", "info")]


def test_a_withdrawn_indication_is_an_error_with_its_day(regel: Declaratieregel, gemeente: Gebruiker) -> None:
    IndicatieFactory(kind=regel.plaatsing.kind, ingetrokken_op=date(2025, 2, 3), ingetrokken_door=gemeente)
    assert teksten(regel) == ["De indicatie is ingetrokken op 03-02-2025 en is in dit kwartaal niet geldig."]


def test_more_hours_than_agreed_in_thirteen_weeks_ask_for_a_look(regel: Declaratieregel) -> None:
    Declaratieregel.objects.update(uren_honderdsten=208_00)  # 13 x 16
    assert signalen_van(regel) == []
    Declaratieregel.objects.update(uren_honderdsten=208_01)
    assert signalen_van(regel) == [("te-veel-uren", "let-op")]
    assert "16 uur per week is in deze periode hoogstens 208 uur" in teksten(regel)[0]


def test_half_a_quarter_allows_half_the_hours(houder: Gebruiker, concept: Urendeclaratie) -> None:
    plaatsing = PlaatsingFactory(
        locatie__houder=houder.organisatie, startdatum=date(2025, 2, 15), uren_per_week_honderdsten=16_00
    )
    regel = DeclaratieregelFactory(declaratie=concept, plaatsing=plaatsing, uren_honderdsten=104_00)
    assert signalen_van(regel) == []  # 45 of 90 days
    Declaratieregel.objects.update(uren_honderdsten=104_01)
    assert signalen_van(regel) == [("te-veel-uren", "let-op")]


def test_hours_on_a_placement_that_ended_before_the_quarter_are_an_error(regel: Declaratieregel) -> None:
    Plaatsing.objects.update(startdatum=date(2024, 9, 1), einddatum=date(2024, 12, 20))
    assert signaleer(regel.declaratie)[regel.pk] == [
        Declaratiesignaal(
            "niet-actief",
            "De plaatsing loopt vanaf 01-09-2024 tot en met 20-12-2024: niet in dit kwartaal.",
            Ernst.FOUT,
        )
    ]


def test_no_hours_on_a_placement_outside_the_quarter_are_fine(regel: Declaratieregel) -> None:
    Plaatsing.objects.update(startdatum=date(2024, 9, 1), einddatum=date(2024, 12, 20))
    Declaratieregel.objects.update(uren_honderdsten=0)
    assert signalen_van(regel) == []


def test_a_placement_after_the_quarter_is_not_active_in_it(regel: Declaratieregel) -> None:
    Plaatsing.objects.update(startdatum=date(2025, 4, 1))
    assert signalen_van(regel) == [("niet-actief", "fout")]


def test_a_child_at_another_provider_is_told_without_naming_that_provider(regel: Declaratieregel) -> None:
    andere = LocatieFactory(naam="Zonnestraal", houder__naam="Kinderopvang Zon")
    PlaatsingFactory(kind=regel.plaatsing.kind, locatie=andere, startdatum=date(2025, 3, 1))
    assert signalen_van(regel) == [("andere-houder", "let-op")]
    assert "Zon" not in teksten(regel)[0]


def test_a_child_that_went_to_another_provider_after_the_quarter_is_no_signal(
    regel: Declaratieregel,
) -> None:
    PlaatsingFactory(kind=regel.plaatsing.kind, startdatum=date(2025, 4, 1))
    assert signalen_van(regel) == []


def test_another_location_of_the_same_provider_is_a_signal(regel: Declaratieregel) -> None:
    tweede = LocatieFactory(houder=regel.declaratie.houder)
    PlaatsingFactory(kind=regel.plaatsing.kind, locatie=tweede)
    assert signalen_van(regel) == [("andere-locatie", Ernst.LET_OP)]


def test_other_agreements_of_the_same_stay_are_no_signal(regel: Declaratieregel) -> None:
    eerste = regel.plaatsing
    tweede = LocatieFactory(houder=regel.declaratie.houder)
    PlaatsingFactory(kind=eerste.kind, locatie=tweede, eerste=eerste)
    assert signalen_van(regel) == []


def test_signals_take_three_queries_for_any_number_of_lines(
    houder: Gebruiker, concept: Urendeclaratie, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    locatie = LocatieFactory(houder=houder.organisatie)
    for _ in range(20):
        plaatsing = PlaatsingFactory(locatie=locatie)
        IndicatieFactory(kind=plaatsing.kind)
        DeclaratieregelFactory(declaratie=concept, plaatsing=plaatsing)
    with django_assert_num_queries(3):
        assert len(signaleer(concept)) == 20


# -- who left, and what the location is -----------------------------------------------------------


def _leave(regel: Declaratieregel, dag: date) -> None:
    kind = regel.plaatsing.kind
    kind.vertrokken_op, kind.reden_vertrek = dag, "verhuisd"
    kind.save()


def test_hours_after_a_move_ask_for_a_look(regel: Declaratieregel) -> None:
    _leave(regel, date(2025, 2, 15))
    assert signalen_van(regel) == [("vertrokken", "let-op")]
    assert teksten(regel)[0].startswith(
        "Het kind is verhuisd: de laatste dag in de gemeente was 15-02-2025, de plaatsing loopt door."
    )


def test_a_move_after_the_quarter_or_without_hours_is_no_signal(regel: Declaratieregel) -> None:
    _leave(regel, date(2025, 3, 31))
    assert signalen_van(regel) == []
    _leave(regel, date(2025, 2, 15))
    Declaratieregel.objects.update(uren_honderdsten=0)
    assert signalen_van(regel) == []


def test_an_indication_at_a_location_without_ve_asks_for_a_look(regel: Declaratieregel) -> None:
    IndicatieFactory(kind=regel.plaatsing.kind)
    Locatie.objects.update(ve_geregistreerd=False)
    assert signalen_van(regel) == [("geen-ve", "let-op")]


@pytest.mark.parametrize(("laatste_dag", "aantal"), [(date(2025, 3, 31), 0), (date(2025, 3, 30), 1)])
def test_one_day_without_ve_is_enough(regel: Declaratieregel, laatste_dag: date, aantal: int) -> None:
    IndicatieFactory(kind=regel.plaatsing.kind)
    Locatie.objects.update(ve_geregistreerd=False, ve_tot_en_met=laatste_dag)
    assert len(signalen_van(regel)) == aantal


def test_a_regular_peuter_needs_no_ve(regel: Declaratieregel) -> None:
    Locatie.objects.update(ve_geregistreerd=False)
    assert signalen_van(regel) == []


@pytest.mark.parametrize(("per", "aantal"), [(None, 1), (date(2025, 3, 31), 1), (date(2025, 4, 1), 0)])
def test_a_location_that_left_the_register_asks_for_a_look(
    regel: Declaratieregel, per: date | None, aantal: int
) -> None:
    Locatie.objects.update(uitgeschreven=True, uitgeschreven_per=per)
    assert len(signalen_van(regel)) == aantal
