"""Two requests at once: the database lets one through, the other gets a sentence."""

from datetime import date

import pytest

from indicaties.models import Adresgegevens, Kind
from lib.periode import kwartaal
from opvang.actions import (
    accept_declaratie,
    change_afspraken,
    correct_declaratie,
    enrol_peuter,
    place_kind,
    return_declaratie,
    start_declaratie,
    submit_declaratie,
)
from opvang.actions.plaatsing import Afspraken
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from organisaties.models import Gebruiker
from tests.factories import DAG, ToeleidingFactory
from tests.opvang.conftest import NU
from tests.wedloop import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_submits_at_once_one_counts(
    houder: Gebruiker, concept: Urendeclaratie, regel: Declaratieregel
) -> None:
    def submit() -> None:
        submit_declaratie(declaratie=concept, door=houder, op=NU)

    geweigerd = at_once(submit, submit)
    assert geweigerd == ["De declaratie heeft de status ‘Ingediend’ en kan daarom niet worden ingediend."]


def test_of_accepting_and_returning_at_once_one_counts(
    gemeente: Gebruiker, ingediend: Urendeclaratie
) -> None:
    geweigerd = at_once(
        lambda: accept_declaratie(declaratie=ingediend, door=gemeente, op=NU),
        lambda: return_declaratie(declaratie=ingediend, reden="Onjuist", door=gemeente, op=NU),
    )
    ingediend.refresh_from_db()
    assert len(geweigerd) == 1
    assert ingediend.status in ("geaccepteerd", "teruggestuurd")


def test_of_two_corrections_at_once_one_is_made(houder: Gebruiker, ingediend: Urendeclaratie) -> None:
    def correct() -> None:
        correct_declaratie(declaratie=ingediend, door=houder, op=NU)

    assert at_once(correct, correct) == ["Voor deze declaratie is al een correctie gemaakt."]
    assert Urendeclaratie.objects.count() == 2


def test_of_two_declarations_started_at_once_one_is_made(houder: Gebruiker, plaatsing: Plaatsing) -> None:
    def start() -> None:
        start_declaratie(tijdvak=kwartaal(2025, 1), door=houder, op=NU)

    geweigerd = at_once(start, start)
    assert len(geweigerd) == 1
    assert "al een declaratie" in geweigerd[0]
    assert Declaratieregel.objects.count() == 1


def test_of_two_placements_at_once_one_is_made(houder: Gebruiker, afspraken: Afspraken) -> None:
    kind = ToeleidingFactory(houder=houder.organisatie).kind

    def place() -> None:
        place_kind(kind=kind, afspraken=afspraken, startdatum=DAG, door=houder, op=DAG)

    assert at_once(place, place) == [
        "Dit kind is in (een deel van) deze periode al op deze locatie geplaatst."
    ]
    assert Plaatsing.objects.count() == 1


def test_a_peuter_enrolled_twice_at_once_is_one_child(houder: Gebruiker, afspraken: Afspraken) -> None:
    def enrol() -> None:
        enrol_peuter(
            voornaam="Sam",
            tussenvoegsel="",
            achternaam="Wit",
            geboortedatum=date(2023, 2, 3),
            adres=Adresgegevens("3881AB"),
            afspraken=afspraken,
            startdatum=DAG,
            einddatum=None,
            door=houder,
            op=DAG,
        )

    [zin] = at_once(enrol, enrol)
    assert "staat al bij uw kinderen" in zin
    assert Kind.objects.count() == 1


def test_of_two_changes_of_agreements_at_once_one_is_made(
    houder: Gebruiker, plaatsing: Plaatsing, afspraken: Afspraken
) -> None:
    def change() -> None:
        change_afspraken(
            plaatsing=plaatsing, afspraken=afspraken, vanaf=date(2025, 6, 1), door=houder, op=DAG
        )

    [zin] = at_once(change, change)
    assert zin == "De plaatsing is op 31-05-2025 al geëindigd. Plaats het kind opnieuw."
    assert Plaatsing.objects.count() == 2
