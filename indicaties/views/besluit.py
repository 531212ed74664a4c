from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from indicaties.actions import announce_besluit, correct_besluit, make_besluitbrief
from indicaties.besluitbrief import brief_of
from indicaties.forms import BekendmakingForm, VerbeteringForm
from indicaties.handelingen import Handeling
from indicaties.models import Indicatiebesluit
from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.inzien import render_recorded
from organisaties.paginas import as_file, attempt
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires


@requires(Recht.CRITERIA_VIEW)
def besluit_detail(request: IngelogdVerzoek, besluit_id: int) -> HttpResponse:
    """What was decided: in words for the consultatiebureau, as codes for who else may see the grounds."""
    besluit = _get_besluit(request, besluit_id)
    return render_recorded(
        request,
        "indicaties/besluit_detail.html",
        {
            "besluit": besluit,
            "brief": brief_of(besluit),
            "leest_tekst": request.user.has_recht(Recht.GRONDTEKST_VIEW),
            "mag_besluiten": request.user.has_recht(Recht.INDICATIE_GRANT),
        },
        handeling=Handeling.BESLUIT_VIEW,
        object=besluit,
        kind=besluit.kind.pseudoniem,
    )


@require_POST
@requires(Recht.INDICATIE_GRANT)
@limited(aantal=30, seconden=60)
@once
def besluit_brief(request: IngelogdVerzoek, besluit_id: int) -> HttpResponse:
    besluit = _get_besluit(request, besluit_id)
    attempt(
        request,
        make_besluitbrief,
        lambda brief: f"Brief {brief.nummer} is gemaakt. Haal hem op en geef hem aan de ouders.",
        besluit=besluit,
        door=request.user,
        op=timezone.localdate(),
    )
    return redirect("indicaties:besluit_detail", besluit.pk)


@require_safe
@requires(Recht.GRONDTEKST_VIEW)
@limited(aantal=20, seconden=60)
def besluit_brief_download(request: IngelogdVerzoek, besluit_id: int) -> HttpResponse:
    """The letter holds the grounds in words: only who may read those takes it away here."""
    besluit = _get_besluit(request, besluit_id)
    brief = brief_of(besluit)
    if brief is None or brief.vernietigd_op is not None:
        raise Http404
    record(
        handeling=Handeling.BESLUIT_BRIEF,
        door=request.user,
        object=besluit,
        kind=besluit.kind.pseudoniem,
        nummer=brief.nummer,
    )
    return as_file(bytes(brief.pdf), f"brief-{brief.nummer}.pdf")


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
