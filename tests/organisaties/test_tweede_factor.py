import base64
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from organisaties.models import Gebruiker
from tests.factories import GebruikerFactory
from tests.organisaties.test_aanmelden import WACHTWOORD, sign_in

pytestmark = pytest.mark.django_db
EIGEN_DATABASE = {
    "DATABASE_URL": "postgres://vve@db.test/vve",
    "EMBEDDED": "true",
    "SECRET_KEY": "niet-die-van-de-demo",  # pragma: allowlist secret
    "BSN_KEY": base64.b64encode(b"b" * 32).decode(),
    "AUDIT_KEY": base64.b64encode(b"a" * 32).decode(),
}


@pytest.fixture(autouse=True)
def _obligatory(settings: Any) -> None:
    settings.TWEEDE_FACTOR_VERPLICHT = True
    cache.clear()


@pytest.fixture
def gebruiker(client: Client) -> Any:
    gebruiker = GebruikerFactory(email="ans@putten.test")
    gebruiker.set_password(WACHTWOORD)
    gebruiker.save()
    return gebruiker


def code_of(geheim: str) -> str:
    return str(format_hotp_value(hotp_value(geheim, list(yield_hotp_counters_from_time())[1])))


def confirm(client: Client) -> None:
    """Changes in the security of the account ask the password once more."""
    client.post(reverse("account_reauthenticate"), {"password": WACHTWOORD})


def set_up_app(client: Client) -> str:
    confirm(client)
    pagina = client.get(reverse("mfa_activate_totp")).content.decode()
    geheim = re.search(r'vve-niet-afbreken">([A-Z2-7]+)<', pagina)
    assert geheim is not None
    client.post(reverse("mfa_activate_totp"), {"code": code_of(geheim[1])})
    return geheim[1]


def test_without_a_second_factor_every_page_leads_to_setting_one_up(
    client: Client, gebruiker: Gebruiker
) -> None:
    sign_in(client)
    antwoord = client.get(reverse("home"), follow=True)
    assert antwoord.redirect_chain == [(reverse("mfa_index"), 302)]
    assert "Stel eerst een tweede factor in" in antwoord.content.decode()


def test_with_the_app_set_up_the_site_opens_and_gives_recovery_codes(
    client: Client, gebruiker: Gebruiker
) -> None:
    sign_in(client)
    set_up_app(client)
    assert client.get(reverse("home")).status_code == 200
    codes = re.findall(r"<code>(\S+)</code>", client.get(reverse("mfa_view_recovery_codes")).content.decode())
    assert len(set(codes)) == 10


def test_the_next_sign_in_asks_the_code_of_the_app(client: Client, gebruiker: Gebruiker) -> None:
    sign_in(client)
    geheim = set_up_app(client)
    opnieuw = Client()
    assert sign_in(opnieuw)["Location"] == reverse("mfa_authenticate")
    assert opnieuw.get(reverse("home")).status_code == 302
    fout = opnieuw.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Deze code klopt niet" in fout.content.decode()
    cache.clear()  # a code works once; the one of setting up was this one
    opnieuw.post(reverse("mfa_authenticate"), {"code": code_of(geheim)})
    assert opnieuw.get(reverse("home")).status_code == 200


def test_a_recovery_code_works_once(client: Client, gebruiker: Gebruiker) -> None:
    sign_in(client)
    set_up_app(client)
    code = re.search(r"<code>(\S+)</code>", client.get(reverse("mfa_view_recovery_codes")).content.decode())
    assert code is not None
    eerste, tweede = Client(), Client()
    for browser in (eerste, tweede):
        sign_in(browser)
        browser.post(reverse("mfa_authenticate"), {"code": code[1]})
    assert eerste.get(reverse("home")).status_code == 200
    assert tweede.get(reverse("home")).status_code == 302


def test_the_only_second_factor_cannot_be_switched_off(client: Client, gebruiker: Gebruiker) -> None:
    sign_in(client)
    set_up_app(client)
    pagina = client.post(reverse("mfa_deactivate_totp")).content.decode()
    assert "Een tweede factor is verplicht" in pagina
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).count() == 1


def test_the_secret_of_the_app_is_encrypted_in_the_database(client: Client, gebruiker: Gebruiker) -> None:
    sign_in(client)
    geheim = set_up_app(client)
    rij = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert geheim not in str(rij.data)


def test_adding_a_passkey_offers_a_challenge_for_this_site(client: Client, gebruiker: Gebruiker) -> None:
    sign_in(client)
    confirm(client)
    pagina = client.get(reverse("mfa_add_webauthn")).content.decode()
    assert '"rp": {"name": "testserver", "id": "testserver"}' in pagina
    assert '"challenge":' in pagina


def test_setting_up_asks_the_password_once_more(client: Client, gebruiker: Gebruiker) -> None:
    sign_in(client)
    antwoord = client.get(reverse("mfa_activate_totp"))
    assert antwoord["Location"].startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize(
    ("omgeving", "verplicht"),
    [
        ({"EMBEDDED": "true", "DEBUG": "true"}, "False"),
        ({"EMBEDDED": "true", "DEMO": "true"}, "False"),
        ({"EMBEDDED": "true", "DEBUG": "false"}, "True"),
        # A database of one's own is no demo, whatever the environment says.
        (EIGEN_DATABASE | {"DEMO": "true"}, "True"),
    ],
)
def test_only_the_demo_does_without(omgeving: dict[str, str], verplicht: str) -> None:
    import subprocess
    import sys

    uitvoer = subprocess.run(
        [
            sys.executable,
            "-c",
            "from vve_admin import settings; print(settings.TWEEDE_FACTOR_VERPLICHT)",
        ],
        env=omgeving | {"PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert uitvoer.stdout.strip() == verplicht
