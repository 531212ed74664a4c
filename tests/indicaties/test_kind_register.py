"""Enrolling a child: what is normalised, refused and recorded."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from indicaties.models import Dubbelpaar, Kind
from lib.periode import add_maanden
from organisaties.models import AuditRegel
from organisaties.rechten import Rol
from tests.conftest import Inloggen
from tests.factories import GebruikerFactory, GemeenteFactory, KindFactory, OrganisatieFactory
from tests.wedloop import other_request

pytestmark = pytest.mark.django_db

URL = "/kinderen/nieuw/"
BSN = "123456782"


@pytest.fixture
def jgz(inloggen: Inloggen) -> Client:
    return inloggen(GebruikerFactory(rol=Rol.JGZ_MEDEWERKER))


def _geboren(maanden: int) -> date:
    return add_maanden(timezone.localdate(), -maanden)


def _invoer(**velden: Any) -> dict[str, Any]:
    return {
        "voornaam": "Noor",
        "tussenvoegsel": "de",
        "achternaam": "Vries",
        "geboortedatum": _geboren(26).isoformat(),
        "postcode": "3881 ab",
        **velden,
    }


def test_a_child_is_enrolled_in_the_municipality_of_the_user(jgz: Client) -> None:
    antwoord = jgz.post(URL, _invoer(bsn=BSN))
    kind = Kind.objects.get()
    assert antwoord.headers["Location"] == f"/kinderen/{kind.pk}/"
    assert (kind.naam, kind.gemeente.code, kind.adres.postcode, kind.bsn) == (
        "Noor de Vries",
        "0273",
        "3881AB",
        BSN,
    )
    assert kind.ingeschreven_op == timezone.localdate()


def test_the_bsn_is_not_readable_in_the_database(jgz: Client) -> None:
    jgz.post(URL, _invoer(bsn=BSN))
    kind = Kind.objects.get()
    assert BSN.encode() not in bytes(kind.bsn_versleuteld or b"")
    assert BSN not in (kind.bsn_index or "")


def test_enrolment_is_recorded_with_the_pseudoniem_and_without_the_name(jgz: Client) -> None:
    jgz.post(URL, _invoer(bsn=BSN))
    regel = AuditRegel.objects.get(handeling="kind.register")
    assert regel.details == {"kind": Kind.objects.get().pseudoniem, "met_bsn": True}


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"bsn": "123456789"}, "BSN 123456789 klopt niet"),
        ({"postcode": "388 AB"}, "‘388 AB’ is geen postcode"),
        ({"postcode": "0123AB"}, "‘0123AB’ is geen postcode"),
        ({"geboortedatum": "31-02-2025"}, "‘31-02-2025’ bestaat niet"),
        ({"geboortedatum": ""}, "Vul de geboortedatum in."),
        ({"geboortedatum": "morgen"}, "‘morgen’ is geen geboortedatum. Vul dag, maand en jaar in"),
        ({"geboortedatum": "01-00-2025"}, "‘01-00-2025’ heeft een dag zonder maand."),
        ({"huisnummer": "12b"}, "Een letter hoort bij de toevoeging."),
        (
            {"voornaam": "."},
            "‘.’ is geen naam. Heeft het kind maar één naam? Laat het veld van de voornaam dan leeg",
        ),
        ({"achternaam": "-"}, "‘-’ is geen naam. Heeft het kind maar één naam?"),
        ({"achternaam": ""}, "Vul de achternaam in, of de enige naam van het kind."),
    ],
)
def test_bad_input_gets_a_sentence_with_the_value(jgz: Client, velden: dict[str, str], zin: str) -> None:
    antwoord = jgz.post(URL, _invoer(**velden))
    assert zin in antwoord.content.decode()
    assert not Kind.objects.exists()


def test_a_birth_date_in_the_future_is_refused(jgz: Client) -> None:
    antwoord = jgz.post(URL, _invoer(geboortedatum=_geboren(-1).isoformat()))
    assert "ligt in de toekomst" in antwoord.content.decode()


def test_a_child_of_six_is_refused_and_one_of_almost_six_is_not(jgz: Client) -> None:
    antwoord = jgz.post(URL, _invoer(geboortedatum=_geboren(72).isoformat()))
    assert "is 6 jaar of ouder en zit al op school" in antwoord.content.decode()
    jgz.post(URL, _invoer(geboortedatum=_geboren(71).isoformat()))
    assert Kind.objects.count() == 1


def test_a_bsn_that_is_already_known_leads_to_the_child_that_has_it(jgz: Client) -> None:
    bekend = KindFactory()
    bekend.set_bsn(BSN)
    bekend.save()
    antwoord = jgz.post(URL, _invoer(bsn=BSN)).content.decode()
    assert f"hoort in Putten al bij een kind, met pseudoniem {bekend.pseudoniem}" in antwoord


def test_the_same_bsn_may_be_known_in_another_municipality(jgz: Client) -> None:
    elders = KindFactory(gemeente=GemeenteFactory(code="0226"))
    elders.set_bsn(BSN)
    elders.save()
    jgz.post(URL, _invoer(bsn=BSN))
    assert Kind.objects.filter(gemeente__code="0273").count() == 1


def test_a_possible_double_is_shown_and_can_be_enrolled_after_a_look(jgz: Client) -> None:
    KindFactory(
        voornaam="noor",
        achternaam="VRIES",
        geboortedatum=_geboren(26),
        ingeschreven_op=timezone.localdate(),
    )
    antwoord = jgz.post(URL, _invoer()).content.decode()
    assert "Dit kind is misschien al ingeschreven" in antwoord
    assert Kind.objects.count() == 1
    jgz.post(URL, _invoer(is_ander_kind="on"))
    assert Kind.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_lost_race_for_a_bsn_is_told_in_a_sentence(jgz: Client) -> None:
    ander = KindFactory.build(gemeente=GemeenteFactory(), ingeschreven_door=OrganisatieFactory(jgz=True))
    ander.set_bsn(BSN)
    with other_request(ander.save):
        antwoord = jgz.post(URL, _invoer(bsn=BSN))
    assert "Een kind met dit BSN is in deze gemeente al ingeschreven." in antwoord.content.decode()
    assert not AuditRegel.objects.filter(handeling="kind.register").exists()


@pytest.mark.parametrize(
    ("eerst", "daarna"),
    [
        ("Zoë Çelik", "Zoe\u0308 C\u0327elik"),
        ("Zoë Çelik", "Zoe Celik"),
        ("Sofie Meijer", "Sophie Meyer"),
        ("Jan-Willem Bos", "Jan  Willem Bos"),
    ],
)
def test_a_name_that_is_written_otherwise_is_asked_about(jgz: Client, eerst: str, daarna: str) -> None:
    for naam in (eerst, daarna):
        voornaam, _, achternaam = naam.rpartition(" ")
        antwoord = jgz.post(URL, _invoer(voornaam=voornaam, achternaam=achternaam, tussenvoegsel=""))
    assert Kind.objects.count() == 1
    assert "Dit is een ander kind" in antwoord.content.decode()
    assert AuditRegel.objects.filter(handeling="dubbel.view").count() == 1


def test_who_says_that_it_is_another_child_decides_about_the_pair(jgz: Client) -> None:
    jgz.post(URL, _invoer())
    jgz.post(URL, _invoer(is_ander_kind="on"))
    assert Dubbelpaar.objects.get().status == "ander-kind"
    assert AuditRegel.objects.filter(handeling="dubbel.decline").count() == 1
