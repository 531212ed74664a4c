"""A message is placed at once and announced within 48 hours, without a word about anybody."""

import smtplib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from brieven.actions import place_bericht
from brieven.kennisgeving import announce
from brieven.models import Bericht, Ontvangers, Ontvangst
from brieven.soorten import register_berichtsoort
from organisaties.models import Gebruiker, Organisatie
from organisaties.rechten import HOUDER_ROLLEN, Rol
from tests.factories import GebruikerFactory, LocatieFactory

register_berichtsoort("proef", "nieuw werk", "Er is een proefbericht voor u.")
NU = datetime(2025, 5, 15, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def houder() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER)
    return gebruiker


def place(aan: Any, van: Gebruiker, **anders: Any) -> Bericht:
    velden = {
        "soort": "proef",
        "gemeente": van.gemeente,
        "url": "/kinderen/7/",
        "object": van.gemeente,
        "op": NU,
    }
    return place_bericht(aan=aan, **velden | anders)


def test_everybody_with_the_role_at_the_organisation_gets_it_and_nobody_else(houder: Gebruiker) -> None:
    organisatie = houder.organisatie
    collega = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, gemeente=houder.gemeente, organisatie=organisatie)
    locatie = LocatieFactory(gemeente=houder.gemeente, houder=organisatie)
    GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, locatie=locatie)
    GebruikerFactory(rol=Rol.HOUDER_BEHEERDER, gemeente=houder.gemeente)
    bericht = place(Ontvangers(HOUDER_ROLLEN, organisatie), houder)
    assert {o.gebruiker for o in bericht.ontvangsten.all()} == {houder, collega}
    assert [list(Bericht.objects.for_gebruiker(g)) for g in (houder, collega)] == [[bericht], [bericht]]


def test_a_role_of_the_municipality_is_no_role_of_an_organisation(houder: Gebruiker) -> None:
    budget = GebruikerFactory(rol=Rol.BUDGETHOUDER, gemeente=houder.gemeente)
    bericht = place(Ontvangers({Rol.BUDGETHOUDER}), houder)
    assert [o.gebruiker for o in bericht.ontvangsten.all()] == [budget]
    assert not Bericht.objects.for_gebruiker(houder).exists()


def test_the_mail_says_that_there_is_work_and_not_about_whom(houder: Gebruiker) -> None:
    bericht = place(houder, houder)
    assert announce(houder, NU) == 1
    (bericht_mail,) = mail.outbox
    assert bericht_mail.to == [houder.email]
    assert bericht_mail.subject == "VVE-administratie: nieuw werk"
    assert "Er is een proefbericht voor u." in bericht_mail.body
    assert "kinderen/7" not in bericht_mail.body
    ontvangst = bericht.ontvangsten.get()
    assert (ontvangst.status, ontvangst.afgehandeld_op) == (Ontvangst.Status.SENT, NU)


def test_what_waits_for_one_person_goes_in_one_mail_and_never_twice(houder: Gebruiker) -> None:
    place(houder, houder)
    place(houder, houder)
    assert [announce(houder, NU), announce(houder, NU)] == [2, 0]
    assert len(mail.outbox) == 1


def test_a_mail_that_fails_is_tried_again_later_and_becomes_a_task(
    houder: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise smtplib.SMTPServerDisconnected("weg")

    monkeypatch.setattr(EmailBackend, "send_messages", fail)
    ontvangst = place(houder, houder).ontvangsten.get()
    moment, wachttijden = NU, []
    while ontvangst.status == Ontvangst.Status.WAITING:
        announce(houder, moment)
        ontvangst.refresh_from_db()
        wachttijden.append(ontvangst.versturen_vanaf - moment)
        moment = ontvangst.versturen_vanaf
    assert [w for w in wachttijden if w] == [
        timedelta(minutes=5),
        timedelta(minutes=30),
        timedelta(hours=2),
        timedelta(hours=6),
    ]
    assert (ontvangst.status, ontvangst.pogingen, ontvangst.fout) == ("mislukt", 5, "SMTPServerDisconnected")


def test_an_address_that_the_server_refuses_is_not_tried_again(
    houder: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise smtplib.SMTPRecipientsRefused({houder.email: (550, b"onbekend")})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    ontvangst = place(houder, houder).ontvangsten.get()
    announce(houder, NU)
    ontvangst.refresh_from_db()
    assert (ontvangst.status, ontvangst.fout) == ("mislukt", "SMTP 550")


def test_late_is_what_was_announced_after_48_hours_or_is_still_waiting(houder: Gebruiker) -> None:
    op_tijd, te_laat, wacht = (place(houder, houder).ontvangsten.get() for _ in range(3))
    for ontvangst, na in ((op_tijd, timedelta(hours=48)), (te_laat, timedelta(hours=48, seconds=1))):
        Ontvangst.objects.filter(pk=ontvangst.pk).update(status="verstuurd", afgehandeld_op=NU + na)
    assert not Ontvangst.objects.alarming(NU + timedelta(hours=23, minutes=59)).exists()
    assert list(Ontvangst.objects.alarming(NU + timedelta(hours=24))) == [wacht]
    assert set(Ontvangst.objects.late(NU + timedelta(hours=48))) == {te_laat, wacht}


def test_a_message_for_another_organisation_can_be_placed_from_the_scope_of_a_provider(
    houder: Gebruiker, django_assert_num_queries: Any
) -> None:
    ander = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER, gemeente=houder.gemeente)
    organisatie: Organisatie = ander.organisatie
    bericht = place(Ontvangers({Rol.JGZ_MEDEWERKER}, organisatie), houder, door=houder)
    assert bericht.ontvangsten.get().gebruiker == ander
