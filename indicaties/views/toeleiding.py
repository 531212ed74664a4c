from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from indicaties.aanbod import read_aanbod
from indicaties.actions import decline_toeleiding, recall_toeleiding, refer_kind
from indicaties.forms import GeenDeelnameForm, ToeleidingForm
from indicaties.handelingen import Handeling
from indicaties.models import Kind, Toeleiding, werkwijze_of
from organisaties.eenmaal import once
from organisaties.inzien import render_recorded
from organisaties.paginas import attempt
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires


@requires(Recht.TOELEIDING_MANAGE)
@once
def toeleiding_refer(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    kind = get_object_or_404(Kind.objects.for_gebruiker(request.user).select_related("gemeente"), pk=kind_id)
    dag = timezone.localdate()
    form = ToeleidingForm(
        request.POST or None,
        kind=kind,
        aanbod=read_aanbod(kind, dag),
        vraagt_toestemming=werkwijze_of(kind.gemeente).vraagt_toestemming,
    )
    if form.is_valid():
        houder, locatie = form.bestemming()
        try:
            refer_kind(
                kind=kind,
                houder=houder,
                locatie=locatie,
                toestemming=form.cleaned_data["toestemming"],
                door=request.user,
                op=dag,
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return _referred(request, kind, form)
    heeft_indicatie = kind.indicaties.effective().filter(geldig_tot_en_met__gte=dag).exists()
    return render_recorded(
        request,
        "indicaties/toeleiding_refer.html",
        {"form": form, "kind": kind, "heeft_indicatie": heeft_indicatie, "aanbod": form.aanbod.values()},
        handeling=Handeling.KIND_VIEW,
        object=kind,
        kind=kind.pseudoniem,
        formulier="verwijzen",
    )


def _referred(request: IngelogdVerzoek, kind: Kind, form: ToeleidingForm) -> HttpResponse:
    houder, locatie = form.bestemming()
    naar = f"{locatie} van {houder}" if locatie else str(houder)
    messages.success(request, f"{kind} is verwezen naar {naar}.")
    for zin in form.gekozen.waarschuwingen if form.gekozen else ():
        messages.warning(request, f"Let op: {zin}")
    return redirect("indicaties:kind_detail", kind.pk)


@requires(Recht.TOELEIDING_MANAGE)
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
