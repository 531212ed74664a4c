"""Signing in, out and failing to do so go into the record, like everything else that is done.

allauth tells of a new second factor only after the commit. The record hangs on the saving of the row itself,
so that it is in the same transaction: no record, no second factor.
"""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set, user_logged_in
from allauth.core import context
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_out
from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django.utils import timezone

from organisaties.aanmelden.sessies import mark_signed_in
from organisaties.audit import record_sign_in
from organisaties.handelingen import Handeling
from organisaties.models import Gebruiker

# Of a lock-out one line in this time: who keeps trying does not fill the record.
BLOKKADE_SECONDEN = 5 * 60


def connect() -> None:
    user_logged_in.connect(_on_logged_in)
    user_logged_out.connect(_on_logged_out)
    password_changed.connect(_on_password_changed)
    password_set.connect(_on_password_changed)
    password_reset.connect(_on_password_reset)
    authentication_failed.connect(_on_second_factor_failed)
    post_save.connect(_on_authenticator_saved, sender=Authenticator)
    post_delete.connect(_on_authenticator_deleted, sender=Authenticator)


def record_failed_sign_in(email: str, middel: str) -> None:
    """What was typed is not kept when it is nobody's address: people type passwords in that field too."""
    record_account(Handeling.AANMELDING_FAIL, _with_email(email), middel=middel)


def record_lock_out(email: str) -> None:
    if cache.add(f"aanmelding:geblokkeerd:{email.lower()}", True, timeout=BLOKKADE_SECONDEN):
        record_account(Handeling.AANMELDING_BLOCK, _with_email(email))


def record_account(
    handeling: Handeling, gebruiker: Gebruiker | None, request: HttpRequest | None = None, **details: Any
) -> None:
    """Something about the account itself, with the address of the client when there is one."""
    request = request or context.request
    if request is not None:
        details["ip"] = str(get_client_ip(request))
    record_sign_in(handeling=handeling, gebruiker=gebruiker, dag=timezone.localdate(), **details)


def _with_email(email: str) -> Gebruiker | None:
    return Gebruiker.objects.filter(email=email.lower()).first()


def _on_logged_in(request: HttpRequest, user: Gebruiker, **_: Any) -> None:
    records = request.session.get("account_authentication_methods", [])
    record_account(Handeling.AANMELDING_LOGIN, user, request, middel=[record["method"] for record in records])
    if user.heeft_toekenning and user.toekenning.gemeente:
        mark_signed_in(user, user.toekenning.gemeente, timezone.now())


def _on_logged_out(request: HttpRequest, user: Gebruiker | None, **_: Any) -> None:
    if user is not None:
        record_account(Handeling.AANMELDING_LOGOUT, user, request)


def _on_password_changed(request: HttpRequest, user: Gebruiker, **_: Any) -> None:
    record_account(Handeling.WACHTWOORD_UPDATE, user, request)


def _on_password_reset(request: HttpRequest, user: Gebruiker, **_: Any) -> None:
    record_account(Handeling.WACHTWOORD_RESET, user, request)


def _on_second_factor_failed(request: HttpRequest, user: Gebruiker, **_: Any) -> None:
    record_account(Handeling.AANMELDING_FAIL, user, request, middel="tweede factor")


def _on_authenticator_saved(instance: Authenticator, created: bool, **_: Any) -> None:
    """Only a new one: each use of it is saved as well, and stands in the record as signing in."""
    if created:
        record_account(Handeling.TWEEDEFACTOR_ADD, instance.user, middel=instance.type)


def _on_authenticator_deleted(instance: Authenticator, **_: Any) -> None:
    record_account(Handeling.TWEEDEFACTOR_REMOVE, instance.user, middel=instance.type)
