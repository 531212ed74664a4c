"""The school is told that something came, the provider what the school did; no message names the child."""

import pytest
from django.core import mail

from brieven.kennisgeving import announce
from brieven.models import Bericht
from brieven.termijn import moment_van
from opvang.models import Overdracht
from opvang.overdracht.actions.vervolg import confirm_ontvangst, give_terugkoppeling
from opvang.overdracht.actions.verzenden import send_overdracht
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from tests.factories import GebruikerFactory
from tests.opvang.overdracht.conftest import DAG

pytestmark = pytest.mark.django_db


def _told(gebruiker: Gebruiker) -> list[tuple[str, str]]:
    return [(b.soort, b.url) for b in Bericht.objects.filter(ontvangsten__gebruiker=gebruiker).order_by("pk")]


def test_the_school_is_told_of_a_package_and_the_provider_of_what_came_of_it(
    klaar: Overdracht, ib_er: Gebruiker, houder: Gebruiker
) -> None:
    elders = GebruikerFactory(rol=Rol.IB_ER)
    assert ib_er.organisatie is not None
    send_overdracht(overdracht=klaar, school=ib_er.organisatie, door=houder, op=DAG)
    assert _told(ib_er) == [("overdracht-verzonden", f"/opvang/ontvangen/{klaar.pk}/")]
    confirm_ontvangst(overdracht=klaar, door=ib_er, op=DAG)
    give_terugkoppeling(overdracht=klaar, antwoorden={"genoeg": "ja"}, door=ib_er, op=DAG)
    assert _told(houder) == [
        ("overdracht-ontvangen", f"/opvang/overdrachten/{klaar.pk}/"),
        ("overdracht-teruggekoppeld", f"/opvang/overdrachten/{klaar.pk}/"),
    ]
    assert _told(elders) == []
    for gebruiker in (ib_er, houder):
        announce(gebruiker, moment_van(DAG))
    tekst = " ".join(str(bericht.message()) for bericht in mail.outbox)
    assert len(mail.outbox) == 2
    assert not [deel for deel in ("Noor", "Testkind", klaar.pseudoniem) if deel in tekst]
