"""Taking over the administration of before: the template, the trial run, the yes, and putting it back."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from lib.bladen import MAX_BYTES
from opvang.handelingen import Handeling
from opvang.models import Overname
from opvang.overname.actions import ask_again, ask_undo, confirm_overname, put_overname
from opvang.overname.forms import WerkmapForm
from opvang.overname.kolommen import BLADEN
from opvang.overname.sjabloon import write_sjabloon
from opvang.overname.werk import MEESTE_BEVINDINGEN, TERUG_TOT, report_of
from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.inzien import render_recorded
from organisaties.paginas import as_file, attempt, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires, takes_bytes

_KNOPPEN = {"doorvoeren": confirm_overname, "terugdraaien": ask_undo}


def _get(request: IngelogdVerzoek, overname_id: int) -> Overname:
    rijen = Overname.objects.for_gebruiker(request.user).select_related(
        "doorgevoerd_door", "teruggedraaid_door"
    )
    return get_object_or_404(rijen.defer("bestand", "gemaakt", "vorige"), pk=overname_id)


@takes_bytes(MAX_BYTES + 64 * 1024)
@requires(Recht.OVERNAME_MANAGE)
@limited(aantal=20, seconden=60)
@once
def overname_list(request: IngelogdVerzoek) -> HttpResponse:
    """What was taken over, and the choice of a next workbook. Nothing is changed by choosing one."""
    form = WerkmapForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        inhoud = form.cleaned_data["bestand"].read()
        try:
            overname = put_overname(inhoud=inhoud, door=request.user, op=timezone.now())
        except ValidationError as fout:
            form.add_error("bestand", fout.messages)
        else:
            return redirect("opvang:overname_detail", overname.pk)
    rijen = Overname.objects.for_gebruiker(request.user).light().select_related("gevraagd_door")
    context = {"form": form, "pagina": paginate(request, rijen)}
    return render(request, "opvang/overname_list.html", context, status=422 if form.errors else 200)


@requires(Recht.OVERNAME_MANAGE)
@limited(aantal=20, seconden=60)
def overname_sjabloon(request: IngelogdVerzoek) -> HttpResponse:
    inhoud = write_sjabloon()
    record(handeling=Handeling.OVERNAME_EXPORT, door=request.user, object=request.user.gemeente)
    return as_file(inhoud, "administratie-overnemen.xlsx")


@requires(Recht.OVERNAME_MANAGE)
@once
def overname_detail(request: IngelogdVerzoek, overname_id: int) -> HttpResponse:
    """The report of the trial run, and the buttons that belong to where it stands."""
    overname = _get(request, overname_id)
    if request.method == "POST":
        return _do(request, overname)
    bevindingen = report_of(overname)
    context = {
        "overname": overname,
        "pagina": paginate(request, bevindingen),
        "aantallen": [(s.naam, overname.aantallen[s.naam]) for s in BLADEN if s.naam in overname.aantallen],
        "niet_getoond": max(0, overname.fouten - MEESTE_BEVINDINGEN),
        "kan_terug": _kan_terug(overname),
    }
    if not bevindingen:
        return render(request, "opvang/overname_detail.html", context)
    return render_recorded(
        request, "opvang/overname_detail.html", context, handeling=Handeling.OVERNAME_VIEW, object=overname
    )


def _kan_terug(overname: Overname) -> bool:
    op = overname.doorgevoerd_op
    return overname.status == Overname.Status.APPLIED and op is not None and timezone.now() < op + TERUG_TOT


def _do(request: IngelogdVerzoek, overname: Overname) -> HttpResponse:
    doe = request.POST.get("doe", "")
    if doe == "opnieuw":
        attempt(request, ask_again, "Het werk is opnieuw gestart.", overname=overname, door=request.user)
    elif actie := _KNOPPEN.get(doe):
        attempt(request, actie, "", overname=overname, door=request.user, op=timezone.now())
    return redirect("opvang:overname_detail", overname.pk)


@requires(Recht.OVERNAME_MANAGE)
def overname_stand(request: IngelogdVerzoek, overname_id: int) -> HttpResponse:
    """How far the work is, asked every second."""
    overname = _get(request, overname_id)
    antwoord = render(request, "opvang/_overname_stand.html", {"overname": overname})
    if not overname.is_bezig:
        antwoord["HX-Refresh"] = "true"
    return antwoord
