"""All cases at once: as a board, as a list, as a file; one's own tasks; and how long the way takes."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from indicaties.handelingen import Handeling
from indicaties.models import Kind, werkwijze_of
from indicaties.routekaart.collegas import names_of
from indicaties.routekaart.kaarten import KOLOMMEN, Kaart, file_row, make_kaarten
from indicaties.routekaart.lezen import read_gangen, started_in
from indicaties.routekaart.optijd import Oorzaak, find_oorzaak, per_kwartaal
from indicaties.routekaart.stap import WEG, Stap
from indicaties.routekaart.vragen import (
    VOLGORDES,
    Vraag,
    count_per_stap,
    due_tasks,
    in_order,
    open_tasks,
    read_cases,
    route_on,
    top_per_stap,
)
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
    route = route_on(vraag, request.user, dag)
    aantallen = count_per_stap(route)
    boven = read_cases(top_per_stap(route), dag)
    kaarten = make_kaarten(boven, names_of(request.user.gemeente), dag)
    kolommen = [_kolom(stap, vraag, aantallen, kaarten) for stap in Stap]
    context = _keuzes(request, vraag) | {
        "weg": kolommen[: len(WEG)],
        "ernaast": [kolom for kolom in kolommen[len(WEG) :] if kolom["aantal"]],
        "totaal": sum(aantallen.values()),
    }
    return _render_list(request, "indicaties/route_board.html", context, (kaart.kind for kaart in kaarten))


def _kolom(stap: Stap, vraag: Vraag, aantallen: dict[str, int], kaarten: list[Kaart]) -> dict[str, Any]:
    return {
        "stap": stap,
        "aantal": aantallen.get(stap, 0),
        "kaarten": [kaart for kaart in kaarten if kaart.stap == stap],
        "adres": replace(vraag, stap=stap.value).adres,
    }


@requires(Recht.TOELEIDING_MANAGE)
@limited(aantal=120, seconden=60)
def route_table(request: IngelogdVerzoek) -> HttpResponse:
    dag, vraag = timezone.localdate(), Vraag.from_adres(request.GET)
    pagina = paginate(request, in_order(route_on(vraag, request.user, dag), vraag.volgorde), PER_PAGINA)
    kaarten = make_kaarten(read_cases(list(pagina), dag), names_of(request.user.gemeente), dag)
    context = _keuzes(request, vraag) | {"pagina": pagina, "kaarten": kaarten}
    return _render_list(request, "indicaties/route_table.html", context, (kaart.kind for kaart in kaarten))


@requires(Recht.TOELEIDING_MANAGE)
@limited(aantal=10, seconden=60)
def route_export(request: IngelogdVerzoek) -> HttpResponse:
    """The whole list, as it is filtered and sorted."""
    dag, vraag = timezone.localdate(), Vraag.from_adres(request.GET)
    kinderen = read_cases(list(in_order(route_on(vraag, request.user, dag), vraag.volgorde)), dag)
    kaarten = make_kaarten(kinderen, names_of(request.user.gemeente), dag)
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
    context = {"pagina": pagina, "dag": dag, "alleen_nu": alleen_nu}
    return _render_list(
        request, "indicaties/route_tasks.html", context, (taak.traject.kind for taak in pagina)
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
    return _render_list(request, "indicaties/route_on_time.html", context, pagina)


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
    request: IngelogdVerzoek, template: str, context: dict[str, Any], kinderen: Iterable[Kind]
) -> HttpResponse:
    """A page on which nobody stands leaves no line."""
    pseudoniemen = [kind.pseudoniem for kind in kinderen]
    if not pseudoniemen:
        return render(request, template, context)
    return render_recorded(
        request,
        template,
        context,
        handeling=Handeling.ROUTE_LIST,
        object=request.user.gemeente,
        **list_details(request, pseudoniemen),
    )
