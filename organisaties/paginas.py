"""What the views of this room share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict

from lib.periode import EERSTE_JAAR, LAATSTE_JAAR
from lib.tekst import geheel

REGELS_PER_PAGINA = 50
MAX_ZOEKTEKST = 200


def attempt(request: HttpRequest, actie: Callable[..., Any], gelukt: str, **gegevens: Any) -> bool:
    """Do what a button asks; say in Dutch that it worked, or why not."""
    try:
        actie(**gegevens)
    except ValidationError as fout:
        for zin in fout.messages:
            messages.error(request, zin)
        return False
    messages.success(request, gelukt)
    return True


def jaar_uit(adres: QueryDict, standaard: int) -> int:
    """The year that the address asks for; a year in which nothing can be counts as not asked."""
    jaar = geheel(adres.get("jaar"), standaard)
    return jaar if EERSTE_JAAR <= jaar <= LAATSTE_JAAR else standaard


def zoektekst(adres: QueryDict) -> str:
    """What somebody searches for; no name is as long as what is cut off."""
    return adres.get("zoek", "").strip()[:MAX_ZOEKTEKST].strip()
