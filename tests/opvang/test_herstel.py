"""Agreements are put right from any day; what was known before stays known; hours follow."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from lib.periode import kwartaal
from opvang.actions import (
    Afspraken,
    change_afspraken,
    correct_declaratie,
    end_plaatsing,
    move_start,
    place_kind,
    refresh_declaratie,
    save_uren,
    start_declaratie,
    void_plaatsing,
)
from opvang.historie import read_versies
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from organisaties.models import AuditRegel, Gebruiker
from tests.factories import PlaatsingFactory
from tests.opvang.conftest import NU

pytestmark = pytest.mark.django_db

OP = date(2025, 5, 1)
LATER = Plaatsing.RedenHerstel.KNOWN_LATER


def _rows(plaatsing: Plaatsing) -> list[tuple[date, date | None, int, bool]]:
    rijen = Plaatsing.objects.of_verblijf([plaatsing.verblijf]).in_force().order_by("startdatum")
    return [(rij.startdatum, rij.einddatum, rij.uren_per_week_honderdsten, rij.kot) for rij in rijen]


def _uren(declaratie: Urendeclaratie) -> list[tuple[date, date, int]]:
    return [(r.van, r.tot_en_met, r.uren_honderdsten) for r in declaratie.regels.order_by("van")]


def test_agreements_can_be_put_right_from_the_first_day(
    houder: Gebruiker, plaatsing: Plaatsing, afspraken: Afspraken
) -> None:
    nieuw = change_afspraken(
        plaatsing=plaatsing,
        afspraken=replace(afspraken, kot=True),
        vanaf=plaatsing.startdatum,
        door=houder,
        op=OP,
        reden=LATER,
    )
    assert nieuw.pk == plaatsing.pk
    assert _rows(plaatsing) == [(date(2025, 1, 1), None, 16_00, True)]
    assert (nieuw.vastgelegd_op, nieuw.vastgelegd_door, nieuw.reden_herstel) == (OP, houder, LATER)
    assert AuditRegel.objects.get(handeling="plaatsing.correct").details["velden"] == [
        "kot",
        "bijdrageklasse",
    ]


def test_what_was_known_before_can_still_be_read(
    houder: Gebruiker, plaatsing: Plaatsing, afspraken: Afspraken
) -> None:
    eerst = plaatsing.vastgelegd_door.naam
    for uren in (12, 10):
        change_afspraken(
            plaatsing=plaatsing,
            afspraken=replace(afspraken, uren_per_week=uren * 100),
            vanaf=plaatsing.startdatum,
            door=houder,
            op=OP,
            reden=LATER,
        )
    versies = read_versies(plaatsing)
    assert [(v.uren_per_week, v.door, v.reden) for v in versies] == [
        ("12,00", houder.naam, "Pas later bekend geworden"),
        ("16,00", eerst, ""),
    ]


def test_the_database_keeps_a_version_whoever_changes_the_row_and_how(plaatsing: Plaatsing) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE opvang_plaatsing SET kot = NOT kot WHERE id = %s", [plaatsing.pk])
        cursor.execute("UPDATE opvang_plaatsing SET kot = kot WHERE id = %s", [plaatsing.pk])
    assert [versie.rij["kot"] for versie in plaatsing.versies.all()] == [False]


def test_the_same_agreements_once_more_change_nothing(
    houder: Gebruiker, plaatsing: Plaatsing, afspraken: Afspraken
) -> None:
    gelijk = replace(afspraken, bijdrageklasse=None)
    change_afspraken(plaatsing=plaatsing, afspraken=gelijk, vanaf=plaatsing.startdatum, door=houder, op=OP)
    assert not plaatsing.versies.exists()
    assert not AuditRegel.objects.exists()


def test_what_changes_goes_on_into_later_agreements_until_they_chose_otherwise(
    houder: Gebruiker, plaatsing: Plaatsing, afspraken: Afspraken
) -> None:
    gelijk = replace(afspraken, bijdrageklasse=None)
    maart = change_afspraken(
        plaatsing=plaatsing,
        afspraken=replace(gelijk, uren_per_week=10_00),
        vanaf=date(2025, 3, 1),
        door=houder,
        op=OP,
    )
    change_afspraken(
        plaatsing=maart,
        afspraken=replace(gelijk, uren_per_week=10_00, kot=True),
        vanaf=date(2025, 4, 1),
        door=houder,
        op=OP,
    )
    change_afspraken(
        plaatsing=plaatsing,
        afspraken=replace(gelijk, uren_per_week=12_00, kindrang=2),
        vanaf=date(2025, 2, 1),
        door=houder,
        op=OP,
        reden=LATER,
    )
    assert _rows(plaatsing) == [
        (date(2025, 1, 1), date(2025, 1, 31), 16_00, False),
        (date(2025, 2, 1), date(2025, 2, 28), 12_00, False),
        (date(2025, 3, 1), date(2025, 3, 31), 10_00, False),
        (date(2025, 4, 1), None, 10_00, True),
    ]
    rijen = Plaatsing.objects.of_verblijf([plaatsing.pk]).order_by("startdatum")
    assert [rij.kindrang for rij in rijen] == [1, 2, 2, 2]


def test_a_wrong_start_is_put_right_and_kept(houder: Gebruiker, plaatsing: Plaatsing) -> None:
    move_start(plaatsing=plaatsing, startdatum=date(2025, 1, 13), reden=LATER, door=houder, op=OP)
    assert _rows(plaatsing) == [(date(2025, 1, 13), None, 16_00, False)]
    assert [versie.startdatum for versie in read_versies(plaatsing)] == [date(2025, 1, 1)]


def test_a_start_cannot_move_to_after_the_end_nor_under_a_follow_up(
    houder: Gebruiker, plaatsing: Plaatsing, afspraken: Afspraken
) -> None:
    vervolg = change_afspraken(
        plaatsing=plaatsing, afspraken=afspraken, vanaf=date(2025, 3, 1), door=houder, op=OP
    )
    plaatsing.refresh_from_db()
    with pytest.raises(ValidationError, match="volgen op eerdere afspraken en gaan in op 01-03-2025"):
        move_start(plaatsing=vervolg, startdatum=date(2025, 3, 2), reden=LATER, door=houder, op=OP)
    with pytest.raises(ValidationError, match="eindigt voordat zij begint"):
        move_start(plaatsing=plaatsing, startdatum=date(2025, 3, 1), reden=LATER, door=houder, op=OP)


def test_a_placement_of_the_wrong_child_makes_way_for_the_right_one(
    houder: Gebruiker, plaatsing: Plaatsing, afspraken: Afspraken
) -> None:
    change_afspraken(plaatsing=plaatsing, afspraken=afspraken, vanaf=date(2025, 3, 1), door=houder, op=OP)
    void_plaatsing(plaatsing=plaatsing, reden=Plaatsing.RedenHerstel.WRONG_CHILD, door=houder, op=OP)
    assert _rows(plaatsing) == []
    assert AuditRegel.objects.filter(handeling="plaatsing.void").count() == 2
    opnieuw = place_kind(
        kind=plaatsing.kind, afspraken=afspraken, startdatum=date(2025, 1, 1), door=houder, op=OP
    )
    assert opnieuw.verblijf == opnieuw.pk


def test_a_placement_that_was_voided_does_not_change_any_more(
    houder: Gebruiker, plaatsing: Plaatsing, afspraken: Afspraken
) -> None:
    void_plaatsing(plaatsing=plaatsing, reden=LATER, door=houder, op=OP)
    dag = date(2025, 1, 2)
    for actie in (
        lambda: change_afspraken(plaatsing=plaatsing, afspraken=afspraken, vanaf=dag, door=houder, op=OP),
        lambda: move_start(plaatsing=plaatsing, startdatum=dag, reden=LATER, door=houder, op=OP),
        lambda: void_plaatsing(plaatsing=plaatsing, reden=LATER, door=houder, op=OP),
        lambda: end_plaatsing(plaatsing=plaatsing, einddatum=dag, door=houder),
    ):
        with pytest.raises(ValidationError, match="is op 01-05-2025 vervallen"):
            actie()


def test_typed_hours_follow_agreements_that_changed_inside_the_quarter(
    houder: Gebruiker, plaatsing: Plaatsing, afspraken: Afspraken
) -> None:
    declaratie = start_declaratie(tijdvak=kwartaal(2025, 1), door=houder, op=NU)
    regel = declaratie.regels.get()
    save_uren(declaratie=declaratie, uren={regel.pk: 90_00}, door=houder)
    change_afspraken(
        plaatsing=plaatsing,
        afspraken=replace(afspraken, uren_per_week=8_00),
        vanaf=date(2025, 2, 15),
        door=houder,
        op=OP,
    )
    assert refresh_declaratie(declaratie=declaratie, door=houder) == (1, 0)
    # 45 days at 16 hours a week and 45 days at 8: two to one.
    assert _uren(declaratie) == [
        (date(2025, 1, 1), date(2025, 2, 14), 60_00),
        (date(2025, 2, 15), date(2025, 3, 31), 30_00),
    ]
    assert refresh_declaratie(declaratie=declaratie, door=houder) == (0, 0)


def test_days_that_come_in_again_get_proposed_hours(
    houder: Gebruiker, plaatsing: Plaatsing, afspraken: Afspraken
) -> None:
    Plaatsing.objects.update(einddatum=date(2025, 2, 14))
    declaratie = start_declaratie(tijdvak=kwartaal(2025, 1), door=houder, op=NU)
    regel = declaratie.regels.get()
    save_uren(declaratie=declaratie, uren={regel.pk: 70_00}, door=houder)
    Plaatsing.objects.update(einddatum=None)
    refresh_declaratie(declaratie=declaratie, door=houder)
    # 10 weeks of 16 hours in 90 days: 80 hours in the 45 days that were not there before.
    assert _uren(declaratie) == [(date(2025, 1, 1), date(2025, 3, 31), 150_00)]


def test_a_correction_has_the_hours_over_the_new_periods_at_once(
    houder: Gebruiker, plaatsing: Plaatsing, afspraken: Afspraken, ingediend: Urendeclaratie
) -> None:
    change_afspraken(
        plaatsing=plaatsing,
        afspraken=replace(afspraken, kot=True),
        vanaf=date(2025, 2, 15),
        door=houder,
        op=OP,
    )
    correctie = correct_declaratie(declaratie=ingediend, door=houder, op=NU)
    assert _uren(correctie) == [
        (date(2025, 1, 1), date(2025, 2, 14), 80_00),
        (date(2025, 2, 15), date(2025, 3, 31), 80_00),
    ]


def test_a_correction_has_no_hours_of_a_placement_that_was_voided(
    houder: Gebruiker, plaatsing: Plaatsing, ingediend: Urendeclaratie
) -> None:
    void_plaatsing(plaatsing=plaatsing, reden=LATER, door=houder, op=OP)
    assert not correct_declaratie(declaratie=ingediend, door=houder, op=NU).regels.exists()
    assert Declaratieregel.objects.count() == 1


def test_another_child_keeps_its_hours_when_one_changes(
    houder: Gebruiker, plaatsing: Plaatsing, afspraken: Afspraken
) -> None:
    ander = PlaatsingFactory(locatie=plaatsing.locatie)
    declaratie = start_declaratie(tijdvak=kwartaal(2025, 1), door=houder, op=NU)
    regel = declaratie.regels.get(plaatsing=ander)
    save_uren(declaratie=declaratie, uren={regel.pk: 33_33}, door=houder)
    change_afspraken(plaatsing=plaatsing, afspraken=afspraken, vanaf=date(2025, 3, 1), door=houder, op=OP)
    refresh_declaratie(declaratie=declaratie, door=houder)
    assert declaratie.regels.get(plaatsing=ander).uren_honderdsten == 33_33
    assert declaratie.regels.count() == 3
