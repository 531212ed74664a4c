from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from brieven.actions import record_bereikbaarheid, set_huisstijl, withdraw_bereikbaarheid
from brieven.forms import BereikbaarheidForm, HuisstijlForm, initial_of
from brieven.handelingen import Handeling
from brieven.models import Bereikbaarheid, Huisstijl, huisstijl_of
from brieven.pdf import render_proef
from lib.tekst import geheel
from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.models import Organisatie
from organisaties.paginas import as_file, attempt
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires


@requires(Recht.WERKWIJZE_MANAGE)
@once
def huisstijl_set(request: IngelogdVerzoek) -> HttpResponse:
    """That of the municipality, or with ?organisatie= of a JGZ organisation that works for it."""
    organisatie = _organisatie(request)
    eigen = Huisstijl.objects.filter(gemeente=request.user.gemeente, organisatie=organisatie).first()
    begin = initial_of(eigen) if eigen else {"kleur": Huisstijl().kleur}
    form = HuisstijlForm(request.POST or None, request.FILES or None, initial=begin)
    if form.is_valid():
        try:
            set_huisstijl(organisatie=organisatie, door=request.user, op=timezone.now(), **form.cleaned_data)
        except ValidationError as fout:
            _put_on(form, fout)
        else:
            return redirect(request.get_full_path())
    context = {
        "form": form,
        "organisatie": organisatie,
        "eigen": eigen,
        "jgz": Organisatie.objects.in_gemeente(request.user.gemeente).filter(soort=Organisatie.Soort.JGZ),
    }
    return render(request, "brieven/huisstijl.html", context)


def _organisatie(request: IngelogdVerzoek) -> Organisatie | None:
    if not request.GET.get("organisatie"):
        return None
    jgz = Organisatie.objects.in_gemeente(request.user.gemeente).filter(soort=Organisatie.Soort.JGZ)
    organisatie = jgz.filter(pk=geheel(request.GET["organisatie"], 0)).first()
    if organisatie is None:
        raise Http404
    return organisatie


def _put_on(form: HuisstijlForm, fout: ValidationError) -> None:
    """Each sentence with the field that it is about."""
    for veld, zinnen in getattr(fout, "message_dict", {"__all__": fout.messages}).items():
        form.add_error(veld if veld in form.fields else None, zinnen)


@require_POST
@requires(Recht.WERKWIJZE_MANAGE)
@limited(aantal=20, seconden=60)
def huisstijl_preview(request: IngelogdVerzoek) -> HttpResponse:
    """A letter to nobody, as it would look today."""
    organisatie = _organisatie(request)
    huisstijl = huisstijl_of(request.user.gemeente, organisatie)
    record(handeling=Handeling.HUISSTIJL_EXPORT, door=request.user, object=request.user.gemeente)
    return as_file(render_proef(request.user.gemeente, huisstijl, timezone.localdate()), "proefbrief.pdf")


@requires(Recht.WERKWIJZE_MANAGE)
@once
def bereikbaarheid(request: IngelogdVerzoek) -> HttpResponse:
    """Which organisations said that they can be reached here (Awb 2:8), and to say so for one more."""
    form = BereikbaarheidForm(request.POST or None, gemeente=request.user.gemeente)
    if form.is_valid():
        try:
            record_bereikbaarheid(door=request.user, op=timezone.now(), **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("brieven:bereikbaarheid")
    geldig = Bereikbaarheid.objects.filter(gemeente=request.user.gemeente).select_related(
        "organisatie", "vastgelegd_door"
    )
    return render(request, "brieven/bereikbaarheid.html", {"form": form, "rijen": geldig})


@require_POST
@requires(Recht.WERKWIJZE_MANAGE)
def bereikbaarheid_withdraw(request: IngelogdVerzoek, bereikbaarheid_id: int) -> HttpResponse:
    rij = get_object_or_404(Bereikbaarheid, pk=bereikbaarheid_id, gemeente=request.user.gemeente)
    gelukt = "Ingetrokken. Brieven aan deze organisatie gaan weer per post."
    attempt(
        request, withdraw_bereikbaarheid, gelukt, bereikbaarheid=rij, door=request.user, op=timezone.now()
    )
    return redirect("brieven:bereikbaarheid")
