"""What every visitor may read at the foot of a page: how to reach the municipality, privacy, accessibility.

What a municipality filled in is shown; what it did not, is marked as still to be filled in, and never made up.
"""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from brieven.models import Huisstijl, huisstijl_of
from organisaties.models import Gemeente
from organisaties.rechten import Recht
from organisaties.toegang import openbaar
from privacy.bewaren import TERMIJNEN, Termijn


@require_safe
@openbaar
def contact(request: HttpRequest) -> HttpResponse:
    return _show(request, "vve_admin/contact.html")


@require_safe
@openbaar
def privacyverklaring(request: HttpRequest) -> HttpResponse:
    return _show(request, "vve_admin/privacyverklaring.html")


@require_safe
@openbaar
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    return _show(request, "vve_admin/toegankelijkheid.html")


def _show(request: HttpRequest, sjabloon: str) -> HttpResponse:
    gemeente = find_gemeente(request)
    context = {
        "gemeente": gemeente,
        "keuze": [] if gemeente else Gemeente.objects.order_by("naam"),
        "afzender": _afzender(gemeente) if gemeente else None,
        "termijnen": _termijnen(gemeente, timezone.localdate()) if gemeente else [],
        "kan_invullen": request.user.is_authenticated and request.user.has_recht(Recht.WERKWIJZE_MANAGE),
    }
    return render(request, sjabloon, context)


def find_gemeente(request: HttpRequest) -> Gemeente | None:
    """That of the reader's own role, else the one that was chosen, else the only one there is."""
    user = request.user
    if user.is_authenticated and user.heeft_toekenning and user.toekenning.gemeente:
        return user.toekenning.gemeente
    gekozen = Gemeente.objects.filter(code=request.GET.get("gemeente", "")).first()
    enige = Gemeente.objects.order_by("pk")[:2]
    return gekozen or (enige[0] if len(enige) == 1 else None)


def _afzender(gemeente: Gemeente) -> Huisstijl | None:
    huisstijl = huisstijl_of(gemeente)
    return huisstijl if huisstijl.is_vastgesteld else None


def _termijnen(gemeente: Gemeente, dag: date) -> list[tuple[Termijn, int]]:
    return [(termijn, termijn.years_in(gemeente, dag)) for termijn in TERMIJNEN]
