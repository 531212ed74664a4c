"""The scales of systems: those that come along, and those of a municipality or provider itself."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from opvang.models import EigenSchaal
from opvang.resultaten import actions
from opvang.resultaten.forms import SchaalEindeForm, SchaalForm
from opvang.resultaten.schalen import of_rij, shipped
from organisaties.eenmaal import once
from organisaties.models import Organisatie
from organisaties.paginas import paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires


@requires(Recht.VOLGSYSTEEM_MANAGE)
def volgsystemen(request: IngelogdVerzoek) -> HttpResponse:
    """Every scale that counts here, with its source."""
    eigen = EigenSchaal.objects.for_gebruiker(request.user).select_related("houder", "vastgelegd_door")
    pagina = paginate(request, eigen)
    context = {
        "vast": shipped().values(),
        "pagina": pagina,
        "eigen": [(rij, of_rij(rij), rij.houder == _own(request)) for rij in pagina],
        "dag": timezone.localdate(),
    }
    return render(request, "opvang/volgsystemen.html", context)


def _own(request: IngelogdVerzoek) -> Organisatie | None:
    """For whom this person keeps scales: a provider, or None for the municipality."""
    return request.user.organisatie if request.user.is_houder else None


@requires(Recht.VOLGSYSTEEM_MANAGE)
@once
def eigenschaal_record(request: IngelogdVerzoek) -> HttpResponse:
    dag = timezone.localdate()
    form = SchaalForm(request.POST or None, dag=dag)
    if form.is_valid():
        try:
            schaal = actions.record_schaal(**form.cleaned_data, door=request.user, op=dag)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"De schaal {schaal} is vastgelegd.")
            return redirect("opvang:volgsystemen")
    return render(request, "opvang/eigenschaal_form.html", {"form": form, "kop": "Schaal vastleggen"})


@requires(Recht.VOLGSYSTEEM_MANAGE)
def eigenschaal_end(request: IngelogdVerzoek, eigenschaal_id: int) -> HttpResponse:
    eigen = EigenSchaal.objects.for_gebruiker(request.user).filter(houder=_own(request))
    schaal = get_object_or_404(eigen, pk=eigenschaal_id)
    form = SchaalEindeForm(request.POST or None, initial={"laatste_dag": timezone.localdate()})
    if form.is_valid():
        try:
            actions.end_schaal(schaal=schaal, **form.cleaned_data, door=request.user)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"De schaal {schaal} is beëindigd.")
            return redirect("opvang:volgsystemen")
    context = {"form": form, "kop": f"{schaal} beëindigen"}
    return render(request, "opvang/eigenschaal_form.html", context)
