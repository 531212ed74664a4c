"""The door of every view: it declares a right, or that it is open to all."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails

from organisaties.models import Gebruiker
from organisaties.rechten import Recht

P = ParamSpec("P")


class IngelogdVerzoek(HttpRequest):
    """A request of a signed-in user who holds the right that the view declares."""

    user: Gebruiker
    htmx: HtmxDetails


def requires(
    recht: Recht,
) -> Callable[[Callable[Concatenate[IngelogdVerzoek, P], HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Let only users through whose role has the right; others get the sign-in page or a 403."""

    def decorate(
        view: Callable[Concatenate[IngelogdVerzoek, P], HttpResponseBase],
    ) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not request.user.has_recht(recht):
                raise PermissionDenied(f"Uw rol mag dit niet: {recht.value.lower()}.")
            return view(cast(IngelogdVerzoek, request), *args, **kwargs)

        wrapper.recht = recht  # type: ignore[attr-defined]
        return wrapper

    return decorate


def limited(
    *, aantal: int, seconden: int
) -> Callable[[Callable[Concatenate[IngelogdVerzoek, P], HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """At most so many requests of one user for a costly page, such as an export; the next get a 429.

    Stands under `requires`, so that there is a user. The shared cache counts for all workers. The page keeps
    its limit in the attribute `limiet`, so that a test can list the pages that have one.
    """

    def decorate(
        view: Callable[Concatenate[IngelogdVerzoek, P], HttpResponseBase],
    ) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def wrapper(request: IngelogdVerzoek, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            venster, voorbij = divmod(int(time.time()), seconden)
            sleutel = f"limiet:{view.__module__}.{view.__name__}:{request.user.pk}:{venster}"
            if count_in_window(sleutel, seconden) > aantal:
                return too_many(request, seconden - voorbij)
            return view(request, *args, **kwargs)

        wrapper.limiet = (aantal, seconden)  # type: ignore[attr-defined]
        return wrapper

    return decorate


def count_in_window(sleutel: str, seconden: int) -> int:
    """How often this key was counted, with this time. It may die or be cleared between any two lines."""
    cache.add(sleutel, 0, timeout=2 * seconden)
    try:
        return cache.incr(sleutel)
    except ValueError:
        cache.set(sleutel, 1, timeout=2 * seconden)
        return 1


def takes_bytes(
    aantal: int,
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """How much a page takes that receives a large file; others take what organisaties/invoer.py says."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        view.meeste_bytes = aantal  # type: ignore[attr-defined]
        return view

    return decorate


def with_token(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Mark a view for programs: it asks for a token by itself and knows no sessions."""
    view.met_token = True  # type: ignore[attr-defined]
    return view


def too_many(request: HttpRequest, wacht: int) -> HttpResponse:
    """The page that asks for patience, with the seconds to wait for a program that can read them."""
    antwoord = render(request, "429.html", {"wacht": wacht}, status=429)
    antwoord["Retry-After"] = str(wacht)
    return antwoord


def openbaar(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view that everybody may open, such as the sign-in page."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return cast(HttpResponse, view(request, *args, **kwargs))

    wrapper.openbaar = True  # type: ignore[attr-defined]
    return wrapper
