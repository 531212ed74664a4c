"""From concept over definitief to verzonden: each step by who may, and never back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from organisaties.models import AuditRegel, Gebruiker, Gemeente
from organisaties.rechten import Rol
from rapportage.actions import finalize_verantwoording, send_verantwoording
from rapportage.models import Verantwoording
from rapportage.taken import taken
from subsidies.models import Jaarafsluiting
from tests.factories import MOMENT, GebruikerFactory, GemeenteFactory
from tests.rapportage.factories import VerantwoordingFactory

pytestmark = pytest.mark.django_db
Inloggen = Callable[[Gebruiker], Client]
DAG = MOMENT.date()


@pytest.fixture
def putten() -> Gemeente:
    return GemeenteFactory.create()


def who(gemeente: Gemeente, rol: Rol) -> Gebruiker:
    return GebruikerFactory.create(rol=rol, gemeente=gemeente)


def close(gemeente: Gemeente, jaar: int = 2025) -> Jaarafsluiting:
    een, ander = GebruikerFactory.create_batch(2, gemeente=gemeente)
    return Jaarafsluiting.objects.create(
        gemeente=gemeente,
        jaar=jaar,
        status=Jaarafsluiting.Status.CLOSED,
        voorgesteld_op=MOMENT,
        voorgesteld_door=een,
        gesloten_op=MOMENT,
        gesloten_door=ander,
        sha256="0" * 64,
    )


def test_a_report_becomes_definitive_and_is_sent_and_each_step_is_on_record(
    putten: Gemeente, inloggen: Inloggen
) -> None:
    close(putten)
    klaar = VerantwoordingFactory.create(gemeente=putten, done=True, closed=True)
    budgethouder, beleid = who(putten, Rol.BUDGETHOUDER), who(putten, Rol.BELEIDSMEDEWERKER)
    finalize_verantwoording(verantwoording=klaar, door=budgethouder, moment=MOMENT)
    klaar.refresh_from_db()
    assert (klaar.trede, klaar.definitief_door) == ("definitief", budgethouder)
    send_verantwoording(verantwoording=klaar, dag=DAG, aan="het CBS", door=beleid, moment=MOMENT)
    klaar.refresh_from_db()
    assert (klaar.trede, klaar.verzonden_door, klaar.verzonden_aan) == ("verzonden", beleid, "het CBS")
    assert bytes(klaar.pdf or b"") == b"%PDF-1.7 proef"
    stappen = AuditRegel.objects.filter(handeling__in=("verantwoording.finalize", "verantwoording.send"))
    assert list(stappen.order_by("pk").values_list("handeling", flat=True)) == [
        "verantwoording.finalize",
        "verantwoording.send",
    ]
    tekst = (
        inloggen(beleid).get(reverse("rapportage:verantwoording_detail", args=[klaar.pk])).content.decode()
    )
    assert "aan het CBS, vastgelegd door" in " ".join(tekst.split())


def test_there_is_no_way_back_and_no_step_twice(putten: Gemeente) -> None:
    close(putten)
    klaar = VerantwoordingFactory.create(gemeente=putten, done=True, final=True)
    budgethouder, beleid = who(putten, Rol.BUDGETHOUDER), who(putten, Rol.BELEIDSMEDEWERKER)
    with pytest.raises(ValidationError, match="is al definitief"):
        finalize_verantwoording(verantwoording=klaar, door=budgethouder, moment=MOMENT)
    send_verantwoording(verantwoording=klaar, dag=DAG, aan="het CBS", door=beleid, moment=MOMENT)
    with pytest.raises(ValidationError, match="al vastgelegd dat zij is verzonden"):
        send_verantwoording(verantwoording=klaar, dag=DAG, aan="de raad", door=beleid, moment=MOMENT)


def test_only_figures_of_closed_books_become_definitive(putten: Gemeente) -> None:
    budgethouder = who(putten, Rol.BUDGETHOUDER)
    open_ = VerantwoordingFactory.create(gemeente=putten, done=True)
    with pytest.raises(ValidationError, match="toen de boeken van 2025 nog open waren"):
        finalize_verantwoording(verantwoording=open_, door=budgethouder, moment=MOMENT)
    heropend = VerantwoordingFactory.create(gemeente=putten, done=True, closed=True)
    with pytest.raises(ValidationError, match="De boeken van 2025 zijn weer geopend"):
        finalize_verantwoording(verantwoording=heropend, door=budgethouder, moment=MOMENT)


def test_who_asked_for_a_report_does_not_make_it_definitive(putten: Gemeente) -> None:
    close(putten)
    klaar = VerantwoordingFactory.create(gemeente=putten, done=True, closed=True)
    with pytest.raises(ValidationError, match="vier ogen"):
        finalize_verantwoording(verantwoording=klaar, door=klaar.aangevraagd_door, moment=MOMENT)


@pytest.mark.parametrize("dagen", [-1, 1])
def test_a_report_is_sent_on_a_day_since_it_is_definitive(putten: Gemeente, dagen: int) -> None:
    klaar = VerantwoordingFactory.create(gemeente=putten, done=True, final=True)
    with pytest.raises(ValidationError, match="definitief sinds"):
        send_verantwoording(
            verantwoording=klaar,
            dag=DAG + timedelta(days=dagen),
            aan="het CBS",
            door=who(putten, Rol.BELEIDSMEDEWERKER),
            moment=MOMENT,
        )


def test_what_was_never_definitive_cannot_be_sent(putten: Gemeente, inloggen: Inloggen) -> None:
    klaar = VerantwoordingFactory.create(gemeente=putten, done=True)
    client = inloggen(who(putten, Rol.BELEIDSMEDEWERKER))
    adres = reverse("rapportage:verantwoording_send", args=[klaar.pk])
    antwoord = client.post(adres, {"dag": "2026-01-02", "aan": "het CBS"})
    assert antwoord.status_code == 422
    assert "Maak de verantwoording eerst definitief." in antwoord.content.decode()
    assert Verantwoording.objects.get().trede == "concept"


def test_each_step_waits_for_who_takes_it(putten: Gemeente) -> None:
    VerantwoordingFactory(gemeente=putten, done=True, closed=True)
    VerantwoordingFactory(gemeente=putten, done=True, final=True, jaar=2024)
    budgethouder, beleid = who(putten, Rol.BUDGETHOUDER), who(putten, Rol.BELEIDSMEDEWERKER)
    dag = date(2026, 2, 1)
    assert [(t.titel, t.aantal) for t in taken(budgethouder, dag)] == [
        ("Verantwoordingen definitief maken", 1)
    ]
    assert ("Definitieve verantwoordingen verzenden", 1) in [(t.titel, t.aantal) for t in taken(beleid, dag)]
