"""Searching the record: by person, by child, by day, and without the lists that would drown the rest."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Count, Max, Min, Q, QuerySet, TextChoices
from django.utils import timezone

from organisaties.models import AuditRegel
from organisaties.velden import DatumField, TekstField

_INZAGE = r"\.(view|list|bsn_view|bsn_search|export|inzage_export|download)$"
_GEWEIGERD = r"\.(deny|fail|block)$"
_AANMELDEN = r"\.(login|logout)$"
_LIJST = Q(handeling__endswith=".list")


class Logboeksoort(TextChoices):
    WITHOUT_LISTS = "", "Alles, zonder lijsten"
    ALL = "alles", "Alles, ook lijsten"
    CHANGED = "wijzigingen", "Wat is gewijzigd"
    SEEN = "inzage", "Wat is ingezien of opgehaald"
    REFUSED = "geweigerd", "Geweigerd of mislukt"


_VAN_SOORT = {
    Logboeksoort.WITHOUT_LISTS: ~_LIJST,
    Logboeksoort.ALL: Q(),
    Logboeksoort.CHANGED: ~Q(handeling__regex=f"{_INZAGE}|{_GEWEIGERD}|{_AANMELDEN}"),
    Logboeksoort.SEEN: Q(handeling__regex=_INZAGE),
    Logboeksoort.REFUSED: Q(handeling__regex=_GEWEIGERD),
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

    def apply(self, regels: QuerySet[AuditRegel]) -> QuerySet[AuditRegel]:
        """Narrow down to what is filled in and understood."""
        gevraagd = self.gevraagd
        soort = (
            Logboeksoort.WITHOUT_LISTS
            if self.zonder_lijsten
            else Logboeksoort(gevraagd.get("soort", Logboeksoort.ALL))
        )
        regels = regels.filter(_VAN_SOORT[soort])
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


def per_person(regels: QuerySet[AuditRegel]) -> list[dict[str, Any]]:
    """Who it was, how often, and from when to when; who was there last stands first."""
    personen = (
        regels.order_by()
        .values("gebruiker_id", "gebruiker_email", "rol", "organisatie")
        .annotate(
            aantal=Count("pk"),
            in_lijst=Count("pk", filter=_LIJST),
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
