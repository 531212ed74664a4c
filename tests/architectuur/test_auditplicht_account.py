"""Signing in and all that one does with the own account, through the library: on record, or not done."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from organisaties.models import AuditRegel, Gebruiker
from tests.architectuur.rondgang import undone
from tests.architectuur.test_auditplicht import fingerprint, logboek_is_vol
from tests.architectuur.wereld import paginas
from tests.factories import GebruikerFactory
from tests.organisaties.test_aanmelden import WACHTWOORD, sign_in
from tests.organisaties.test_tweede_factor import code_of, confirm, set_up_app
from tests.wachtrij import work

pytestmark = pytest.mark.django_db

NIEUW = "fiets-tulp-molen-gracht-9"
# Until the answer to the form, and then the form: what the last step sends.
Stap = Callable[[], HttpResponse]


@pytest.fixture
def ans(settings: Any) -> Iterator[Gebruiker]:
    settings.ACCOUNT_RATE_LIMITS = False
    cache.clear()
    gebruiker: Gebruiker = GebruikerFactory(email="ans@putten.test")
    gebruiker.set_password(WACHTWOORD)
    gebruiker.save()
    yield gebruiker
    cache.clear()


def _login(client: Client, ans: Gebruiker) -> Stap:
    return lambda: sign_in(client)


def _login_with_code(client: Client, ans: Gebruiker) -> Stap:
    sign_in(client)
    geheim = set_up_app(client)
    client.logout()
    cache.clear()  # a code works once; the one of setting up was this one
    sign_in(client)
    return lambda: client.post(reverse("mfa_authenticate"), {"code": code_of(geheim)})


def _wrong_password(client: Client, ans: Gebruiker) -> Stap:
    return lambda: sign_in(client, "verkeerd-wachtwoord")


def _wrong_code(client: Client, ans: Gebruiker) -> Stap:
    _login_with_code(client, ans)
    return lambda: client.post(reverse("mfa_authenticate"), {"code": "000000"})


def _wrong_passkey(client: Client, ans: Gebruiker) -> Stap:
    return lambda: client.post(reverse("mfa_login_webauthn"), {"credential": "[1]"})


def _account_is_off(client: Client, ans: Gebruiker) -> Stap:
    Gebruiker.objects.filter(pk=ans.pk).update(is_active=False)
    return lambda: sign_in(client)


def _logout(client: Client, ans: Gebruiker) -> Stap:
    sign_in(client)
    return lambda: client.post(reverse("account_logout"))


def _choose_by_link(client: Client, ans: Gebruiker) -> Stap:
    sleutel = {"uidb36": user_pk_to_url_str(ans), "key": default_token_generator.make_token(ans)}
    formulier = client.get(reverse("account_reset_password_from_key", kwargs=sleutel))["Location"]
    return lambda: client.post(formulier, {"password1": NIEUW, "password2": NIEUW})


def _change_password(client: Client, ans: Gebruiker) -> Stap:
    sign_in(client)
    data = {"oldpassword": WACHTWOORD, "password1": NIEUW, "password2": NIEUW}
    return lambda: client.post(reverse("account_change_password"), data)


def _wrong_confirmation(client: Client, ans: Gebruiker) -> Stap:
    sign_in(client)
    return lambda: client.post(reverse("account_reauthenticate"), {"password": "verkeerd-wachtwoord"})


def _activate_app(client: Client, ans: Gebruiker) -> Stap:
    sign_in(client)
    confirm(client)
    client.get(reverse("mfa_activate_totp"))
    code = code_of(client.session["mfa.totp.secret"])
    return lambda: client.post(reverse("mfa_activate_totp"), {"code": code})


def _deactivate_app(client: Client, ans: Gebruiker) -> Stap:
    sign_in(client)
    set_up_app(client)
    return lambda: client.post(reverse("mfa_deactivate_totp"))


def _new_codes(client: Client, ans: Gebruiker) -> Stap:
    sign_in(client)
    set_up_app(client)
    return lambda: client.post(reverse("mfa_generate_recovery_codes"))


def _passkey(client: Client, ans: Gebruiker) -> int:
    sign_in(client)
    confirm(client)
    passkey = Authenticator.objects.create(
        user=ans, type=Authenticator.Type.WEBAUTHN, data={"name": "Laptop", "credential": {}}
    )
    pk: int = passkey.pk
    return pk


def _rename_passkey(client: Client, ans: Gebruiker) -> Stap:
    adres = reverse("mfa_edit_webauthn", args=[_passkey(client, ans)])
    return lambda: client.post(adres, {"name": "Telefoon"})


def _remove_passkey(client: Client, ans: Gebruiker) -> Stap:
    adres = reverse("mfa_remove_webauthn", args=[_passkey(client, ans)])
    return lambda: client.post(adres)


def _end_session(client: Client, ans: Gebruiker) -> Stap:
    sign_in(Client())
    sign_in(client)
    ander = UserSession.objects.exclude(session_key=client.session.session_key).get()
    return lambda: client.post(reverse("sessie_end", args=[ander.pk]))


GEVALLEN: dict[str, tuple[str, Callable[[Client, Gebruiker], Stap], list[str]]] = {
    "signing in": ("account_login", _login, ["aanmelding.login"]),
    "signing in with a code": ("mfa_authenticate", _login_with_code, ["aanmelding.login"]),
    "a wrong password": ("account_login", _wrong_password, ["aanmelding.fail"]),
    "a wrong code": ("mfa_authenticate", _wrong_code, ["aanmelding.fail"]),
    "a wrong passkey": ("mfa_login_webauthn", _wrong_passkey, ["aanmelding.fail"]),
    "an account that is off": ("account_login", _account_is_off, ["aanmelding.fail"]),
    "signing out": ("account_logout", _logout, ["aanmelding.logout"]),
    "choosing by link": ("account_reset_password_from_key", _choose_by_link, ["wachtwoord.reset"]),
    "changing the password": ("account_change_password", _change_password, ["wachtwoord.update"]),
    "a wrong confirmation": ("account_reauthenticate", _wrong_confirmation, ["aanmelding.fail"]),
    # The app and the recovery codes that come and go with it.
    "an app": ("mfa_activate_totp", _activate_app, ["tweedefactor.add"] * 2),
    "no app": ("mfa_deactivate_totp", _deactivate_app, ["tweedefactor.remove"] * 2),
    "new codes": ("mfa_generate_recovery_codes", _new_codes, ["tweedefactor.remove", "tweedefactor.add"]),
    "another name": ("mfa_edit_webauthn", _rename_passkey, ["tweedefactor.rename"]),
    "no passkey": ("mfa_remove_webauthn", _remove_passkey, ["tweedefactor.remove"]),
    "ending a session": ("sessie_end", _end_session, ["sessie.end"]),
}
ANDERS = {
    "login": "the same page as account_login",
    "logout": "the same page as account_logout",
    "account_inactive": "only shows",
    "account_reset_password": "a worker looks up whose address it is: the test below",
    "account_reset_password_done": "only shows",
    "account_reset_password_from_key_done": "only shows",
    "socialaccount_login_cancelled": "only shows",
    "openid_connect_login": "only sends on to the provider",
    "openid_connect_callback": "tests/organisaties/test_sso.py, with a real provider",
    "account_set_password": "only for an account without password, which gets one by link",
    "mfa_index": "only shows",
    "mfa_reauthenticate": "a right code changes the session only; a wrong one is the case above",
    "mfa_reauthenticate_webauthn": "tests/browser/test_passkey.py; changes the session only",
    "mfa_add_webauthn": "tests/browser/test_passkey.py; recorded as an app is",
    "mfa_view_recovery_codes": "only shows",
    "mfa_list_webauthn": "only shows",
    "sessie_list": "only shows",
    "contact": "only shows",
    "hulp": "only shows",
    "privacyverklaring": "only shows",
    "toegankelijkheid": "only shows",
    "gezond": "for a monitoring system; no account",
    "gezond_gereed": "for a monitoring system; no account",
    "gezond_metingen": "for a monitoring system; no account",
    "gezond_proces": "for a monitoring system; no account",
}


def test_every_page_of_the_account_has_a_case_or_a_reason() -> None:
    van_account = {pagina.naam for pagina in paginas() if ":" not in pagina.naam} - {"home"}
    assert {naam for naam, _, _ in GEVALLEN.values()} | ANDERS.keys() == van_account


@pytest.mark.parametrize("geval", GEVALLEN)
def test_what_happens_to_an_account_is_on_record_or_does_not_happen(geval: str, ans: Gebruiker) -> None:
    _, maak, handelingen = GEVALLEN[geval]
    client = Client(raise_request_exception=False)
    with undone():
        stap, voor = maak(client, ans), AuditRegel.objects.count()
        assert stap().status_code in (200, 302)
        assert [regel.handeling for regel in AuditRegel.objects.order_by("pk")[voor:]] == handelingen
    cache.clear()
    client = Client(raise_request_exception=False)
    with undone():
        stap = maak(client, ans)
        with logboek_is_vol():
            eerst = fingerprint()
            assert (stap().status_code, fingerprint()) == (500, eerst)


def test_a_link_is_on_record_or_is_not_sent(client: Client, ans: Gebruiker) -> None:
    client.post(reverse("account_reset_password"), {"email": ans.email})
    with logboek_is_vol():
        work()
        work()
    assert mail.outbox == []
    work()
    work()
    (regel,) = AuditRegel.objects.filter(handeling="wachtwoord.request")
    assert (regel.gebruiker_id, regel.details) == (ans.pk, {"ip": "127.0.0.1"})
    assert len(mail.outbox) == 1
