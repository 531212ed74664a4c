"""The groups of a provider: how many places it has, and from when."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from opvang.actions import add_groep, change_groep, end_groep
from opvang.models import Groep
from opvang.plaatsforms import GroepEindeForm, GroepForm, GroepWijzigForm
from organisaties.eenmaal import once
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires


@requires(Recht.PLAATSING_MANAGE)
@once
def groep_create(request: IngelogdVerzoek) -> HttpResponse:
    dag = timezone.localdate()
    bekend = {"van": dag, "half": "heel", "locatie": request.GET.get("locatie", "")[:20]}
    form = GroepForm(request.POST or None, gebruiker=request.user, initial=bekend)
    if form.is_valid():
        try:
            groep = add_groep(**form.cleaned_data, door=request.user, op=dag)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"De groep {groep} is vastgelegd.")
            return redirect("opvang:locatie_detail", groep.locatie_id)
    return render(request, "opvang/groep_form.html", {"form": form, "titel": "Groep vastleggen"})


@requires(Recht.PLAATSING_MANAGE)
@once
def groep_change(request: IngelogdVerzoek, groep_id: int) -> HttpResponse:
    groep, dag = _groep(request, groep_id), timezone.localdate()
    bekend = {
        "plaatsen": groep.plaatsen,
        "ve": "ja" if groep.ve else "nee",
        "half": "half" if groep.half else "heel",
        "dagdelen_per_week": groep.dagdelen_per_week,
        "vanaf": max(dag, groep.van),
    }
    form = GroepWijzigForm(request.POST or None, initial=bekend)
    if form.is_valid():
        try:
            change_groep(groep=groep, **form.cleaned_data, door=request.user, op=dag)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"De groep {groep} is gewijzigd.")
            return redirect("opvang:locatie_detail", groep.locatie_id)
    return render(
        request, "opvang/groep_form.html", {"form": form, "titel": f"{groep} wijzigen", "groep": groep}
    )


@requires(Recht.PLAATSING_MANAGE)
def groep_end(request: IngelogdVerzoek, groep_id: int) -> HttpResponse:
    groep = _groep(request, groep_id)
    form = GroepEindeForm(request.POST or None, initial={"laatste_dag": groep.tot_en_met})
    if form.is_valid():
        try:
            end_groep(groep=groep, **form.cleaned_data, door=request.user)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"De groep {groep} is beëindigd.")
            return redirect("opvang:locatie_detail", groep.locatie_id)
    return render(
        request, "opvang/groep_form.html", {"form": form, "titel": f"{groep} beëindigen", "groep": groep}
    )


def _groep(request: IngelogdVerzoek, groep_id: int) -> Groep:
    eigen = Groep.objects.for_gebruiker(request.user).select_related("locatie")
    return get_object_or_404(eigen, pk=groep_id)
