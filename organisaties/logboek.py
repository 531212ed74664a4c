"""The record on screen: in words, and to be searched by the auditor."""

import re
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone

from lib.csvbestand import write_csv
from organisaties.audit import record
from organisaties.inzien import render_recorded
from organisaties.logboekfilter import LogboekFilter, Soort, per_person
from organisaties.models import AuditRegel
from organisaties.rechten import Recht, Rol
from organisaties.toegang import IngelogdVerzoek, limited, requires

REGELS_PER_PAGINA = 50
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

# '<noun>.<verb>' of a handeling in words; what is missing here is shown as it is stored.
_DINGEN = {
    "aanmelding": "Aanmelding",
    "begrotingspost": "Begrotingspost",
    "berekening": "Berekening",
    "boeking": "Boeking",
    "declaratie": "Declaratie",
    "bsn": "BSN's",
    "gebruiker": "Gebruiker",
    "indicatie": "Indicatie",
    "kind": "Kind",
    "locatie": "Locatie",
    "logboek": "Logboek",
    "monitor": "Monitor",
    "plaatsing": "Plaatsing",
    "regeling": "Regeling",
    "scenario": "Scenario",
    "sessie": "Sessie",
    "toekenning": "Rol",
    "toegang": "Toegang",
    "toeleiding": "Verwijzing",
    "tweedefactor": "Tweede factor",
    "uitleg": "Uitleg",
    "verantwoording": "Verantwoording",
    "wachtwoord": "Wachtwoord",
}
_DADEN = {
    "accept": "geaccepteerd",
    "add": "toegevoegd",
    "adopt": "vastgesteld",
    "approve": "goedgekeurd",
    "block": "geblokkeerd",
    "bsn_search": "gezocht op BSN",
    "bsn_view": "BSN getoond",
    "calculate": "berekend",
    "correct": "gecorrigeerd",
    "create": "vastgelegd",
    "deactivate": "uitgezet",
    "deny": "geweigerd",
    "decline": "gaat niet door",
    "discard": "weggegooid",
    "download": "opgehaald",
    "end": "beëindigd",
    "export": "geëxporteerd",
    "fail": "mislukt",
    "give": "gegeven",
    "grant": "afgegeven",
    "import": "ingelezen",
    "inzage_export": "opgehaald voor inzage",
    "invite": "uitgenodigd",
    "list": "in lijst bekeken",
    "login": "ingelogd",
    "logout": "uitgelogd",
    "mail": "opnieuw gemaild",
    "make": "gemaakt",
    "place": "geplaatst",
    "post": "geboekt",
    "propose": "aangeboden",
    "pseudonymise": "gepseudonimiseerd",
    "reactivate": "aangezet",
    "rectify": "gegevens hersteld",
    "refer": "vastgelegd",
    "refresh": "bijgewerkt",
    "register": "ingeschreven",
    "reject": "afgewezen",
    "remove": "verwijderd",
    "rename": "hernoemd",
    "replace": "vervangen",
    "request": "aangevraagd",
    "reset": "opnieuw gekozen",
    "retry": "opnieuw gestart",
    "return": "teruggestuurd",
    "reverse": "gestorneerd",
    "revoke": "ingetrokken",
    "rotate": "onder een nieuwe sleutel gezet",
    "save": "opgeslagen",
    "set": "vastgesteld",
    "start": "begonnen",
    "submit": "ingediend",
    "update": "gewijzigd",
    "view": "bekeken",
    "withdraw": "ingetrokken",
}


_ROLLEN = dict(Rol.choices)


def handeling_label(handeling: str) -> str:
    """'kind.view' -> 'Kind bekeken'"""
    ding, _, daad = handeling.partition(".")
    return f"{_DINGEN.get(ding, ding)} {_DADEN.get(daad, daad)}"


@requires(Recht.AUDIT_VIEW)
@limited(aantal=120, seconden=60)
def audit_list(request: IngelogdVerzoek) -> HttpResponse:
    alle = AuditRegel.objects.filter(gemeente_code=request.user.gemeente.code)
    filter_form = LogboekFilter(request.GET)
    gevonden = filter_form.apply(alle)
    pagina = Paginator(gevonden, REGELS_PER_PAGINA).get_page(request.GET.get("pagina"))
    handelingen = alle.order_by("handeling").values_list("handeling", flat=True).distinct()
    return render_recorded(
        request,
        "organisaties/audit_list.html",
        {
            "filter_form": filter_form,
            "soorten": Soort.choices,
            "personen": _persons(gevonden) if filter_form.kind else [],
            "gefilterd": any(filter_form.data.get(veld) for veld in filter_form.fields),
            "handelingen": sorted(
                ((code, handeling_label(code)) for code in handelingen), key=lambda keuze: keuze[1]
            ),
            "pagina": pagina,
            "regels": [_in_columns(regel) for regel in pagina],
        },
        handeling="logboek.view",
        object=request.user.gemeente,
        **filter_form.details(),
    )


@requires(Recht.AUDIT_VIEW)
@limited(aantal=10, seconden=60)
def audit_export(request: IngelogdVerzoek) -> HttpResponse:
    """The same lines as a file; that somebody took them out is itself a line."""
    gemeente = request.user.gemeente
    filter_form = LogboekFilter(request.GET)
    regels = filter_form.apply(AuditRegel.objects.filter(gemeente_code=gemeente.code))
    inhoud = write_csv(KOLOMMEN, (_row(regel) for regel in regels.iterator()))
    record(handeling="logboek.export", door=request.user, object=gemeente, **filter_form.details())
    response = HttpResponse(inhoud, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="logboek.csv"'
    return response


def _persons(regels: QuerySet[AuditRegel]) -> list[dict[str, Any]]:
    return [{**persoon, "rol": _ROLLEN.get(persoon["rol"], persoon["rol"])} for persoon in per_person(regels)]


def _in_columns(regel: AuditRegel) -> dict[str, Any]:
    return {
        "regel": regel,
        "rol": _ROLLEN.get(regel.rol, regel.rol),
        "handeling": handeling_label(regel.handeling),
        "waarvan": _object(regel),
        "details": [(naam, waarde) for naam, waarde in _details(regel) if naam != "kinderen"],
        "kinderen": regel.details.get("kinderen", ()),
    }


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


def _details(regel: AuditRegel) -> list[tuple[str, str]]:
    return [
        (sleutel.replace("_", " "), _in_words(waarde))
        for sleutel, waarde in regel.details.items()
        if waarde and sleutel != "kind"
    ]


def _in_words(waarde: Any) -> str:
    if isinstance(waarde, list):
        return ", ".join(str(deel) for deel in waarde)
    if isinstance(waarde, str) and (dag := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", waarde)):
        return "-".join(reversed(dag.groups()))
    return "ja" if waarde is True else str(waarde)
