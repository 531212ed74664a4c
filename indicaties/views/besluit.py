from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from indicaties.actions import announce_besluit, correct_besluit
from indicaties.forms import BekendmakingForm, VerbeteringForm
from indicaties.handelingen import Handeling
from indicaties.models import Indicatiebesluit
from organisaties.eenmaal import once
from organisaties.inzien import render_recorded
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires


@requires(Recht.CRITERIA_VIEW)
def besluit_detail(request: IngelogdVerzoek, besluit_id: int) -> HttpResponse:
    """What was decided: in words for the consultatiebureau, as codes for who else may see the grounds."""
    besluit = _get_besluit(request, besluit_id)
    return render_recorded(
        request,
        "indicaties/besluit_detail.html",
        {
            "besluit": besluit,
            "leest_tekst": request.user.has_recht(Recht.GRONDTEKST_VIEW),
            "mag_besluiten": request.user.has_recht(Recht.INDICATIE_GRANT),
        },
        handeling=Handeling.BESLUIT_VIEW,
        object=besluit,
        kind=besluit.kind.pseudoniem,
    )


@requires(Recht.INDICATIE_GRANT)
@once
def besluit_correct(request: IngelogdVerzoek, besluit_id: int) -> HttpResponse:
    besluit = _get_besluit(request, besluit_id)
    form = VerbeteringForm(request.POST or None, initial={"toelichting": besluit.toelichting})
    if form.is_valid():
        try:
            nieuw = correct_besluit(
                besluit=besluit, door=request.user, op=timezone.localdate(), **form.cleaned_data
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, "Het besluit is vervangen. Maak nu een nieuwe brief aan de ouders.")
            return redirect("indicaties:besluit_detail", nieuw.pk)
    return _render(request, "indicaties/besluit_correct.html", form, besluit, "besluit verbeteren")


@requires(Recht.INDICATIE_GRANT)
def besluit_announce(request: IngelogdVerzoek, besluit_id: int) -> HttpResponse:
    besluit = _get_besluit(request, besluit_id)
    dag = timezone.localdate()
    form = BekendmakingForm(request.POST or None, initial={"dag": dag})
    if form.is_valid():
        try:
            announce_besluit(besluit=besluit, door=request.user, op=dag, **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, "Vastgelegd dat het besluit bekend is gemaakt.")
            return redirect("indicaties:besluit_detail", besluit.pk)
    return _render(request, "indicaties/besluit_announce.html", form, besluit, "besluit bekend maken")


def _render(
    request: IngelogdVerzoek,
    template: str,
    form: VerbeteringForm | BekendmakingForm,
    besluit: Indicatiebesluit,
    formulier: str,
) -> HttpResponse:
    return render_recorded(
        request,
        template,
        {"form": form, "besluit": besluit},
        handeling=Handeling.BESLUIT_VIEW,
        object=besluit,
        kind=besluit.kind.pseudoniem,
        formulier=formulier,
    )


def _get_besluit(request: IngelogdVerzoek, besluit_id: int) -> Indicatiebesluit:
    besluiten = Indicatiebesluit.objects.for_gebruiker(request.user).select_related(
        "kind__gemeente", "organisatie", "vervangt", "vorige", "vervangen_door", "indicatie"
    )
    return get_object_or_404(besluiten, pk=besluit_id)
