"""The key of the BSN is renewed without losing a number, and without the site standing still."""

import base64
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from django.core.management import CommandError, call_command

from indicaties.models import Kind
from organisaties.aanmelden import versleuteling
from organisaties.audit import INSTALLATIE
from organisaties.models import AuditRegel
from tests.factories import GebruikerFactory, KindFactory

pytestmark = pytest.mark.django_db
BSN = "123456782"
OUD, NIEUW = (base64.b64encode(bytes([letter]) * 32).decode() for letter in (1, 2))


@pytest.fixture
def kind(settings: Any) -> Any:
    settings.BSN_KEY = OUD
    kind = KindFactory()
    kind.set_bsn(BSN)
    kind.save()
    return kind


def test_while_renewing_a_bsn_under_the_old_key_is_read_and_found(kind: Kind, settings: Any) -> None:
    settings.BSN_KEY, settings.BSN_KEY_VORIGE = NIEUW, OUD
    assert Kind.objects.with_bsn(BSN).get().bsn == BSN


def test_after_renewing_the_old_key_is_not_needed_any_more(kind: Kind, settings: Any) -> None:
    settings.BSN_KEY, settings.BSN_KEY_VORIGE = NIEUW, OUD
    call_command("rotate_bsn_key")
    settings.BSN_KEY_VORIGE = ""
    assert Kind.objects.with_bsn(BSN).get().bsn == BSN
    settings.BSN_KEY = OUD
    kind.refresh_from_db()
    with pytest.raises(InvalidTag):
        _ = kind.bsn


def test_the_secret_of_an_authenticator_app_moves_along(kind: Kind, settings: Any) -> None:
    rij = Authenticator.objects.create(
        user=GebruikerFactory(),
        type=Authenticator.Type.TOTP,
        data={"secret": versleuteling.encrypt("GEHEIM")},
    )
    settings.BSN_KEY, settings.BSN_KEY_VORIGE = NIEUW, OUD
    call_command("rotate_bsn_key")
    settings.BSN_KEY_VORIGE = ""
    rij.refresh_from_db()
    assert versleuteling.decrypt(rij.data["secret"]) == "GEHEIM"


def test_renewing_twice_changes_nothing_and_each_time_is_on_record(kind: Kind, settings: Any) -> None:
    settings.BSN_KEY, settings.BSN_KEY_VORIGE = NIEUW, OUD
    call_command("rotate_bsn_key")
    call_command("rotate_bsn_key")
    assert Kind.objects.get().bsn == BSN
    assert [regel.details for regel in AuditRegel.objects.filter(handeling="bsn.rotate")] == [
        {"aantal": 1}
    ] * 2
    regels = AuditRegel.objects.filter(handeling="tweedefactor.rotate")
    assert {(regel.gemeente_code, regel.gebruiker_email) for regel in regels} == {
        (INSTALLATIE, "systeem: sleutel vernieuwen")
    }


def test_without_the_old_key_it_says_what_to_do() -> None:
    with pytest.raises(CommandError, match="BSN_KEY_VORIGE ontbreekt"):
        call_command("rotate_bsn_key")
