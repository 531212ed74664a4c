"""Single sign-on against a real OpenID Connect provider on loopback."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client
from django.urls import reverse

from organisaties.models import Gebruiker
from tests.factories import GebruikerFactory

pytestmark = pytest.mark.django_db

PERSONEN = [
    {"sub": "1", "email": "ans@putten.test", "email_verified": True},
    {"sub": "2", "email": "onbekend@putten.test", "email_verified": True},
    {"sub": "3", "email": "bob@duiven.test", "email_verified": True},
]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    personen = [deel for persoon in PERSONEN for deel in ("--user-claims", json.dumps(persoon))]
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(poort), *personen],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    adres = f"http://127.0.0.1:{poort}"
    try:
        _wait_for(adres)
        yield adres
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(adres: str) -> None:
    for _ in range(200):
        try:
            requests.get(f"{adres}/.well-known/openid-configuration", timeout=1)
        except requests.ConnectionError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"The provider did not start on {adres}.")


@pytest.fixture(autouse=True)
def _configured(settings: Any, provider: str) -> None:
    settings.OIDC_DOMEINEN = ["putten.test"]
    settings.TWEEDE_FACTOR_VERPLICHT = True
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "organisatie",
                    "name": "gemeente Putten",
                    "client_id": "vve",
                    "secret": "geheim-van-de-test",
                    "settings": {"server_url": provider, "verified_email": ["putten.test"]},
                }
            ],
        }
    }


def sign_in_at_provider(client: Client, sub: str) -> Any:
    """Press the button, sign in on the page of the provider, and come back."""
    heen = client.post(reverse("openid_connect_login", args=["organisatie"]))
    terug = requests.post(heen["Location"], data={"sub": sub}, allow_redirects=False, timeout=5)
    adres = urlsplit(terug.headers["Location"])
    assert adres.path == reverse("openid_connect_callback", args=["organisatie"])
    return client.get(f"{adres.path}?{adres.query}")


def test_the_sign_in_page_offers_the_organisation(client: Client) -> None:
    assert "Inloggen via gemeente Putten" in client.get(reverse("login")).content.decode()


def test_an_invited_person_signs_in_and_needs_no_second_factor_of_ours(client: Client) -> None:
    ans = GebruikerFactory(email="ans@putten.test")
    ans.set_password("een-eigen-wachtwoord")
    ans.save()
    assert sign_in_at_provider(client, "1")["Location"] == reverse("home")
    assert client.get(reverse("home")).status_code == 200
    ans.refresh_from_db()
    assert ans.check_password("een-eigen-wachtwoord")


def test_a_person_without_invitation_gets_no_account(client: Client) -> None:
    antwoord = sign_in_at_provider(client, "2")
    assert (antwoord.status_code, "Geen account gevonden" in antwoord.content.decode()) == (403, True)
    assert not Gebruiker.objects.filter(email="onbekend@putten.test").exists()


def test_the_provider_of_one_organisation_cannot_speak_for_people_of_another(client: Client) -> None:
    GebruikerFactory(email="bob@duiven.test")
    assert sign_in_at_provider(client, "3").status_code == 403
    assert client.get(reverse("home")).status_code == 302


def test_a_deactivated_person_does_not_come_in_through_the_organisation(client: Client) -> None:
    GebruikerFactory(email="ans@putten.test", is_active=False)
    assert sign_in_at_provider(client, "1")["Location"] == reverse("account_inactive")
    assert client.get(reverse("home")).status_code == 302


def test_an_answer_that_we_did_not_ask_for_is_refused(client: Client) -> None:
    GebruikerFactory(email="ans@putten.test")
    terug = reverse("openid_connect_callback", args=["organisatie"])
    antwoord = client.get(f"{terug}?code=verzonnen&state=verzonnen")
    assert "mislukt" in antwoord.content.decode()
    assert client.get(reverse("home")).status_code == 302
