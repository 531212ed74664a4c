"""Scenario's: turn a rate, a band or the table, and see on the own children what it would cost."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from organisaties.audit import record
from organisaties.inzien import list_details, render_recorded
from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from subsidies.models import Berekening, Subsidieregeling, SubsidieregelingQuerySet
from subsidies.rekenen import as_regeling
from subsidies.rekenregels import FeitenFout, Regeling, RegelingFout
from subsidies.scenario import present_regeling, read_caseload
from subsidies.scenariovorm import ScenarioForm, hold_to_time_of
from subsidies.vergelijking import Caseload, Vergelijking, Verschil, compare
from subsidies.views.gedeeld import geheel
from vve_admin.lib.csvbestand import write_csv
from vve_admin.lib.grafiek import Grafiek, Stapel, make_stapelgrafiek
from vve_admin.lib.weergave import hele_euro

# So many children are shown on screen on either side; the download has them all.
GROOTSTE = 10
KLEINSTE_GROEP = 5
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
        handeling="scenario.view",
        object=request.user.gemeente,
        jaar=context["jaar"],
        **list_details(request, (kind.naam for kind in kinderen)),
    )


@require_GET
@requires(Recht.SCENARIO_VIEW)
@limited(aantal=10, seconden=60)
def scenario_csv(request: IngelogdVerzoek) -> HttpResponse:
    """The comparison as it stands on screen; per child under its pseudoniem, without groups under five children
    for who may not see the children."""
    context = _context(request)
    vergelijking: Vergelijking | None = context.get("vergelijking")
    if vergelijking is None:
        return render(request, "subsidies/scenario.html", context, status=422)
    record(
        handeling="scenario.export",
        door=request.user,
        object=request.user.gemeente,
        jaar=context["jaar"],
        **list_details(request, (kind.naam for kind in vergelijking.per_kind)),
    )
    met_kleine_groepen = request.user.has_recht(Recht.KIND_VIEW)
    inhoud = write_csv(KOLOMMEN, _rijen(vergelijking, met_kleine_groepen=met_kleine_groepen))
    headers = {"Content-Disposition": f'attachment; filename="scenario-{context["jaar"]}.csv"'}
    return HttpResponse(inhoud, content_type="text/csv; charset=utf-8", headers=headers)


def _context(request: IngelogdVerzoek) -> dict[str, Any]:
    jaren = _jaren(request.user)
    jaar = geheel(request.GET.get("jaar"), jaren[0] if jaren else timezone.localdate().year)
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


def _rijen(vergelijking: Vergelijking, *, met_kleine_groepen: bool) -> Iterator[tuple[str, ...]]:
    delen = [
        ("Totaal", [vergelijking.totaal]),
        ("Ouders samen", [vergelijking.ouders]),
        ("Categorie", vergelijking.per_categorie),
        ("Houder", vergelijking.per_houder),
        ("Kind", vergelijking.per_kind),
    ]
    for indeling, groepen in delen:
        verborgen = set() if met_kleine_groepen or indeling == "Kind" else _too_small(groepen)
        for groep in groepen:
            yield _verborgen_rij(indeling, groep) if groep.naam in verborgen else _rij(indeling, groep)


def _too_small(groepen: list[Verschil]) -> set[str]:
    """Groups that would tell of a single family; never just one, which the total would give away."""
    op_grootte = sorted(groepen, key=lambda groep: groep.aantal)
    kleine = sum(groep.aantal < KLEINSTE_GROEP for groep in groepen)
    return {groep.naam for groep in op_grootte[: 2 if kleine == 1 else kleine]}


def _rij(indeling: str, groep: Verschil) -> tuple[str, ...]:
    bedragen = (groep.nu, groep.straks, groep.verschil)
    return (indeling, groep.naam, str(groep.aantal), *(_amount(bedrag) for bedrag in bedragen))


def _verborgen_rij(indeling: str, groep: Verschil) -> tuple[str, ...]:
    return (indeling, groep.naam, *(["verborgen"] * 4))


def _amount(centen: int) -> str:
    """As a spreadsheet reads a Dutch number: -1234,56."""
    heel, rest = divmod(abs(centen), 100)
    return f"{'-' if centen < 0 else ''}{heel},{rest:02d}"
