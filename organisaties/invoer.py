"""What a browser may send at all, judged before any page reads it.

An address is cleaned, because it only asks: a control character in it counts as a space. A body is bounded by what
the page can take from this user, before the CSRF check reads it and spools a file to disk.
"""

import codecs
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render

from lib.tekst import has_stuurteken, without_stuurtekens

# The web server itself takes a line of 4094 bytes; no page makes an address as long as this.
MAX_BYTES_ADRES = 4_000
# A file of 5 MB, or all fields of a chapter of a policy.
MAX_BYTES = 6 * 1024**2
# To sign in, or to be refused.
MAX_BYTES_ZONDER_RECHT = 64 * 1024

ADRES_TE_LANG = "Het adres van deze pagina is te lang. Typ een kortere zoekvraag."
ANDERE_TEKENS = "De tekst kwam niet aan als UTF-8. Gebruik een gewone browser."
ZONDER_LENGTE = "De browser zei niet hoeveel er kwam. Probeer het met een andere browser of verbinding."


class InvoerMiddleware:
    """Refuses what no browser sends, and what is too long; the rest reaches the pages as clean text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _is_utf8(request.content_params or {}):
            return _refuse(request, 400, ANDERE_TEKENS)
        if "HTTP_TRANSFER_ENCODING" in request.META:
            return _refuse(request, 411, ZONDER_LENGTE)
        if len(request.META.get("QUERY_STRING", "")) > MAX_BYTES_ADRES:
            return _refuse(request, 414, ADRES_TE_LANG)
        # A session is looked up by what its cookie holds.
        request.COOKIES = {
            naam: waarde for naam, waarde in request.COOKIES.items() if not has_stuurteken(waarde)
        }
        request.GET = _cleaned(request.GET)  # type: ignore[assignment]  # as immutable as the one it replaces
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        recht = getattr(view, "recht", None)
        mag = request.user.is_authenticated and recht is not None and request.user.has_recht(recht)
        # A view for programs looks at the token before it reads anything.
        mag = mag or hasattr(view, "met_token")
        grens = getattr(view, "meeste_bytes", MAX_BYTES) if mag else MAX_BYTES_ZONDER_RECHT
        if _length(request) <= grens:
            return None
        return _refuse(request, 413, f"Wat u verstuurde is te groot: er past hoogstens {_in_words(grens)}.")


def _is_utf8(kenmerken: dict[str, str]) -> bool:
    try:
        return codecs.lookup(kenmerken.get("charset", "utf-8")).name == "utf-8"
    except (LookupError, ValueError):
        return False


def _cleaned(adres: QueryDict) -> QueryDict:
    delen = [(sleutel, waarde) for sleutel, waarden in adres.lists() for waarde in waarden]
    if not any(has_stuurteken(f"{sleutel}{waarde}") for sleutel, waarde in delen):
        return adres
    schoon = QueryDict(mutable=True)
    for sleutel, waarde in delen:
        schoon.appendlist(without_stuurtekens(sleutel), without_stuurtekens(waarde))
    schoon._mutable = False
    return schoon


def _length(request: HttpRequest) -> int:
    """What the browser says that it sends; Django reads no more than this."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _refuse(request: HttpRequest, status: int, zin: str) -> HttpResponse:
    return render(request, "geweigerd.html", {"zin": zin}, status=status)


def _in_words(bytes_: int) -> str:
    return f"{bytes_ // 1024**2} MB" if bytes_ >= 1024**2 else f"{bytes_ // 1024} kB"
