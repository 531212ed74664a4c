from datetime import date

import pytest

from opvang.actions import correct_declaratie, return_declaratie, submit_declaratie
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from opvang.taken import taken
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from tests.factories import GebruikerFactory, ToeleidingFactory
from tests.opvang.conftest import NU

pytestmark = pytest.mark.django_db

# In the second quarter of 2025, so that the first is the previous one.
DAG = date(2025, 4, 10)


def wachtend(gebruiker: Gebruiker, dag: date = DAG) -> dict[str, int]:
    return {taak.titel: taak.aantal for taak in taken(gebruiker, dag) if taak.aantal}


def test_nothing_waits_for_a_provider_without_children(houder: Gebruiker) -> None:
    assert wachtend(houder) == {}


def test_referred_children_wait_for_a_place(houder: Gebruiker) -> None:
    ToeleidingFactory(houder=houder.organisatie)
    ToeleidingFactory()
    assert wachtend(houder) == {"Verwezen kinderen een plaats geven": 1}


def test_the_previous_quarter_waits_until_it_is_submitted(
    houder: Gebruiker, concept: Urendeclaratie, regel: Declaratieregel
) -> None:
    titel = "Uren declareren over het 1e kwartaal 2025"
    assert wachtend(houder) == {titel: 1}
    submit_declaratie(declaratie=concept, door=houder, op=NU)
    assert wachtend(houder) == {}


def test_every_open_quarter_is_named_the_oldest_first(houder: Gebruiker, plaatsing: Plaatsing) -> None:
    assert wachtend(houder, date(2025, 12, 1)) == {
        "Uren declareren over het 1e kwartaal 2025, 2e kwartaal 2025 en 3e kwartaal 2025": 3
    }


def test_a_quarter_before_the_first_placement_does_not_wait(houder: Gebruiker, plaatsing: Plaatsing) -> None:
    assert wachtend(houder, date(2025, 1, 15)) == {}


def test_on_the_last_of_may_the_first_quarter_still_is_the_previous_one(
    houder: Gebruiker, plaatsing: Plaatsing
) -> None:
    assert wachtend(houder, date(2025, 5, 31)) == {"Uren declareren over het 1e kwartaal 2025": 1}


def test_a_returned_declaration_waits_until_its_correction_is_submitted(
    houder: Gebruiker, gemeente: Gebruiker, ingediend: Urendeclaratie
) -> None:
    terug = return_declaratie(declaratie=ingediend, reden="Onjuist", door=gemeente, op=NU)
    [taak] = [taak for taak in taken(houder, DAG) if taak.aantal]
    assert (taak.titel, taak.dringend) == ("Teruggestuurde declaraties corrigeren", True)
    assert taak.url.endswith(f"/declaraties/{terug.pk}/")
    correctie = correct_declaratie(declaratie=terug, door=houder, op=NU)
    assert "Teruggestuurde declaraties corrigeren" in wachtend(houder)
    submit_declaratie(declaratie=correctie, door=houder, op=NU)
    assert wachtend(houder) == {}


@pytest.mark.parametrize(
    "rol",
    [
        rol
        for rol in Rol
        if rol not in (Rol.HOUDER_MEDEWERKER, Rol.HOUDER_BEHEERDER, Rol.FUNCTIONEEL_BEHEERDER)
    ],
)
def test_other_roles_have_no_tasks_in_this_room(rol: Rol) -> None:
    assert taken(GebruikerFactory(rol=rol), DAG) == []


def test_who_keeps_the_locations_answers_what_the_register_asks() -> None:
    beheerder = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)
    assert [(taak.titel, taak.aantal) for taak in taken(beheerder, DAG)] == [
        ("Vragen uit het LRK beantwoorden", 0)
    ]


@pytest.mark.parametrize(
    ("dag", "zin"),
    [
        (date(2025, 4, 30), "Dat kan tot en met 30 april 2025."),
        (date(2025, 5, 1), "De termijn liep tot en met 30 april 2025."),
    ],
)
def test_the_task_says_until_when_the_oldest_can_be_declared(
    houder: Gebruiker, plaatsing: Plaatsing, dag: date, zin: str
) -> None:
    (taak,) = [taak for taak in taken(houder, dag) if taak.aantal]
    assert taak.toelichting.endswith(zin)
