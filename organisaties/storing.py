"""When the database is away: a page that needs none, and that says whether what was typed is kept."""

import logging
import sys
from collections.abc import Callable
from contextvars import ContextVar

import psycopg
from django.core.exceptions import SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

logger = logging.getLogger(__name__)

SECONDEN = 30
# PostgreSQL's classes of errors about the connection, the server and its resources, not about the question.
_STORING = ("08", "53", "57P", "58")

_weg: ContextVar[bool] = ContextVar("database_weg", default=False)
_vastgelegd: ContextVar[bool] = ContextVar("vastgelegd", default=False)


def is_storing(fout: BaseException | None) -> bool:
    """Is the database away, rather than that it refuses this one question? Also when that led to this error."""
    while fout is not None:
        if isinstance(fout, psycopg.Error) and _is_away(fout):
            return True
        if isinstance(fout, OperationalError | InterfaceError) and not isinstance(
            fout.__cause__, psycopg.Error
        ):
            return True
        fout = fout.__cause__ or fout.__context__
    return False


def _is_away(fout: psycopg.Error) -> bool:
    if fout.sqlstate is None:
        return isinstance(fout, psycopg.OperationalError | psycopg.InterfaceError)
    return fout.sqlstate.startswith(_STORING)


def note_recorded() -> None:
    """The record tells that a line, and so the change to which it belongs, is final."""
    _vastgelegd.set(True)


def _on_exception(**_: object) -> None:
    if is_storing(sys.exc_info()[1]):
        _weg.set(True)


got_request_exception.connect(_on_exception)


class StoringMiddleware:
    """The outermost: whatever layer met the lost database, the answer is this page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        _weg.set(False)
        _vastgelegd.set(False)
        response = self.get_response(request)
        return storing(request) if response.status_code == 500 and _weg.get() else response


def storing(request: HttpRequest) -> HttpResponse:
    """503, without database, session or context processors."""
    logger.error("De database is niet bereikbaar; %s kreeg een 503.", request.method)
    velden, bestanden = _typed(request)
    context = {
        "is_post": request.method == "POST",
        "vastgelegd": _vastgelegd.get(),
        "adres": request.get_full_path(),
        "velden": velden,
        "bestanden": bestanden,
    }
    antwoord = HttpResponse(render_to_string("503.html", context), status=503)
    antwoord["Retry-After"] = str(SECONDEN)
    add_never_cache_headers(antwoord)
    return antwoord


def _typed(request: HttpRequest) -> tuple[list[tuple[str, str]], bool]:
    """What was typed, to be sent once more with one click, and whether a file is missing from it.

    Nothing when there is a password in it, or when it could not be read.
    """
    try:
        if any("password" in naam for naam in request.POST):
            return [], False
        velden = [(naam, str(waarde)) for naam, waarden in request.POST.lists() for waarde in waarden]
        return velden, bool(request.FILES)
    except (OSError, SuspiciousOperation):
        return [], False
