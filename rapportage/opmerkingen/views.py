"""Writing what the municipality itself says in a chapter, with what stood there before."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from organisaties.eenmaal import once
from organisaties.hoofdstukken import Document
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires
from rapportage.inhoud import list_koppen
from rapportage.jaren import find_jaren
from rapportage.opmerkingen.actions import record_opmerking
from rapportage.opmerkingen.forms import OpmerkingForm
from rapportage.opmerkingen.lezen import find_laatste
from rapportage.opmerkingen.models import Verslagopmerking


@requires(Recht.VERANTWOORDING_MAKE)
@once
def verslagopmerking_record(request: IngelogdVerzoek, jaar: int, verslaghoofdstuk: str) -> HttpResponse:
    nu = timezone.now()
    titel = dict(list_koppen(Document.VERANTWOORDING)).get(verslaghoofdstuk)
    if titel is None or jaar not in find_jaren(request.user.gemeente, timezone.localdate(nu)):
        raise Http404
    laatste = find_laatste(request.user.gemeente, jaar, verslaghoofdstuk)
    begin = {"tekst": laatste.tekst, "vervangt": laatste.pk} if laatste else {}
    form = OpmerkingForm(request.POST or None, initial=begin)
    if form.is_valid() and _save(form, request, jaar, verslaghoofdstuk, nu):
        return redirect(f"{reverse('rapportage:verantwoording_prepare')}?jaar={jaar}")
    context = {
        "form": form,
        "jaar": jaar,
        "titel": titel,
        "versies": list(_versions(laatste)),
    }
    status = 422 if form.errors else 200
    return render(request, "rapportage/verslagopmerking_form.html", context, status=status)


def _versions(rij: Any) -> Iterator[Any]:
    while rij is not None:
        yield rij
        rij = rij.vervangt


def _save(form: OpmerkingForm, request: IngelogdVerzoek, jaar: int, hoofdstuk: str, nu: datetime) -> bool:
    """False when a colleague was first; the form then says so."""
    eigen = Verslagopmerking.objects.for_gebruiker(request.user).filter(jaar=jaar, hoofdstuk=hoofdstuk)
    vervangt = eigen.filter(pk=form.cleaned_data["vervangt"] or 0).first()
    try:
        record_opmerking(
            jaar=jaar,
            hoofdstuk=hoofdstuk,
            tekst=form.cleaned_data["tekst"],
            vervangt=vervangt,
            door=request.user,
            op=nu,
        )
    except ValidationError as fout:
        form.add_error(None, fout.messages)
        return False
    return True
