"""The page on which a beheerder gives software a key: shown once, kept as a print, withdrawn at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvang.models import ApiToken
from organisaties.models import AuditRegel, Gebruiker
from organisaties.rechten import Rol
from tests.factories import GebruikerFactory
from tests.opvang.api.programma import Programma

pytestmark = pytest.mark.django_db

LIJST, MAAK = reverse("opvang:apitoken_list"), reverse("opvang:apitoken_create")
MORGEN = (timezone.localdate() + timedelta(days=1)).isoformat()


@pytest.fixture
def beheerder(client: Client) -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER)
    client.force_login(gebruiker)
    return gebruiker


def maak(client: Client, **anders: Any) -> Any:
    return client.post(MAAK, {"naam": "Planner", "scopes": ["lezen"], "geldig_tot_en_met": MORGEN} | anders)


def tekst(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


def test_a_key_is_shown_once_and_works(client: Client, beheerder: Gebruiker) -> None:
    assert "Er is nog geen koppeling" in tekst(client.get(LIJST))
    assert maak(client)["Location"] == LIJST
    gezien = tekst(client.get(LIJST))
    sleutel = gezien.split("<code>")[1].split("</code>")[0]
    assert sleutel.startswith("vve_")
    assert Programma(sleutel).get("/locaties").status_code == 200
    assert sleutel not in tekst(client.get(LIJST))
    token = ApiToken.objects.get()
    assert sleutel not in str(vars(token))
    regel = AuditRegel.objects.get(handeling="apitoken.make")
    assert (regel.details["scopes"], sleutel in str(regel.details)) == (["lezen"], False)


def test_who_withdraws_ends_it_at_once(client: Client, beheerder: Gebruiker) -> None:
    maak(client)
    sleutel = tekst(client.get(LIJST)).split("<code>")[1].split("</code>")[0]
    adres = reverse("opvang:apitoken_withdraw", args=[ApiToken.objects.get().pk])
    assert "De software krijgt geen antwoord meer." in tekst(client.post(adres, follow=True))
    assert Programma(sleutel).get("/locaties").status_code == 401
    assert "al ingetrokken" in tekst(client.post(adres, follow=True))
    assert maak(client).status_code == 302  # the name is free again


@pytest.mark.usefixtures("beheerder")
@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"naam": ""}, "Vul een naam in waaraan u de software herkent."),
        ({"scopes": []}, "Kies wat de software mag."),
        ({"scopes": ["alles"]}, "alles"),
        ({"geldig_tot_en_met": "2020-01-01"}, "Kies een laatste dag van"),
        ({"geldig_tot_en_met": "2099-01-01"}, "Kies een laatste dag van"),
        ({"naam": "Dubbel"}, "Er is al een sleutel met deze naam."),
    ],
)
def test_what_cannot_be_is_told(client: Client, anders: dict[str, Any], zin: str) -> None:
    maak(client, naam="Dubbel")
    antwoord = maak(client, **anders)
    assert (antwoord.status_code, zin in tekst(antwoord)) == (422, True)
    assert ApiToken.objects.count() == 1


def test_a_key_whose_maker_left_says_so(client: Client, beheerder: Gebruiker) -> None:
    maak(client)
    collega = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER, organisatie=beheerder.organisatie)
    beheerder.toekenningen.update(geldig_tot_en_met=timezone.localdate() - timedelta(days=1))
    client.force_login(collega)
    assert "de rol van de maker is beëindigd" in tekst(client.get(LIJST))


def test_another_provider_does_not_see_or_withdraw_it(client: Client, beheerder: Gebruiker) -> None:
    maak(client)
    client.force_login(GebruikerFactory(rol=Rol.HOUDER_BEHEERDER))
    assert "Planner" not in tekst(client.get(LIJST))
    assert (
        client.post(reverse("opvang:apitoken_withdraw", args=[ApiToken.objects.get().pk])).status_code == 404
    )
