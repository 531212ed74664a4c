"""The screens on which a second beheerder decides over a role, and who has roles that may not meet."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisaties.formulieren import RedenForm
from organisaties.handelingen import Handeling
from organisaties.instemming import agree_toekenning, find_beheerders, may_decide, refuse_toekenning
from organisaties.inzien import render_recorded
from organisaties.models import Gebruiker, Roluitzondering, Toekenning
from organisaties.paginas import attempt
from organisaties.rechten import SCHEIDINGEN, Recht
from organisaties.rechtendoc import labels
from organisaties.toegang import IngelogdVerzoek, requires

HULP_REDEN = "Wie de rol gaf, leest deze reden."
VERWANT = ("gebruiker", "gegeven_door", "gemeente", "organisatie", "locatie")


@dataclass(frozen=True)
class Wachtregel:
    """A role that waits: may the reader decide over it, and if not, is there anybody who may?"""

    toekenning: Toekenning
    mag_beslissen: bool
    een_ander_kan: bool


def waiting_lines(toekenningen: Iterable[Toekenning], lezer: Gebruiker) -> list[Wachtregel]:
    beheerders = list(find_beheerders(lezer.gemeente, timezone.localdate()))
    return [
        Wachtregel(
            toekenning,
            mag_beslissen=may_decide(toekenning, lezer),
            een_ander_kan=any(may_decide(toekenning, beheerder) for beheerder in beheerders),
        )
        for toekenning in toekenningen
    ]


@requires(Recht.GEBRUIKER_MANAGE)
def toekenning_wacht(request: IngelogdVerzoek) -> HttpResponse:
    wachtend = Toekenning.objects.waiting().filter(gemeente=request.user.gemeente).select_related(*VERWANT)
    regels = waiting_lines(wachtend, request.user)
    return render_recorded(
        request,
        "organisaties/toekenning_wacht.html",
        {"regels": regels},
        handeling=Handeling.TOEKENNING_LIST,
        object=request.user.gemeente,
        aantal=len(regels),
    )


@require_POST
@requires(Recht.GEBRUIKER_MANAGE)
def toekenning_agree(request: IngelogdVerzoek, pk: int) -> HttpResponse:
    toekenning = _get(request, pk)
    gelukt = f"{toekenning.persoon} heeft nu de rol {toekenning.rol_label}."
    attempt(request, agree_toekenning, gelukt, toekenning=toekenning, door=request.user, op=timezone.now())
    return redirect("organisaties:toekenning_wacht")


@requires(Recht.GEBRUIKER_MANAGE)
def toekenning_refuse(request: IngelogdVerzoek, pk: int) -> HttpResponse:
    toekenning = _get(request, pk)
    form = RedenForm(request.POST if request.method == "POST" else None, hulp=HULP_REDEN)
    if form.is_valid():
        gelukt = f"De rol is geweigerd. {toekenning.persoon} krijgt haar niet."
        besluit = {"toekenning": toekenning, "door": request.user, "op": timezone.now()}
        attempt(request, refuse_toekenning, gelukt, reden=form.cleaned_data["reden"], **besluit)
        return redirect("organisaties:toekenning_wacht")
    status = 422 if form.is_bound else 200
    context = {"toekenning": toekenning, "form": form}
    return render(request, "organisaties/toekenning_refuse.html", context, status=status)


@requires(Recht.ROLBOTSING_VIEW)
def rolbotsingen(request: IngelogdVerzoek) -> HttpResponse:
    """Who has roles that may not meet, and which exceptions there are: of the municipality."""
    gemeente, dag = request.user.gemeente, timezone.localdate()
    botsingen = Toekenning.objects.filter(gemeente=gemeente).botsingen(dag)
    uitzonderingen = Roluitzondering.objects.filter(gemeente=gemeente).select_related("gebruiker")
    context = {
        "botsingen": botsingen,
        "uitzonderingen": uitzonderingen,
        "scheidingen": [(labels(s.een), labels(s.ander), s.waarom) for s in SCHEIDINGEN],
        "dag": dag,
        "beheert": request.user.has_recht(Recht.GEBRUIKER_MANAGE),
    }
    return render_recorded(
        request,
        "organisaties/rolbotsing_list.html",
        context,
        handeling=Handeling.ROLBOTSING_LIST,
        object=gemeente,
        aantal=len(botsingen),
    )


def _get(request: IngelogdVerzoek, pk: int) -> Toekenning:
    """Also one that waits no more: the action says what became of it."""
    return get_object_or_404(
        Toekenning.objects.select_related(*VERWANT), pk=pk, gemeente=request.user.gemeente
    )
