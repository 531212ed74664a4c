from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from indicaties.actions import record_herkomstbezwaar, set_adres
from indicaties.forms import ADRESVELDEN, AdresWijzigForm, HerkomstbezwaarForm
from indicaties.handelingen import Handeling
from indicaties.models import Adres, Kind
from lib.weergave import datum
from organisaties.eenmaal import once
from organisaties.inzien import render_recorded
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires


@requires(Recht.GEZIN_MANAGE)
@once
def adres_change(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    """A secret address is not shown here either: whoever changes it fills in the new one as a whole."""
    kind = _kind(request, kind_id)
    huidig = Adres.objects.filter(kind=kind).first()
    geheim = huidig is not None and huidig.geheim
    initial: dict[str, object] = {"geheim": geheim}
    if huidig is not None and not geheim:
        initial |= {veld: getattr(huidig, veld) for veld in ADRESVELDEN}
    form = AdresWijzigForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            gewijzigd = set_adres(kind=kind, adres=form.adres(), door=request.user)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, "Het adres is gewijzigd." if gewijzigd else "Er is niets gewijzigd.")
            return redirect("indicaties:kind_detail", kind.pk)
    return render_recorded(
        request,
        "indicaties/adres_change.html",
        {"form": form, "kind": kind, "geheim": geheim},
        handeling=Handeling.KIND_VIEW,
        object=kind,
        kind=kind.pseudoniem,
        formulier="adres",
    )


@requires(Recht.INDICATIE_GRANT)
@once
def herkomst_object(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    kind = _kind(request, kind_id)
    form = HerkomstbezwaarForm(request.POST or None)
    if form.is_valid():
        try:
            kind = record_herkomstbezwaar(
                kind=kind, dag=form.cleaned_data["dag"], door=request.user, op=timezone.localdate()
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(
                request,
                f"Het bezwaar van {datum(form.cleaned_data['dag'])} is vastgelegd. Het land van herkomst telt bij"
                f" {kind} niet meer mee.",
            )
            return redirect("indicaties:kind_detail", kind.pk)
    return render_recorded(
        request,
        "indicaties/herkomst_object.html",
        {"form": form, "kind": kind},
        handeling=Handeling.KIND_VIEW,
        object=kind,
        kind=kind.pseudoniem,
        formulier="bezwaar herkomst",
    )


def _kind(request: IngelogdVerzoek, kind_id: int) -> Kind:
    return get_object_or_404(Kind.objects.for_gebruiker(request.user).select_related("gemeente"), pk=kind_id)
