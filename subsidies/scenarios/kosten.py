"""What a policy costs on the own caseload of the latest year, beside the budget, on the page of the policy."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from lib.geld import euro
from organisaties.models import Gemeente
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from rekenregels import FeitenFout, Regeling
from subsidies.models import Begrotingspost, Berekening, Subsidieregeling
from subsidies.regelingen.document import as_regeling
from subsidies.scenarios.caseload import present_regeling, read_caseload
from subsidies.scenarios.forms import hold_to_time_of
from subsidies.scenarios.vergelijking import compare

GEEN_DECLARATIES = (
    "Er zijn nog geen berekeningen. De kosten zijn te zien zodra de eerste declaratie is berekend."
)
GEEN_REGELING = "Voor {jaar} geldt geen vastgestelde regeling die het hele jaar dekt. Daarom is er niets om mee te vergelijken."


@dataclass(frozen=True)
class Kosten:
    """Cents over the lines of a year. `begroot`: all sources of the year together; None where no budget is recorded."""

    jaar: int
    kinderen: int
    regels: int
    huidig: str
    nu: int
    straks: int
    begroot: int | None

    @property
    def verschil(self) -> int:
        return self.straks - self.nu

    @property
    def tekort(self) -> int:
        return max(0, self.straks - self.begroot) if self.begroot is not None else 0

    @property
    def tekort_zin(self) -> str:
        return f"Deze regeling kost {euro(self.tekort)} meer dan er voor {self.jaar} is begroot."


@requires(Recht.SCENARIO_VIEW)
@limited(aantal=60, seconden=60)
def regeling_kosten(request: IngelogdVerzoek, regeling_id: int) -> HttpResponse:
    zichtbaar = Subsidieregeling.objects.for_gebruiker(request.user)
    if not request.user.has_recht(Recht.REGELING_MANAGE):
        zichtbaar = zichtbaar.exclude(status=Subsidieregeling.Status.DRAFT)
    regeling = get_object_or_404(zichtbaar, pk=regeling_id)
    fragment = request.htmx and not request.htmx.boosted
    sjabloon = "subsidies/_kosten.html" if fragment else "subsidies/regeling_kosten.html"
    context = _context(request.user.gemeente, as_regeling(regeling))
    return render(request, sjabloon, {"regeling": regeling, **context})


def _context(gemeente: Gemeente, regeling: Regeling) -> dict[str, Any]:
    """The cost, or the reason why it can't be told."""
    jaar = _latest_jaar(gemeente)
    if jaar is None:
        return {"reden": GEEN_DECLARATIES}
    huidig = present_regeling(gemeente, jaar)
    if huidig is None:
        return {"reden": GEEN_REGELING.format(jaar=jaar)}
    try:
        return {"kosten": read_kosten(gemeente, jaar, huidig, regeling)}
    except FeitenFout as fout:
        return {"fouten": [str(zin) for zin in fout.fouten[:3]]}


def read_kosten(gemeente: Gemeente, jaar: int, huidig: Regeling, regeling: Regeling) -> Kosten:
    """Raises FeitenFout where the policy asks what the lines of that year do not hold."""
    caseload = read_caseload(gemeente, jaar)
    totaal = compare(caseload, huidig, hold_to_time_of(huidig, regeling)).totaal
    posten = Begrotingspost.objects.filter(gemeente=gemeente, jaar=jaar)
    begroot = posten.aggregate(som=Sum("bedrag_centen"))["som"]
    return Kosten(jaar, totaal.aantal, len(caseload), huidig.naam, totaal.nu, totaal.straks, begroot)


def _latest_jaar(gemeente: Gemeente) -> int | None:
    geldig = (Berekening.Status.CALCULATED, Berekening.Status.APPROVED)
    bonnen = Berekening.objects.filter(declaratie__gemeente=gemeente, status__in=geldig)
    return bonnen.order_by("-declaratie__jaar").values_list("declaratie__jaar", flat=True).first()
