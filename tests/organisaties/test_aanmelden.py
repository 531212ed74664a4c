import re
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisaties.models import Gebruiker
from organisaties.opdracht import Opdracht
from tests.factories import GebruikerFactory
from tests.wachtrij import work

pytestmark = pytest.mark.django_db

WACHTWOORD = "paard-batterij-nietje-7"


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    cache.clear()


@pytest.fixture
def gebruiker() -> Any:
    gebruiker = GebruikerFactory(email="ans@putten.test")
    gebruiker.set_password(WACHTWOORD)
    gebruiker.save()
    return gebruiker


def sign_in(client: Client, wachtwoord: str = WACHTWOORD, **extra: Any) -> Any:
    return client.post(reverse("login"), {"login": "ans@putten.test", "password": wachtwoord}, **extra)


def test_with_mail_address_and_password_one_comes_home(client: Client, gebruiker: Gebruiker) -> None:
    pagina = client.get(reverse("login")).content.decode()
    assert "E-mailadres" in pagina
    assert "Wachtwoord" in pagina
    antwoord = sign_in(client)
    assert (antwoord.status_code, antwoord["Location"]) == (302, reverse("home"))
    assert client.get(reverse("home")).status_code == 200


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    client: Client, gebruiker: Gebruiker
) -> None:
    fout = sign_in(client, "verkeerd-wachtwoord").content.decode()
    onbekend = client.post(
        reverse("login"), {"login": "niemand@putten.test", "password": WACHTWOORD}
    ).content.decode()
    zin = "Het e-mailadres of het wachtwoord klopt niet."
    assert zin in fout
    assert zin in onbekend


def test_after_five_wrong_passwords_the_account_waits_even_for_the_right_one(
    client: Client, gebruiker: Gebruiker
) -> None:
    for adres in range(5):
        sign_in(client, "verkeerd-wachtwoord", REMOTE_ADDR=f"192.0.2.{adres}")
    antwoord = sign_in(client, REMOTE_ADDR="192.0.2.99")
    assert "Te veel mislukte pogingen" in antwoord.content.decode()
    assert not antwoord.wsgi_request.user.is_authenticated


def test_after_twenty_wrong_passwords_the_address_waits_for_every_account(
    client: Client, gebruiker: Gebruiker
) -> None:
    for nummer in range(20):
        client.post(reverse("login"), {"login": f"iemand{nummer}@putten.test", "password": "verkeerd"})
    assert "Te veel mislukte pogingen" in sign_in(client).content.decode()


def test_signing_in_does_not_lead_to_another_site(client: Client, gebruiker: Gebruiker) -> None:
    antwoord = client.post(
        reverse("login") + "?next=https://kwaad.test/",
        {"login": "ans@putten.test", "password": WACHTWOORD, "next": "https://kwaad.test/"},
    )
    assert antwoord["Location"] == reverse("home")


def test_the_session_gets_a_new_key_at_sign_in(client: Client, gebruiker: Gebruiker) -> None:
    session = client.session
    session["taal"] = "nl"
    session.save()
    sign_in(client)
    assert client.session.session_key != session.session_key
    assert not Session.objects.filter(session_key=session.session_key).exists()


def test_the_session_ends_after_thirty_idle_minutes(client: Client, gebruiker: Gebruiker) -> None:
    sign_in(client)
    assert settings.SESSION_COOKIE_AGE == 30 * 60
    rest = Session.objects.get(session_key=client.session.session_key).expire_date - timezone.now()
    assert timedelta(minutes=29) < rest <= timedelta(minutes=30)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get(reverse("home")).status_code == 302


def test_a_deactivated_user_is_out_at_the_next_click(client: Client, gebruiker: Gebruiker) -> None:
    sign_in(client)
    Gebruiker.objects.update(is_active=False)
    assert client.get(reverse("home"))["Location"].startswith(reverse("login"))
    assert not sign_in(client).wsgi_request.user.is_authenticated


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    for pad in ("/accounts/signup/", "/inloggen/registreren/", "/signup/"):
        assert client.get(pad).status_code == 404


def test_one_ends_a_session_on_another_device(client: Client, gebruiker: Gebruiker) -> None:
    ander = Client()
    sign_in(ander, HTTP_USER_AGENT="Telefoon")
    sign_in(client, HTTP_USER_AGENT="Laptop")
    pagina = client.get(reverse("sessie_list")).content.decode()
    assert "Telefoon" in pagina
    assert "Laptop" in pagina
    knop = re.search(r'action="(/account/sessies/\d+/beeindigen/)"', pagina.split("Telefoon")[1])
    assert knop is not None
    client.post(knop[1])
    assert ander.get(reverse("home")).status_code == 302
    assert client.get(reverse("home")).status_code == 200


