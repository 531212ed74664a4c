"""What the views of this room share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest

REGELS_PER_PAGINA = 50


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


def geheel(tekst: str | None, standaard: int) -> int:
    """A number out of the address; what is no number counts as not asked."""
    return int(tekst) if tekst and tekst.isdecimal() and len(tekst) <= 9 else standaard
