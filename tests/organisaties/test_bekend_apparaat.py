"""Who fails on purpose locks out browsers that were never used for the account, not the one of its owner."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from organisaties.aanmelden.adapters import ensure_email_address
from organisaties.models import Gebruiker
from tests.factories import GebruikerFactory
from tests.wachtrij import work

pytestmark = pytest.mark.django_db
WACHTWOORD = "molen-tulp-fiets-gracht-3"
NIEUW = "heel-ander-wachtwoord-voor-ans"
GEBLOKKEERD = "Te veel mislukte pogingen"


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    cache.clear()


@pytest.fixture
def ans() -> Gebruiker:
    return make_gebruiker("ans@putten.test")


def make_gebruiker(email: str) -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(email=email)
    gebruiker.set_password(WACHTWOORD)
    gebruiker.save()
    ensure_email_address(gebruiker)
    return gebruiker


def sign_in(client: Client, wachtwoord: str = WACHTWOORD, email: str = "ans@putten.test") -> Any:
    return client.post(reverse("login"), {"login": email, "password": wachtwoord}, REMOTE_ADDR="192.0.2.99")


def fail_on_purpose(client: Client | None = None, email: str = "ans@putten.test") -> None:
    """Each try from another address, as a stranger with many of them."""
    for adres in range(6):
        (client or Client()).post(
            reverse("login"), {"login": email, "password": "fout"}, REMOTE_ADDR=f"192.0.2.{adres}"
        )


def signed_in_before(email: str = "ans@putten.test") -> Client:
    browser = Client()
    assert sign_in(browser, email=email).status_code == 302
    browser.post(reverse("logout"))
    return browser


def test_the_owner_signs_in_with_a_browser_used_before_while_a_stranger_fails(ans: Gebruiker) -> None:
    browser = signed_in_before()
    fail_on_purpose()
    assert GEBLOKKEERD in sign_in(Client()).content.decode()
    assert sign_in(browser).status_code == 302


def test_a_known_browser_too_waits_after_five_wrong_passwords(ans: Gebruiker) -> None:
    browser = signed_in_before()
    fail_on_purpose(browser)
    assert GEBLOKKEERD in sign_in(browser).content.decode()
    assert sign_in(Client()).status_code == 302


def test_a_browser_is_known_for_its_own_person_alone(ans: Gebruiker) -> None:
    make_gebruiker("bo@putten.test")
    van_bo = signed_in_before("bo@putten.test")
    fail_on_purpose()
    assert GEBLOKKEERD in sign_in(van_bo).content.decode()


def test_a_computer_that_is_shared_is_known_for_each_who_signed_in(ans: Gebruiker) -> None:
    make_gebruiker("bo@putten.test")
    gedeeld = signed_in_before()
    sign_in(gedeeld, email="bo@putten.test")
    gedeeld.post(reverse("logout"))
    fail_on_purpose()
    fail_on_purpose(email="bo@putten.test")
    assert sign_in(gedeeld).status_code == 302


@pytest.mark.parametrize("waarde", ["", "zelfgemaakt", "a:b:c"])
def test_a_cookie_made_by_hand_is_worth_nothing(ans: Gebruiker, waarde: str) -> None:
    fail_on_purpose()
    browser = Client()
    browser.cookies[f"apparaat-{ans.pk}"] = waarde
    assert GEBLOKKEERD in sign_in(browser).content.decode()


def test_a_cookie_of_another_person_is_not_renamed_into_ones_own(ans: Gebruiker) -> None:
    bo = make_gebruiker("bo@putten.test")
    van_bo = signed_in_before("bo@putten.test")
    van_bo.cookies[f"apparaat-{ans.pk}"] = van_bo.cookies[f"apparaat-{bo.pk}"].value
    fail_on_purpose()
    assert GEBLOKKEERD in sign_in(van_bo).content.decode()


def test_the_cookie_is_out_of_reach_of_scripts_and_keeps_its_name(ans: Gebruiker) -> None:
    browser = signed_in_before()
    koekje = browser.cookies[f"apparaat-{ans.pk}"]
    assert (koekje["httponly"], koekje["samesite"], koekje["max-age"]) == (True, "Lax", 180 * 24 * 3600)
    eerste = koekje.value.rsplit(":", 2)[0]
    sign_in(browser)
    assert browser.cookies[f"apparaat-{ans.pk}"].value.rsplit(":", 2)[0] == eerste


def test_on_a_new_computer_the_owner_gets_in_by_choosing_a_new_password(ans: Gebruiker) -> None:
    fail_on_purpose()
    browser = Client()
    browser.post(reverse("account_reset_password"), {"email": "ans@putten.test"})
    work()
    work()
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)
    assert link is not None
    browser.post(browser.get(link[1])["Location"], {"password1": NIEUW, "password2": NIEUW})
    fail_on_purpose()
    assert GEBLOKKEERD in sign_in(Client(), NIEUW).content.decode()
    assert sign_in(browser, NIEUW).status_code == 302
