from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.hoofdstukken import Document
from organisaties.paginas import as_file, attempt
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from organisaties.wachtrij import find_waiting
from rapportage import grafieken
from rapportage.actions import (
    download_verantwoording,
    finalize_verantwoording,
    request_verantwoording,
    retry_verantwoording,
    send_verantwoording,
    why_not_finalize,
)
from rapportage.forms import JaarForm, VerzendForm
from rapportage.gemis import list_gemis
from rapportage.handelingen import Handeling
from rapportage.inhoud import list_koppen
from rapportage.jaren import find_jaren
from rapportage.models import Verantwoording
from rapportage.monitor.jaar import Monitor, make_monitor
from rapportage.monitor.jaarbestand import write_tabel
from rapportage.opmerkingen.lezen import read_opmerkingen
from rapportage.tasks import make_verantwoording
from rapportage.verslag import bestandsnaam


@requires(Recht.MONITOR_VIEW)
@limited(aantal=60, seconden=60)
def monitor(request: IngelogdVerzoek) -> HttpResponse:
    form, stand = _read_monitor(request)
    context = {
        "form": form.as_filter(),
        "stand": stand,
        "grafiek_deelname": grafieken.draw_deelname(stand.bereik_heel),
        "grafiek_bereik": grafieken.draw_bereik(stand.bereik_bekend, stand.doel.waarde),
        "grafiek_budget": grafieken.draw_budget(stand.budget),
    }
    return render(request, "rapportage/monitor.html", context)


@require_GET
@requires(Recht.MONITOR_VIEW)
@limited(aantal=20, seconden=60)
def monitor_csv(request: IngelogdVerzoek, tabel: str) -> HttpResponse:
    """A table of the monitor as a file, without small groups for who may not take those along."""
    _, stand = _read_monitor(request)
    inhoud = write_tabel(stand, tabel)
    record(
        handeling=Handeling.MONITOR_EXPORT,
        door=request.user,
        object=stand.gemeente,
        jaar=stand.jaar,
        tabel=tabel,
        volledig=stand.volledig,
    )
    return as_file(inhoud, f"monitor-{stand.jaar}-{tabel}.csv")


def _read_monitor(request: IngelogdVerzoek) -> tuple[JaarForm, Monitor]:
    dag, gemeente = timezone.localdate(), request.user.gemeente
    jaren = find_jaren(gemeente, dag)
    form = JaarForm(request.GET if "jaar" in request.GET else {"jaar": jaren[0]}, jaren=jaren)
    jaar = form.cleaned_data["jaar"] if form.is_valid() else jaren[0]
    volledig = request.user.has_recht(Recht.CIJFER_PER_KIND_VIEW)
    return form, make_monitor(gemeente, jaar, dag, volledig=volledig)


@requires(Recht.VERANTWOORDING_VIEW)
def verantwoording_list(request: IngelogdVerzoek) -> HttpResponse:
    eigen = Verantwoording.objects.for_gebruiker(request.user).without_file()
    form = JaarForm(jaren=find_jaren(request.user.gemeente, timezone.localdate()))
    context = {
        "form": form.as_start(reverse("rapportage:verantwoording_prepare")),
        "mag_maken": request.user.has_recht(Recht.VERANTWOORDING_MAKE),
        "mag_controleren": request.user.has_recht(Recht.CONTROLEDOSSIER_VIEW),
        "verantwoordingen": eigen.select_related("aangevraagd_door"),
    }
    return render(request, "rapportage/verantwoording_list.html", context)


@requires(Recht.VERANTWOORDING_MAKE)
@limited(aantal=60, seconden=60)
def verantwoording_prepare(request: IngelogdVerzoek) -> HttpResponse:
    """Before making: what the report would lack, and what the municipality itself says in each chapter."""
    jaren = find_jaren(request.user.gemeente, timezone.localdate())
    form = JaarForm(request.GET if "jaar" in request.GET else {"jaar": jaren[0]}, jaren=jaren)
    return _prepare(request, form, form.cleaned_data["jaar"] if form.is_valid() else jaren[0])


@require_POST
@requires(Recht.VERANTWOORDING_MAKE)
@limited(aantal=10, seconden=60)
@once
def verantwoording_create(request: IngelogdVerzoek) -> HttpResponse:
    jaren = find_jaren(request.user.gemeente, timezone.localdate())
    form = JaarForm(request.POST, jaren=jaren)
    if not form.is_valid():
        return _prepare(request, form, jaren[0])
    try:
        verantwoording = request_verantwoording(
            jaar=form.cleaned_data["jaar"], door=request.user, moment=timezone.now()
        )
    except ValidationError as fout:
        form.add_error(None, fout.messages)
        return _prepare(request, form, form.cleaned_data["jaar"])
    return redirect("rapportage:verantwoording_detail", verantwoording.pk)


def _prepare(request: IngelogdVerzoek, form: JaarForm, jaar: int) -> HttpResponse:
    opmerkingen = {o.hoofdstuk: o for o in read_opmerkingen(request.user.gemeente, jaar)}
    koppen = list_koppen(Document.VERANTWOORDING)
    context = {
        "form": form.as_filter(),
        "jaar": jaar,
        "gemis": list_gemis(request.user, jaar, timezone.localdate()),
        "hoofdstukken": [(code, titel, opmerkingen.get(code)) for code, titel in koppen],
    }
    return render(request, "rapportage/verantwoording_prepare.html", context)


