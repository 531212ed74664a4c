"""Who is told that a case, a silent child or an answer waits; no message and no mail names the child."""

from datetime import date, timedelta

import pytest
from django.core import mail

from brieven.kennisgeving import announce
from brieven.models import Bericht
from brieven.termijn import moment_van
from indicaties.actions import answer_ondersteuning
from indicaties.models import Kind
from indicaties.routekaart.actions import transfer_all, transfer_traject
from indicaties.routekaart.stilte import return_silent
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from tests.factories import (
    GebruikerFactory,
    IndicatieFactory,
    KindFactory,
    OndersteuningsvraagFactory,
    ToeleidingFactory,
    TrajectFactory,
)

pytestmark = pytest.mark.django_db
OP = date(2025, 4, 10)


@pytest.fixture
def regisseur() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    return gebruiker


@pytest.fixture
def kind() -> Kind:
    kind: Kind = KindFactory(voornaam="Puck", achternaam="Geheimpje")
    return kind


def _told(gebruiker: Gebruiker) -> list[tuple[str, str]]:
    return [(b.soort, b.url) for b in Bericht.objects.filter(ontvangsten__gebruiker=gebruiker).order_by("pk")]


def _mails_name_nobody(gebruiker: Gebruiker, kind: Kind, op: date) -> None:
    announce(gebruiker, moment_van(op))
    (bericht,) = mail.outbox
    tekst = str(bericht.message())
    assert not [deel for deel in (kind.voornaam, kind.achternaam, kind.pseudoniem) if deel in tekst]


def test_a_colleague_is_told_of_a_case_and_once_of_many(regisseur: Gebruiker, kind: Kind) -> None:
    collega = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    traject = TrajectFactory(kind=kind, behandelaar=regisseur)
    transfer_traject(traject=traject, naar=collega, reden="vakantie", door=regisseur, op=OP)
    assert _told(collega) == [("dossier-gegeven", f"/kinderen/{kind.pk}/#route")]
    _mails_name_nobody(collega, kind, OP)
    for _ in range(2):
        TrajectFactory(behandelaar=regisseur)
    transfer_all(van=regisseur, naar=collega, reden="ziekte", door=regisseur, op=OP)
    assert _told(collega)[1:] == [("dossier-gegeven", "/kinderen/route/lijst/?wie=mij")]


def test_who_takes_a_case_needs_no_message(regisseur: Gebruiker, kind: Kind) -> None:
    traject = TrajectFactory(kind=kind)
    transfer_traject(traject=traject, naar=regisseur, reden="ziekte", door=regisseur, op=OP)
    assert _told(regisseur) == []


def test_the_consultatiebureau_is_told_once_of_all_that_went_silent() -> None:
    jgz = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)
    for _ in range(2):
        stil = KindFactory(geboortedatum=date(2022, 11, 1), ingeschreven_op=date(2024, 5, 1))
        ToeleidingFactory(kind=stil, verwezen_op=date(2025, 3, 3))
        TrajectFactory(kind=stil)
    dag = date(2025, 3, 3) + timedelta(weeks=6, days=1)
    assert return_silent(jgz.gemeente, dag) == 2
    assert _told(jgz) == [("terug-van-stil", "/kinderen/route/?terug=ja")]
    _mails_name_nobody(jgz, stil, dag)


def test_who_asked_for_support_is_told_of_the_answer(kind: Kind) -> None:
    vrager, jgz = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER), GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)
    IndicatieFactory(kind=kind)
    vraag = OndersteuningsvraagFactory(kind=kind, organisatie=vrager.organisatie, gesteld_door=vrager)
    answer_ondersteuning(vraag=vraag, antwoord="Ja, wij komen kijken.", door=jgz, op=OP)
    assert _told(vrager) == [("ondersteuning-beantwoord", f"/kinderen/{kind.pk}/")]
    _mails_name_nobody(vrager, kind, OP)
