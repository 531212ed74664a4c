"""The grant of the Rijk over four years: what is left, what may go on, and what would be reclaimed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lib.tekst import geheel
from organisaties.eenmaal import once
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from rapportage.cijfers import AANNAME_NORM
from rapportage.goab.actions import record_goabbeschikking, record_score
from rapportage.goab.besluit import Tijdvak
from rapportage.goab.forms import GoabbeschikkingForm, GoabscoreForm
from rapportage.goab.meter import read_meter, tijdvakken


@require_GET
@requires(Recht.BOEKING_VIEW)
@limited(aantal=60, seconden=60)
def goab_meter(request: IngelogdVerzoek) -> HttpResponse:
    dag = timezone.localdate()
    keuze = tijdvakken(dag)
    eerste = geheel(request.GET.get("tijdvak"), keuze[0].eerste)
    tijdvak = next((t for t in keuze if t.eerste == eerste), keuze[0])
    return render(
        request,
        "rapportage/goab_meter.html",
        {
            "meter": read_meter(request.user.gemeente, tijdvak, dag),
            "tijdvak": tijdvak,
            "volgende": Tijdvak(tijdvak.laatste + 1),
            "tijdvakken": keuze,
            "dag": dag,
            "aanname_norm": AANNAME_NORM,
            "mag_vastleggen": request.user.has_recht(Recht.BOEKING_MANAGE),
        },
    )


@requires(Recht.BOEKING_MANAGE)
@once
def goabscore_record(request: IngelogdVerzoek) -> HttpResponse:
    return _record(request, GoabscoreForm, record_score, "Achterstandsscore vastleggen")


@requires(Recht.BOEKING_MANAGE)
@once
def goabbeschikking_record(request: IngelogdVerzoek) -> HttpResponse:
    return _record(request, GoabbeschikkingForm, record_goabbeschikking, "Beschikking van OCW vastleggen")


def _record(request: IngelogdVerzoek, formulier: Any, action: Callable[..., Any], kop: str) -> HttpResponse:
    nu = timezone.now()
    dag: date = timezone.localdate(nu)
    form = formulier(request.POST or None, dag=dag)
    if form.is_valid():
        try:
            action(door=request.user, op=nu, **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("rapportage:goab_meter")
    return render(
        request, "rapportage/goab_form.html", {"form": form, "kop": kop}, status=422 if form.errors else 200
    )