@requires(Recht.VERANTWOORDING_VIEW)
def verantwoording_detail(request: IngelogdVerzoek, verantwoording_id: int) -> HttpResponse:
    return _show(request, _get(request, verantwoording_id))


def _show(
    request: IngelogdVerzoek, verantwoording: Verantwoording, form: VerzendForm | None = None
) -> HttpResponse:
    context = {
        "verantwoording": verantwoording,
        "vertraagd": verantwoording.is_onderweg and _is_delayed(verantwoording),
        "mag_volledig": request.user.has_recht(Recht.VERANTWOORDING_WHOLE_VIEW),
        "mag_maken": request.user.has_recht(Recht.VERANTWOORDING_MAKE),
        **_treden(request, verantwoording, form),
    }
    status = 422 if form and form.errors else 200
    return render(request, "rapportage/verantwoording_detail.html", context, status=status)


def _treden(
    request: IngelogdVerzoek, verantwoording: Verantwoording, form: VerzendForm | None = None
) -> dict[str, Any]:
    """The next step of a report that is made, for who may take it."""
    klaar = verantwoording.status == Verantwoording.Status.DONE
    besluit = (
        klaar and not verantwoording.definitief_op and request.user.has_recht(Recht.VERANTWOORDING_FINALIZE)
    )
    verzend = (
        verantwoording.definitief_op
        and not verantwoording.verzonden_op
        and request.user.has_recht(Recht.VERANTWOORDING_MAKE)
    )
    return {
        "mag_besluiten": besluit,
        "bezwaar": why_not_finalize(verantwoording, request.user) if besluit else "",
        # A refusal keeps its form, with the sentence that says why.
        "verzendform": form or (VerzendForm(initial={"dag": timezone.localdate()}) if verzend else None),
    }


def _is_delayed(verantwoording: Verantwoording) -> bool:
    """Kept, but the queue has not taken it yet."""
    opdracht = find_waiting(make_verantwoording, verantwoording.pk, gemeente=verantwoording.gemeente)
    return opdracht is not None and opdracht.verstuurd_op is None


@requires(Recht.VERANTWOORDING_VIEW)
def verantwoording_progress(request: IngelogdVerzoek, verantwoording_id: int) -> HttpResponse:
    """The progress bar alone. Once the work has ended, it tells the page to show the result."""
    eigen = Verantwoording.objects.for_gebruiker(request.user).without_file()
    verantwoording = get_object_or_404(eigen, pk=verantwoording_id)
    antwoord = render(request, "rapportage/verantwoording_voortgang.html", {"verantwoording": verantwoording})
    if not verantwoording.is_onderweg:
        antwoord["HX-Refresh"] = "true"
    return antwoord


@require_POST
@requires(Recht.VERANTWOORDING_MAKE)
@limited(aantal=10, seconden=60)
def verantwoording_retry(request: IngelogdVerzoek, verantwoording_id: int) -> HttpResponse:
    eigen = Verantwoording.objects.for_gebruiker(request.user).without_file()
    verantwoording = get_object_or_404(eigen, pk=verantwoording_id)
    attempt(
        request,
        retry_verantwoording,
        "",
        verantwoording=verantwoording,
        door=request.user,
        moment=timezone.now(),
    )
    return redirect("rapportage:verantwoording_detail", verantwoording.pk)


@require_POST
@requires(Recht.VERANTWOORDING_FINALIZE)
@once
def verantwoording_finalize(request: IngelogdVerzoek, verantwoording_id: int) -> HttpResponse:
    verantwoording = _get(request, verantwoording_id)
    gelukt = f"De verantwoording over {verantwoording.jaar} is definitief."
    attempt(
        request,
        finalize_verantwoording,
        gelukt,
        verantwoording=verantwoording,
        door=request.user,
        moment=timezone.now(),
    )
    return redirect("rapportage:verantwoording_detail", verantwoording.pk)


@require_POST
@requires(Recht.VERANTWOORDING_MAKE)
@once
def verantwoording_send(request: IngelogdVerzoek, verantwoording_id: int) -> HttpResponse:
    """Write down that it was sent. A refusal shows the page again with its sentence."""
    verantwoording = _get(request, verantwoording_id)
    form = VerzendForm(request.POST)
    if form.is_valid():
        try:
            send_verantwoording(
                verantwoording=verantwoording,
                **form.cleaned_data,
                door=request.user,
                moment=timezone.now(),
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("rapportage:verantwoording_detail", verantwoording.pk)
    return _show(request, verantwoording, form)


def _get(request: IngelogdVerzoek, verantwoording_id: int) -> Verantwoording:
    eigen = Verantwoording.objects.for_gebruiker(request.user).defer("pdf", "pdf_delen")
    return get_object_or_404(eigen, pk=verantwoording_id)


@requires(Recht.VERANTWOORDING_VIEW)
@limited(aantal=20, seconden=60)
def verantwoording_download(request: IngelogdVerzoek, verantwoording_id: int) -> HttpResponse:
    """The whole edition for who answers for the report; for others, and when asked, the one to share."""
    mag_volledig = request.user.has_recht(Recht.VERANTWOORDING_WHOLE_VIEW)
    volledig = mag_volledig and request.GET.get("uitgave") != "delen"
    klaar = Verantwoording.objects.for_gebruiker(request.user).done()
    verantwoording = get_object_or_404(klaar, pk=verantwoording_id)
    pdf = download_verantwoording(verantwoording=verantwoording, volledig=volledig, door=request.user)
    return as_file(pdf, bestandsnaam(request.user.gemeente.naam, verantwoording.jaar, volledig=volledig))
