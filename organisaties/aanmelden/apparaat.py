"""A browser in which somebody signed in before: wrong passwords typed elsewhere do not keep its owner out.

Counting wrong passwords per account alone lets a stranger lock anybody out who has a known mail address. A browser
that signed in before, or chose a new password by mail, therefore keeps a signed cookie and counts for itself, as
strictly as all other browsers together (OWASP calls it a device cookie). Guessing gains nothing: the cookie can't
be made without the key of the site, and who steals one gets five tries like everybody. The limit per address of the
client stays, and so does the second factor.
"""

import secrets
from collections.abc import Callable
from typing import Any

from allauth.account.signals import password_reset, user_logged_in
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from organisaties.models import Gebruiker

BEWAARD_SECONDEN = 180 * 24 * 3600
_SALT = "bekend apparaat"


def connect() -> None:
    user_logged_in.connect(_mark_bekend)
    password_reset.connect(_mark_bekend)


def bekend_apparaat(request: HttpRequest, email: str) -> str:
    """The name of this browser if this person signed in with it before; nothing for any other."""
    gebruiker = Gebruiker.objects.filter(email=email.lower()).first()
    if gebruiker is None:
        return ""
    naam = request.get_signed_cookie(_cookie(gebruiker), default="", salt=_SALT, max_age=BEWAARD_SECONDEN)
    return naam or ""


class BekendApparaatMiddleware:
    """Gives the browser its cookie with the answer to signing in; one per person, for a computer that is shared."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        gebruiker: Gebruiker | None = getattr(request, "bekend_apparaat_van", None)
        if gebruiker is not None:
            response.set_signed_cookie(
                _cookie(gebruiker),
                bekend_apparaat(request, gebruiker.email) or secrets.token_urlsafe(16),
                salt=_SALT,
                max_age=BEWAARD_SECONDEN,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def _cookie(gebruiker: Gebruiker) -> str:
    return f"apparaat-{gebruiker.pk}"


def _mark_bekend(request: HttpRequest, user: Gebruiker, **_: Any) -> None:
    request.bekend_apparaat_van = user  # type: ignore[attr-defined]  # for the middleware, with the answer
