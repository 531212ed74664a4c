"""The counts against which the monitor holds the spread of the doelgroep (WPO 161)."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from indicaties.models import Buurt
from lib.kleine_groepen import TOELICHTING, VERBORGEN
from lib.weergave import getal
from organisaties.eenmaal import once
from organisaties.paginas import attempt, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from rapportage.tellingen.actions import record_leerlingen, record_peuters, withdraw_telling
from rapportage.tellingen.forms import LeerlingenForm, PeutersForm
from rapportage.tellingen.models import Kindertelling
from rapportage.tellingen.tonen import show_leerlingen


@require_GET
@requires(Recht.MONITOR_VIEW)
@limited(aantal=60, seconden=60)
def tellingen(request: IngelogdVerzoek) -> HttpResponse:
    """All that was written down, also what was replaced since."""
    volledig = request.user.has_recht(Recht.CIJFER_PER_KIND_VIEW)
    rijen = Kindertelling.objects.for_gebruiker(request.user).with_vervangen()
    pagina = paginate(request, rijen.select_related("school", "vastgelegd_door", "ingetrokken_door"))
    context = {
        "pagina": pagina,
        "rijen": [(rij, *_show(rij, volledig=volledig)) for rij in pagina],
        "toelichting": TOELICHTING,
        "heeft_buurten": Buurt.objects.filter(gemeente=request.user.gemeente).exists(),
        "mag_vastleggen": request.user.has_recht(Recht.BELEID_MANAGE),
    }
    return render(request, "rapportage/tellingen.html", context)


@requires(Recht.BELEID_MANAGE)
@once
def peuters_record(request: IngelogdVerzoek) -> HttpResponse:
    return _record(request, PeutersForm, record_peuters, "Peuters in een buurt vastleggen")


@requires(Recht.BELEID_MANAGE)
@once
def leerlingen_record(request: IngelogdVerzoek) -> HttpResponse:
    return _record(request, LeerlingenForm, record_leerlingen, "Leerlingen van een school vastleggen")


@require_POST
@requires(Recht.BELEID_MANAGE)
def telling_withdraw(request: IngelogdVerzoek, telling_id: int) -> HttpResponse:
    telling = get_object_or_404(Kindertelling.objects.for_gebruiker(request.user), pk=telling_id)
    gelukt = f"De {telling} is ingetrokken."
    attempt(request, withdraw_telling, gelukt, telling=telling, door=request.user, op=timezone.now())
    return redirect("rapportage:tellingen")


def _show(rij: Kindertelling, *, volledig: bool) -> tuple[str, str]:
    if rij.met_indicatie is None:
        return getal(rij.aantal), ""
    aantal, met = show_leerlingen(rij.aantal, rij.met_indicatie, volledig=volledig)
    return _write(aantal), _write(met)


def _write(cel: int | None) -> str:
    return VERBORGEN if cel is None else getal(cel)


def _record(request: IngelogdVerzoek, formulier: Any, action: Callable[..., Any], kop: str) -> HttpResponse:
    form = formulier(request.POST or None, gemeente=request.user.gemeente)
    if form.is_valid():
        try:
            action(door=request.user, op=timezone.now(), **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("rapportage:tellingen")
    return render(
        request,
        "rapportage/telling_form.html",
        {"form": form, "kop": kop},
        status=422 if form.errors else 200,
    )
