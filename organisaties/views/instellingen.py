"""What the municipality chose as a number, with its history."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from organisaties.eenmaal import once
from organisaties.forms import InstellingForm
from organisaties.instelacties import set_instelling
from organisaties.instellingen import Instelling, find_soort, gekozen_op, instellingsoorten
from organisaties.paginas import paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires


@requires(Recht.WERKWIJZE_MANAGE)
def instelling_list(request: IngelogdVerzoek) -> HttpResponse:
    dag = timezone.localdate()
    gekozen = [gekozen_op(request.user.gemeente, soort.code, dag) for soort in instellingsoorten()]
    return render(request, "organisaties/instelling_list.html", {"gekozen": gekozen, "dag": dag})


@requires(Recht.WERKWIJZE_MANAGE)
@once
def instelling_set(request: IngelogdVerzoek, instelling: str) -> HttpResponse:
    """Choose anew, from a day on; below stands what was chosen before, and by whom."""
    soort, dag = find_soort(instelling), timezone.localdate()
    if soort is None:
        raise Http404
    nu = gekozen_op(request.user.gemeente, soort.code, dag)
    begin = {"waarde": nu.waarde, "geldig_van": dag, "bron": nu.bron if nu.rij else ""}
    form = InstellingForm(request.POST or None, initial=begin, soort=soort)
    if form.is_valid():
        try:
            set_instelling(soort=soort, **form.cleaned_data, door=request.user, op=timezone.now())
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"{soort.naam} is vastgelegd.")
            return redirect("organisaties:instelling_list")
    eigen = Instelling.objects.for_gebruiker(request.user).filter(soort=soort.code)
    context = {
        "soort": soort,
        "nu": nu,
        "form": form,
        "pagina": paginate(request, eigen.newest_first().select_related("vastgelegd_door")),
    }
    return render(request, "organisaties/instelling_set.html", context)
