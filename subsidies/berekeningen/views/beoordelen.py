"""The work list of who judges hours, and what is done from it: accept at once, think again, send back some lines."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from lib.tekst import geheel
from opvang.actions import accept_declaratie, return_regels
from opvang.models import Urendeclaratie
from organisaties.eenmaal import once
from organisaties.formulieren import RedenForm
from organisaties.paginas import attempt, paginate_keys
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from subsidies.berekeningen.actions import withdraw_acceptance
from subsidies.berekeningen.forms import RegelredenenForm
from subsidies.berekeningen.views.declaraties import (
    HULP_REDEN,
    Lijstregel,
    get_declaratie,
    show_declaratie,
    with_regels,
)
from subsidies.berekeningen.werklijst import (
    find_niet_gedeclareerd,
    is_schoon,
    kept_of,
    signaleringen_of,
    te_beoordelen,
    with_herinneringen,
)


@dataclass(frozen=True)
class Werkregel(Lijstregel):
    @property
    def is_schoon(self) -> bool:
        return self.signalering is not None and is_schoon(self.signalering)


@requires(Recht.DECLARATIE_REVIEW)
@limited(aantal=60, seconden=60)
def werklijst(request: IngelogdVerzoek) -> HttpResponse:
    """All that waits, whatever its tijdvak, the oldest first, with the signals as far as they are kept.

    `nakijken` judges what is not kept or no longer true: that asks the database per tijdvak.
    """
    dag = timezone.localdate()
    wachten = te_beoordelen(request.user)
    pagina = paginate_keys(
        request, wachten.values_list("pk", flat=True), lambda pks: with_regels(wachten.filter(pk__in=pks))
    )
    nakijken = request.GET.get("nakijken") == "ja"
    signaleringen = signaleringen_of(pagina) if nakijken else kept_of(pagina)
    rijen = [Werkregel(declaratie, signaleringen.get(declaratie.pk)) for declaratie in pagina]
    return render(
        request,
        "subsidies/werklijst.html",
        {
            "pagina": pagina,
            "rijen": rijen,
            "onbekend": sum(rij.signalering is None for rij in rijen),
            "schoon": [rij.declaratie.pk for rij in rijen if rij.is_schoon],
            "niet_gedeclareerd": with_herinneringen(
                request.user.gemeente, find_niet_gedeclareerd(request.user, dag), dag
            ),
        },
    )


@require_POST
@requires(Recht.DECLARATIE_REVIEW)
@limited(aantal=10, seconden=60)
def declaraties_accept(request: IngelogdVerzoek) -> HttpResponse:
    """Those that the page named and that still have nothing to look at, each in its own transaction."""
    genoemd = {geheel(pk, 0) for pk in request.POST.getlist("declaratie")}
    declaraties = list(
        te_beoordelen(request.user).filter(pk__in=genoemd).select_related("houder", "gemeente")
    )
    signaleringen = signaleringen_of(declaraties)
    schoon = [declaratie for declaratie in declaraties if is_schoon(signaleringen[declaratie.pk])]
    gelukt = sum(_accept(request, declaratie) for declaratie in schoon)
    if gelukt:
        woord = "declaratie is" if gelukt == 1 else "declaraties zijn"
        messages.success(request, f"{gelukt} {woord} geaccepteerd. U kunt de subsidie laten berekenen.")
    if over := len(genoemd) - len(schoon):
        messages.warning(
            request,
            f"Niet geaccepteerd: {over} van de {len(genoemd)}. Zij vragen intussen uw blik of zijn al beoordeeld.",
        )
    return redirect("subsidies:werklijst")


def _accept(request: IngelogdVerzoek, declaratie: Urendeclaratie) -> bool:
    return attempt(
        request, accept_declaratie, "", declaratie=declaratie, door=request.user, op=timezone.now()
    )


@require_POST
@requires(Recht.DECLARATIE_REVIEW)
def declaratie_reopen(request: IngelogdVerzoek, declaratie_id: int) -> HttpResponse:
    declaratie = get_declaratie(request, declaratie_id)
    gelukt = "De acceptatie is ongedaan gemaakt. De declaratie wacht weer op uw oordeel."
    attempt(request, withdraw_acceptance, gelukt, declaratie=declaratie, door=request.user)
    return redirect("subsidies:declaratie_detail", declaratie_id)


@require_POST
@requires(Recht.DECLARATIE_REVIEW)
@once
def regels_return(request: IngelogdVerzoek, declaratie_id: int) -> HttpResponse:
    """The lines at which a reason was filled in; the others stay as they are."""
    declaratie = get_declaratie(request, declaratie_id)
    genoemd = {geheel(naam.removeprefix("reden-"), 0) for naam in request.POST if naam.startswith("reden-")}
    form = RegelredenenForm(
        request.POST, regels=declaratie.regels.filter(pk__in=genoemd).select_related("plaatsing__kind")
    )
    if not form.is_valid():
        return show_declaratie(request, declaratie, RedenForm(hulp=HULP_REDEN), form, status=422)
    redenen = form.redenen()
    attempt(
        request,
        return_regels,
        "Teruggestuurd. De houder leest bij elke regel uw reden en maakt een correctie.",
        declaratie=declaratie,
        redenen=redenen,
        door=request.user,
        op=timezone.now(),
    )
    return redirect("subsidies:declaratie_detail", declaratie_id)
