from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from lib.periode import kwartaal
from opvang.actions import (
    accept_declaratie,
    correct_declaratie,
    discard_declaratie,
    refresh_declaratie,
    return_declaratie,
    save_uren,
    start_declaratie,
    submit_declaratie,
)
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from organisaties.models import AuditRegel, Gebruiker, Locatie
from organisaties.rechten import Rol
from tests.factories import (
    DeclaratieregelFactory,
    GebruikerFactory,
    GemeenteFactory,
    LocatieFactory,
    OrganisatieFactory,
    PlaatsingFactory,
    UrendeclaratieFactory,
)
from tests.opvang.conftest import NU

pytestmark = pytest.mark.django_db

Status = Urendeclaratie.Status


def test_a_draft_begins_with_a_line_per_placement_in_the_quarter(
    houder: Gebruiker, locatie: Locatie, plaatsing: Plaatsing
) -> None:
    PlaatsingFactory(locatie=locatie, startdatum=date(2024, 1, 1), einddatum=date(2024, 12, 31))
    PlaatsingFactory(locatie=locatie, startdatum=date(2025, 4, 1))
    PlaatsingFactory(locatie=LocatieFactory())
    declaratie = start_declaratie(tijdvak=kwartaal(2025, 1), door=houder, op=NU)
    assert [regel.plaatsing for regel in declaratie.regels.all()] == [plaatsing]
    assert (declaratie.status, declaratie.volgnummer, declaratie.opgesteld_door) == (Status.DRAFT, 1, houder)


def test_a_provider_declares_per_municipality(houder: Gebruiker, plaatsing: Plaatsing) -> None:
    duiven = GemeenteFactory(code="0226")
    PlaatsingFactory(
        kind__gemeente=duiven, locatie=LocatieFactory(gemeente=duiven, houder=houder.organisatie)
    )
    declaratie = start_declaratie(tijdvak=kwartaal(2025, 1), door=houder, op=NU)
    assert [regel.plaatsing for regel in declaratie.regels.all()] == [plaatsing]


@pytest.mark.parametrize(
    ("start", "eind", "uren"),
    [
        (date(2025, 1, 1), None, 160_00),  # 16 x 10 weeks
        (date(2025, 1, 1), date(2025, 1, 31), 55_11),  # x 31 of 90 days
        (date(2025, 3, 31), None, 1_78),  # x 1 of 90 days
    ],
)
def test_the_proposed_hours_are_ten_weeks_in_proportion_to_the_days(
    houder: Gebruiker, locatie: Locatie, start: date, eind: date | None, uren: int
) -> None:
    PlaatsingFactory(locatie=locatie, startdatum=start, einddatum=eind, uren_per_week_honderdsten=16_00)
    declaratie = start_declaratie(tijdvak=kwartaal(2025, 1), door=houder, op=NU)
    assert declaratie.regels.get().uren_honderdsten == uren


@pytest.mark.parametrize(
    ("moment", "mag"),
    [
        (datetime(2025, 2, 28, 12, 0, tzinfo=UTC), False),
        # 00:30 on the first of March in Amsterdam
        (datetime(2025, 2, 28, 23, 30, tzinfo=UTC), True),
    ],
)
def test_declaring_opens_on_the_first_day_of_the_last_month(
    houder: Gebruiker, plaatsing: Plaatsing, moment: datetime, mag: bool
) -> None:
    if mag:
        assert start_declaratie(tijdvak=kwartaal(2025, 1), door=houder, op=moment).tijdvak == kwartaal(
            2025, 1
        )
    else:
        with pytest.raises(ValidationError, match="Het 1e kwartaal 2025 kunt u declareren vanaf 01-03-2025"):
            start_declaratie(tijdvak=kwartaal(2025, 1), door=houder, op=moment)


def test_a_second_declaration_over_a_quarter_is_refused(
    houder: Gebruiker, plaatsing: Plaatsing, ingediend: Urendeclaratie
) -> None:
    with pytest.raises(ValidationError, match="Over het 1e kwartaal 2025 is al een declaratie"):
        start_declaratie(tijdvak=kwartaal(2025, 1), door=houder, op=NU)


def test_a_quarter_without_children_is_not_declared(houder: Gebruiker) -> None:
    with pytest.raises(ValidationError, match="U hebt in het 1e kwartaal 2025 geen kinderen geplaatst"):
        start_declaratie(tijdvak=kwartaal(2025, 1), door=houder, op=NU)
    assert not Urendeclaratie.objects.exists()


def test_only_a_provider_declares(gemeente: Gebruiker) -> None:
    with pytest.raises(PermissionDenied):
        start_declaratie(tijdvak=kwartaal(2025, 1), door=gemeente, op=NU)


