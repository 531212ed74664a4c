"""A page on which a child can be recognised: shown and put on record, or not shown at all."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.http import HttpResponse
from django.shortcuts import render

from lib.tekst import geheel
from organisaties.audit import record
from organisaties.loghandeling import LogHandeling
from organisaties.paginas import zoektekst
from organisaties.toegang import IngelogdVerzoek


def render_recorded(
    request: IngelogdVerzoek,
    template: str,
    context: dict[str, Any],
    *,
    handeling: LogHandeling,
    object: models.Model,
    status: int = 200,
    **details: Any,
) -> HttpResponse:
    """Make the page, then record that it was seen: `kind` is the pseudoniem of one child, `kinderen` of several.

    The line comes last, because it locks the chain of the municipality: readers wait for each other only as
    long as the insert takes, not while a page is made.
    """
    antwoord = render(request, template, context, status=status)
    record(handeling=handeling, door=request.user, object=object, **details)
    return antwoord


def list_details(request: IngelogdVerzoek, pseudoniemen: Iterable[str]) -> dict[str, Any]:
    """Who stood on this page of a list. That somebody searched counts; what was typed may be a name, and does not."""
    kinderen = list(dict.fromkeys(pseudoniemen))
    details: dict[str, Any] = {"aantal": len(kinderen), "kinderen": kinderen}
    if zoektekst(request.GET):
        details["gezocht"] = True
    if pagina := geheel(request.GET.get("pagina"), 0):
        details["pagina"] = pagina
    return details
