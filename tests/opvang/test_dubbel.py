"""A provider enrols a child that may be known already: it is asked, and told no more than it may know."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from indicaties.actions import refer_kind
from indicaties.models import Dubbelpaar, Kind, Verwijsvraag
from lib.periode import add_maanden
from opvang.models import Plaatsing
from organisaties.models import AuditRegel, Gebruiker, Locatie
from organisaties.rechten import Rol
from tests.conftest import Inloggen
from tests.factories import (
    GebruikerFactory,
    KindFactory,
    LocatieFactory,
    ToestemmingFactory,
    VerwijsvraagFactory,
)

pytestmark = pytest.mark.django_db

URL = "/opvang/plaatsingen/inschrijven/"
BEKEND = "Bij het consultatiebureau is in Putten al een kind bekend met (bijna) deze naam"


@pytest.fixture
def houder() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER)
    return gebruiker


@pytest.fixture
def locatie(houder: Gebruiker) -> Locatie:
    locatie: Locatie = LocatieFactory(gemeente=houder.gemeente, houder=houder.organisatie)
    return locatie


@pytest.fixture
def client_houder(inloggen: Inloggen, houder: Gebruiker) -> Client:
    return inloggen(houder)


def geboren() -> date:
    return add_maanden(timezone.localdate(), -30).replace(day=14)


def form(locatie: Locatie, **velden: Any) -> dict[str, Any]:
    return {
        "voornaam": "Mohamed",
        "tussenvoegsel": "",
        "achternaam": "Yilmaz",
        "geboortedatum": geboren().isoformat(),
        "postcode": "3881 AB",
        "startdatum": timezone.localdate().isoformat(),
        "locatie": locatie.pk,
        "uren_per_week": "8",
        "kot": "nee",
        "kindrang": "1",
        **velden,
    }


def jgz_kind(**velden: Any) -> Kind:
    """A child that the consultatiebureau enrolled and that is not referred to this provider."""
    kind: Kind = KindFactory(
        **{
            "voornaam": "Mohammed",
            "achternaam": "Yılmaz",
            "geboortedatum": geboren(),
            "ingeschreven_op": timezone.localdate(),
        }
        | velden
    )
    return kind


@pytest.mark.parametrize(
    "anders",
    [{"voornaam": "Mohaméd"}, {"voornaam": "Mohamed "}, {"achternaam": "YILMAZ"}, {"achternaam": "Yılmaz"},
     {"voornaam": "Yilmaz", "achternaam": "Mohamed"}],
)  # fmt: skip
def test_the_same_child_written_otherwise_is_asked_about(
    client_houder: Client, locatie: Locatie, anders: dict[str, str]
) -> None:
    client_houder.post(URL, form(locatie))
    antwoord = client_houder.post(URL, form(locatie, **anders)).content.decode()
    assert "Dit kind is misschien al bekend" in antwoord
    assert "Dit is hetzelfde kind: bekijk Mohamed Yilmaz" in antwoord
    assert Kind.objects.count() == 1


def test_another_child_goes_on_and_the_answer_is_on_record(client_houder: Client, locatie: Locatie) -> None:
    een_januari = geboren().replace(month=1, day=1).isoformat()
    client_houder.post(URL, form(locatie, geboortedatum=een_januari))
    ander = form(locatie, geboortedatum=een_januari, postcode="3882 XY")
    antwoord = client_houder.post(URL, ander).content.decode()
    assert 'value="3882 XY"' in antwoord  # nothing that was typed is lost
    client_houder.post(URL, ander | {"is_ander_kind": "on"})
    assert Plaatsing.objects.count() == 2
    kinderen = list(Kind.objects.order_by("-pk").values_list("pseudoniem", flat=True))
    assert AuditRegel.objects.get(handeling="dubbel.decline").details == {"kinderen": kinderen}
    assert Dubbelpaar.objects.get().status == "open"  # a provider's word is looked at once more


def test_a_child_of_the_municipality_is_asked_about_without_saying_who(
    client_houder: Client, locatie: Locatie
) -> None:
    kind = jgz_kind()
    antwoord = client_houder.post(URL, form(locatie)).content.decode()
    assert BEKEND in " ".join(antwoord.split())
    for geheim in ("Mohammed", "Yılmaz", kind.pseudoniem, f"/kinderen/{kind.pk}/"):
        assert geheim not in antwoord
    assert AuditRegel.objects.get(handeling="dubbel.view").details == {"kinderen": [kind.pseudoniem]}


def test_twins_are_no_question(client_houder: Client, locatie: Locatie) -> None:
    jgz_kind(voornaam="Emine")
    client_houder.post(URL, form(locatie))
    assert Plaatsing.objects.count() == 1


def test_the_provider_asks_for_the_child_and_is_answered_by_a_referral(
    client_houder: Client, locatie: Locatie, houder: Gebruiker, inloggen: Inloggen
) -> None:
    kind = jgz_kind()
    client_houder.post(URL, form(locatie, is_zelfde_kind="on"))
    vraag = Verwijsvraag.objects.get()
    assert (vraag.kind, vraag.houder, vraag.status) == (kind, houder.organisatie, "open")
    assert not Plaatsing.objects.exists()
    regisseur = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    lijst = inloggen(regisseur).get(reverse("indicaties:verwijsvragen")).content.decode()
    assert kind.naam in lijst
    assert str(houder.organisatie) in lijst
    assert houder.organisatie is not None
    ToestemmingFactory(kind=kind)
    refer_kind(kind=kind, houder=houder.organisatie, door=regisseur, op=timezone.localdate())
    vraag.refresh_from_db()
    assert vraag.status == "verwezen"


def test_the_provider_reads_the_answer_and_not_about_whom(
    client_houder: Client, houder: Gebruiker, inloggen: Inloggen
) -> None:
    vraag = VerwijsvraagFactory(kind=jgz_kind(), houder=houder.organisatie)
    inloggen(GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)).post(
        reverse("indicaties:verwijsvraag_decline", args=[vraag.pk])
    )
    pagina = inloggen(houder).get("/opvang/plaatsingen/").content.decode()
    assert "Het is een ander kind" in pagina
    assert "Mohammed" not in pagina


def test_asking_twice_is_one_question(client_houder: Client, locatie: Locatie) -> None:
    jgz_kind()
    for _ in range(2):
        client_houder.post(URL, form(locatie, is_zelfde_kind="on"))
    assert Verwijsvraag.objects.count() == 1


def test_the_same_and_another_at_once_is_asked_again(client_houder: Client, locatie: Locatie) -> None:
    jgz_kind()
    antwoord = client_houder.post(
        URL, form(locatie, is_zelfde_kind="on", is_ander_kind="on")
    ).content.decode()
    assert "Kies één van de twee" in antwoord
    assert not Verwijsvraag.objects.exists()


@pytest.mark.parametrize("gezocht", ["yilmaz mohamed", "van den berg", "vandenb"])
def test_placements_are_searched_as_children_are(
    client_houder: Client, locatie: Locatie, gezocht: str
) -> None:
    client_houder.post(URL, form(locatie))
    client_houder.post(URL, form(locatie, voornaam="Zoë", tussenvoegsel="van den", achternaam="Berg"))
    client_houder.get("/opvang/plaatsingen/")  # reads the messages, with their names, away
    pagina = client_houder.get("/opvang/plaatsingen/", {"zoek": gezocht}).content.decode()
    assert ("Mohamed Yilmaz" in pagina) == gezocht.startswith("yil")
    assert ("Zoë van den Berg" in pagina) == gezocht.startswith("van")