def test_one_cannot_end_the_session_of_somebody_else(client: Client, gebruiker: Gebruiker) -> None:
    sign_in(client)
    sessie = re.search(r"sessies/(\d+)/", client.get(reverse("sessie_list")).content.decode())
    assert sessie is not None
    indringer = Client()
    indringer.force_login(GebruikerFactory())
    assert indringer.post(reverse("sessie_end", args=[sessie[1]])).status_code == 404
    assert client.get(reverse("home")).status_code == 200


def test_a_forgotten_password_is_chosen_anew_through_a_link_that_works_once(
    client: Client, gebruiker: Gebruiker
) -> None:
    client.post(reverse("account_reset_password"), {"email": "ans@putten.test"})
    assert mail.outbox == []
    work()
    work()
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)
    assert link is not None
    nieuw = "fiets-tulp-molen-gracht-9"
    formulier = client.get(link[1])["Location"]
    client.post(formulier, {"password1": nieuw, "password2": nieuw})
    work()
    assert sign_in(Client(), nieuw)["Location"] == reverse("home")
    assert "werkt niet meer" in Client().get(link[1]).content.decode()
    assert [bericht.subject for bericht in mail.outbox][1:] == [
        "Uw account bij VVE-administratie is gewijzigd"
    ]


def test_asking_for_a_link_gets_the_same_answer_after_the_same_work_for_every_address(
    client: Client, gebruiker: Gebruiker
) -> None:
    GebruikerFactory(email="uit@putten.test", is_active=False)
    gezien = []
    for naam in ("ans", "niemand", "uit"):
        with CaptureQueriesContext(connection) as vragen:
            antwoord = client.post(reverse("account_reset_password"), {"email": f"{naam}@putten.test"})
        soorten = [re.sub(r"'[^']*'|\d+", "?", vraag["sql"]) for vraag in vragen.captured_queries]
        gezien.append((antwoord.status_code, antwoord["Location"], antwoord.content, soorten))
    assert gezien[0][1] == reverse("account_reset_password_done")
    assert gezien[0] == gezien[1] == gezien[2]
    work()
    work()
    assert [bericht.to for bericht in mail.outbox] == [["ans@putten.test"]]


def test_neither_the_link_nor_what_was_typed_can_be_read_in_the_outbox(
    client: Client, gebruiker: Gebruiker
) -> None:
    client.post(reverse("account_reset_password"), {"email": "ans@putten.test"})
    eerst = str(list(Opdracht.objects.values()))
    work()
    daarna = str(list(Opdracht.objects.values()))
    work()
    link = re.search(r"/wachtwoord/kiezen/\w+-(\S+)/", mail.outbox[0].body)
    assert link is not None
    for inhoud in (eerst, daarna, str(list(Opdracht.objects.values()))):
        assert "ans@putten.test" not in inhoud
        assert link[1] not in inhoud
    assert set(Opdracht.objects.values_list("status", flat=True)) == {"klaar"}


def test_a_mail_server_that_hangs_or_fails_does_not_undo_a_change(
    client: Client, gebruiker: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> int:
        raise SMTPException

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    sign_in(client)
    nieuw = "fiets-tulp-molen-gracht-9"
    antwoord = client.post(
        reverse("account_change_password"),
        {"oldpassword": WACHTWOORD, "password1": nieuw, "password2": nieuw},
    )
    assert antwoord.status_code == 302
    work()
    assert Opdracht.objects.get().fout == "er ging iets mis (SMTPException)"
    monkeypatch.undo()
    work()
    assert [bericht.subject for bericht in mail.outbox] == ["Uw account bij VVE-administratie is gewijzigd"]


def test_mail_has_a_time_limit() -> None:
    assert settings.EMAIL_TIMEOUT == 10


@pytest.mark.parametrize("wachtwoord", ["kort", "wachtwoord123456"[:11], "123456789012", "ans@putten.test"])
def test_a_weak_password_is_refused(client: Client, gebruiker: Gebruiker, wachtwoord: str) -> None:
    sign_in(client)
    client.post(
        reverse("account_change_password"),
        {"oldpassword": WACHTWOORD, "password1": wachtwoord, "password2": wachtwoord},
    )
    gebruiker.refresh_from_db()
    assert gebruiker.check_password(WACHTWOORD)


def test_passwords_are_kept_as_argon2id() -> None:
    from django.contrib.auth.hashers import Argon2PasswordHasher

    from vve_admin import settings as productie

    assert productie.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert Argon2PasswordHasher().encode(WACHTWOORD, "zoutzoutzout").startswith("argon2$argon2id$")
