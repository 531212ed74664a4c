from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from indicaties.actions import decline_toeleiding, give_startinformatie, record_toestemming, refer_kind
from indicaties.forms import GeenDeelnameForm, ToeleidingForm
from indicaties.handelingen import Handeling
from indicaties.models import Kind, Toeleiding, Toestemming, toestemming_of, werkwijze_of
from organisaties.eenmaal import once
from organisaties.inzien import render_recorded
from organisaties.models import Gebruiker
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
        vraag_toestemming=toestemming is None and werkwijze_of(kind.gemeente).vraagt_toestemming,
        met_informatie=toestemming is not None and toestemming.covers(Toestemming.Omvang.ONTWIKKELPUNTEN),
    )
    if form.is_valid():
        try:
            toeleiding = _refer(kind, form, request.user, dag)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"{kind} is verwezen naar {toeleiding.houder}.")
            return redirect("indicaties:kind_detail", kind.pk)
    return render_recorded(
        request,
        "indicaties/toeleiding_refer.html",
        {
            "form": form,
            "kind": kind,
            "heeft_indicatie": kind.indicaties.effective().filter(geldig_tot_en_met__gte=dag).exists(),
            "toestemming": toestemming,
        },
        handeling=Handeling.KIND_VIEW,
        object=kind,
        kind=kind.pseudoniem,
        formulier="verwijzen",
    )


@transaction.atomic
def _refer(kind: Kind, form: ToeleidingForm, door: Gebruiker, dag: date) -> Toeleiding:
    """The answer of the parents, the referral and what the provider must know: all of it or nothing."""
    if form.antwoord is not None:
        record_toestemming(kind=kind, datum=dag, door=door, op=dag, **form.antwoord)
    toeleiding = refer_kind(kind=kind, houder=form.cleaned_data["houder"], door=door, op=dag)
    if tekst := form.cleaned_data.get("startinformatie"):
        give_startinformatie(toeleiding=toeleiding, tekst=tekst, door=door, op=dag)
    return toeleiding


@requires(Recht.TOELEIDING_MANAGE)
def toeleiding_decline(request: IngelogdVerzoek, toeleiding_id: int) -> HttpResponse:
    toeleidingen = Toeleiding.objects.for_gebruiker(request.user).select_related("kind", "houder")
    toeleiding = get_object_or_404(toeleidingen, pk=toeleiding_id)
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
