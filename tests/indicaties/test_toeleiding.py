"""Referring a family to a provider, and how that ends."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from indicaties.actions import complete_toeleiding, decline_toeleiding, refer_kind
from indicaties.models import Kind, Toeleiding
from organisaties.models import AuditRegel, Gebruiker, Organisatie
from organisaties.rechten import RECHTEN, Recht, Rol
from tests.conftest import Inloggen
from tests.factories import (
    GebruikerFactory,
    GemeenteFactory,
    KindFactory,
    OrganisatieFactory,
    ToeleidingFactory,
    ToestemmingFactory,
)
from tests.wedloop import other_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def regisseur() -> Gebruiker:
    return GebruikerFactory(rol=Rol.KINDREGISSEUR)


@pytest.fixture
def client_regisseur(inloggen: Inloggen, regisseur: Gebruiker) -> Client:
    return inloggen(regisseur)


@pytest.fixture
def kind() -> Kind:
    return KindFactory(voornaam="Noor", achternaam="Bakker")


@pytest.fixture
def houder() -> Organisatie:
    return OrganisatieFactory(naam="De Speelhoeve")


def _url(kind: Kind) -> str:
    return f"/kinderen/{kind.pk}/verwijzen/"


def _verwijs(client: Client, kind: Kind, houder: Organisatie, **velden: Any) -> str:
    invoer = {"houder": houder.pk, "toestemming": "on", **velden}
    return client.post(_url(kind), invoer, follow=True).content.decode()


def test_a_referral_is_open_until_its_outcome(
    client_regisseur: Client, regisseur: Gebruiker, kind: Kind, houder: Organisatie
) -> None:
    assert "Noor Bakker is verwezen naar De Speelhoeve." in _verwijs(client_regisseur, kind, houder)
    toeleiding = Toeleiding.objects.get()
    assert (toeleiding.status, toeleiding.verwezen_op, toeleiding.verwezen_door) == (
        "verwezen",
        timezone.localdate(),
        regisseur,
    )
    assert AuditRegel.objects.get(handeling="toeleiding.refer").details == {
        "kind": kind.pseudoniem,
        "houder": "De Speelhoeve",
        "toestemming_ouders": True,
    }


def test_without_consent_of_the_parents_nothing_is_shared(
    client_regisseur: Client, kind: Kind, houder: Organisatie
) -> None:
    assert "Verwijs pas als de ouders het goedvinden" in _verwijs(
        client_regisseur, kind, houder, toestemming=""
    )
    assert not Toeleiding.objects.exists()


def test_only_houders_of_the_municipality_can_be_chosen(
    client_regisseur: Client, kind: Kind, houder: Organisatie
) -> None:
    elders = OrganisatieFactory(gemeenten=[GemeenteFactory(code="0226")])
    OrganisatieFactory(jgz=True)
    keuzes = client_regisseur.get(_url(kind)).context["form"].fields["houder"].queryset
    assert list(keuzes) == [houder]
    _verwijs(client_regisseur, kind, elders)
    assert not Toeleiding.objects.exists()


def test_a_houder_with_an_open_referral_is_not_offered_again(
    client_regisseur: Client, kind: Kind, houder: Organisatie
) -> None:
    ToeleidingFactory(kind=kind, houder=houder)
    assert not client_regisseur.get(_url(kind)).context["form"].fields["houder"].queryset.exists()


@pytest.mark.django_db(transaction=True)
def test_a_double_referral_in_a_race_is_told_in_a_sentence(
    regisseur: Gebruiker, kind: Kind, houder: Organisatie
) -> None:
    ToestemmingFactory(kind=kind)
    eerste = ToeleidingFactory.build(kind=kind, houder=houder, verwezen_door=regisseur)
    with (
        other_request(eerste.save),
        pytest.raises(ValidationError, match="Dit kind is al naar deze houder verwezen"),
    ):
        refer_kind(kind=kind, houder=houder, door=regisseur, op=date(2025, 5, 15))


def test_the_action_refuses_a_houder_of_another_municipality(regisseur: Gebruiker, kind: Kind) -> None:
    elders = OrganisatieFactory(naam="Elders", gemeenten=[GemeenteFactory(code="0226")])
    with pytest.raises(ValidationError, match="Elders is geen houder in de gemeente Putten"):
        refer_kind(kind=kind, houder=elders, door=regisseur, op=date(2025, 5, 15))


def test_a_family_that_does_not_take_part_can_be_referred_elsewhere(
    client_regisseur: Client, kind: Kind, houder: Organisatie
) -> None:
    toeleiding = ToeleidingFactory(kind=kind, houder=houder)
    client_regisseur.post(f"/kinderen/toeleidingen/{toeleiding.pk}/geen-deelname/", {"reden": "te-duur"})
    toeleiding.refresh_from_db()
    assert (toeleiding.status, toeleiding.reden, toeleiding.afgerond_op) == (
        "geen-deelname",
        "te-duur",
        timezone.localdate(),
    )
    _verwijs(client_regisseur, kind, OrganisatieFactory())
    assert kind.toeleidingen.open().count() == 1


def test_an_outcome_needs_a_reason(client_regisseur: Client, kind: Kind) -> None:
    toeleiding = ToeleidingFactory(kind=kind)
    antwoord = client_regisseur.post(f"/kinderen/toeleidingen/{toeleiding.pk}/geen-deelname/", {"reden": ""})
    assert "Kies een reden." in antwoord.content.decode()
    assert kind.toeleidingen.open().count() == 1


def test_an_outcome_is_recorded_once(regisseur: Gebruiker, kind: Kind) -> None:
    toeleiding = ToeleidingFactory(kind=kind)
    decline_toeleiding(toeleiding=toeleiding, reden="elders", door=regisseur, op=date(2025, 5, 15))
    with pytest.raises(ValidationError, match="Deze verwijzing is al afgerond op 15 mei 2025"):
        decline_toeleiding(toeleiding=toeleiding, reden="te-duur", door=regisseur, op=date(2025, 5, 16))
    assert AuditRegel.objects.get(handeling="toeleiding.decline").details["reden"] == "elders"


def test_a_placement_completes_the_referral_to_that_houder_only(kind: Kind, houder: Organisatie) -> None:
    medewerker = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, organisatie=houder)
    eigen = ToeleidingFactory(kind=kind, houder=houder)
    ander = ToeleidingFactory(kind=kind)
    assert complete_toeleiding(kind=kind, houder=houder, door=medewerker, op=date(2025, 5, 15)) == eigen
    eigen.refresh_from_db()
    assert (eigen.status, eigen.afgerond_op, eigen.afgerond_door) == (
        "geplaatst",
        date(2025, 5, 15),
        medewerker,
    )
    assert list(kind.toeleidingen.open()) == [ander]
    assert AuditRegel.objects.filter(handeling="toeleiding.place").count() == 1


def test_a_placement_without_a_referral_completes_nothing(kind: Kind, houder: Organisatie) -> None:
    medewerker = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, organisatie=houder)
    assert complete_toeleiding(kind=kind, houder=houder, door=medewerker, op=date(2025, 5, 15)) is None
    assert not AuditRegel.objects.exists()


@pytest.mark.parametrize("rol", Rol)
def test_only_roles_with_the_right_lead_families(inloggen: Inloggen, kind: Kind, rol: Rol) -> None:
    toeleiding = ToeleidingFactory(kind=kind)
    client = inloggen(GebruikerFactory(rol=rol))
    verwacht = 200 if Recht.TOELEIDING_MANAGE in RECHTEN[rol] else 403
    assert client.get(_url(kind)).status_code == verwacht
    assert client.get(f"/kinderen/toeleidingen/{toeleiding.pk}/geen-deelname/").status_code == verwacht


def test_a_referral_of_another_municipality_is_not_found(inloggen: Inloggen, kind: Kind) -> None:
    toeleiding = ToeleidingFactory(kind=kind)
    client = inloggen(GebruikerFactory(rol=Rol.KINDREGISSEUR, gemeente=GemeenteFactory(code="0226")))
    antwoord = client.post(f"/kinderen/toeleidingen/{toeleiding.pk}/geen-deelname/", {"reden": "te-duur"})
    assert antwoord.status_code == 404
    assert Toeleiding.objects.open().count() == 1
