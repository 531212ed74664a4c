"""The reports of quarters and years: which there are, asking for one, and taking it along."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisaties.eenmaal import once
from organisaties.instellingen import gekozen_op
from organisaties.paginas import as_file, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from rapportage.jaren import find_jaren
from rapportage.periodiek.actions import download_periodiekverslag, request_periodiekverslag
from rapportage.periodiek.forms import PeriodiekForm
from rapportage.periodiek.instellingen import EVALUATIE, KWARTAALRAPPORT
from rapportage.periodiek.models import Periodiekverslag
from rapportage.verslag import slug


@requires(Recht.MONITOR_VIEW)
def periodieke_verslagen(request: IngelogdVerzoek) -> HttpResponse:
    return _list(request, _form(request))


@require_POST
@requires(Recht.VERANTWOORDING_MAKE)
@limited(aantal=10, seconden=60)
@once
def periodiek_create(request: IngelogdVerzoek) -> HttpResponse:
    nu = timezone.now()
    form = _form(request, request.POST)
    if form.is_valid():
        document, jaar, kwartaal = form.keuze
        try:
            verslag = request_periodiekverslag(
                document=document,
                jaar=jaar,
                kwartaal=kwartaal,
                door=request.user,
                op=nu,
                dag=timezone.localdate(nu),
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("rapportage:periodiek_detail", verslag.pk)
    return _list(request, form)


def _form(request: IngelogdVerzoek, *data: Any) -> PeriodiekForm:
    dag = timezone.localdate()
    return PeriodiekForm(*data, jaren=find_jaren(request.user.gemeente, dag), dag=dag)


def _list(request: IngelogdVerzoek, form: PeriodiekForm) -> HttpResponse:
    dag, gemeente = timezone.localdate(), request.user.gemeente
    eigen = Periodiekverslag.objects.for_gebruiker(request.user).without_file()
    context = {
        "form": form.as_request(reverse("rapportage:periodiek_create")),
        "mag_maken": request.user.has_recht(Recht.VERANTWOORDING_MAKE),
        "kwartaalrapport": gekozen_op(gemeente, KWARTAALRAPPORT.code, dag).waarde,
        "evaluatie": gekozen_op(gemeente, EVALUATIE.code, dag).waarde,
        "pagina": paginate(request, eigen.select_related("aangevraagd_door")),
    }
    return render(request, "rapportage/periodiek_list.html", context)


@requires(Recht.MONITOR_VIEW)
def periodiek_detail(request: IngelogdVerzoek, verslag_id: int) -> HttpResponse:
    eigen = Periodiekverslag.objects.for_gebruiker(request.user).without_file()
    context = {"verslag": get_object_or_404(eigen, pk=verslag_id)}
    return render(request, "rapportage/periodiek_detail.html", context)


@requires(Recht.MONITOR_VIEW)
@limited(aantal=20, seconden=60)
def periodiek_download(request: IngelogdVerzoek, verslag_id: int) -> HttpResponse:
    klaar = Periodiekverslag.objects.for_gebruiker(request.user).exclude(klaar_op=None)
    verslag = get_object_or_404(klaar, pk=verslag_id)
    pdf = download_periodiekverslag(verslag=verslag, door=request.user)
    wanneer = f"{verslag.jaar}-kw{verslag.kwartaal}" if verslag.kwartaal else str(verslag.jaar)
    return as_file(pdf, f"{verslag.document}-vve-{slug(request.user.gemeente.naam)}-{wanneer}.pdf")
