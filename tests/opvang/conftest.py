from datetime import UTC, datetime

import pytest

from opvang.actions import Afspraken
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from organisaties.models import Gebruiker, Locatie
from organisaties.rechten import Rol
from tests.factories import (
    DeclaratieregelFactory,
    GebruikerFactory,
    LocatieFactory,
    PlaatsingFactory,
    UrendeclaratieFactory,
)

# After the first quarter of 2025, in the second.
NU = datetime(2025, 4, 10, 9, 0, tzinfo=UTC)


@pytest.fixture
def houder() -> Gebruiker:
    """Somebody who works for a provider in Putten."""
    return GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER)


@pytest.fixture
def gemeente() -> Gebruiker:
    """Somebody who judges declarations for the same municipality."""
    return GebruikerFactory(rol=Rol.SUBSIDIEMEDEWERKER)


@pytest.fixture
def locatie(houder: Gebruiker) -> Locatie:
    return LocatieFactory(houder=houder.organisatie, naam="De Ark")


@pytest.fixture
def afspraken(locatie: Locatie) -> Afspraken:
    return Afspraken(locatie=locatie, uren_per_week=16_00, kot=False, bijdrageklasse=1)


@pytest.fixture
def plaatsing(locatie: Locatie) -> Plaatsing:
    """A regular peuter of the provider, from the first of January 2025, 16 hours a week."""
    return PlaatsingFactory(locatie=locatie, kind__ingeschreven_door=locatie.houder)


@pytest.fixture
def concept(houder: Gebruiker) -> Urendeclaratie:
    """A draft over the first quarter of 2025."""
    return UrendeclaratieFactory(houder=houder.organisatie, opgesteld_door=houder)


@pytest.fixture
def regel(concept: Urendeclaratie, plaatsing: Plaatsing) -> Declaratieregel:
    return DeclaratieregelFactory(declaratie=concept, plaatsing=plaatsing, uren_honderdsten=160_00)


@pytest.fixture
def ingediend(concept: Urendeclaratie, regel: Declaratieregel, houder: Gebruiker) -> Urendeclaratie:
    """The same declaration, submitted."""
    concept.status, concept.ingediend_op, concept.ingediend_door = concept.Status.SUBMITTED, NU, houder
    concept.save()
    return concept
