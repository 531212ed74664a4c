"""All cases at once: as a board, as a list, as a file; one's own tasks; and how long the way takes."""

from collections import Counter
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from indicaties.handelingen import Handeling
from indicaties.models import Kind, werkwijze_of
from indicaties.routekaart.collegas import names_of
from indicaties.routekaart.kaarten import KOLOMMEN, Kaart, file_row, make_kaarten
from indicaties.routekaart.lezen import read_gangen, started_in
from indicaties.routekaart.optijd import Oorzaak, find_oorzaak, per_kwartaal
from indicaties.routekaart.stap import WEG, Stap
from indicaties.routekaart.vragen import VOLGORDES, Vraag, due_tasks, open_tasks, read_route, top_per_stap
from lib.csvbestand import write_csv
from organisaties.audit import record
from organisaties.inzien import list_details, render_recorded
from organisaties.models import Locatie, Organisatie
from organisaties.paginas import as_file, jaar_uit, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires

PER_PAGINA = 50


@requires(Recht.TOELEIDING_MANAGE)
@limited(aantal=120, seconden=60)
def route_board(request: IngelogdVerzoek) -> HttpResponse:
    dag, vraag = timezone.localdate(), replace(Vraag.from_adres(request.GET), stap="")
    regels = read_route(vraag, request.user, dag)
    aantallen = Counter(regel.stap for regel in regels)
    kaarten = make_kaarten(top_per_stap(regels), names_of(request.user.gemeente), dag)
    kolommen = [_kolom(stap, vraag, aantallen, kaarten) for stap in Stap]
    context = _keuzes(request, vraag) | {
        "weg": kolommen[: len(WEG)],
        "ernaast": [kolom for kolom in kolommen[len(WEG) :] if kolom["aantal"]],
        "totaal": len(regels),
    }
    return _render_list(request, "indicaties/route_board.html", context, kaarten)


def _kolom(stap: Stap, vraag: Vraag, aantallen: Counter[Stap], kaarten: list[Kaart]) -> dict[str, Any]:
    return {
        "stap": stap,
        "aantal": aantallen[stap],
        "kaarten": [kaart for kaart in kaarten if kaart.stap == stap],
        "adres": replace(vraag, stap=stap.value).adres,
    }


@requires(Recht.TOELEIDING_MANAGE)
@limited(aantal=120, seconden=60)
def route_table(request: IngelogdVerzoek) -> HttpResponse:
    dag, vraag = timezone.localdate(), Vraag.from_adres(request.GET)
    pagina = paginate(request, read_route(vraag, request.user, dag), PER_PAGINA)
    kaarten = make_kaarten(pagina, names_of(request.user.gemeente), dag)
    context = _keuzes(request, vraag) | {"pagina": pagina, "kaarten": kaarten}
    return _render_list(request, "indicaties/route_table.html", context, kaarten)


@requires(Recht.TOELEIDING_MANAGE)
@limited(aantal=10, seconden=60)
def route_export(request: IngelogdVerzoek) -> HttpResponse:
    """The whole list, as it is filtered and sorted."""
    dag, vraag = timezone.localdate(), Vraag.from_adres(request.GET)
    kaarten = make_kaarten(read_route(vraag, request.user, dag), names_of(request.user.gemeente), dag)
    inhoud = write_csv(KOLOMMEN, map(file_row, kaarten))
    record(
        handeling=Handeling.ROUTE_EXPORT,
        door=request.user,
        object=request.user.gemeente,
        **list_details(request, (kaart.kind.pseudoniem for kaart in kaarten)),
    )
    return as_file(inhoud, "routekaart.csv")


@requires(Recht.TOELEIDING_MANAGE)
def route_tasks(request: IngelogdVerzoek) -> HttpResponse:
    """One's own, of whichever day; `toon=nu` only what should be done by today."""
    dag, alleen_nu = timezone.localdate(), request.GET.get("toon") == "nu"
    taken = due_tasks(request.user, dag) if alleen_nu else open_tasks(request.user)
    pagina = paginate(request, taken.select_related("traject__kind"), PER_PAGINA)
    return render_recorded(
        request,
        "indicaties/route_tasks.html",
        {"pagina": pagina, "dag": dag, "alleen_nu": alleen_nu},
        handeling=Handeling.ROUTE_LIST,
        object=request.user.gemeente,
        **list_details(request, (taak.traject.kind.pseudoniem for taak in pagina)),
    )


@requires(Recht.TOELEIDING_MANAGE)
@limited(aantal=60, seconden=60)
def route_on_time(request: IngelogdVerzoek) -> HttpResponse:
    dag = timezone.localdate()
    jaar, maanden = jaar_uit(request.GET, dag.year), werkwijze_of(request.user.gemeente).op_tijd_maanden
    eigen = Kind.objects.for_gebruiker(request.user)
    gangen = read_gangen(started_in(eigen, jaar, dag), dag)
    laat = {
        kind_id: oorzaak
        for kind_id, gang in gangen.items()
        if gang.start and gang.start.year == jaar and (oorzaak := find_oorzaak(gang, maanden))
    }
    pagina = paginate(request, eigen.filter(pk__in=laat).order_by("achternaam", "voornaam", "pk"), PER_PAGINA)
    context = {
        "jaar": jaar,
        "jaren": range(dag.year, dag.year - 5, -1),
        "leeftijd": "{}; {}".format(*divmod(maanden, 12)),
        "uitkomsten": per_kwartaal(list(gangen.values()), jaar, maanden),
        "pagina": pagina,
        "laatkomers": [(kind, gangen[kind.pk], _OORZAKEN[laat[kind.pk]]) for kind in pagina],
        "oorzaken": _count_causes(list(laat.values())),
    }
    return render_recorded(
        request,
        "indicaties/route_on_time.html",
        context,
        handeling=Handeling.ROUTE_LIST,
        object=request.user.gemeente,
        **list_details(request, (kind.pseudoniem for kind in pagina)),
    )


_OORZAKEN = {
    Oorzaak.SIGNAL: "Laat gesignaleerd",
    Oorzaak.INDICATIE: "Laat geïndiceerd",
    Oorzaak.REFERRAL: "Laat verwezen",
    Oorzaak.NO_PLACE: "Wachten op een plaats",
    Oorzaak.FAMILY: "Het gezin wilde later beginnen",
    Oorzaak.MOVED_IN: "Het kind kwam later in de gemeente wonen",
    Oorzaak.UNKNOWN: "Onbekend",
}


def _count_causes(oorzaken: list[Oorzaak]) -> list[tuple[str, int]]:
    return [(naam, oorzaken.count(oorzaak)) for oorzaak, naam in _OORZAKEN.items() if oorzaak in oorzaken]


def _keuzes(request: IngelogdVerzoek, vraag: Vraag) -> dict[str, Any]:
    gemeente = request.user.gemeente
    return {
        "vraag": vraag,
        "dag": timezone.localdate(),
        "volgordes": VOLGORDES.items(),
        "stappen": Stap.choices,
        "houders": Organisatie.objects.houders().in_gemeente(gemeente),
        "locaties": Locatie.objects.filter(gemeente=gemeente),
    }


def _render_list(
    request: IngelogdVerzoek, template: str, context: dict[str, Any], kaarten: list[Kaart]
) -> HttpResponse:
    return render_recorded(
        request,
        template,
        context,
        handeling=Handeling.ROUTE_LIST,
        object=request.user.gemeente,
        **list_details(request, (kaart.kind.pseudoniem for kaart in kaarten)),
    )