def test_saved_hours_are_recorded_with_their_total(
    houder: Gebruiker, concept: Urendeclaratie, regel: Declaratieregel
) -> None:
    assert save_uren(declaratie=concept, uren={regel.pk: 160_50}, door=houder) == 1
    regel.refresh_from_db()
    assert regel.uren_honderdsten == 160_50
    details = AuditRegel.objects.get(handeling="declaratie.save").details
    assert details == {"tijdvak": "1e kwartaal 2025", "regels": 1, "uren": "160.50", "gewijzigd": 1}


def test_saving_the_same_hours_changes_and_records_nothing(
    houder: Gebruiker, concept: Urendeclaratie, regel: Declaratieregel
) -> None:
    assert save_uren(declaratie=concept, uren={regel.pk: 160_00}, door=houder) == 0
    assert not AuditRegel.objects.exists()


@pytest.mark.parametrize(
    ("uren", "zin"),
    [
        (-5_00, "Uren kunnen niet negatief zijn; u vulde -5 in."),
        (1104_01, "1104,01 uur past niet in een kwartaal: meer dan 1104 uur kan niet."),
    ],
)
def test_hours_that_cannot_be_are_refused_with_their_value(
    houder: Gebruiker, concept: Urendeclaratie, regel: Declaratieregel, uren: int, zin: str
) -> None:
    with pytest.raises(ValidationError) as fout:
        save_uren(declaratie=concept, uren={regel.pk: uren}, door=houder)
    assert fout.value.messages == [zin]


def test_hours_on_a_line_of_another_declaration_are_refused(
    houder: Gebruiker, concept: Urendeclaratie
) -> None:
    with pytest.raises(ValidationError, match="hoort niet bij deze declaratie"):
        save_uren(declaratie=concept, uren={999_999: 1_00}, door=houder)


def test_a_draft_follows_the_placements_when_asked(
    houder: Gebruiker, locatie: Locatie, concept: Urendeclaratie, regel: Declaratieregel
) -> None:
    nieuw = PlaatsingFactory(locatie=locatie, startdatum=date(2025, 2, 1))
    Plaatsing.objects.filter(pk=regel.plaatsing_id).update(
        startdatum=date(2024, 9, 1), einddatum=date(2024, 12, 31)
    )
    assert refresh_declaratie(declaratie=concept, door=houder) == (1, 1)
    assert [r.plaatsing for r in concept.regels.all()] == [nieuw]
    assert refresh_declaratie(declaratie=concept, door=houder) == (0, 0)


def test_submitting_signs_the_declaration(
    houder: Gebruiker, concept: Urendeclaratie, regel: Declaratieregel
) -> None:
    ingediend = submit_declaratie(declaratie=concept, door=houder, op=NU)
    assert (ingediend.status, ingediend.ingediend_op, ingediend.ingediend_door) == (
        Status.SUBMITTED,
        NU,
        houder,
    )
    details = AuditRegel.objects.get(handeling="declaratie.submit").details
    assert details == {"tijdvak": "1e kwartaal 2025", "regels": 1, "uren": "160.00"}


def test_a_declaration_of_no_hours_is_not_submitted(
    houder: Gebruiker, concept: Urendeclaratie, regel: Declaratieregel
) -> None:
    save_uren(declaratie=concept, uren={regel.pk: 0}, door=houder)
    with pytest.raises(ValidationError, match="U declareert 0 uren"):
        submit_declaratie(declaratie=concept, door=houder, op=NU)


Handeling = Callable[[Urendeclaratie, Gebruiker], Any]
HOUDER_HANDELINGEN: dict[str, Handeling] = {
    "ingediend": lambda d, door: submit_declaratie(declaratie=d, door=door, op=NU),
    "gewijzigd": lambda d, door: save_uren(declaratie=d, uren={}, door=door),
    "bijgewerkt": lambda d, door: refresh_declaratie(declaratie=d, door=door),
    "verwijderd": lambda d, door: discard_declaratie(declaratie=d, door=door),
}


@pytest.mark.parametrize("woord", HOUDER_HANDELINGEN)
def test_after_submitting_nothing_can_be_changed(
    houder: Gebruiker, ingediend: Urendeclaratie, woord: str
) -> None:
    with pytest.raises(ValidationError) as fout:
        HOUDER_HANDELINGEN[woord](ingediend, houder)
    assert fout.value.messages == [
        f"De declaratie heeft de status ‘Ingediend’ en kan daarom niet worden {woord}."
    ]


def test_the_database_itself_refuses_a_change_after_submitting(ingediend: Urendeclaratie) -> None:
    for wijziging in (
        lambda: ingediend.regels.update(uren_honderdsten=1),
        lambda: ingediend.regels.all().delete(),
        lambda: Declaratieregel.objects.create(
            declaratie=ingediend, plaatsing=PlaatsingFactory(), uren_honderdsten=1_00
        ),
    ):
        with pytest.raises(IntegrityError, match="kan niet worden gewijzigd"), transaction.atomic():
            wijziging()


