"""The double entry on screen, and the accounts as the municipality calls them."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from organisaties.eenmaal import once
from organisaties.paginas import jaar_uit, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires
from subsidies.grootboek.actions import set_rekening
from subsidies.grootboek.bronnen import add_bron
from subsidies.grootboek.forms import GeldbronForm, RekeningForm
from subsidies.grootboek.journaal import proefbalans
from subsidies.models import Grootboekrekening, Journaalpost


@requires(Recht.BOEKING_VIEW)
def journaal(request: IngelogdVerzoek) -> HttpResponse:
    """The trial balance of a year, and the entries under it with their numbers."""
    eigen = Journaalpost.objects.for_gebruiker(request.user)
    jaren = sorted(eigen.order_by().values_list("jaar", flat=True).distinct(), reverse=True)
    dag = timezone.localdate()
    jaar = jaar_uit(request.GET, jaren[0] if jaren else dag.year)
    posten = eigen.in_jaar(jaar).select_related("boeking").prefetch_related("regels__rekening")
    balans = proefbalans(request.user.gemeente, jaar)
    return render(
        request,
        "subsidies/journaal.html",
        {
            "jaar": jaar,
            "jaren": jaren if jaar in jaren else sorted([*jaren, jaar], reverse=True),
            "balans": balans,
            "debet": sum(regel.debet for regel in balans),
            "credit": sum(regel.credit for regel in balans),
            "saldo": sum(regel.saldo for regel in balans),
            "pagina": paginate(request, posten),
            "mag_boeken": request.user.has_recht(Recht.BOEKING_MANAGE),
        },
    )


@requires(Recht.BOEKING_MANAGE)
@once
def grootboekrekening_edit(request: IngelogdVerzoek, grootboekrekening_id: int) -> HttpResponse:
    eigen = Grootboekrekening.objects.for_gebruiker(request.user)
    rekening = get_object_or_404(eigen, pk=grootboekrekening_id)
    begin = {naam: getattr(rekening, naam) for naam in RekeningForm.base_fields}
    form = RekeningForm(request.POST or None, initial=begin)
    if form.is_valid():
        try:
            set_rekening(rekening=rekening, door=request.user, **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("subsidies:journaal")
    return render(
        request,
        "subsidies/grootboekrekening_form.html",
        {"form": form, "rekening": rekening},
        status=422 if form.errors else 200,
    )


@requires(Recht.BOEKING_MANAGE)
@once
def geldbron_add(request: IngelogdVerzoek) -> HttpResponse:
    form = GeldbronForm(request.POST or None)
    if form.is_valid():
        try:
            add_bron(door=request.user, **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("subsidies:journaal")
    return render(request, "subsidies/geldbron_form.html", {"form": form}, status=422 if form.errors else 200)
