"""A passkey from setting up to signing in, with the authenticator that Chromium itself can play."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.factories import GebruikerFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WACHTWOORD = "paard-batterij-nietje-7"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_with_a_passkey_one_signs_in_without_a_password(page: Page, live_server: Any, settings: Any) -> None:
    settings.TWEEDE_FACTOR_VERPLICHT = True
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the live server has no TLS
    ans = GebruikerFactory(email="ans@putten.test")
    ans.set_password(WACHTWOORD)
    ans.save()
    # A passkey belongs to a name, not to a number: so not 127.0.0.1.
    site = live_server.url.replace("127.0.0.1", "localhost")
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    page.goto(f"{site}/inloggen/")
    page.get_by_label("E-mailadres").fill("ans@putten.test")
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.get_by_role("link", name="Passkeys beheren").click()
    page.get_by_role("link", name="Passkey toevoegen").click()
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.get_by_role("button", name="Bevestigen").click()
    page.get_by_label("Hiermee ook zonder wachtwoord inloggen").check()
    page.get_by_role("button", name="Passkey toevoegen").click()
    page.wait_for_url("**/account/herstelcodes/")

    page.get_by_role("button", name="Uitloggen").click()
    page.get_by_role("button", name="Met een passkey").click()
    page.wait_for_url(f"{site}/")
    assert page.get_by_role("heading", level=1).count() == 1
