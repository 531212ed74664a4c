from datetime import date

import pytest

from opvang.models import Locatieprogramma, Overdracht, Plaatsing
from organisaties.models import Gebruiker, Locatie
from organisaties.rechten import Rol
from tests.factories import GebruikerFactory, PlaatsingFactory
from tests.opvang.overdracht.hulp import allowed_overdracht

# The child of these tests is born on 1 September 2022, and 3 years and 9 months on 1 June 2026.
DAG = date(2026, 6, 1)


@pytest.fixture
def locatie(locatie: Locatie, houder: Gebruiker) -> Locatie:
    """De Ark follows Piramide since 2020."""
    Locatieprogramma.objects.create(
        locatie=locatie,
        programma="piramide",
        van=date(2020, 1, 1),
        vastgelegd_op=date(2020, 1, 1),
        vastgelegd_door=houder,
    )
    return locatie


@pytest.fixture
def plaatsing(locatie: Locatie) -> Plaatsing:
    """From 15 January 2025 until the fourth birthday."""
    plaatsing: Plaatsing = PlaatsingFactory(
        locatie=locatie,
        startdatum=date(2025, 1, 15),
        einddatum=date(2026, 8, 31),
        kind__ingeschreven_door=locatie.houder,
        kind__voornaam="Noor",
        kind__achternaam="Testkind",
    )
    return plaatsing


@pytest.fixture
def ib_er() -> Gebruiker:
    ib_er: Gebruiker = GebruikerFactory(rol=Rol.IB_ER)
    return ib_er


@pytest.fixture
def klaar(plaatsing: Plaatsing, houder: Gebruiker) -> Overdracht:
    """A full package that may go: filled in, allowed and read by the parents."""
    return allowed_overdracht(plaatsing.kind, houder, DAG)
