"""Groups and their children, for planning software: the actions and the sentences of the screens."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from opvang.models import Groep, Groepsindeling, Plaatsing
from organisaties.models import AuditRegel, Locatie
from tests.factories import GroepFactory, GroepsindelingFactory, LocatieFactory, PlaatsingFactory
from tests.opvang.api.programma import Programma, beheerder_van, fouten, sleutel_voor

pytestmark = pytest.mark.django_db
VANDAAG = timezone.localdate()
LANG_GELEDEN = VANDAAG - timedelta(days=100)


@pytest.fixture(autouse=True)
def _no_limits_reached() -> None:
    cache.clear()


@pytest.fixture
def ark() -> Locatie:
    locatie: Locatie = LocatieFactory(naam="De Ark", lrk_nummer="123456789")
    return locatie


@pytest.fixture
def programma(ark: Locatie) -> Programma:
    return Programma(sleutel_voor(beheerder_van(ark.houder)))


@pytest.fixture
def beren(ark: Locatie) -> Groep:
    GroepFactory(locatie=ark, naam="Egels")
    groep: Groep = GroepFactory(locatie=ark, naam="Beren", plaatsen=12)
    return groep


@pytest.fixture
def plaatsing(ark: Locatie) -> Plaatsing:
    plaatsing: Plaatsing = PlaatsingFactory(locatie=ark, startdatum=LANG_GELEDEN, einddatum=None)
    return plaatsing


def test_the_groups_of_a_day_tell_who_is_in_them(
    programma: Programma, beren: Groep, plaatsing: Plaatsing
) -> None:
    GroepsindelingFactory(kind=plaatsing.kind, groep=beren, vanaf=VANDAAG)
    GroepFactory(naam="Van een ander")
    antwoord = programma.get("/groepen").json()
    kenmerk = plaatsing.kind.pseudoniem
    assert [(rij["naam"], rij["plaatsen"], rij["kinderen"]) for rij in antwoord["resultaten"]] == [
        ("Beren", 12, [{"kind": kenmerk}]),
        ("Egels", 8, []),
    ]
    assert AuditRegel.objects.get(handeling="indeling.view").details["kinderen"] == [kenmerk]
    gisteren = (VANDAAG - timedelta(days=1)).isoformat()
    eerder = programma.get("/groepen", peildatum=gisteren).json()
    assert [rij["kinderen"] for rij in eerder["resultaten"]] == [[], []]


def test_a_child_goes_to_a_group(programma: Programma, beren: Groep, plaatsing: Plaatsing) -> None:
    inhoud = {"kind": plaatsing.kind.pseudoniem, "vanaf": VANDAAG.isoformat()}
    pad = f"/groepen/{beren.pk}/kinderen"
    assert programma.post(pad, inhoud).json() == {"gewijzigd": True}
    assert programma.post(pad, inhoud).json() == {"gewijzigd": False}
    rij = Groepsindeling.objects.get()
    assert (rij.kind, rij.groep, rij.vanaf) == (plaatsing.kind, beren, VANDAAG)


def test_what_cannot_be_is_told_in_the_sentence_of_the_screen(
    programma: Programma, beren: Groep, plaatsing: Plaatsing
) -> None:
    pad, kenmerk = f"/groepen/{beren.pk}/kinderen", plaatsing.kind.pseudoniem
    vroeg = (LANG_GELEDEN - timedelta(days=1)).isoformat()
    antwoord = programma.post(pad, {"kind": kenmerk, "vanaf": vroeg})
    assert antwoord.status_code == 422
    assert "1 kind heeft op" in antwoord.content.decode()
    vreemd = PlaatsingFactory().kind.pseudoniem
    antwoord = programma.post(pad, {"kind": vreemd, "vanaf": VANDAAG.isoformat()})
    assert fouten(antwoord) == {"/kind": "Dit kind heeft bij u geen plaats."}
    ander = GroepFactory().pk
    inhoud = {"kind": kenmerk, "vanaf": VANDAAG.isoformat()}
    assert programma.post(f"/groepen/{ander}/kinderen", inhoud).status_code == 404
