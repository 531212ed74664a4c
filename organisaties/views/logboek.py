"""The record on screen: in words, and to be searched by the auditor."""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Max, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from lib.weergave import getal
from organisaties.audit import record
from organisaties.handelingen import Handeling
from organisaties.inzien import render_recorded
from organisaties.logboekfilter import LogboekFilter, Logboeksoort, per_person, used
from organisaties.loghandeling import handeling_label
from organisaties.models import AuditRegel, Gemeente, Gemeentegebruiker
from organisaties.objectnamen import objectnamen
from organisaties.paginas import paginate
from organisaties.porties import in_porties
from organisaties.rechten import Recht, Rol
from organisaties.toegang import IngelogdVerzoek, limited, requires
from organisaties.uitvoer import send_tabel

KOLOMMEN = (
    "volgnummer",
    "tijdstip",
    "wie",
    "rol",
    "organisatie",
    "handeling",
    "waarvan",
    "bijzonderheden",
    "hash",
)

PER_KEER = 2_000
# So many lines can be leafed through: to count a million takes longer than to show a page of them.
NIEUWSTE = 10_000
# So many of a list in one line; a line about an export can name thousands of children.
OP_SCHERM = 20

_ROLLEN = dict(Rol.choices)


@requires(Recht.AUDIT_VIEW)
@limited(aantal=120, seconden=60)
def audit_list(request: IngelogdVerzoek) -> HttpResponse:
    code, filter_form = request.user.gemeente.code, LogboekFilter(request.GET)
    gevonden = filter_form.apply(code)
    pagina = paginate(request, gevonden[:NIEUWSTE])
    return render_recorded(
        request,
        "organisaties/audit_list.html",
        {
            "filter_form": filter_form,
            "soorten": Logboeksoort.choices,
            "personen": _persons(gevonden, request.user.gemeente) if filter_form.kind else [],
            "gefilterd": any(filter_form.data.get(veld) for veld in filter_form.fields),
            "handelingen": sorted(
                ((soort, handeling_label(soort)) for soort in used(code, "handeling")),
                key=lambda keuze: keuze[1],
            ),
            "pagina": pagina,
            "zijn_er_meer": pagina.paginator.count == NIEUWSTE,
            "regels": _in_columns(list(pagina), request.user.gemeente),
        },
        handeling=Handeling.LOGBOEK_VIEW,
        object=request.user.gemeente,
        **filter_form.details(),
    )


@requires(Recht.AUDIT_VIEW)
@limited(aantal=10, seconden=60)
def audit_export(request: IngelogdVerzoek) -> HttpResponseBase:
    """The same lines as a file; that somebody took them out is itself a line, which the file ends before."""
    gemeente = request.user.gemeente
    filter_form = LogboekFilter(request.GET)
    eigen = AuditRegel.objects.filter(gemeente_code=gemeente.code)
    laatste = eigen.aggregate(laatste=Max("volgnummer"))["laatste"] or 0
    regels = filter_form.apply(gemeente.code).filter(volgnummer__lte=laatste)
    record(handeling=Handeling.LOGBOEK_EXPORT, door=request.user, object=gemeente, **filter_form.details())
    return send_tabel(request, "logboek", "csv", KOLOMMEN, lambda: map(_row, in_porties(regels, PER_KEER)))


def _persons(regels: QuerySet[AuditRegel], gemeente: Gemeente) -> list[dict[str, Any]]:
    personen = per_person(regels)
    namen = _names(gemeente, (persoon["gebruiker_id"] for persoon in personen))
    return [
        {
            **persoon,
            "naam": namen.get(persoon["gebruiker_id"], ""),
            "rol": _ROLLEN.get(persoon["rol"], persoon["rol"]),
        }
        for persoon in personen
    ]


def _names(gemeente: Gemeente, ids: Iterable[int | None]) -> dict[int | None, str]:
    """Of the people on the list of the municipality, under the name that it gave them."""
    eigen = Gemeentegebruiker.objects.filter(gemeente=gemeente)
    gezocht = {pk for pk in ids if pk is not None}
    return dict(eigen.filter(gebruiker__in=gezocht).values_list("gebruiker", "naam"))


def _in_columns(regels: list[AuditRegel], gemeente: Gemeente) -> list[dict[str, Any]]:
    """What the screen shows of each line; the names of all of them at once, as they are now."""
    personen = _names(gemeente, (regel.gebruiker_id for regel in regels))
    dingen = objectnamen((regel.object_type, regel.object_id) for regel in regels)
    return [
        {
            "regel": regel,
            "naam": personen.get(regel.gebruiker_id, ""),
            "rol": _ROLLEN.get(regel.rol, regel.rol),
            "handeling": handeling_label(regel.handeling),
            "waarvan": _object(regel),
            "ding": dingen.get((regel.object_type, regel.object_id), ""),
            "details": [(naam, waarde) for naam, waarde in _details(regel, OP_SCHERM) if naam != "kinderen"],
            "kinderen": _in_words(regel.details.get("kinderen", []), OP_SCHERM),
        }
        for regel in regels
    ]


def _row(regel: AuditRegel) -> list[str]:
    return [
        str(regel.volgnummer),
        timezone.localtime(regel.tijdstip).isoformat(timespec="seconds"),
        regel.gebruiker_email,
        regel.rol,
        regel.organisatie,
        regel.handeling,
        _object(regel),
        "; ".join(f"{naam}: {waarde}" for naam, waarde in _details(regel)),
        regel.hash,
    ]


def _object(regel: AuditRegel) -> str:
    """A child, and what belongs to one, is named by pseudoniem."""
    pseudoniem = regel.details.get("kind")
    if regel.object_type == "kind" and pseudoniem:
        return f"kind {pseudoniem}"
    return f"{regel.object_type} {regel.object_id}" + (f" van {pseudoniem}" if pseudoniem else "")


def _details(regel: AuditRegel, hoogstens: int | None = None) -> list[tuple[str, str]]:
    return [
        (sleutel.replace("_", " "), _in_words(waarde, hoogstens))
        for sleutel, waarde in regel.details.items()
        if waarde and sleutel != "kind"
    ]


def _in_words(waarde: Any, hoogstens: int | None = None) -> str:
    if isinstance(waarde, list):
        rest = len(waarde) - len(waarde[:hoogstens])
        tekst = ", ".join(str(deel) for deel in waarde[:hoogstens])
        return f"{tekst} en nog {getal(rest)}; alle staan in het bestand" if rest else tekst
    if isinstance(waarde, str) and (dag := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", waarde)):
        return "-".join(reversed(dag.groups()))
    return "ja" if waarde is True else str(waarde)
