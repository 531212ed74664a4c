"""What the municipality chose as a number, with its history."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisaties.eenmaal import once
from organisaties.forms import InstellingForm
from organisaties.handelingen import Handeling
from organisaties.instelacties import set_instelling, set_smi
from organisaties.instellingen import Instelling, find_soort, gekozen_op, instellingsoorten
from organisaties.models import AuditRegel
from organisaties.paginas import attempt, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires


@requires(Recht.WERKWIJZE_MANAGE)
def instelling_list(request: IngelogdVerzoek) -> HttpResponse:
    dag = timezone.localdate()
    gekozen = [gekozen_op(request.user.gemeente, soort.code, dag) for soort in instellingsoorten()]
    context = {"gekozen": gekozen, "dag": dag, "smi": _last_smi(request)}
    return render(request, "organisaties/instelling_list.html", context)


def _last_smi(request: IngelogdVerzoek) -> AuditRegel | None:
    """Who switched it last: the record knows, the municipality itself only how it is."""
    eigen = AuditRegel.objects.filter(gemeente_code=request.user.gemeente.code)
    return eigen.filter(handeling=Handeling.GEMEENTE_SMI.value).first()


@require_POST
@requires(Recht.WERKWIJZE_MANAGE)
def smi_set(request: IngelogdVerzoek) -> HttpResponse:
    aan = request.POST.get("kent_smi") == "ja"
    gelukt = f"De sociaal-medische indicatie staat {'aan' if aan else 'uit'}."
    attempt(request, set_smi, gelukt, kent_smi=aan, door=request.user)
    return redirect("organisaties:instelling_list")


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
