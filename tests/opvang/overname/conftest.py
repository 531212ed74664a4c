"""Who takes over, from whom, and the two steps of it."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from opvang.models import Overname
from opvang.overname.actions import confirm_overname, put_overname
from organisaties.models import Gebruiker, Locatie, Organisatie
from organisaties.rechten import Rol
from tests.factories import GebruikerFactory, LocatieFactory, OrganisatieFactory
from tests.opvang.overnamewerkmap import LRK, sentences
from tests.wachtrij import work

Status = Overname.Status


@pytest.fixture
def regisseur() -> Gebruiker:
    return GebruikerFactory(rol=Rol.KINDREGISSEUR)


@pytest.fixture
def ark(regisseur: Gebruiker) -> Locatie:
    houder = OrganisatieFactory(naam="De Ark", gemeenten=[regisseur.gemeente])
    return LocatieFactory(houder=houder, lrk_nummer=LRK, naam="Ark Noord")


@pytest.fixture(autouse=True)
def jgz(regisseur: Gebruiker) -> Organisatie:
    return OrganisatieFactory(naam="GGD Midden", jgz=True, gemeenten=[regisseur.gemeente])


@pytest.fixture
def kies(regisseur: Gebruiker) -> Callable[[bytes], Overname]:
    """Choose a workbook and let the worker look through it."""

    def choose(inhoud: bytes) -> Overname:
        overname = put_overname(inhoud=inhoud, door=regisseur, op=timezone.now())
        work()
        overname.refresh_from_db()
        return overname

    return choose


@pytest.fixture
def neem_over(regisseur: Gebruiker, kies: Callable[[bytes], Overname]) -> Callable[[bytes], Overname]:
    def take(inhoud: bytes) -> Overname:
        overname = kies(inhoud)
        assert sentences(overname) == []
        confirm_overname(overname=overname, door=regisseur, op=timezone.now())
        work()
        overname.refresh_from_db()
        assert (overname.status, overname.melding) == (Status.APPLIED, "")
        return overname

    return take
