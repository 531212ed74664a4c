"""The record on screen: in words, and to be searched by the auditor."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils import timezone

from organisaties.audit import record
from organisaties.inzien import render_recorded
from organisaties.models import AuditRegel
from organisaties.rechten import Recht, Rol
from organisaties.toegang import IngelogdVerzoek, limited, requires
from organisaties.velden import DatumField
from vve_admin.lib.csvbestand import write_csv

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


class LogboekFilter(forms.Form):
    wie = forms.CharField(required=False)
    handeling = forms.CharField(required=False)
    waarvan = forms.CharField(required=False)
    van = DatumField(required=False)
    tot_en_met = DatumField(required=False)

    def apply(self, regels: QuerySet[AuditRegel]) -> QuerySet[AuditRegel]:
        """Narrow down to what is filled in and understood."""
        self.is_valid()  # what is not understood is told, and left out of cleaned_data
        gevraagd: dict[str, Any] = {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde}
        if wie := gevraagd.get("wie"):
            regels = regels.filter(gebruiker_email__icontains=wie)
        if handeling := gevraagd.get("handeling"):
            regels = regels.filter(handeling=handeling)
        if waarvan := gevraagd.get("waarvan"):
            regels = regels.filter(_about(waarvan))
        if van := gevraagd.get("van"):
            regels = regels.filter(tijdstip__gte=_start_of(van))
        if tot_en_met := gevraagd.get("tot_en_met"):
            regels = regels.filter(tijdstip__lt=_start_of(tot_en_met + timedelta(days=1)))
        return regels

    @property
    def kind(self) -> str:
        """The pseudoniem of the child that is searched for, if any."""
        return pseudoniem_in(self.cleaned_data.get("waarvan", ""))

    def details(self) -> dict[str, Any]:
        """What of the search goes on record: codes, days and a pseudoniem; of what was typed only that it was."""
        gevraagd = {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde}
        details = {
            "op_handeling": gevraagd.get("handeling"),
            "van": gevraagd.get("van"),
            "tot_en_met": gevraagd.get("tot_en_met"),
            "op_persoon": "wie" in gevraagd,
            "kind": self.kind,
        }
        return {naam: waarde for naam, waarde in details.items() if waarde}


def pseudoniem_in(tekst: str) -> str:
    """'K2345678' or 'kind k2345678' is a child; anything else is none."""
    gevonden = re.fullmatch(r"(?:kind )?(k[2-9a-z]{7})", tekst.strip().lower())
    return gevonden[1].upper() if gevonden else ""


def about_child(pseudoniem: str) -> Q:
    """Everything in which this child stood, alone or in a list. Both halves use the index on details."""
    return Q(details__contains={"kind": pseudoniem}) | Q(details__contains={"kinderen": [pseudoniem]})


def _about(tekst: str) -> Q:
    """'indicatie 12' is one object; 'K2345678' is a child and all that belongs to it."""
    if pseudoniem := pseudoniem_in(tekst):
        return about_child(pseudoniem)
    soort, _, nummer = tekst.strip().partition(" ")
    return Q(object_type=soort.lower(), object_id=nummer)


def _start_of(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time.min))


@requires(Recht.AUDIT_VIEW)
@limited(aantal=120, seconden=60)
def audit_list(request: IngelogdVerzoek) -> HttpResponse:
    alle = AuditRegel.objects.filter(gemeente_code=request.user.gemeente.code)
    filter_form = LogboekFilter(request.GET)
    pagina = Paginator(filter_form.apply(alle), REGELS_PER_PAGINA).get_page(request.GET.get("pagina"))
    handelingen = alle.order_by("handeling").values_list("handeling", flat=True).distinct()
    return render_recorded(
        request,
        "organisaties/audit_list.html",
        {
            "filter_form": filter_form,
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


def _in_columns(regel: AuditRegel) -> dict[str, Any]:
    return {
        "regel": regel,
        "rol": _ROLLEN.get(regel.rol, regel.rol),
        "handeling": handeling_label(regel.handeling),
        "waarvan": _object(regel),
        "details": _details(regel),
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
