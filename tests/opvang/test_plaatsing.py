from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from indicaties.models import Adresgegevens, Toeleiding
from opvang.actions import Afspraken, change_afspraken, end_plaatsing, enrol_peuter, place_kind
from opvang.models import Plaatsing, Urendeclaratie
from organisaties.models import AuditRegel, Gebruiker, Locatie
from tests.factories import KindFactory, LocatieFactory, PlaatsingFactory, ToeleidingFactory

pytestmark = pytest.mark.django_db

OP = date(2025, 4, 10)


def test_placing_a_referred_child_ends_the_referral_well(houder: Gebruiker, afspraken: Afspraken) -> None:
    toeleiding = ToeleidingFactory(houder=houder.organisatie)
    plaatsing = place_kind(
        kind=toeleiding.kind, afspraken=afspraken, startdatum=date(2025, 4, 14), door=houder, op=OP
    )
    toeleiding.refresh_from_db()
    assert toeleiding.status == Toeleiding.Status.PLACED
    assert (toeleiding.afgerond_op, toeleiding.afgerond_door) == (OP, houder)
    assert (plaatsing.startdatum, plaatsing.einddatum, plaatsing.uren_per_week_honderdsten) == (
        date(2025, 4, 14),
        None,
        16_00,
    )


def test_placing_is_recorded_without_the_name_of_the_child(houder: Gebruiker, afspraken: Afspraken) -> None:
    kind = ToeleidingFactory(houder=houder.organisatie).kind
    place_kind(kind=kind, afspraken=afspraken, startdatum=OP, door=houder, op=OP)
    regel = AuditRegel.objects.get(handeling="plaatsing.create")
    assert regel.gebruiker_id == houder.pk
    assert regel.details["kind"] == kind.pseudoniem
    assert kind.achternaam not in str(regel.details)


def test_a_child_that_was_not_referred_to_the_provider_cannot_be_placed(
    houder: Gebruiker, afspraken: Afspraken
) -> None:
    with pytest.raises(ValidationError, match="niet naar uw organisatie verwezen"):
        place_kind(kind=KindFactory(), afspraken=afspraken, startdatum=OP, door=houder, op=OP)


def test_a_child_is_placed_at_a_location_of_the_own_organisation_only(
    houder: Gebruiker, afspraken: Afspraken
) -> None:
    kind = ToeleidingFactory(houder=houder.organisatie).kind
    elders = replace(afspraken, locatie=LocatieFactory())
    with pytest.raises(ValidationError, match="Kies een locatie van uw eigen organisatie"):
        place_kind(kind=kind, afspraken=elders, startdatum=OP, door=houder, op=OP)
    assert not Plaatsing.objects.exists()


def test_no_child_is_placed_at_a_location_that_left_the_register(
    houder: Gebruiker, locatie: Locatie, afspraken: Afspraken
) -> None:
    locatie.uitgeschreven = True
    locatie.save()
    kind = ToeleidingFactory(houder=houder.organisatie).kind
    with pytest.raises(ValidationError, match="De Ark staat niet meer ingeschreven in het LRK"):
        place_kind(kind=kind, afspraken=afspraken, startdatum=OP, door=houder, op=OP)


@pytest.mark.parametrize(
    ("startdatum", "zin"),
    [
        (date(2022, 8, 31), "De startdatum 31-08-2022 ligt voor de geboortedatum 01-09-2022."),
        (
            date(2052, 4, 10),
            "De startdatum 10-04-2052 ligt meer dan anderhalf jaar vooruit. Controleer het jaar.",
        ),
    ],
)
def test_a_start_date_that_cannot_be_is_refused_with_the_date(
    houder: Gebruiker, afspraken: Afspraken, startdatum: date, zin: str
) -> None:
    kind = ToeleidingFactory(houder=houder.organisatie, kind__geboortedatum=date(2022, 9, 1)).kind
    with pytest.raises(ValidationError) as fout:
        place_kind(kind=kind, afspraken=afspraken, startdatum=startdatum, door=houder, op=OP)
    assert fout.value.messages == [zin]


def test_a_second_placement_at_the_same_location_in_the_same_days_is_refused(
    houder: Gebruiker, plaatsing: Plaatsing, afspraken: Afspraken
) -> None:
    with pytest.raises(ValidationError) as fout:
        place_kind(kind=plaatsing.kind, afspraken=afspraken, startdatum=OP, door=houder, op=OP)
    assert fout.value.messages == ["Dit kind is in (een deel van) deze periode al op deze locatie geplaatst."]


def test_the_day_after_the_last_day_a_child_can_be_placed_again(
    houder: Gebruiker, plaatsing: Plaatsing, afspraken: Afspraken
) -> None:
    end_plaatsing(plaatsing=plaatsing, einddatum=date(2025, 4, 30), door=houder)
    nieuw = place_kind(
        kind=plaatsing.kind, afspraken=afspraken, startdatum=date(2025, 5, 1), door=houder, op=OP
    )
    assert nieuw.startdatum == date(2025, 5, 1)


def test_a_regular_peuter_is_enrolled_and_placed_in_one_go(houder: Gebruiker, afspraken: Afspraken) -> None:
    plaatsing = _enrol(houder, afspraken)
    kind = plaatsing.kind
    assert (kind.naam, kind.ingeschreven_door, kind.gemeente) == (
        "Sam de Wit",
        houder.organisatie,
        houder.gemeente,
    )
    assert (kind.ingeschreven_op, kind.bsn) == (OP, None)
    assert plaatsing.locatie == afspraken.locatie


