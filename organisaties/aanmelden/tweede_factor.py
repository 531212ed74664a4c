"""The second factor is obligatory (setting TWEEDE_FACTOR_VERPLICHT): without one, only the pages to set one up open."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from organisaties.aanmelden.adapters import has_tweede_factor


def must_set_up(request: HttpRequest, view: Callable[..., Any]) -> bool:
    if not settings.TWEEDE_FACTOR_VERPLICHT or not request.user.is_authenticated:
        return False
    if hasattr(view, "openbaar") or hasattr(view, "zonder_tweede_factor"):
        return False
    return not (_came_by_sso(request) or has_tweede_factor(request.user))


def _came_by_sso(request: HttpRequest) -> bool:
    """The organisation's own sign-in page asks for the second factor; asking again here adds nothing."""
    return any(
        record["method"] == "socialaccount" for record in get_authentication_records(request, request.user)
    )
