"""The second wall around letters and messages: what the database shows to a view that forgets its filter."""

from typing import Any

import pytest

from brieven.actions import make_brief, place_bericht
from brieven.models import Bericht, Brief, Briefnummer, Geadresseerde, Ontvangers, Ontvangst
from organisaties.models import Gebruiker
from organisaties.rechten import HOUDER_ROLLEN, Rol
from organisaties.rijbeveiliging import Rijbereik, bereik_van, rijbereik
from tests.brieven.test_bericht import NU
from tests.brieven.test_brief import brief
from tests.factories import GebruikerFactory, GemeenteFactory, LocatieFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mensen() -> dict[str, Gebruiker]:
    jgz = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)
    houder = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER)
    locatie = LocatieFactory(houder=houder.organisatie)
    return {
        "jgz": jgz,
        "andere jgz": GebruikerFactory(rol=Rol.JGZ_MEDEWERKER),
        "regisseur": GebruikerFactory(rol=Rol.KINDREGISSEUR),
        "houder": houder,
        "op locatie": GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, locatie=locatie),
        "andere houder": GebruikerFactory(rol=Rol.HOUDER_BEHEERDER),
        "school": GebruikerFactory(rol=Rol.IB_ER),
        "elders": GebruikerFactory(rol=Rol.KINDREGISSEUR, gemeente=GemeenteFactory(code="0226")),
    }


def who_sees(model: Any, rij: Any, mensen: dict[str, Gebruiker]) -> set[str]:
    gezien = set()
    for naam, gebruiker in mensen.items():
        with rijbereik(bereik_van(gebruiker)):
            if model.objects.filter(pk=rij.pk).exists():
                gezien.add(naam)
    return gezien


def test_a_letter_of_a_jgz_organisation_is_of_it_and_the_municipality(mensen: dict[str, Gebruiker]) -> None:
    jgz = mensen["jgz"]
    with rijbereik(bereik_van(jgz)):
        gemaakt = brief(jgz, organisatie=jgz.organisatie)
    assert who_sees(Brief, gemaakt, mensen) == {"jgz", "regisseur"}


def test_a_letter_to_a_provider_is_seen_by_that_provider_as_a_whole(mensen: dict[str, Gebruiker]) -> None:
    aan = Geadresseerde("De Rakkers", ("Plein 1",), organisatie=mensen["houder"].organisatie)
    gemaakt = brief(mensen["regisseur"], aan=aan)
    assert who_sees(Brief, gemaakt, mensen) == {"regisseur", "houder"}


def test_a_message_for_a_provider_is_not_that_of_another(mensen: dict[str, Gebruiker]) -> None:
    with rijbereik(bereik_van(mensen["jgz"])):
        bericht = place_bericht(
            soort="proef",
            gemeente=mensen["jgz"].gemeente,
            aan=Ontvangers(HOUDER_ROLLEN, mensen["houder"].organisatie),
            url="/",
            object=mensen["jgz"].gemeente,
            door=mensen["jgz"],
            op=NU,
        )
    assert who_sees(Bericht, bericht, mensen) == {"houder", "regisseur"}
    assert who_sees(Ontvangst, bericht.ontvangsten.get(), mensen) == {"houder", "regisseur"}


def test_outside_every_scope_there_is_nothing(mensen: dict[str, Gebruiker]) -> None:
    brief(mensen["regisseur"])
    with rijbereik(Rijbereik()):
        assert [model.objects.count() for model in (Brief, Briefnummer, Bericht, Ontvangst)] == [0, 0, 0, 0]


def test_a_jgz_organisation_cannot_write_in_the_name_of_another(mensen: dict[str, Gebruiker]) -> None:
    from django.db import ProgrammingError, transaction

    jgz = mensen["jgz"]
    with (
        rijbereik(bereik_van(jgz)),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        make_brief(
            soort="proef",
            gemeente=jgz.gemeente,
            organisatie=mensen["andere jgz"].organisatie,
            onderwerp=jgz.gemeente,
            aan=Geadresseerde("x"),
            context={},
            door=jgz,
            op=NU,
        )
