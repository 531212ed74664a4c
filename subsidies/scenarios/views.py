"""Scenario's: turn a rate, a band or the table, and see on the own children what it would cost."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lib.csvbestand import write_amount, write_csv
from lib.grafiek import Grafiek, Stapel, make_stapelgrafiek
from lib.kleine_groepen import TOELICHTING, VERBORGEN, find_hidden, is_small
from lib.tekst import geheel
from lib.weergave import hele_euro
from organisaties.audit import record
from organisaties.inzien import list_details, render_recorded
from organisaties.models import Gebruiker
from organisaties.paginas import as_file, jaar_uit
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from rekenregels import FeitenFout, Regeling, RegelingFout
from subsidies.models import Berekening, Subsidieregeling, SubsidieregelingQuerySet
from subsidies.regelingen.document import as_regeling
from subsidies.scenarios.caseload import present_regeling, read_caseload
from subsidies.scenarios.forms import ScenarioForm, hold_to_time_of
from subsidies.scenarios.handelingen import Handeling
from subsidies.scenarios.vergelijking import Caseload, Vergelijking, Verschil, compare

# So many children are shown on screen on either side; the download has them all.
GROOTSTE = 10
KOLOMMEN = ("Indeling", "Naam", "Kinderen", "Nu (euro)", "Scenario (euro)", "Verschil (euro)")


@require_GET
@requires(Recht.SCENARIO_VIEW)
@limited(aantal=60, seconden=60)
def scenario(request: IngelogdVerzoek) -> HttpResponse:
    context = _context(request)
    vergelijking: Vergelijking | None = context.get("vergelijking")
    kinderen = vergelijking.meer[:GROOTSTE] + vergelijking.minder[:GROOTSTE] if vergelijking else []
    if not kinderen:
        return render(request, "subsidies/scenario.html", context)
    return render_recorded(
        request,
        "subsidies/scenario.html",
        context,
        handeling=Handeling.SCENARIO_VIEW,
        object=request.user.gemeente,
        jaar=context["jaar"],
        **list_details(request, (kind.naam for kind in kinderen)),
    )


@require_GET
@requires(Recht.SCENARIO_VIEW)
@limited(aantal=10, seconden=60)
def scenario_csv(request: IngelogdVerzoek) -> HttpResponse:
    """The comparison as it stands on screen; small groups and children, under their pseudoniem, only for who may
    take those along."""
    context = _context(request)
    vergelijking: Vergelijking | None = context.get("vergelijking")
    if vergelijking is None:
        return render(request, "subsidies/scenario.html", context, status=422)
    volledig = request.user.has_recht(Recht.CIJFER_PER_KIND_VIEW)
    kinderen = vergelijking.per_kind if volledig else ()
    record(
        handeling=Handeling.SCENARIO_EXPORT,
        door=request.user,
        object=request.user.gemeente,
        jaar=context["jaar"],
        **list_details(request, (kind.naam for kind in kinderen)),
    )
    inhoud = write_csv(KOLOMMEN, _whole(vergelijking) if volledig else _without_small(vergelijking))
    return as_file(inhoud, f"scenario-{context['jaar']}.csv")


def _context(request: IngelogdVerzoek) -> dict[str, Any]:
    jaren = _jaren(request.user)
    jaar = jaar_uit(request.GET, jaren[0] if jaren else timezone.localdate().year)
    context: dict[str, Any] = {"jaar": jaar, "jaren": jaren}
    huidig = present_regeling(request.user.gemeente, jaar)
    caseload = read_caseload(request.user.gemeente, jaar)
    if huidig is None or not len(caseload):
        return context | {"zonder_regeling": huidig is None}
    regelingen = _regelingen(request.user)
    gekozen = regelingen.filter(pk=geheel(request.GET.get("regeling"), 0)).first()
    basis = hold_to_time_of(huidig, as_regeling(gekozen)) if gekozen else huidig
    form = ScenarioForm(request.GET.dict(), basis=basis)
    context |= {"huidig": huidig, "regelingen": regelingen, "gekozen": gekozen, "form": form}
    vergelijking = _compare(caseload, huidig, form)
    if vergelijking is not None:
        grafiek = _draw(vergelijking)
        context |= {"vergelijking": vergelijking, "grafiek": grafiek, "grootste": f":{GROOTSTE}"}
    return context


def _compare(caseload: Caseload, huidig: Regeling, form: ScenarioForm) -> Vergelijking | None:
    """The comparison, or None with the reasons on the form."""
    if not form.is_valid():
        return None
    try:
        return compare(caseload, huidig, form.variant())
    except (RegelingFout, FeitenFout) as fout:
        for zin in fout.fouten:
            form.add_error(None, str(zin))
        return None


def _jaren(gebruiker: Gebruiker) -> list[int]:
    eigen = Berekening.objects.for_gebruiker(gebruiker)
    return list(eigen.order_by("-declaratie__jaar").values_list("declaratie__jaar", flat=True).distinct())


def _regelingen(gebruiker: Gebruiker) -> SubsidieregelingQuerySet:
    """Own policies that a scenario can start from; concepts only for who makes them."""
    eigen = Subsidieregeling.objects.for_gebruiker(gebruiker)
    if not gebruiker.has_recht(Recht.REGELING_MANAGE):
        eigen = eigen.exclude(status=Subsidieregeling.Status.DRAFT)
    return eigen


def _draw(vergelijking: Vergelijking) -> Grafiek:
    groepen = vergelijking.per_categorie
    return make_stapelgrafiek(
        "Subsidie per jaar, nu en in het scenario",
        [
            Stapel("Nu", tuple(groep.nu for groep in groepen)),
            Stapel("Scenario", tuple(groep.straks for groep in groepen)),
        ],
        reeksen=[groep.naam for groep in groepen],
        eerste_kolom="Regeling",
        schrijf=hele_euro,
    )


def _whole(vergelijking: Vergelijking) -> Iterator[tuple[str, ...]]:
    yield from (_rij(*deel) for deel in _totalen(vergelijking))
    for indeling, groepen in (*_indelingen(vergelijking), ("Kind", vergelijking.per_kind)):
        yield from (_rij(indeling, groep) for groep in groepen)


def _without_small(vergelijking: Vergelijking) -> Iterator[tuple[str, ...]]:
    for indeling, totaal in _totalen(vergelijking):
        yield _verborgen_rij(indeling, totaal) if is_small(totaal.aantal) else _rij(indeling, totaal)
    for indeling, groepen in _indelingen(vergelijking):
        verborgen = find_hidden([groep.aantal for groep in groepen])
        for plek, groep in enumerate(groepen):
            yield _verborgen_rij(indeling, groep) if plek in verborgen else _rij(indeling, groep)
    yield "Toelichting", TOELICHTING


def _totalen(vergelijking: Vergelijking) -> list[tuple[str, Verschil]]:
    return [("Totaal", vergelijking.totaal), ("Ouders samen", vergelijking.ouders)]


def _indelingen(vergelijking: Vergelijking) -> list[tuple[str, list[Verschil]]]:
    return [("Categorie", vergelijking.per_categorie), ("Houder", vergelijking.per_houder)]


def _rij(indeling: str, groep: Verschil) -> tuple[str, ...]:
    bedragen = (groep.nu, groep.straks, groep.verschil)
    return (indeling, groep.naam, str(groep.aantal), *(write_amount(bedrag) for bedrag in bedragen))


def _verborgen_rij(indeling: str, groep: Verschil) -> tuple[str, ...]:
    return (indeling, groep.naam, *([VERBORGEN] * 4))
