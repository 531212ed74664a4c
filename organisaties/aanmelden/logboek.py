"""Signing in, out and failing to do so go into the record, like everything else that is done."""

from typing import Any

from allauth.account.signals import user_logged_in
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest
from django.utils import timezone

from organisaties.audit import record_sign_in
from organisaties.models import Gebruiker


def connect() -> None:
    user_logged_in.connect(_on_logged_in)
    user_logged_out.connect(_on_logged_out)
    authentication_failed.connect(_on_second_factor_failed)
    authenticator_added.connect(_on_authenticator_added)
    authenticator_removed.connect(_on_authenticator_removed)


def record_failed_password(request: HttpRequest, email: str) -> None:
    """What was typed is not kept when it is nobody's address: people type passwords in that field too."""
    gebruiker = Gebruiker.objects.filter(email=email.lower()).first()
    _record("aanmelding.fail", request, gebruiker, middel="wachtwoord")


def _on_logged_in(request: HttpRequest, user: Gebruiker, **_: Any) -> None:
    records = request.session.get("account_authentication_methods", [])
    _record("aanmelding.login", request, user, middel=[record["method"] for record in records])


def _on_logged_out(request: HttpRequest, user: Gebruiker | None, **_: Any) -> None:
    if user is not None:
        _record("aanmelding.logout", request, user)


def _on_second_factor_failed(request: HttpRequest, user: Gebruiker, **_: Any) -> None:
    _record("aanmelding.fail", request, user, middel="tweede factor")


def _on_authenticator_added(request: HttpRequest, user: Gebruiker, authenticator: Any, **_: Any) -> None:
    _record("tweedefactor.add", request, user, middel=authenticator.type)


def _on_authenticator_removed(request: HttpRequest, user: Gebruiker, authenticator: Any, **_: Any) -> None:
    _record("tweedefactor.remove", request, user, middel=authenticator.type)


def _record(handeling: str, request: HttpRequest, gebruiker: Gebruiker | None, **details: Any) -> None:
    record_sign_in(
        handeling=handeling,
        gebruiker=gebruiker,
        dag=timezone.localdate(),
        ip=str(get_client_ip(request)),
        **details,
    )
