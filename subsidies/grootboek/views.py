"""The ledger on screen: budget, balance of the grant, and every line, to add to and never to change."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from organisaties.eenmaal import once
from organisaties.paginas import jaar_uit, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires
from subsidies.grootboek.actions import post_boeking, reverse_boeking, set_begrotingspost
from subsidies.grootboek.bronnen import bronnen_van
from subsidies.grootboek.cijfers import (
    NORM_PCT,
    balans,
    begroting,
    besteed_per_bron,
    per_indicator,
    vergelijk,
)
from subsidies.grootboek.forms import BegrotingspostForm, BoekingForm, StornoForm
from subsidies.grootboek.verplichtingen import verplicht_per_bron
from subsidies.models import Boeking, BoekingQuerySet


def find_boekingen(request: IngelogdVerzoek, jaar: int) -> BoekingQuerySet:
    """The lines of a year that the address asks for."""
    boekingen: BoekingQuerySet = Boeking.objects.for_gebruiker(request.user).in_jaar(jaar)
    soort, bron = request.GET.get("soort", ""), request.GET.get("bron", "")
    if soort in Boeking.Soort.values:
        boekingen = boekingen.filter(soort=soort)
    return boekingen.filter(bron=bron) if bron else boekingen


@requires(Recht.BOEKING_VIEW)
def boeking_list(request: IngelogdVerzoek) -> HttpResponse:
    gemeente, dag = request.user.gemeente, timezone.localdate()
    eigen = Boeking.objects.for_gebruiker(request.user)
    jaren = sorted({*eigen.order_by().values_list("jaar", flat=True).distinct(), dag.year}, reverse=True)
    bekend = [jaar for jaar in jaren if jaar != dag.year] or [dag.year]
    jaar = jaar_uit(request.GET, bekend[0])
    boekingen = find_boekingen(request, jaar).select_related(
        "houder", "berekening", "storneert", "gestorneerd_door"
    )
    plan = begroting(gemeente, jaar)
    verplicht = verplicht_per_bron(gemeente, jaar)
    regels = vergelijk(plan, besteed_per_bron(gemeente, jaar), verplicht)
    return render(
        request,
        "subsidies/boeking_list.html",
        {
            "jaar": jaar,
            "jaren": jaren if jaar in jaren else sorted([*jaren, jaar], reverse=True),
            "soort": request.GET.get("soort", ""),
            "bron": request.GET.get("bron", ""),
            "soorten": Boeking.Soort.choices,
            "bronnen": bronnen_van(gemeente),
            "pagina": paginate(request, boekingen),
            "balans": balans(gemeente, jaar),
            "begroting": plan,
            "begrotingsregels": regels,
            "met_verplicht": verplicht is not None,
            "totaal_verplicht": sum(regel.verplicht for regel in regels),
            "totaal_over": sum(regel.over for regel in regels),
            "totaal_besteed": sum(regel.besteed for regel in regels),
            "mag_boeken": request.user.has_recht(Recht.BOEKING_MANAGE),
            "mag_berekening_zien": request.user.has_recht(Recht.BEREKENING_VIEW),
            "indicatoren": sorted(per_indicator(gemeente, jaar).items()),
            "norm_pct": NORM_PCT,
        },
    )


@requires(Recht.BOEKING_MANAGE)
@once
def boeking_create(request: IngelogdVerzoek) -> HttpResponse:
    nu = timezone.now()
    bronnen = bronnen_van(request.user.gemeente)
    form = BoekingForm(request.POST or None, dag=timezone.localdate(nu), bronnen=bronnen)
    if form.is_valid():
        try:
            boeking = post_boeking(door=request.user, op=nu, **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect(f"{reverse('subsidies:boeking_list')}?jaar={boeking.jaar}")
    return render(request, "subsidies/boeking_form.html", {"form": form}, status=422 if form.errors else 200)


@requires(Recht.BOEKING_MANAGE)
@once
def boeking_reverse(request: IngelogdVerzoek, boeking_id: int) -> HttpResponse:
    boeking = get_object_or_404(
        Boeking.objects.for_gebruiker(request.user).select_related("houder"), pk=boeking_id
    )
    nu = timezone.now()
    form = StornoForm(request.POST or None, initial={"datum": timezone.localdate(nu)})
    if form.is_valid():
        try:
            reverse_boeking(boeking=boeking, door=request.user, op=nu, **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect(f"{reverse('subsidies:boeking_list')}?jaar={boeking.jaar}")
    return render(
        request,
        "subsidies/boeking_storno.html",
        {"form": form, "boeking": boeking},
        status=422 if form.errors else 200,
    )


@requires(Recht.BOEKING_MANAGE)
@once
def begrotingspost_set(request: IngelogdVerzoek, jaar: int) -> HttpResponse:
    form = BegrotingspostForm(request.POST or None, bronnen=bronnen_van(request.user.gemeente))
    if form.is_valid():
        try:
            set_begrotingspost(jaar=jaar, door=request.user, **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect(f"{reverse('subsidies:boeking_list')}?jaar={jaar}")
    plan = begroting(request.user.gemeente, jaar)
    return render(
        request,
        "subsidies/begrotingspost_form.html",
        {"form": form, "begroting": plan},
        status=422 if form.errors else 200,
    )
