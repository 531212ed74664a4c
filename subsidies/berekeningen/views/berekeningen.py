"""The subsidy of a tijdvak: computed, explained per child, approved or rejected by a second person."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from lib.periode import Tijdvak
from opvang.models import Urendeclaratie
from organisaties.eenmaal import once
from organisaties.formulieren import RedenForm
from organisaties.inzien import list_details, render_recorded
from organisaties.models import Gebruiker
from organisaties.paginas import attempt, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from organisaties.wachtrij import find_waiting
from subsidies.berekeningen.actions import approve_berekening, reject_berekening
from subsidies.berekeningen.handelingen import Handeling
from subsidies.berekeningen.spoor import draw_spoor
from subsidies.berekeningen.tasks import calculate_kwartaal
from subsidies.berekeningen.tijdvak import start_tijdvak
from subsidies.berekeningen.uitleg import differences, explain
from subsidies.berekeningen.views.tijdvak import choose_tijdvak, te_berekenen
from subsidies.models import (
    CATEGORIENAMEN,
    Berekening,
    BerekeningQuerySet,
    Berekeningsregel,
    Locatieberekening,
    Rekenopdracht,
)
from subsidies.vierogen import why_not_approve

# What the columns of a calculation may be ordered by; "-" turns it round.
VOLGORDES = {
    "volgorde": "volgorde",
    "subsidie": "-subsidie_centen",
    "uren": "-uren_honderdsten",
    "categorie": "categorie",
}
HULP_REDEN = "De subsidiemedewerker leest deze reden en kan het tijdvak opnieuw laten berekenen."


@requires(Recht.BEREKENING_VIEW)
def berekening_list(request: IngelogdVerzoek) -> HttpResponse:
    eigen = Berekening.objects.for_gebruiker(request.user)
    declaraties = Urendeclaratie.objects.for_gebruiker(request.user)
    if request.user.is_houder:  # what it declared and is not approved yet, it finds with its declarations
        declaraties = declaraties.filter(pk__in=eigen.values("declaratie"))
    keuze = choose_tijdvak(request, declaraties, timezone.localdate())
    van_tijdvak = eigen.in_tijdvak(keuze.tijdvak)
    berekeningen = (
        van_tijdvak.select_related("declaratie__houder", "declaratie__gemeente")
        .with_regelingen()
        .annotate(
            uren=Sum("regels__uren_honderdsten"),
            aantal=Count("regels__declaratieregel__plaatsing__kind", distinct=True),
        )
        .order_by("declaratie__houder__naam", "-pk")
    )
    pagina = paginate(request, berekeningen)
    return render(
        request,
        "subsidies/berekening_list.html",
        {
            "keuze": keuze,
            "keuze_jaren": [keuze.tijdvak.jaar],
            "pagina": pagina,
            "goedgekeurd": _sum(van_tijdvak.in_force()),
            "per_locatie": _per_locatie(request.user, keuze.tijdvak.jaar),
            "wacht": van_tijdvak.waiting().order_by().with_verschil().aggregate(som=Sum("verschil"))["som"]
            or 0,
            **te_berekenen(request.user, keuze),
        },
    )


@require_POST
@requires(Recht.BEREKENING_MAKE)
@limited(aantal=10, seconden=60)
@once
def tijdvak_calculate(request: IngelogdVerzoek, tijdvak: Tijdvak) -> HttpResponse:
    try:
        opdracht, nieuw = start_tijdvak(tijdvak=tijdvak, door=request.user, op=timezone.now())
    except ValidationError as fout:
        messages.info(request, " ".join(fout.messages))
        return redirect(f"{reverse('subsidies:berekening_list')}?tijdvak={tijdvak.code}")
    if not nieuw:
        messages.info(request, "Dit tijdvak wordt al berekend. U ziet hieronder hoe ver dat is.")
    return redirect("subsidies:rekenopdracht_detail", opdracht.pk)


@requires(Recht.BEREKENING_MAKE)
def rekenopdracht_detail(request: IngelogdVerzoek, opdracht_id: int) -> HttpResponse:
    return render(request, "subsidies/rekenopdracht_detail.html", _stand(request, opdracht_id))


@requires(Recht.BEREKENING_MAKE)
def rekenopdracht_progress(request: IngelogdVerzoek, opdracht_id: int) -> HttpResponse:
    """The bar and the declarations alone. Once the work has ended, it tells the page to show what came of it."""
    stand = _stand(request, opdracht_id)
    antwoord = render(request, "subsidies/_rekenopdracht_stand.html", stand)
    if stand["gestopt"] or not stand["opdracht"].is_onderweg:
        antwoord["HX-Refresh"] = "true"
    return antwoord


def _stand(request: IngelogdVerzoek, opdracht_id: int) -> dict[str, Any]:
    # In this order: a run is closed before its job is, so one without a job is done or was given up.
    werk = find_waiting(calculate_kwartaal, opdracht_id, gemeente=request.user.gemeente)
    eigen = Rekenopdracht.objects.for_gebruiker(request.user).with_stand().select_related("aangevraagd_door")
    opdracht = get_object_or_404(eigen, pk=opdracht_id)
    gemaakt = Berekening.objects.filter(declaratie=OuterRef("declaratie")).order_by("-pk")
    regels = opdracht.regels.select_related("declaratie__houder").annotate(
        berekening=Subquery(gemaakt.values("pk")[:1]), centen=Subquery(gemaakt.values("totaal_centen")[:1])
    )
    return {
        "opdracht": opdracht,
        "regels": regels,
        "gestopt": opdracht.is_onderweg and werk is None,
        "vertraagd": werk is not None and werk.verstuurd_op is None,
    }


@requires(Recht.BEREKENING_VIEW)
def berekening_detail(request: IngelogdVerzoek, berekening_id: int) -> HttpResponse:
    return _render(request, _get(request, berekening_id), RedenForm(hulp=HULP_REDEN))


@require_POST
@requires(Recht.BEREKENING_APPROVE)
@once
def berekening_approve(request: IngelogdVerzoek, berekening_id: int) -> HttpResponse:
    berekening = _get(request, berekening_id)
    gelukt = "De berekening is goedgekeurd en geboekt in het grootboek."
    attempt(request, approve_berekening, gelukt, berekening=berekening, door=request.user, op=timezone.now())
    return redirect("subsidies:berekening_detail", berekening_id)


@require_POST
@requires(Recht.BEREKENING_APPROVE)
def berekening_reject(request: IngelogdVerzoek, berekening_id: int) -> HttpResponse:
    berekening = _get(request, berekening_id)
    form = RedenForm(request.POST, hulp=HULP_REDEN)
    if not form.is_valid():
        return _render(request, berekening, form, status=422)
    attempt(
        request,
        reject_berekening,
        "De berekening is afgewezen. Zij kan nu opnieuw worden gemaakt.",
        berekening=berekening,
        reden=form.cleaned_data["reden"],
        door=request.user,
        op=timezone.now(),
    )
    return redirect("subsidies:berekening_detail", berekening_id)


@requires(Recht.BEREKENING_VIEW)
def berekening_uitleg(request: IngelogdVerzoek, berekening_id: int, volgorde: int) -> HttpResponse:
    """One amount, step by step; as a page of its own, or as a fragment under its line."""
    berekening = _get(request, berekening_id)
    regel = get_object_or_404(
        berekening.regels.select_related(
            "declaratieregel__plaatsing__kind", "declaratieregel__plaatsing__locatie"
        ),
        volgorde=volgorde,
    )
    regel.berekening = berekening
    met_naam = request.user.has_recht(Recht.KINDNAAM_VIEW)
    fragment = request.htmx and not request.htmx.boosted
    return render_recorded(
        request,
        "subsidies/_uitleg.html" if fragment else "subsidies/uitleg.html",
        {"berekening": berekening, "regel": regel, "resultaat": explain(regel), "met_naam": met_naam},
        handeling=Handeling.UITLEG_VIEW,
        object=regel,
        kind=regel.declaratieregel.plaatsing.kind.pseudoniem,
        berekening=berekening.pk,
        met_naam=met_naam,
    )


def _get(request: IngelogdVerzoek, pk: int) -> Berekening:
    eigen = Berekening.objects.for_gebruiker(request.user).select_related(
        "declaratie__houder", "declaratie__gemeente", "berekend_door", "besloten_door", "vervangt"
    )
    return get_object_or_404(eigen, pk=pk)


def _render(
    request: IngelogdVerzoek, berekening: Berekening, form: RedenForm, status: int = 200
) -> HttpResponse:
    met_naam = request.user.has_recht(Recht.KINDNAAM_VIEW)
    mag_beslissen = request.user.has_recht(Recht.BEREKENING_APPROVE)
    verschillen = differences(berekening)
    volgorde = request.GET.get("volgorde", "volgorde")
    regels = berekening.regels.select_related("declaratieregel__plaatsing__kind").order_by(
        VOLGORDES.get(volgorde, "volgorde"), "volgorde"
    )
    pagina = paginate(request, regels)
    return render_recorded(
        request,
        "subsidies/berekening_detail.html",
        {
            "berekening": berekening,
            "delen": berekening.delen.select_related("regeling"),
            "spoor": draw_spoor(berekening.declaratie, berekening),
            "pagina": pagina,
            "volgorde": volgorde,
            "totalen": _totalen(berekening.regels.all()),
            "verschillen": verschillen,
            "vorige": berekening.vorige_goedgekeurde,
            "verschil_totaal": sum(regel.verschil for regel in verschillen),
            "boekingen": berekening.boekingen.select_related("houder", "regeling")
            if request.user.has_recht(Recht.BOEKING_VIEW)
            else (),
            "met_naam": met_naam,
            "vervangen_door": Berekening.objects.filter(vervangt=berekening).first(),
            "mag_beslissen": mag_beslissen,
            "bezwaar": why_not_approve(berekening, request.user)
            if mag_beslissen and berekening.is_waiting
            else "",
            # Who made the calculation does not decide on it at all.
            "mag_afwijzen": mag_beslissen and berekening.berekend_door != request.user,
            "mag_berekenen": request.user.has_recht(Recht.BEREKENING_MAKE),
            "form": form,
        },
        status=status,
        handeling=Handeling.BEREKENING_VIEW,
        object=berekening,
        met_naam=met_naam,
        **list_details(
            request,
            [regel.declaratieregel.plaatsing.kind.pseudoniem for regel in pagina]
            + [regel.pseudoniem for regel in verschillen],
        ),
    )


def _totalen(regels: QuerySet[Berekeningsregel]) -> list[dict[str, Any]]:
    """Children, hours, contribution and subsidy per category."""
    per_categorie = (
        regels.order_by("categorie")
        .values("categorie")
        .annotate(
            kinderen=Count("declaratieregel__plaatsing__kind", distinct=True),
            som_uren=Sum("uren_honderdsten"),
            bijdrage=Sum("ouderbijdrage_centen"),
            subsidie=Sum("subsidie_centen"),
        )
    )
    return [{**groep, "naam": CATEGORIENAMEN[groep["categorie"]]} for groep in per_categorie]


def _per_locatie(gebruiker: Gebruiker, jaar: int) -> int:
    """What is approved beside the hours, over the whole year."""
    geldig = Locatieberekening.objects.for_gebruiker(gebruiker).in_force().in_jaar(jaar)
    som: int | None = geldig.order_by().aggregate(som=Sum("totaal_centen"))["som"]
    return som or 0


def _sum(berekeningen: BerekeningQuerySet) -> int:
    som: int | None = berekeningen.order_by().aggregate(som=Sum("totaal_centen"))["som"]
    return som or 0