def test_a_correction_begins_with_the_hours_of_the_old_declaration(
    houder: Gebruiker, ingediend: Urendeclaratie
) -> None:
    correctie = correct_declaratie(declaratie=ingediend, door=houder, op=NU)
    assert (correctie.status, correctie.volgnummer, correctie.corrigeert) == (Status.DRAFT, 2, ingediend)
    assert list(correctie.regels.values_list("uren_honderdsten", flat=True)) == [160_00]
    ingediend.refresh_from_db()
    assert ingediend.status == Status.SUBMITTED


def test_a_submitted_correction_takes_the_place_of_the_old_declaration(
    houder: Gebruiker, ingediend: Urendeclaratie
) -> None:
    correctie = correct_declaratie(declaratie=ingediend, door=houder, op=NU)
    submit_declaratie(declaratie=correctie, door=houder, op=NU)
    ingediend.refresh_from_db()
    assert ingediend.status == Status.REPLACED
    assert ingediend.regels.get().uren_honderdsten == 160_00


def test_a_correction_may_take_back_all_hours(houder: Gebruiker, ingediend: Urendeclaratie) -> None:
    correctie = correct_declaratie(declaratie=ingediend, door=houder, op=NU)
    save_uren(declaratie=correctie, uren={correctie.regels.get().pk: 0}, door=houder)
    assert submit_declaratie(declaratie=correctie, door=houder, op=NU).status == Status.SUBMITTED


def test_a_declaration_is_corrected_once(houder: Gebruiker, ingediend: Urendeclaratie) -> None:
    correct_declaratie(declaratie=ingediend, door=houder, op=NU)
    with pytest.raises(ValidationError, match="is al een correctie gemaakt"):
        correct_declaratie(declaratie=ingediend, door=houder, op=NU)


def test_a_correction_can_be_corrected_in_turn(houder: Gebruiker, ingediend: Urendeclaratie) -> None:
    eerste = correct_declaratie(declaratie=ingediend, door=houder, op=NU)
    eerste = submit_declaratie(declaratie=eerste, door=houder, op=NU)
    tweede = correct_declaratie(declaratie=eerste, door=houder, op=NU)
    assert (tweede.volgnummer, tweede.corrigeert) == (3, eerste)
    ingediend.refresh_from_db()
    with pytest.raises(ValidationError, match="Vervangen door een correctie"):
        correct_declaratie(declaratie=ingediend, door=houder, op=NU)


def test_a_draft_is_not_corrected_but_changed(houder: Gebruiker, concept: Urendeclaratie) -> None:
    with pytest.raises(ValidationError, match="‘Concept’ en kan daarom niet worden gecorrigeerd"):
        correct_declaratie(declaratie=concept, door=houder, op=NU)


def test_a_discarded_draft_makes_room_for_a_new_one(houder: Gebruiker, ingediend: Urendeclaratie) -> None:
    correctie = correct_declaratie(declaratie=ingediend, door=houder, op=NU)
    discard_declaratie(declaratie=correctie, door=houder)
    assert AuditRegel.objects.filter(handeling="declaratie.discard").count() == 1
    assert correct_declaratie(declaratie=ingediend, door=houder, op=NU).volgnummer == 2


def test_a_draft_that_was_discarded_meanwhile_is_not_submitted(
    houder: Gebruiker, concept: Urendeclaratie
) -> None:
    Urendeclaratie.objects.all().delete()
    with pytest.raises(ValidationError, match="intussen verwijderd"):
        submit_declaratie(declaratie=concept, door=houder, op=NU)


def test_the_municipality_accepts_hours(gemeente: Gebruiker, ingediend: Urendeclaratie) -> None:
    geaccepteerd = accept_declaratie(declaratie=ingediend, door=gemeente, op=NU)
    assert (geaccepteerd.status, geaccepteerd.beoordeeld_op, geaccepteerd.beoordeeld_door) == (
        Status.ACCEPTED,
        NU,
        gemeente,
    )
    assert AuditRegel.objects.filter(handeling="declaratie.accept", gebruiker_id=gemeente.pk).count() == 1


def test_the_municipality_sends_hours_back_with_a_reason(
    gemeente: Gebruiker, ingediend: Urendeclaratie
) -> None:
    terug = return_declaratie(
        declaratie=ingediend, reden="  De uren van Kind1 kloppen niet. ", door=gemeente, op=NU
    )
    assert (terug.status, terug.reden_terugsturen) == (Status.RETURNED, "De uren van Kind1 kloppen niet.")
    assert AuditRegel.objects.filter(handeling="declaratie.return").count() == 1