def test_the_same_peuter_is_not_enrolled_twice(houder: Gebruiker, afspraken: Afspraken) -> None:
    _enrol(houder, afspraken)
    with pytest.raises(
        ValidationError, match="Sam de Wit, geboren: 3 februari 2023, staat al bij uw kinderen"
    ):
        _enrol(houder, afspraken)


def test_nothing_is_enrolled_when_the_placement_is_refused(houder: Gebruiker, afspraken: Afspraken) -> None:
    with pytest.raises(ValidationError):
        _enrol(houder, replace(afspraken, locatie=LocatieFactory()))
    assert not houder.gemeente.kinderen.exists()


def _enrol(houder: Gebruiker, afspraken: Afspraken) -> Plaatsing:
    return enrol_peuter(
        voornaam="Sam",
        tussenvoegsel="de",
        achternaam="Wit",
        geboortedatum=date(2023, 2, 3),
        adres=Adresgegevens("3881AB"),
        afspraken=afspraken,
        startdatum=OP,
        einddatum=None,
        door=houder,
        op=OP,
    )


def test_ending_a_placement_records_the_last_day(houder: Gebruiker, plaatsing: Plaatsing) -> None:
    beeindigd = end_plaatsing(plaatsing=plaatsing, einddatum=date(2025, 4, 30), door=houder)
    assert beeindigd.einddatum == date(2025, 4, 30)
    regel = AuditRegel.objects.get(handeling="plaatsing.end")
    assert regel.details == {
        "kind": plaatsing.kind.pseudoniem,
        "einddatum": "2025-04-30",
        "vorige": None,
    }


def test_a_placement_cannot_end_before_it_begins(houder: Gebruiker, plaatsing: Plaatsing) -> None:
    with pytest.raises(ValidationError) as fout:
        end_plaatsing(plaatsing=plaatsing, einddatum=date(2024, 12, 31), door=houder)
    assert fout.value.messages == ["De plaatsing eindigt voordat zij begint. Controleer beide datums."]


def test_a_placement_cannot_end_before_hours_that_were_declared(
    houder: Gebruiker, locatie: Locatie, ingediend: Urendeclaratie
) -> None:
    plaatsing = Plaatsing.objects.get()
    Plaatsing.objects.update(startdatum=date(2024, 10, 1))
    with pytest.raises(ValidationError, match="uren gedeclareerd over het 1e kwartaal 2025"):
        end_plaatsing(plaatsing=plaatsing, einddatum=date(2024, 12, 31), door=houder)
    assert end_plaatsing(plaatsing=plaatsing, einddatum=date(2025, 1, 1), door=houder).einddatum == date(
        2025, 1, 1
    )


def test_new_agreements_end_the_placement_and_begin_the_next(
    houder: Gebruiker, plaatsing: Plaatsing, afspraken: Afspraken
) -> None:
    nieuw = change_afspraken(
        plaatsing=plaatsing,
        afspraken=replace(afspraken, uren_per_week=10_50, kot=True),
        vanaf=date(2025, 5, 1),
        door=houder,
        op=OP,
    )
    plaatsing.refresh_from_db()
    assert (plaatsing.einddatum, plaatsing.uren_per_week_honderdsten, plaatsing.kot) == (
        date(2025, 4, 30),
        16_00,
        False,
    )
    assert (nieuw.startdatum, nieuw.einddatum, nieuw.uren_per_week_honderdsten, nieuw.kot) == (
        date(2025, 5, 1),
        None,
        10_50,
        True,
    )


def test_new_agreements_keep_the_end_date(houder: Gebruiker, locatie: Locatie, afspraken: Afspraken) -> None:
    plaatsing = PlaatsingFactory(locatie=locatie, einddatum=date(2025, 8, 31))
    nieuw = change_afspraken(
        plaatsing=plaatsing, afspraken=afspraken, vanaf=date(2025, 5, 1), door=houder, op=OP
    )
    assert nieuw.einddatum == date(2025, 8, 31)


@pytest.mark.parametrize(
    ("vanaf", "zin"),
    [
        (date(2024, 12, 31), "De plaatsing begint op 01-01-2025; u vulde 31-12-2024 in"),
        (date(2025, 9, 1), "De plaatsing is op 31-08-2025 al geëindigd"),
    ],
)
def test_new_agreements_begin_inside_the_placement(
    houder: Gebruiker, locatie: Locatie, afspraken: Afspraken, vanaf: date, zin: str
) -> None:
    plaatsing = PlaatsingFactory(locatie=locatie, einddatum=date(2025, 8, 31))
    with pytest.raises(ValidationError, match=zin):
        change_afspraken(plaatsing=plaatsing, afspraken=afspraken, vanaf=vanaf, door=houder, op=OP)
    assert Plaatsing.objects.count() == 1


def test_nothing_changes_when_the_new_agreements_are_refused(
    houder: Gebruiker, plaatsing: Plaatsing, afspraken: Afspraken
) -> None:
    with pytest.raises(ValidationError):
        change_afspraken(
            plaatsing=plaatsing,
            afspraken=replace(afspraken, uren_per_week=61_00),
            vanaf=date(2025, 5, 1),
            door=houder,
            op=OP,
        )
    plaatsing.refresh_from_db()
    assert plaatsing.einddatum is None
