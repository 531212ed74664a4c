"""The application as a workbook: to fill in outside the site, to read back, and as the copy of what was sent."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from organisaties.eenmaal import once
from organisaties.paginas import as_file
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from subsidies.models import Aanvraag
from subsidies.subsidiejaar.actions.dossier import record_dossier
from subsidies.subsidiejaar.actions.werkboek import take_over_werkboek
from subsidies.subsidiejaar.afdruk import picture_of
from subsidies.subsidiejaar.forms import WerkboekForm
from subsidies.subsidiejaar.handelingen import Handeling
from subsidies.subsidiejaar.werkboek import make_werkboek


@requires(Recht.SUBSIDIEJAAR_VIEW)
@limited(aantal=60, seconden=60)
def aanvraag_werkboek(request: IngelogdVerzoek, aanvraag_id: int) -> HttpResponse:
    """To work on as long as it can change; else the copy of what was sent last (Awb 2:17)."""
    aanvraag = _get(request, aanvraag_id)
    te_wijzigen = aanvraag.is_te_wijzigen and request.user.has_recht(Recht.AANVRAAG_SUBMIT)
    if not te_wijzigen and not aanvraag.verzonden:
        raise Http404
    beeld = picture_of(aanvraag, timezone.now()) if te_wijzigen else aanvraag.verzonden[-1]
    inhoud = make_werkboek(aanvraag, beeld, verstuurd=not te_wijzigen)
    record_dossier(
        Handeling.AANVRAAG_EXPORT, aanvraag, aanvraag.dossier, request.user, verstuurd=not te_wijzigen
    )
    return as_file(inhoud, f"aanvraag-{aanvraag.dossier.nummer}.xlsx")


@requires(Recht.AANVRAAG_SUBMIT)
@limited(aantal=30, seconden=60)
@once
def aanvraag_upload(request: IngelogdVerzoek, aanvraag_id: int) -> HttpResponse:
    """All of the workbook or nothing: with one mistake the application stays as it was."""
    aanvraag = _get(request, aanvraag_id)
    if not aanvraag.is_te_wijzigen or aanvraag.dossier.kind_id is not None:
        return redirect("subsidies:subsidiejaar_detail", aanvraag.dossier_id)
    form = WerkboekForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "aanvraag": aanvraag, "dossier": aanvraag.dossier}
    if form.is_valid():
        try:
            uitslag = take_over_werkboek(
                aanvraag=aanvraag,
                inhoud=form.cleaned_data["bestand"].read(),
                door=request.user,
                op=timezone.now(),
            )
        except ValidationError as fout:
            form.add_error("bestand", fout.messages)
        else:
            if not uitslag.fouten:
                return _taken_over(request, aanvraag, uitslag.opmerkingen)
            context["fouten"] = uitslag.fouten
    status = 422 if form.errors or context.get("fouten") else 200
    return render(request, "subsidies/aanvraag_upload.html", context, status=status)


def _taken_over(request: IngelogdVerzoek, aanvraag: Aanvraag, opmerkingen: list[str]) -> HttpResponse:
    messages.success(request, "Het werkboek is overgenomen en berekend. Kijk het na en verstuur de aanvraag.")
    for zin in opmerkingen:
        messages.warning(request, zin)
    return redirect("subsidies:aanvraag_edit", aanvraag.pk)


def _get(request: IngelogdVerzoek, pk: int) -> Aanvraag:
    """Of an application for a grant; one for fixing the year has no expected children."""
    eigen = Aanvraag.objects.for_gebruiker(request.user).filter(soort=Aanvraag.Soort.GRANT)
    return get_object_or_404(eigen.select_related("dossier__regeling", "dossier__houder"), pk=pk)
