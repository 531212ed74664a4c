"""Searching the record: by person, by child, by day, and without the lists that would drown the rest."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from django import forms
from django.db import connection
from django.db.models import Count, Max, Min, Q, QuerySet, TextChoices
from django.utils import timezone

from organisaties.models import AuditRegel
from organisaties.velden import DatumField, TekstField

_INZAGE = r"\.(view|list|bsn_view|bsn_search|export|inzage_export|download)$"
_GEWEIGERD = r"\.(deny|fail|block)$"
_AANMELDEN = r"\.(login|logout)$"
_LIJST = r"\.list$"


class Logboeksoort(TextChoices):
    WITHOUT_LISTS = "", "Alles, zonder lijsten"
    ALL = "alles", "Alles, ook lijsten"
    CHANGED = "wijzigingen", "Wat is gewijzigd"
    SEEN = "inzage", "Wat is ingezien of opgehaald"
    REFUSED = "geweigerd", "Geweigerd of mislukt"


# Which handelingen are of a kind, and whether it is these or all others; to ALL they all belong.
_VAN_SOORT = {
    Logboeksoort.WITHOUT_LISTS: (_LIJST, False),
    Logboeksoort.CHANGED: (f"{_INZAGE}|{_GEWEIGERD}|{_AANMELDEN}", False),
    Logboeksoort.SEEN: (_INZAGE, True),
    Logboeksoort.REFUSED: (_GEWEIGERD, True),
}


class LogboekFilter(forms.Form):
    wie = TekstField(required=False)
    soort = forms.ChoiceField(required=False, choices=Logboeksoort.choices)
    handeling = TekstField(required=False)
    waarvan = TekstField(required=False)
    van = DatumField(required=False)
    tot_en_met = DatumField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_valid()  # what is not understood is told, and left out of cleaned_data
        self.gevraagd = {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde}

    @property
    def kind(self) -> str:
        """The pseudoniem of the child that is searched for, if any."""
        return pseudoniem_in(self.gevraagd.get("waarvan", ""))

    @property
    def zonder_lijsten(self) -> bool:
        """Who asks after one child, or after lists by name, gets them without asking again."""
        return not ({"soort", "handeling"} & self.gevraagd.keys() or self.kind)

    def apply(self, gemeente_code: str) -> QuerySet[AuditRegel]:
        """The lines of the municipality, narrowed down to what is filled in and understood."""
        gevraagd, regels = self.gevraagd, AuditRegel.objects.filter(gemeente_code=gemeente_code)
        soort = (
            Logboeksoort.WITHOUT_LISTS
            if self.zonder_lijsten
            else Logboeksoort(gevraagd.get("soort", Logboeksoort.ALL))
        )
        if soort != Logboeksoort.ALL:
            regels = regels.filter(handeling__in=_of_soort(gemeente_code, soort))
        if wie := gevraagd.get("wie"):
            adressen = used(gemeente_code, "gebruiker_email")
            regels = regels.filter(gebruiker_email__in=[a for a in adressen if wie.lower() in a.lower()])
        if handeling := gevraagd.get("handeling"):
            regels = regels.filter(handeling=handeling)
        if waarvan := gevraagd.get("waarvan"):
            regels = regels.filter(_about(waarvan))
        if van := gevraagd.get("van"):
            regels = regels.filter(tijdstip__gte=_start_of(van))
        if tot_en_met := gevraagd.get("tot_en_met"):
            regels = regels.filter(tijdstip__lt=_start_of(tot_en_met + timedelta(days=1)))
        return regels

    def details(self) -> dict[str, Any]:
        """What of the search goes on record: codes, days and a pseudoniem; of what was typed only that it was."""
        details = {
            "soort": self.gevraagd.get("soort"),
            "op_handeling": self.gevraagd.get("handeling"),
            "van": self.gevraagd.get("van"),
            "tot_en_met": self.gevraagd.get("tot_en_met"),
            "op_persoon": "wie" in self.gevraagd,
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


# The index is read once per value, and not once per line: PostgreSQL does not skip by itself.
_GEBRUIKT = """
WITH RECURSIVE gebruikt AS (
    (SELECT {kolom} FROM organisaties_auditregel WHERE gemeente_code = %(code)s ORDER BY {kolom} LIMIT 1)
    UNION ALL
    SELECT (SELECT {kolom} FROM organisaties_auditregel
             WHERE gemeente_code = %(code)s AND {kolom} > gebruikt.{kolom} ORDER BY {kolom} LIMIT 1)
      FROM gebruikt WHERE gebruikt.{kolom} IS NOT NULL)
SELECT {kolom} FROM gebruikt WHERE {kolom} IS NOT NULL"""


def used(gemeente_code: str, kolom: Literal["handeling", "gebruiker_email"]) -> list[str]:
    """Every value of a column, with an index of its own, that stands in the record of the municipality."""
    with connection.cursor() as cursor:
        cursor.execute(_GEBRUIKT.format(kolom=kolom), {"code": gemeente_code})
        return [waarde for (waarde,) in cursor.fetchall()]


def _of_soort(gemeente_code: str, soort: Logboeksoort) -> list[str]:
    patroon, deze = _VAN_SOORT[soort]
    return [h for h in used(gemeente_code, "handeling") if bool(re.search(patroon, h)) is deze]


def per_person(regels: QuerySet[AuditRegel]) -> list[dict[str, Any]]:
    """Who it was, how often, and from when to when; who was there last stands first."""
    personen = (
        regels.order_by()
        .values("gebruiker_id", "gebruiker_email", "rol", "organisatie")
        .annotate(
            aantal=Count("pk"),
            in_lijst=Count("pk", filter=Q(handeling__endswith=".list")),
            eerst=Min("tijdstip"),
            laatst=Max("tijdstip"),
        )
        .order_by("-laatst")
    )
    return [dict(persoon) for persoon in personen]


def _about(tekst: str) -> Q:
    """'indicatie 12' is one object; 'K2345678' is a child and all that belongs to it."""
    if pseudoniem := pseudoniem_in(tekst):
        return about_child(pseudoniem)
    soort, _, nummer = tekst.strip().partition(" ")
    return Q(object_type=soort.lower(), object_id=nummer)


def _start_of(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time.min))
