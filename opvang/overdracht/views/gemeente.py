"""The pages of the municipality and JGZ: how far handing over is; the schools; the programme of a location."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from indicaties.models import werkwijze_of
from opvang.models import Overdracht
from opvang.overdracht.actions.programma import set_programma
from opvang.overdracht.actions.scholen import Verslag, import_scholen
from opvang.overdracht.cijfers import PER_LOCATIE, PER_SCHOOL, count_overdrachten
from opvang.overdracht.forms import ProgrammaForm, ScholenForm
from opvang.overdracht.handelingen import Handeling
from opvang.overdracht.locatieprogramma import read_programmas
from opvang.overdracht.programmas import programmas
from opvang.overdracht.scholen import ScholenFout, read_scholen
from opvang.overdracht.werklijst import late, werk_van
from organisaties.eenmaal import once
from organisaties.inzien import list_details, render_recorded
from organisaties.models import Locatie, Organisatie
from organisaties.paginas import paginate, zoektekst
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires


@requires(Recht.OVERDRACHT_VIEW)
def overdracht_stand(request: IngelogdVerzoek) -> HttpResponse:
    """Who is late, or with `toon=alle` how far each package is; never what one says."""
    dag = timezone.localdate()
    eigen = Overdracht.objects.for_gebruiker(request.user)
    context: dict[str, Any] = {"dag": dag, "toon": request.GET.get("toon", "te-laat")}
    if context["toon"] == "alle":
        rijen = eigen.select_related("kind", "houder", "locatie", "school", "vervolg")
        pagina: Any = paginate(request, rijen)
        kinderen = [overdracht.kind for overdracht in pagina]
    else:
        pagina = paginate(request, late(request.user, dag))
        kinderen = list(pagina)
        werkwijze = werkwijze_of(request.user.gemeente)
        context["werk"] = [werk_van(kind, werkwijze, dag) for kind in kinderen]
    context |= {
        "pagina": pagina,
        "per_locatie": count_overdrachten(eigen, PER_LOCATIE),
        "per_school": count_overdrachten(eigen, PER_SCHOOL),
    }
    if not kinderen:
        return render(request, "opvang/overdracht_stand.html", context)
    return render_recorded(
        request,
        "opvang/overdracht_stand.html",
        context,
        handeling=Handeling.OVERDRACHT_LIST,
        object=request.user.gemeente,
        **list_details(request, (kind.pseudoniem for kind in kinderen)),
    )


@requires(Recht.WERKWIJZE_MANAGE)
@limited(aantal=60, seconden=60)
@once
def school_list(request: IngelogdVerzoek) -> HttpResponse:
    """The schools of the municipality, and reading the list of DUO."""
    form = ScholenForm(request.POST or None, request.FILES or None)
    if form.is_valid() and _import(request, form):
        return redirect("opvang:school_list")
    scholen = Organisatie.objects.scholen().in_gemeente(request.user.gemeente)
    if zoek := zoektekst(request.GET):
        scholen = scholen.filter(naam__icontains=zoek)
    context = {"form": form, "pagina": paginate(request, scholen.order_by("naam", "pk")), "zoek": zoek}
    return render(request, "opvang/school_list.html", context)


def _import(request: IngelogdVerzoek, form: ScholenForm) -> bool:
    gemeente = request.user.gemeente
    try:
        scholen = read_scholen(form.cleaned_data["bestand"].read(), gemeente_codes={gemeente.code})
        if not scholen:
            raise ScholenFout(
                [f"In dit bestand staan geen scholen van gemeente {gemeente} ({gemeente.code})."]
            )
        verslag = import_scholen(gemeente=gemeente, scholen=scholen, door=request.user)
    except ScholenFout as fout:
        form.add_error("bestand", fout.fouten)
    except ValidationError as fout:
        form.add_error("bestand", fout.messages)
    else:
        _tell(request, verslag)
        return True
    return False


def _tell(request: IngelogdVerzoek, verslag: Verslag) -> None:
    messages.success(
        request,
        f"{len(verslag.nieuw)} nieuw, {len(verslag.gewijzigd)} gewijzigd, {len(verslag.opgeheven)} niet meer in de"
        f" lijst, {verslag.ongewijzigd} ongewijzigd.",
    )
    for kop, namen in (
        ("Nieuw", verslag.nieuw),
        ("Gewijzigd", verslag.gewijzigd),
        ("Niet meer in de lijst van DUO; niet meer te kiezen", verslag.opgeheven),
    ):
        if namen:
            rest = f" en nog {len(namen) - 10}" if len(namen) > 10 else ""
            messages.info(request, f"{kop}: {', '.join(namen[:10])}{rest}.")


@requires(Recht.OVERDRACHT_MAKE)
@once
def locatie_programma(request: IngelogdVerzoek, locatie_id: int) -> HttpResponse:
    """The VVE programmes of a location of the own provider, and a next one."""
    locatie = get_object_or_404(Locatie.objects.for_gebruiker(request.user), pk=locatie_id)
    dag = timezone.localdate()
    form = ProgrammaForm(request.POST or None, locatie=locatie, initial={"van": dag})
    if form.is_valid():
        try:
            rij = set_programma(locatie=locatie, **form.cleaned_data, door=request.user, op=dag)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"Het programma van {locatie} is vastgelegd.")
            if zin := programmas()[rij.programma].waarschuwing_op(max(rij.van, dag)):
                messages.warning(request, f"Let op: {zin}")
            return redirect("opvang:locatie_programma", locatie.pk)
    context = {"locatie": locatie, "form": form, "rijen": read_programmas(locatie, dag)}
    return render(request, "opvang/locatie_programma.html", context)
