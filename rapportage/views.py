from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.paginas import as_file, attempt
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from organisaties.wachtrij import find_waiting
from rapportage import grafieken
from rapportage.actions import download_verantwoording, request_verantwoording, retry_verantwoording
from rapportage.forms import JaarForm
from rapportage.handelingen import Handeling
from rapportage.jaren import find_jaren
from rapportage.models import Verantwoording
from rapportage.monitor import Monitor, make_monitor
from rapportage.monitorbestand import write_tabel
from rapportage.tasks import make_verantwoording
from rapportage.verslag import bestandsnaam


@requires(Recht.MONITOR_VIEW)
@limited(aantal=60, seconden=60)
def monitor(request: IngelogdVerzoek) -> HttpResponse:
    form, stand = _read_monitor(request)
    context = {
        "form": form.as_filter(),
        "stand": stand,
        "grafiek_deelname": grafieken.draw_deelname(stand.bereik),
        "grafiek_bereik": grafieken.draw_bereik(stand.bereik, stand.doel.waarde),
        "grafiek_budget": grafieken.draw_budget(stand.budget),
    }
    return render(request, "rapportage/monitor.html", context)


@require_GET
@requires(Recht.MONITOR_VIEW)
@limited(aantal=20, seconden=60)
def monitor_csv(request: IngelogdVerzoek, tabel: str) -> HttpResponse:
    """A table of the monitor as a file, without small groups for who may not take those along."""
    _, stand = _read_monitor(request)
    volledig = request.user.has_recht(Recht.CIJFER_PER_KIND_VIEW)
    inhoud = write_tabel(stand, tabel, volledig=volledig)
    record(
        handeling=Handeling.MONITOR_EXPORT,
        door=request.user,
        object=stand.gemeente,
        jaar=stand.jaar,
        tabel=tabel,
        volledig=volledig,
    )
    return as_file(inhoud, f"monitor-{stand.jaar}-{tabel}.csv")


def _read_monitor(request: IngelogdVerzoek) -> tuple[JaarForm, Monitor]:
    dag, gemeente = timezone.localdate(), request.user.gemeente
    jaren = find_jaren(gemeente, dag)
    form = JaarForm(request.GET if "jaar" in request.GET else {"jaar": jaren[0]}, jaren=jaren)
    return form, make_monitor(gemeente, form.cleaned_data["jaar"] if form.is_valid() else jaren[0], dag)


@requires(Recht.VERANTWOORDING_VIEW)
def verantwoording_list(request: IngelogdVerzoek) -> HttpResponse:
    return _list(request, JaarForm(jaren=find_jaren(request.user.gemeente, timezone.localdate())))


@require_POST
@requires(Recht.VERANTWOORDING_MAKE)
@limited(aantal=10, seconden=60)
@once
def verantwoording_create(request: IngelogdVerzoek) -> HttpResponse:
    form = JaarForm(request.POST, jaren=find_jaren(request.user.gemeente, timezone.localdate()))
    if form.is_valid():
        try:
            verantwoording = request_verantwoording(
                jaar=form.cleaned_data["jaar"], door=request.user, moment=timezone.now()
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("rapportage:verantwoording_detail", verantwoording.pk)
    return _list(request, form)


def _list(request: IngelogdVerzoek, form: JaarForm) -> HttpResponse:
    eigen = Verantwoording.objects.for_gebruiker(request.user).without_file()
    context = {
        "form": form.as_request(reverse("rapportage:verantwoording_create")),
        "mag_maken": request.user.has_recht(Recht.VERANTWOORDING_MAKE),
        "verantwoordingen": eigen.select_related("aangevraagd_door"),
    }
    return render(request, "rapportage/verantwoording_list.html", context)


@requires(Recht.VERANTWOORDING_VIEW)
def verantwoording_detail(request: IngelogdVerzoek, verantwoording_id: int) -> HttpResponse:
    eigen = Verantwoording.objects.for_gebruiker(request.user).defer("pdf", "pdf_delen")
    verantwoording = get_object_or_404(eigen, pk=verantwoording_id)
    context = {
        "verantwoording": verantwoording,
        "vertraagd": verantwoording.is_onderweg and _is_delayed(verantwoording),
        "mag_volledig": request.user.has_recht(Recht.VERANTWOORDING_WHOLE_VIEW),
        "mag_maken": request.user.has_recht(Recht.VERANTWOORDING_MAKE),
    }
    return render(request, "rapportage/verantwoording_detail.html", context)


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
