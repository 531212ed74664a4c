"""What the municipality does in a file: the term, the decision, its letter, and objections."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from brieven.actions import announce_brief, mark_gelezen
from brieven.models import Brief
from organisaties.eenmaal import once
from organisaties.formulieren import RedenForm
from organisaties.paginas import as_file, attempt
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from subsidies.models import Aanvraag, Beschikking, Bezwaar, Subsidiedossier
from subsidies.subsidiejaar.actions.behandelen import complete_aanvraag, record_stap
from subsidies.subsidiejaar.actions.beschikking import (
    prepare_beschikking,
    return_beschikking,
    take_beschikking,
)
from subsidies.subsidiejaar.actions.bezwaar import decide_bezwaar, record_bezwaar
from subsidies.subsidiejaar.actions.dossier import record_brief
from subsidies.subsidiejaar.beleid import beleid_van
from subsidies.subsidiejaar.forms import (
    BekendForm,
    BeschikkingForm,
    BezwaarForm,
    TermijnForm,
    UitkomstForm,
)
from subsidies.subsidiejaar.mogelijk import mogelijke_soorten
from subsidies.subsidiejaar.views.dossier import brieven_van, show_dossier
from subsidies.subsidiejaar.woorden import woorden_van


@require_POST
@requires(Recht.BESCHIKKING_PREPARE)
@once
def termijnstap_record(request: IngelogdVerzoek, aanvraag_id: int) -> HttpResponse:
    aanvraag = _aanvraag(request, aanvraag_id)
    nu = timezone.now()
    form = TermijnForm(request.POST, dag=timezone.localdate(nu))
    if form.is_valid():
        try:
            record_stap(aanvraag=aanvraag, door=request.user, op=nu, **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("subsidies:subsidiejaar_detail", aanvraag.dossier_id)
    return show_dossier(request, aanvraag.dossier_id, 422, termijnform=(aanvraag_id, form))


@require_POST
@requires(Recht.BESCHIKKING_PREPARE)
@once
def aanvraag_complete(request: IngelogdVerzoek, aanvraag_id: int) -> HttpResponse:
    aanvraag = _aanvraag(request, aanvraag_id)
    attempt(
        request,
        complete_aanvraag,
        "De aanvraag is volledig. Bereid nu een besluit voor.",
        aanvraag=aanvraag,
        door=request.user,
        op=timezone.now(),
    )
    return redirect("subsidies:subsidiejaar_detail", aanvraag.dossier_id)


@require_POST
@requires(Recht.BESCHIKKING_PREPARE)
@once
def beschikking_prepare(request: IngelogdVerzoek, dossier_id: int) -> HttpResponse:
    dossier = get_object_or_404(Subsidiedossier.objects.for_gebruiker(request.user), pk=dossier_id)
    nu = timezone.now()
    soorten = mogelijke_soorten(dossier, timezone.localdate(nu))
    form = BeschikkingForm(request.POST, soorten=soorten, woorden=woorden_van(beleid_van(dossier)))
    if form.is_valid():
        try:
            prepare_beschikking(dossier=dossier, door=request.user, op=nu, **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("subsidies:subsidiejaar_detail", dossier_id)
    return show_dossier(request, dossier_id, 422, besluitform=form)


@require_POST
@requires(Recht.BESCHIKKING_TAKE)
@limited(aantal=30, seconden=60)
@once
def beschikking_take(request: IngelogdVerzoek, beschikking_id: int) -> HttpResponse:
    besluit = _besluit(request, beschikking_id)
    attempt(
        request,
        take_beschikking,
        lambda genomen: f"Besluit {genomen.nummer} is genomen. De brief staat bij dit dossier.",
        besluit=besluit,
        door=request.user,
        op=timezone.now(),
    )
    return redirect("subsidies:subsidiejaar_detail", besluit.dossier_id)


@require_POST
@requires(Recht.BESCHIKKING_TAKE)
@once
def beschikking_return(request: IngelogdVerzoek, beschikking_id: int) -> HttpResponse:
    besluit = _besluit(request, beschikking_id)
    form = RedenForm(request.POST)
    if not form.is_valid():
        return show_dossier(request, besluit.dossier_id, 422, terugform=form)
    attempt(
        request,
        return_beschikking,
        "Het besluit is teruggegeven.",
        besluit=besluit,
        reden=form.cleaned_data["reden"],
        door=request.user,
        op=timezone.now(),
    )
    return redirect("subsidies:subsidiejaar_detail", besluit.dossier_id)


@require_POST
@requires(Recht.BESCHIKKING_PREPARE)
@once
def bezwaar_record(request: IngelogdVerzoek, beschikking_id: int) -> HttpResponse:
    besluit = _besluit(request, beschikking_id)
    form = BezwaarForm(request.POST)
    if form.is_valid():
        try:
            record_bezwaar(besluit=besluit, door=request.user, op=timezone.now(), **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("subsidies:subsidiejaar_detail", besluit.dossier_id)
    return show_dossier(request, besluit.dossier_id, 422, bezwaarform=(beschikking_id, form))


@require_POST
@requires(Recht.BESCHIKKING_PREPARE)
@once
def bezwaar_decide(request: IngelogdVerzoek, bezwaar_id: int) -> HttpResponse:
    besluiten = Beschikking.objects.for_gebruiker(request.user)
    bezwaren = Bezwaar.objects.filter(beschikking__in=besluiten).select_related("beschikking__dossier")
    bezwaar = get_object_or_404(bezwaren, pk=bezwaar_id)
    form = UitkomstForm(request.POST)
    if form.is_valid():
        try:
            decide_bezwaar(bezwaar=bezwaar, door=request.user, op=timezone.now(), **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("subsidies:subsidiejaar_detail", bezwaar.beschikking.dossier_id)
    return show_dossier(request, bezwaar.beschikking.dossier_id, 422, uitkomstform=(bezwaar_id, form))


@requires(Recht.SUBSIDIEJAAR_VIEW)
@limited(aantal=60, seconden=60)
def subsidiebrief_download(request: IngelogdVerzoek, subsidiebrief_id: int) -> HttpResponse:
    brief = _brief(request, subsidiebrief_id)
    antwoord = as_file(bytes(brief.pdf), f"brief-{brief.nummer}.pdf")
    with transaction.atomic():
        mark_gelezen(brief=brief, door=request.user, op=timezone.now())
        record_brief(brief, request.user)
    return antwoord


@require_POST
@requires(Recht.BESCHIKKING_PREPARE)
@once
def subsidiebrief_announce(request: IngelogdVerzoek, subsidiebrief_id: int) -> HttpResponse:
    """Who can't be reached in the portal, gets it by post; from the day after that the terms run."""
    brief = _brief(request, subsidiebrief_id)
    dossier_id = _dossier_of(brief)
    form = BekendForm(request.POST)
    if not form.is_valid():
        return show_dossier(request, dossier_id, 422, bekendform=(subsidiebrief_id, form))
    attempt(
        request,
        announce_brief,
        "Vastgelegd op welke dag de brief is verstuurd.",
        brief=brief,
        hoe=Brief.Wijze.POST,
        dag=form.cleaned_data["dag"],
        door=request.user,
    )
    return redirect("subsidies:subsidiejaar_detail", dossier_id)


def _brief(request: IngelogdVerzoek, pk: int) -> Brief:
    dossiers = Subsidiedossier.objects.for_gebruiker(request.user).values_list("pk", flat=True)
    gevonden: Brief = get_object_or_404(brieven_van(request, list(dossiers)), pk=pk)
    return gevonden


def _dossier_of(brief: Brief) -> int:
    pk = int(brief.object_id)
    if brief.object_type == "beschikking":
        return Beschikking.objects.get(pk=pk).dossier_id
    aanvragen = (
        Aanvraag.objects.filter(stappen=pk)
        if brief.object_type == "termijnstap"
        else Aanvraag.objects.filter(pk=pk)
    )
    return aanvragen.get().dossier_id


def _aanvraag(request: IngelogdVerzoek, pk: int) -> Aanvraag:
    eigen = Aanvraag.objects.for_gebruiker(request.user).select_related(
        "dossier__regeling", "dossier__houder", "dossier__intermediair", "dossier__kind"
    )
    return get_object_or_404(eigen, pk=pk)


def _besluit(request: IngelogdVerzoek, pk: int) -> Beschikking:
    return get_object_or_404(Beschikking.objects.for_gebruiker(request.user).select_related("dossier"), pk=pk)
