"""Twice is once: a form that is sent again, by a double click or a slow line, makes nothing new the second time.

Each form carries a key of its own (see `csrf_token` in templatetags/weergave.py). The first post that made something
leaves a print of who sent what where, with that key; the same post again gets the same answer. Who goes back, changes
the form and sends it anew, sends something else.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from organisaties.formuliersleutel import VELD
from organisaties.models import Verzending
from organisaties.toegang import IngelogdVerzoek

P = ParamSpec("P")

# Longer than a session lasts without use.
BEWAAR = timedelta(days=1)
AL_VERSTUURD = (
    "Dit formulier was al verstuurd en is één keer verwerkt. Wilt u hetzelfde nog een keer doen? "
    "Open het formulier dan opnieuw."
)


def once(
    view: Callable[Concatenate[IngelogdVerzoek, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Stands under `requires`: of two same posts with one key, at once or later, the second gets the first's answer.

    The whole view is one transaction, so that what it made and its print are kept together or not at all. Only an
    answer that sends on, without a message of an error, says that something was made.
    """

    @wraps(view)
    def wrapper(request: IngelogdVerzoek, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method != "POST" or not request.POST.get(VELD):
            return view(request, *args, **kwargs)
        afdruk, nu = _print_of(request), timezone.now()
        with transaction.atomic():
            _wait_for_the_same(afdruk)
            eerder = Verzending.objects.filter(afdruk=afdruk, tijdstip__gt=nu - BEWAAR).first()
            if eerder is not None:
                messages.info(request, AL_VERSTUURD)
                return redirect(eerder.antwoord)
            fouten = _count_errors(request)
            antwoord = view(request, *args, **kwargs)
            if antwoord.status_code == 302 and _count_errors(request) == fouten:
                _keep(afdruk, antwoord.headers["Location"], nu)
        return antwoord

    wrapper.eenmaal = True  # type: ignore[attr-defined]
    return wrapper


def _print_of(request: IngelogdVerzoek) -> str:
    """SHA-256 over user, role, page, key and all that was typed; without the key nobody can guess what that was."""
    som = hashlib.sha256(
        repr((request.user.pk, request.user.toekenning.pk, request.get_full_path())).encode()
    )
    for veld, waarden in sorted(request.POST.lists()):
        if veld != "csrfmiddlewaretoken":
            som.update(repr((veld, waarden)).encode("utf-8", "surrogatepass"))
    for veld, bestanden in sorted(request.FILES.lists()):
        for bestand in bestanden:
            som.update(repr((veld, bestand.name, hashlib.sha256(bestand.read()).hexdigest())).encode())
            bestand.seek(0)
    return som.hexdigest()


def _wait_for_the_same(afdruk: str) -> None:
    """Until the other request with this print is done; its outcome is then to be seen."""
    nummer = int.from_bytes(bytes.fromhex(afdruk)[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [nummer])


def _count_errors(request: IngelogdVerzoek) -> int:
    """How many messages of an error wait to be shown; looking does not take them away."""
    meldingen = messages.get_messages(request)
    assert isinstance(meldingen, BaseStorage)  # noqa: S101 - tells the type checker
    aantal = sum(melding.level >= messages.ERROR for melding in meldingen)
    meldingen.used = False
    return aantal


def _keep(afdruk: str, antwoord: str, nu: datetime) -> None:
    """The print of this post; those that are too old go, except where another request is at it."""
    oud = Verzending.objects.filter(tijdstip__lte=nu - BEWAAR)
    Verzending.objects.filter(pk__in=oud.select_for_update(skip_locked=True).values("pk")[:100]).delete()
    Verzending.objects.create(afdruk=afdruk, antwoord=antwoord, tijdstip=nu)
