"""The municipality applies on behalf of parents or of an organisation, and writes down which proof it saw."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from indicaties.models import Kind
from lib.tekst import geheel
from organisaties.eenmaal import once
from organisaties.models import Organisatie
from organisaties.paginas import attempt, show_refusal
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires
from subsidies.models import Aanvraag, Subsidieregeling
from subsidies.subsidiejaar.actions.namens import see_bewijs, start_voor_organisatie, start_voor_ouders
from subsidies.subsidiejaar.beleid import beleid_van
from subsidies.subsidiejaar.forms import BewijsForm
from subsidies.subsidiejaar.views.dossier import show_dossier


@require_POST
@requires(Recht.AANVRAAG_SUBMIT)
@once
def namens_start(request: IngelogdVerzoek, regeling_id: int) -> HttpResponse:
    """For the child or the organisation that the button names, and for its year."""
    regelingen = Subsidieregeling.objects.for_gebruiker(request.user).adopted().select_related("gemeente")
    regeling = get_object_or_404(regelingen, pk=regeling_id)
    jaar = geheel(request.POST.get("jaar"), regeling.geldig_van.year)
    try:
        aanvraag = _start(request, regeling, jaar)
    except ValidationError as fout:
        show_refusal(request, fout)
        return redirect("subsidies:subsidiejaar_list")
    return redirect("subsidies:aanvraag_edit", aanvraag.pk)


def _start(request: IngelogdVerzoek, regeling: Subsidieregeling, jaar: int) -> Aanvraag:
    """ValidationError when the child or the organisation is none that this person can apply for."""
    door, nu = request.user, timezone.now()
    kind = Kind.objects.for_gebruiker(door).filter(pk=geheel(request.POST.get("kind"), 0)).first()
    if kind is not None:
        return start_voor_ouders(regeling=regeling, jaar=jaar, kind=kind, door=door, op=nu)
    organisaties = Organisatie.objects.intermediairs().in_gemeente(door.gemeente)
    organisatie = organisaties.filter(pk=geheel(request.POST.get("organisatie"), 0)).first()
    if organisatie is None:
        raise ValidationError("Kies voor welk kind of welke organisatie u aanvraagt.", code="wie")
    return start_voor_organisatie(regeling=regeling, jaar=jaar, organisatie=organisatie, door=door, op=nu)


@require_POST
@requires(Recht.AANVRAAG_SUBMIT)
@once
def bewijs_see(request: IngelogdVerzoek, aanvraag_id: int) -> HttpResponse:
    """Without the proof itself."""
    eigen = Aanvraag.objects.for_gebruiker(request.user).select_related("dossier__regeling")
    aanvraag = get_object_or_404(eigen, pk=aanvraag_id)
    nu = timezone.now()
    form = BewijsForm(
        request.POST, bewijzen=beleid_van(aanvraag.dossier).bewijzen, dag=timezone.localdate(nu)
    )
    if not form.is_valid():
        return show_dossier(request, aanvraag.dossier_id, status=422, bewijsform=form)
    attempt(
        request,
        see_bewijs,
        "Vastgelegd dat u dit zag. Bewaar zelf geen kopie.",
        aanvraag=aanvraag,
        door=request.user,
        op=nu,
        **form.cleaned_data,
    )
    return redirect("subsidies:subsidiejaar_detail", aanvraag.dossier_id)