def test_the_reason_may_name_a_child_and_stays_out_of_the_record(
    gemeente: Gebruiker, ingediend: Urendeclaratie
) -> None:
    return_declaratie(declaratie=ingediend, reden="Uren van Kind1", door=gemeente, op=NU)
    assert "Kind1" not in str(AuditRegel.objects.get().details)


def test_sending_back_without_a_reason_is_refused(gemeente: Gebruiker, ingediend: Urendeclaratie) -> None:
    with pytest.raises(ValidationError, match="Geef een reden"):
        return_declaratie(declaratie=ingediend, reden="  ", door=gemeente, op=NU)


def test_a_returned_declaration_is_answered_with_a_correction(
    houder: Gebruiker, gemeente: Gebruiker, ingediend: Urendeclaratie
) -> None:
    terug = return_declaratie(declaratie=ingediend, reden="Onjuist", door=gemeente, op=NU)
    correctie = correct_declaratie(declaratie=terug, door=houder, op=NU)
    submit_declaratie(declaratie=correctie, door=houder, op=NU)
    terug.refresh_from_db()
    assert (terug.status, terug.reden_terugsturen) == (Status.REPLACED, "Onjuist")


def test_what_is_not_submitted_is_not_judged(gemeente: Gebruiker, concept: Urendeclaratie) -> None:
    with pytest.raises(ValidationError, match="‘Concept’ en kan daarom niet worden geaccepteerd"):
        accept_declaratie(declaratie=concept, door=gemeente, op=NU)
    with pytest.raises(ValidationError, match="‘Concept’ en kan daarom niet worden teruggestuurd"):
        return_declaratie(declaratie=concept, reden="Onjuist", door=gemeente, op=NU)


def test_a_declaration_is_judged_once(gemeente: Gebruiker, ingediend: Urendeclaratie) -> None:
    accept_declaratie(declaratie=ingediend, door=gemeente, op=NU)
    with pytest.raises(ValidationError, match="‘Geaccepteerd’ en kan daarom niet worden teruggestuurd"):
        return_declaratie(declaratie=ingediend, reden="Onjuist", door=gemeente, op=NU)


def test_a_declaration_that_was_corrected_meanwhile_is_not_accepted(
    houder: Gebruiker, gemeente: Gebruiker, ingediend: Urendeclaratie
) -> None:
    correctie = correct_declaratie(declaratie=ingediend, door=houder, op=NU)
    submit_declaratie(declaratie=correctie, door=houder, op=NU)
    with pytest.raises(ValidationError, match="‘Vervangen door een correctie’"):
        accept_declaratie(declaratie=ingediend, door=gemeente, op=NU)


def test_another_municipality_judges_nothing_here(ingediend: Urendeclaratie) -> None:
    duiven = GebruikerFactory(rol=Rol.SUBSIDIEMEDEWERKER, gemeente=GemeenteFactory(code="0226"))
    with pytest.raises(ValidationError, match="van een andere gemeente"):
        accept_declaratie(declaratie=ingediend, door=duiven, op=NU)


def test_the_municipality_sees_no_drafts(
    houder: Gebruiker, gemeente: Gebruiker, concept: Urendeclaratie
) -> None:
    assert list(Urendeclaratie.objects.for_gebruiker(gemeente)) == []
    assert list(Urendeclaratie.objects.for_gebruiker(houder)) == [concept]


def test_a_provider_sees_its_own_declarations_only(houder: Gebruiker) -> None:
    UrendeclaratieFactory(submitted=True, houder=OrganisatieFactory())
    assert list(Urendeclaratie.objects.for_gebruiker(houder)) == []


def test_totals_count_a_child_once(
    houder: Gebruiker, concept: Urendeclaratie, regel: Declaratieregel
) -> None:
    tweede = PlaatsingFactory(kind=regel.plaatsing.kind, locatie=LocatieFactory(houder=houder.organisatie))
    DeclaratieregelFactory(declaratie=concept, plaatsing=tweede, uren_honderdsten=40_50)
    gevonden = Urendeclaratie.objects.with_totalen().values_list("aantal_kinderen", "totaal_honderdsten")
    assert list(gevonden) == [(1, 200_50)]


def test_a_correction_copies_every_column_of_a_line(houder: Gebruiker, ingediend: Urendeclaratie) -> None:
    """Also a column that is added later: whatever the model has."""
    oud = ingediend.regels.get()
    nieuw = correct_declaratie(declaratie=ingediend, door=houder, op=NU).regels.get()
    velden = {veld.attname for veld in Declaratieregel._meta.concrete_fields} - {"id", "declaratie_id"}
    assert velden >= {"plaatsing_id", "uren_honderdsten"}
    assert {veld: getattr(nieuw, veld) for veld in velden} == {veld: getattr(oud, veld) for veld in velden}
