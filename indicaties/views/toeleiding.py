from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from indicaties.aanbod import read_aanbod
from indicaties.actions import (
    decline_toeleiding,
    give_startinformatie,
    recall_toeleiding,
    record_toestemming,
    refer_kind,
)
from indicaties.forms import GeenDeelnameForm, ToeleidingForm
from indicaties.handelingen import Handeling
from indicaties.models import Kind, Toeleiding, Toestemming, toestemming_of, werkwijze_of
from organisaties.eenmaal import once
from organisaties.inzien import render_recorded
from organisaties.models import Gebruiker
from organisaties.paginas import attempt
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires


@requires(Recht.TOELEIDING_MANAGE)
@once
def toeleiding_refer(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    kind = get_object_or_404(Kind.objects.for_gebruiker(request.user).select_related("gemeente"), pk=kind_id)
    dag = timezone.localdate()
    toestemming = toestemming_of(kind)
    form = ToeleidingForm(
        request.POST or None,
        kind=kind,
        aanbod=read_aanbod(kind, dag),
        vraag_toestemming=toestemming is None and werkwijze_of(kind.gemeente).vraagt_toestemming,
        met_informatie=toestemming is not None and toestemming.covers(Toestemming.Omvang.ONTWIKKELPUNTEN),
    )
    if form.is_valid():
        try:
            _refer(kind, form, request.user, dag)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return _referred(request, kind, form)
    return render_recorded(
        request,
        "indicaties/toeleiding_refer.html",
        {
            "form": form,
            "kind": kind,
            "heeft_indicatie": kind.indicaties.effective().filter(geldig_tot_en_met__gte=dag).exists(),
            "toestemming": toestemming,
            "aanbod": form.aanbod.values(),
        },
        handeling=Handeling.KIND_VIEW,
        object=kind,
        kind=kind.pseudoniem,
        formulier="verwijzen",
    )


@transaction.atomic
def _refer(kind: Kind, form: ToeleidingForm, door: Gebruiker, dag: date) -> None:
    """The answer of the parents, the referral and what the provider must know: all of it or nothing."""
    if form.antwoord is not None:
        record_toestemming(kind=kind, datum=dag, door=door, op=dag, **form.antwoord)
    houder, locatie = form.bestemming()
    toeleiding = refer_kind(kind=kind, houder=houder, locatie=locatie, door=door, op=dag)
    if tekst := form.cleaned_data.get("startinformatie"):
        give_startinformatie(toeleiding=toeleiding, tekst=tekst, door=door, op=dag)


def _referred(request: IngelogdVerzoek, kind: Kind, form: ToeleidingForm) -> HttpResponse:
    houder, locatie = form.bestemming()
    naar = f"{locatie} van {houder}" if locatie else str(houder)
    messages.success(request, f"{kind} is verwezen naar {naar}.")
    for zin in form.gekozen.waarschuwingen if form.gekozen else ():
        messages.warning(request, f"Let op: {zin}")
    return redirect("indicaties:kind_detail", kind.pk)


@requires(Recht.TOELEIDING_MANAGE)
@once
def toeleiding_decline(request: IngelogdVerzoek, toeleiding_id: int) -> HttpResponse:
    toeleiding = _toeleiding(request, toeleiding_id)
    form = GeenDeelnameForm(request.POST or None)
    if form.is_valid():
        try:
            decline_toeleiding(
                toeleiding=toeleiding, door=request.user, op=timezone.localdate(), **form.cleaned_data
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"Vastgelegd: {toeleiding.kind} gaat niet naar {toeleiding.houder}.")
            return redirect("indicaties:kind_detail", toeleiding.kind_id)
    return render_recorded(
        request,
        "indicaties/toeleiding_decline.html",
        {"form": form, "toeleiding": toeleiding},
        handeling=Handeling.TOELEIDING_VIEW,
        object=toeleiding,
        kind=toeleiding.kind.pseudoniem,
        formulier="geen deelname",
    )


@require_POST
@requires(Recht.TOELEIDING_MANAGE)
def toeleiding_recall(request: IngelogdVerzoek, toeleiding_id: int) -> HttpResponse:
    toeleiding = _toeleiding(request, toeleiding_id)
    attempt(
        request,
        recall_toeleiding,
        f"De verwijzing naar {toeleiding.houder} is teruggenomen.",
        toeleiding=toeleiding,
        door=request.user,
        op=timezone.localdate(),
    )
    return redirect("indicaties:kind_detail", toeleiding.kind_id)


def _toeleiding(request: IngelogdVerzoek, toeleiding_id: int) -> Toeleiding:
    toeleidingen = Toeleiding.objects.for_gebruiker(request.user).select_related("kind", "houder")
    return get_object_or_404(toeleidingen, pk=toeleiding_id)
