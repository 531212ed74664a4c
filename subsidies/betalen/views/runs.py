"""Runs of payments: made, released, downloaded, and told by the bank what became of them."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.formulieren import RedenForm
from organisaties.paginas import as_file, attempt, paginate, years_of
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from subsidies.betalen.afschriften import read_afschrift
from subsidies.betalen.forms import AfschriftForm, BetaaldagForm, BetaalrunForm
from subsidies.betalen.grootboekbestand import write_grootboek
from subsidies.betalen.handelingen import Handeling
from subsidies.betalen.painversie import painversie_van
from subsidies.betalen.runs import propose_run, release_run, withdraw_run
from subsidies.betalen.uitkomsten import confirm_run, fail_betaling
from subsidies.models import Bankafschrift, Betaalbestand, Betaalrun, Betaling

WAAROM = {"label": "Welke reden geeft de bank?", "hulp": "De aanbieder leest dit bij de betaling."}


@requires(Recht.BETAALRUN_VIEW)
def run_list(request: IngelogdVerzoek) -> HttpResponse:
    runs = Betaalrun.objects.for_gebruiker(request.user).with_totaal()
    return render(
        request,
        "subsidies/run_list.html",
        {
            "pagina": paginate(request, runs.select_related("gemaakt_door", "vrijgegeven_door")),
            "jaren": years_of(runs, "uitvoerdag__year"),
            "mag_maken": request.user.has_recht(Recht.BETALING_PREPARE),
        },
    )


@requires(Recht.BETALING_PREPARE)
@limited(aantal=20, seconden=60)
@once
def run_create(request: IngelogdVerzoek) -> HttpResponse:
    nu = timezone.now()
    form = BetaalrunForm(request.POST or None, dag=timezone.localdate(nu))
    if form.is_valid():
        try:
            versie = painversie_van(request.user.gemeente, form.cleaned_data["uitvoerdag"])
            run = propose_run(door=request.user, op=nu, versie=versie, **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("subsidies:run_detail", run.pk)
    return render(request, "subsidies/run_form.html", {"form": form}, status=422 if form.errors else 200)


@requires(Recht.BETAALRUN_VIEW)
def run_detail(request: IngelogdVerzoek, run_id: int) -> HttpResponse:
    return _render(request, _get(request, run_id))


@require_POST
@requires(Recht.BETALING_RELEASE)
@limited(aantal=20, seconden=60)
@once
def run_release(request: IngelogdVerzoek, run_id: int) -> HttpResponse:
    attempt(
        request,
        release_run,
        "De betaalrun is vrijgegeven. Het betaalbestand staat klaar voor de bank.",
        run=_get(request, run_id),
        door=request.user,
        op=timezone.now(),
    )
    return redirect("subsidies:run_detail", run_id)


@require_POST
@requires(Recht.BETALING_PREPARE)
@once
def run_withdraw(request: IngelogdVerzoek, run_id: int) -> HttpResponse:
    attempt(
        request,
        withdraw_run,
        "De betaalrun is ingetrokken. Wat erin zat, staat weer open.",
        run=_get(request, run_id),
        door=request.user,
    )
    return redirect("subsidies:run_detail", run_id)


@requires(Recht.BETALING_PREPARE)
@limited(aantal=30, seconden=60)
def run_download(request: IngelogdVerzoek, run_id: int) -> HttpResponse:
    """The bytes that were made in the release, each time the same."""
    bestand = get_object_or_404(Betaalbestand, run=_get(request, run_id))
    record(
        handeling=Handeling.BETAALBESTAND_EXPORT,
        door=request.user,
        object=bestand,
        bericht=bestand.bericht_id,
        sha256=bestand.sha256,
    )
    return as_file(bytes(bestand.inhoud), f"{bestand.bericht_id}.xml")


@requires(Recht.BETAALRUN_VIEW)
@limited(aantal=30, seconden=60)
def run_boekingen(request: IngelogdVerzoek, run_id: int) -> HttpResponse:
    run = _get(request, run_id)
    record(handeling=Handeling.BETAALRUN_EXPORT, door=request.user, object=run)
    return as_file(write_grootboek(run), f"betaalrun-{run.pk}.csv")


@require_POST
@requires(Recht.BETALING_PREPARE)
@once
def run_confirm(request: IngelogdVerzoek, run_id: int) -> HttpResponse:
    run, vandaag = _get(request, run_id), timezone.localdate()
    form = BetaaldagForm(request.POST, dag=vandaag, vandaag=vandaag)
    if not form.is_valid():
        return _render(request, run, form, status=422)
    attempt(
        request,
        confirm_run,
        lambda aantal: f"{aantal} betaling(en) staan op betaald.",
        run=run,
        dag=form.cleaned_data["dag"],
        door=request.user,
    )
    return redirect("subsidies:run_detail", run_id)


@requires(Recht.BETALING_PREPARE)
@once
def betaling_fail(request: IngelogdVerzoek, betaling_id: int) -> HttpResponse:
    eigen = Betaling.objects.for_gebruiker(request.user).select_related("run", "organisatie", "kind")
    betaling = get_object_or_404(eigen, pk=betaling_id)
    form = RedenForm(request.POST or None, **WAAROM)
    if form.is_valid():
        attempt(
            request,
            fail_betaling,
            "De betaling staat op mislukt. Waarvoor zij was, staat weer open.",
            betaling=betaling,
            reden=form.cleaned_data["reden"],
            door=request.user,
        )
        return redirect("subsidies:run_detail", betaling.run_id)
    return render(
        request,
        "subsidies/betaling_fail.html",
        {"betaling": betaling, "form": form},
        status=422 if form.errors else 200,
    )


@requires(Recht.BETALING_PREPARE)
@limited(aantal=20, seconden=60)
@once
def afschrift_upload(request: IngelogdVerzoek) -> HttpResponse:
    form = AfschriftForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        inhoud = form.cleaned_data["bestand"].read()
        try:
            afschrift = read_afschrift(inhoud=inhoud, door=request.user, op=timezone.now())
        except ValidationError as fout:
            form.add_error("bestand", fout.messages[0])
        else:
            return redirect("subsidies:afschrift_detail", afschrift.pk)
    return render(
        request, "subsidies/afschrift_upload.html", {"form": form}, status=422 if form.errors else 200
    )


@requires(Recht.BETAALRUN_VIEW)
def afschrift_detail(request: IngelogdVerzoek, afschrift_id: int) -> HttpResponse:
    afschrift = get_object_or_404(Bankafschrift.objects.for_gebruiker(request.user), pk=afschrift_id)
    regels = afschrift.regels.select_related("betaling__organisatie", "betaling__kind", "betaling__run")
    return render(
        request,
        "subsidies/afschrift_detail.html",
        {"afschrift": afschrift, "pagina": paginate(request, regels)},
    )


def _get(request: IngelogdVerzoek, pk: int) -> Betaalrun:
    eigen = Betaalrun.objects.for_gebruiker(request.user).with_totaal()
    return get_object_or_404(
        eigen.select_related("gemaakt_door", "vrijgegeven_door", "bestand", "gemeente"), pk=pk
    )


def _render(
    request: IngelogdVerzoek, run: Betaalrun, form: BetaaldagForm | None = None, status: int = 200
) -> HttpResponse:
    betalingen = run.betalingen.select_related("organisatie", "kind", "bankrekening__kind")
    user = request.user
    return render(
        request,
        "subsidies/run_detail.html",
        {
            "run": run,
            "bestand": getattr(run, "bestand", None),
            "pagina": paginate(request, betalingen.prefetch_related("regels__verplichting")),
            "andere": betalingen.filter(andere_rekening=True),
            "onderweg": run.betalingen.under_way().exists(),
            "form": form or BetaaldagForm(dag=run.uitvoerdag, vandaag=timezone.localdate()),
            "mag_bereiden": user.has_recht(Recht.BETALING_PREPARE),
            "mag_vrijgeven": user.has_recht(Recht.BETALING_RELEASE) and run.gemaakt_door_id != user.pk,
        },
        status=status,
    )
