"""What is to be paid and what was paid: the municipality sees all, an organisation its own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.formulieren import RedenForm
from organisaties.paginas import as_file, attempt, paginate, years_of
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from subsidies.betalen.actions import withdraw_betaling
from subsidies.betalen.forms import TerugbetalingForm
from subsidies.betalen.handelingen import Handeling
from subsidies.betalen.specificatie import render_specificatie, write_specificatie
from subsidies.betalen.terugbetalen import record_terugbetaling
from subsidies.models import Betaalverplichting, Betaling

STANDEN = (("open", "Open"), ("", "Alles"), *Betaalverplichting.Status.choices[1:])
WAAROM = {"label": "Waarom vervalt dit?", "hulp": "Bijvoorbeeld: al betaald buiten dit programma."}


@requires(Recht.BETALING_VIEW)
def betaling_list(request: IngelogdVerzoek) -> HttpResponse:
    eigen = Betaalverplichting.objects.for_gebruiker(request.user)
    stand = request.GET.get("stand", "open")
    if stand == "open":
        eigen = eigen.open()
    elif stand in Betaalverplichting.Status.values:
        eigen = eigen.filter(status=stand)
    betalingen = Betaling.objects.for_gebruiker(request.user).select_related(
        "bankrekening", "organisatie", "kind"
    )
    return render(
        request,
        "subsidies/betaling_list.html",
        {
            "pagina": paginate(request, eigen.select_related("organisatie", "kind", "regeling").with_rest()),
            "jaren": years_of(Betaalverplichting.objects.for_gebruiker(request.user), "jaar"),
            "standen": STANDEN,
            "stand": stand,
            "betalingen": betalingen.order_by("-pk") if request.user.is_houder else None,
            "mag_bereiden": request.user.has_recht(Recht.BETALING_PREPARE),
        },
    )


@requires(Recht.BETALING_PREPARE)
@once
def verplichting_withdraw(request: IngelogdVerzoek, verplichting_id: int) -> HttpResponse:
    eigen = Betaalverplichting.objects.for_gebruiker(request.user).select_related("organisatie", "kind")
    verplichting = get_object_or_404(eigen, pk=verplichting_id)
    form = RedenForm(request.POST or None, **WAAROM)
    if form.is_valid():
        attempt(
            request,
            withdraw_betaling,
            "De betaalverplichting is vervallen.",
            verplichting=verplichting,
            reden=form.cleaned_data["reden"],
            door=request.user,
            op=timezone.now(),
        )
        return redirect("subsidies:betaling_list")
    return render(
        request,
        "subsidies/verplichting_withdraw.html",
        {"verplichting": verplichting, "form": form},
        status=422 if form.errors else 200,
    )


@requires(Recht.BETALING_PREPARE)
@once
def terugbetaling_create(request: IngelogdVerzoek, verplichting_id: int) -> HttpResponse:
    eigen = Betaalverplichting.objects.for_gebruiker(request.user).select_related("organisatie", "kind")
    verplichting = get_object_or_404(eigen.with_rest(), pk=verplichting_id)
    if verplichting.bedrag_centen >= 0:
        messages.error(request, "Dit is geen terugvordering. Er valt niets terug te betalen.")
        return redirect("subsidies:betaling_list")
    form = TerugbetalingForm(request.POST or None, open_centen=-verplichting.rest)
    if form.is_valid():
        try:
            record_terugbetaling(
                verplichting=verplichting, door=request.user, op=timezone.now(), **form.cleaned_data
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages[0])
        else:
            messages.success(request, "De terugbetaling is vastgelegd.")
            return redirect("subsidies:betaling_list")
    return render(
        request,
        "subsidies/terugbetaling_create.html",
        {
            "verplichting": verplichting,
            "terugbetalingen": verplichting.terugbetalingen.all(),
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@requires(Recht.BETALING_VIEW)
@limited(aantal=30, seconden=60)
def betaling_specificatie(request: IngelogdVerzoek, betaling_id: int, bestandsvorm: str) -> HttpResponse:
    """Per child: by name for the provider itself, under a pseudoniem for the municipality."""
    eigen = Betaling.objects.for_gebruiker(request.user).select_related(
        "organisatie", "kind", "gemeente", "bankrekening"
    )
    betaling = get_object_or_404(eigen, pk=betaling_id)
    met_naam = request.user.is_houder and request.user.has_recht(Recht.KINDNAAM_VIEW)
    if bestandsvorm == "pdf":
        inhoud, kinderen = render_specificatie(betaling, met_naam=met_naam, moment=timezone.now())
    elif bestandsvorm == "csv":
        inhoud, kinderen = write_specificatie(betaling, met_naam=met_naam)
    else:
        raise Http404
    record(
        handeling=Handeling.BETALING_EXPORT,
        door=request.user,
        object=betaling,
        vorm=bestandsvorm,
        met_naam=met_naam,
        aantal=len(kinderen),
        kinderen=kinderen,
    )
    return as_file(inhoud, f"betaalspecificatie-{betaling.kenmerk}.{bestandsvorm}")
