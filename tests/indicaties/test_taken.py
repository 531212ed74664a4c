"""What waits for whom: each task counts what the list behind it shows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from indicaties.taken import taken
from lib.periode import add_maanden
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from tests.conftest import Inloggen
from tests.factories import (
    GebruikerFactory,
    GemeenteFactory,
    IndicatieFactory,
    KindFactory,
    ToeleidingFactory,
)

pytestmark = pytest.mark.django_db


def _children() -> None:
    """One silent child, one to refer whose indicatie ends soon, two of around 18 months."""
    dag = timezone.localdate()
    peuter = {"geboortedatum": add_maanden(dag, -32), "ingeschreven_op": dag}
    ToeleidingFactory(kind=KindFactory(**peuter), verwezen_op=dag - timedelta(43))
    IndicatieFactory(kind=KindFactory(**peuter), geldig_van=dag, geldig_tot_en_met=dag + timedelta(10))
    for _ in range(2):
        KindFactory(geboortedatum=add_maanden(dag, -19), ingeschreven_op=dag)
    elders = KindFactory(gemeente=GemeenteFactory(code="0226"))
    IndicatieFactory(kind=elders, geldig_van=dag, geldig_tot_en_met=dag + timedelta(10))


def _aantallen(gebruiker: Gebruiker) -> dict[str, int]:
    """Those of the cases: test_routekaart.py."""
    alle = taken(gebruiker, timezone.localdate())
    return {
        taak.url.partition("filter=")[2] or taak.url: taak.aantal
        for taak in alle
        if not taak.url.startswith("/kinderen/route/")
    }


def test_the_consultatiebureau_has_all_tasks() -> None:
    _children()
    jgz = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)
    assert _aantallen(jgz) == {
        "stil": 1,
        "te-verwijzen": 1,
        "opnieuw-vragen": 0,
        "18-maanden": 2,
        "verloopt": 1,
        "/kinderen/ondersteuning/": 0,
        "/kinderen/vragen/": 0,
        "/kinderen/dubbel/": 0,
    }


def test_the_kindregisseur_leads_and_does_not_indicate() -> None:
    _children()
    assert _aantallen(GebruikerFactory(rol=Rol.KINDREGISSEUR)) == {
        "stil": 1,
        "te-verwijzen": 1,
        "opnieuw-vragen": 0,
        "/kinderen/vragen/": 0,
        "/kinderen/dubbel/": 0,
    }


@pytest.mark.parametrize("rol", sorted(set(Rol) - {Rol.JGZ_MEDEWERKER, Rol.KINDREGISSEUR}))
def test_nobody_else_gets_these_tasks(rol: Rol) -> None:
    assert taken(GebruikerFactory(rol=rol), timezone.localdate()) == []


def test_a_task_counts_what_its_list_shows(inloggen: Inloggen) -> None:
    _children()
    jgz = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)
    client = inloggen(jgz)
    for taak in taken(jgz, timezone.localdate()):
        assert client.get(taak.url).context["pagina"].paginator.count == taak.aantal


def test_silent_children_are_urgent_as_long_as_there_are_any() -> None:
    jgz = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)
    assert [taak.titel for taak in taken(jgz, timezone.localdate()) if taak.dringend] == []
    _children()
    assert [taak.titel for taak in taken(jgz, timezone.localdate()) if taak.dringend] == [
        "Stille kinderen: verwezen, maar niet geplaatst"
    ]


def test_the_start_page_shows_the_tasks(inloggen: Inloggen) -> None:
    _children()
    antwoord = inloggen(GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)).get("/").content.decode()
    assert "Kinderen vanaf 18 maanden beoordelen" in antwoord
