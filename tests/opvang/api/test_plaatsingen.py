"""Placing, changing and ending by a program: the rules and the sentences of the screens."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from indicaties.models import Kind, Toeleiding
from opvang.models import ApiVerzoek, Plaatsing
from organisaties.models import AuditRegel, Gebruiker, Locatie
from tests.factories import IndicatieFactory, LocatieFactory, PlaatsingFactory, ToeleidingFactory
from tests.opvang.api.programma import Programma, beheerder_van, fouten, sleutel_voor

pytestmark = pytest.mark.django_db

VANDAAG = timezone.localdate()


@pytest.fixture(autouse=True)
def _no_limits_reached() -> None:
    cache.clear()


@pytest.fixture
def ark() -> Locatie:
    locatie: Locatie = LocatieFactory(naam="De Ark", lrk_nummer="123456789")
    return locatie


@pytest.fixture
def beheerder(ark: Locatie) -> Gebruiker:
    return beheerder_van(ark.houder)


@pytest.fixture
def programma(beheerder: Gebruiker) -> Programma:
    return Programma(sleutel_voor(beheerder))


@pytest.fixture
def kind(ark: Locatie) -> Kind:
    toeleiding: Toeleiding = ToeleidingFactory(houder=ark.houder)
    IndicatieFactory(kind=toeleiding.kind, geldig_tot_en_met=date(2099, 1, 1))
    return toeleiding.kind


def plaats(kind: Kind, **anders: Any) -> dict[str, Any]:
    return {
        "kind": kind.pseudoniem,
        "startdatum": VANDAAG.isoformat(),
        "lrkNummer": "123456789",
        "urenPerWeek": 10.5,
        "kot": False,
        **anders,
    }


def test_a_referred_child_is_found_and_placed(programma: Programma, kind: Kind, beheerder: Gebruiker) -> None:
    (verwezen,) = programma.get("/verwijzingen", open="true").json()["resultaten"]
    assert verwezen["kind"]["kind"] == kind.pseudoniem
    assert verwezen["indicaties"][0]["geldigTotEnMet"] == "2099-01-01"
    antwoord = programma.post("/plaatsingen", plaats(kind))
    plaatsing = Plaatsing.objects.get()
    assert (antwoord.status_code, antwoord.json()) == (
        201,
        {"id": plaatsing.pk, "url": f"/api/v1/plaatsingen/{plaatsing.pk}"},
    )
    assert antwoord["Location"] == f"/api/v1/plaatsingen/{plaatsing.pk}"
    assert (plaatsing.kind, plaatsing.uren_per_week_honderdsten, plaatsing.vastgelegd_door) == (
        kind,
        10_50,
        beheerder,
    )
    gezien = programma.client.get(antwoord["Location"]).json()
    assert (gezien["urenPerWeek"], gezien["lrkNummer"], gezien["einddatum"]) == (10.5, "123456789", None)
    assert programma.get("/verwijzingen", open="true").json()["totaal"] == 0
    assert programma.get("/verwijzingen").json()["resultaten"][0]["status"] == "geplaatst"


def test_the_record_names_the_person_and_the_key(
    programma: Programma, kind: Kind, beheerder: Gebruiker
) -> None:
    programma.post("/plaatsingen", plaats(kind))
    regel = AuditRegel.objects.get(handeling="plaatsing.create")
    assert (regel.gebruiker_id, regel.details["kind"]) == (beheerder.pk, kind.pseudoniem)
    assert regel.details["via"].startswith("sleutel ")


@pytest.mark.parametrize(
    ("anders", "plek", "zin"),
    [
        ({"urenPerWeek": 61}, "/urenPerWeek", "60"),
        ({"urenPerWeek": "16"}, "/urenPerWeek", "Verwacht: een getal met hoogstens twee decimalen"),
        ({"urenPerWeek": 1.285}, "/urenPerWeek", "‘1.285’ kan niet."),
        ({"lrkNummer": "999999999"}, "/lrkNummer", "is geen open locatie van u."),
        ({"kind": "BESTAATNIET"}, "/kind", "Dit kind is niet naar uw organisatie verwezen."),
        ({"bijdrageklasse": 3}, "/bewijs", "Kies welk bewijs van het inkomen u zag."),
        ({"bewijs": "aanslag"}, "/bewijsJaar", "Vul in over welk jaar het bewijs gaat"),
        ({"bewijs": "foto"}, "/bewijs", "Verwacht: een van inkomensverklaring, aanslag"),
        ({"einddatum": "2020-01-01"}, "/einddatum", "ligt voor de startdatum"),
        ({"startdatum": "31-12-2025"}, "/startdatum", "Verwacht: een dag die bestaat"),
        ({"bsn": "111222333"}, "/bsn", "is niet bekend"),
        ({"kot": None}, "/kot", "Verwacht: true of false."),
        ({"kindrang": 3}, "/kindrang", "3"),
        ({"huishouden": "gescheiden"}, "/huishouden", "alleenstaand"),
        ({"uurprijsCenten": 0}, "/uurprijsCenten", "0,01 tot 100 euro"),
    ],
)
def test_what_cannot_be_is_told_where_it_stands(
    programma: Programma, kind: Kind, anders: dict[str, Any], plek: str, zin: str
) -> None:
    antwoord = programma.post("/plaatsingen", plaats(kind) | anders)
    gevonden = fouten(antwoord)
    assert antwoord.status_code == 422
    assert zin in gevonden[plek]
    assert not Plaatsing.objects.exists()


def test_what_an_action_refuses_is_told_in_its_sentence(programma: Programma, kind: Kind) -> None:
    antwoord = programma.post("/plaatsingen", plaats(kind, startdatum="2099-01-01"))
    fouten(antwoord)
    assert "ligt meer dan anderhalf jaar vooruit" in antwoord.json()["detail"]


def test_agreements_change_from_a_day_and_a_placement_ends(programma: Programma, ark: Locatie) -> None:
    oud = PlaatsingFactory(locatie=ark, kind__ingeschreven_door=ark.houder)
    afspraken = plaats(oud.kind, vanaf="2025-03-01", reden="later-bekend", urenPerWeek=16, kot=True)
    del afspraken["kind"], afspraken["startdatum"]
    antwoord = programma.post(f"/plaatsingen/{oud.pk}/afspraken", afspraken)
    nieuw = Plaatsing.objects.exclude(pk=oud.pk).get()
    assert (antwoord.status_code, antwoord.json()["id"], nieuw.kot) == (201, nieuw.pk, True)
    einde = programma.patch(f"/plaatsingen/{nieuw.pk}", {"einddatum": "2025-06-30"})
    assert (einde.status_code, einde.json()["einddatum"]) == (200, "2025-06-30")
    assert programma.get("/plaatsingen", peildatum="2025-03-15").json()["totaal"] == 1
    assert programma.get("/plaatsingen", kind=oud.kind.pseudoniem).json()["totaal"] == 2
    assert programma.patch(f"/plaatsingen/{nieuw.pk}", {"einddatum": "2020-01-01"}).status_code == 422


def test_agreements_at_a_closed_location_can_still_be_put_right(programma: Programma, ark: Locatie) -> None:
    oud = PlaatsingFactory(locatie=ark, kind__ingeschreven_door=ark.houder)
    Locatie.objects.update(uitgeschreven=True)
    afspraken = plaats(oud.kind, vanaf="2025-01-01", reden="later-bekend")
    del afspraken["kind"], afspraken["startdatum"]
    assert programma.post(f"/plaatsingen/{oud.pk}/afspraken", afspraken).status_code == 201


# -- the same thing asked twice -------------------------------------------------------------------


def test_the_same_key_gets_the_same_answer_and_places_once(programma: Programma, kind: Kind) -> None:
    een = programma.post("/plaatsingen", plaats(kind), kenmerk="a-1")
    twee = programma.post("/plaatsingen", plaats(kind), kenmerk="a-1")
    assert (twee.status_code, twee.json(), twee["Location"]) == (201, een.json(), een["Location"])
    assert Plaatsing.objects.count() == 1
    assert AuditRegel.objects.filter(handeling="plaatsing.create").count() == 1


def test_the_same_key_for_something_else_is_refused(programma: Programma, kind: Kind) -> None:
    programma.post("/plaatsingen", plaats(kind), kenmerk="a-1")
    antwoord = programma.post("/plaatsingen", plaats(kind, urenPerWeek=12), kenmerk="a-1")
    assert antwoord.status_code == 422
    assert "Met deze Idempotency-Key is al iets anders gevraagd." in antwoord.json()["detail"]


def test_what_was_refused_can_be_tried_again_with_the_same_key(programma: Programma, kind: Kind) -> None:
    assert programma.post("/plaatsingen", plaats(kind, urenPerWeek=61), kenmerk="a-1").status_code == 422
    assert programma.post("/plaatsingen", plaats(kind), kenmerk="a-1").status_code == 201


def test_the_key_of_one_token_is_not_that_of_another(
    programma: Programma, kind: Kind, beheerder: Gebruiker
) -> None:
    programma.post("/plaatsingen", plaats(kind), kenmerk="a-1")
    ander = Programma(sleutel_voor(beheerder, naam="Ander"))
    assert ander.post("/plaatsingen", plaats(kind), kenmerk="a-1").status_code in (409, 422)


def test_after_two_days_the_answer_is_gone(programma: Programma, kind: Kind) -> None:
    programma.post("/plaatsingen", plaats(kind), kenmerk="a-1")
    assert "voornaam" not in str(ApiVerzoek.objects.get().antwoord)
    ApiVerzoek.objects.update(tijdstip=timezone.now() - timedelta(days=3))
    ander = ToeleidingFactory(houder=Locatie.objects.get().houder).kind
    assert programma.post("/plaatsingen", plaats(ander), kenmerk="b-1").status_code == 201
    assert not ApiVerzoek.objects.filter(sleutel="a-1").exists()


@pytest.mark.parametrize("kenmerk", ["", "x" * 129, "a\tb"])
def test_a_post_without_a_good_key_is_refused(programma: Programma, kind: Kind, kenmerk: str) -> None:
    antwoord = programma.client.post(
        "/api/v1/plaatsingen",
        plaats(kind),
        content_type="application/json",
        headers={"Idempotency-Key": kenmerk},
    )
    fouten(antwoord)
    assert (antwoord.status_code, Plaatsing.objects.count()) == (400, 0)
