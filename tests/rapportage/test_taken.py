from datetime import date

import pytest

from organisaties.models import Gemeente
from organisaties.rechten import Rol
from rapportage.taken import taken
from tests.factories import GebruikerFactory, GemeenteFactory
from tests.rapportage.factories import VerantwoordingFactory
from tests.subsidies.factories import BoekingFactory

pytestmark = pytest.mark.django_db
DAG = date(2026, 2, 1)


@pytest.fixture
def putten() -> Gemeente:
    return GemeenteFactory.create()


def waiting(gemeente: Gemeente, rol: Rol = Rol.BELEIDSMEDEWERKER) -> dict[str, int]:
    gebruiker = GebruikerFactory.create(rol=rol, gemeente=gemeente)
    return {taak.titel: taak.aantal for taak in taken(gebruiker, DAG) if taak.aantal}


def test_a_year_that_is_over_and_has_a_ledger_waits_for_its_report(putten: Gemeente) -> None:
    for jaar in (2024, 2025, 2026):
        BoekingFactory(gemeente=putten, jaar=jaar)
    VerantwoordingFactory(gemeente=putten, jaar=2024, done=True)
    gebruiker = GebruikerFactory.create(rol=Rol.BELEIDSMEDEWERKER, gemeente=putten)
    (taak,) = (taak for taak in taken(gebruiker, DAG) if taak.aantal)
    assert (taak.aantal, taak.toelichting) == (
        1,
        "Nog niet gemaakt: 2025. De opgave over 2025 moet uiterlijk 15 juli 2026 bij het CBS zijn.",
    )


def test_a_failed_report_is_urgent(putten: Gemeente) -> None:
    VerantwoordingFactory(gemeente=putten, failed=True)
    assert waiting(putten) == {"Verantwoordingen die mislukt zijn": 1}


def test_the_reports_of_another_municipality_do_not_wait_here(putten: Gemeente) -> None:
    VerantwoordingFactory(gemeente=GemeenteFactory.create(code="0226"), failed=True)
    BoekingFactory(gemeente=GemeenteFactory.create(code="0226"))
    assert waiting(putten) == {}


def test_who_may_not_make_a_report_has_nothing_waiting(putten: Gemeente) -> None:
    VerantwoordingFactory(gemeente=putten, failed=True)
    assert waiting(putten, Rol.AUDITOR) == {}
