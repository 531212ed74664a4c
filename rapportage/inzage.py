"""All that is kept about one child, for a request of access (inzageverzoek, art. 15 AVG): as data and as a document."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.timezone import localtime

from indicaties.models import Indicatie, Kind, Toeleiding
from opvang.models import Declaratieregel, Plaatsing
from organisaties.logboek import about_child, handeling_label
from organisaties.models import AuditRegel
from subsidies.models import Berekeningsregel
from vve_admin.lib.pdf import render_pdf


@dataclass(frozen=True)
class Onderdeel:
    """One kind of data: its name, its columns and its rows, all text."""

    titel: str
    kolommen: tuple[str, ...]
    rijen: list[tuple[str, ...]]


@dataclass(frozen=True)
class Dossier:
    pseudoniem: str
    gemeente: str
    moment: datetime
    onderdelen: list[Onderdeel]

    def as_json(self) -> str:
        inhoud: dict[str, Any] = {
            "gemeente": self.gemeente,
            "pseudoniem": self.pseudoniem,
            "opgemaakt": localtime(self.moment).isoformat(timespec="seconds"),
        }
        for onderdeel in self.onderdelen:
            inhoud[onderdeel.titel] = [
                dict(zip(onderdeel.kolommen, rij, strict=True)) for rij in onderdeel.rijen
            ]
        return json.dumps(inhoud, ensure_ascii=False, indent=2)

    def as_pdf(self) -> bytes:
        return render_pdf(
            render_to_string("rapportage/pdf/inzage.html", {"dossier": self}),
            titel=f"Inzage in de gegevens van kind {self.pseudoniem}",
            moment=self.moment,
            bestanden=settings.BASE_DIR / "static",
        )


def read_dossier(kind: Kind, moment: datetime) -> Dossier:
    return Dossier(
        kind.pseudoniem,
        kind.gemeente.naam,
        moment,
        [
            _kind(kind),
            _indicaties(kind),
            _toeleidingen(kind),
            _plaatsingen(kind),
            _uren(kind),
            _berekeningen(kind),
            _logboek(kind),
        ],
    )


def _kind(kind: Kind) -> Onderdeel:
    rij = _texts(
        kind.naam,
        kind.geboortedatum,
        kind.postcode,
        kind.bsn or "niet vastgelegd",
        kind.pseudoniem,
        kind.ingeschreven_op,
        kind.ingeschreven_door,
    )
    kolommen = ("Naam", "Geboortedatum", "Postcode", "BSN", "Pseudoniem", "Ingeschreven op", "Door")
    return Onderdeel("Gegevens van het kind", kolommen, [rij])


def _indicaties(kind: Kind) -> Onderdeel:
    indicaties = Indicatie.objects.filter(kind=kind).prefetch_related("criteria")
    rijen = [
        _texts(
            i.get_soort_display(),
            i.geldig_van,
            i.geldig_tot_en_met,
            ", ".join(criterium.naam for criterium in i.criteria.all()),
            i.organisatie,
            i.ingetrokken_op,
        )
        for i in indicaties.select_related("organisatie")
    ]
    kolommen = ("Soort", "Geldig van", "Tot en met", "Gronden", "Afgegeven door", "Ingetrokken op")
    return Onderdeel("Indicaties", kolommen, rijen)


def _toeleidingen(kind: Kind) -> Onderdeel:
    rijen = [
        _texts(t.houder, t.verwezen_op, t.get_status_display(), t.get_reden_display(), t.afgerond_op)
        for t in Toeleiding.objects.filter(kind=kind).select_related("houder")
    ]
    return Onderdeel("Verwijzingen", ("Naar", "Verwezen op", "Uitkomst", "Reden", "Afgerond op"), rijen)


def _plaatsingen(kind: Kind) -> Onderdeel:
    rijen = [
        _texts(
            p.locatie.houder, p.locatie, p.startdatum, p.einddatum, p.uren_per_week, p.kot, p.bijdrageklasse
        )
        for p in Plaatsing.objects.filter(kind=kind).select_related("locatie__houder")
    ]
    kolommen = (
        "Houder",
        "Locatie",
        "Vanaf",
        "Tot en met",
        "Uren per week",
        "Kinderopvangtoeslag",
        "Klasse van de ouderbijdrage",
    )
    return Onderdeel("Plaatsingen", kolommen, rijen)


def _uren(kind: Kind) -> Onderdeel:
    regels = Declaratieregel.objects.filter(plaatsing__kind=kind).select_related("declaratie__houder")
    rijen = [
        _texts(r.declaratie, r.declaratie.get_status_display(), r.uren)
        for r in regels.order_by("declaratie__jaar", "declaratie__kwartaal", "declaratie__volgnummer")
    ]
    return Onderdeel("Gedeclareerde uren", ("Declaratie", "Stand", "Uren"), rijen)


def _berekeningen(kind: Kind) -> Onderdeel:
    regels = Berekeningsregel.objects.filter(declaratieregel__plaatsing__kind=kind)
    rijen = [
        _texts(
            r.berekening.declaratie,
            r.berekening.get_status_display(),
            r.categorie,
            r.uren,
            _euro(r.subsidie_centen),
            _euro(r.ouderbijdrage_centen),
        )
        for r in regels.select_related("berekening__declaratie__houder").order_by("pk")
    ]
    kolommen = ("Kwartaal", "Stand", "Categorie", "Uren", "Subsidie", "Ouderbijdrage")
    return Onderdeel("Berekende subsidie", kolommen, rijen)


def _logboek(kind: Kind) -> Onderdeel:
    """Who saw or changed something of the child: by role and organisation, as a person may know."""
    regels = AuditRegel.objects.filter(gemeente_code=kind.gemeente.code).filter(
        about_child(kind.pseudoniem) | Q(object_type="kind", object_id=str(kind.pk))
    )
    rijen = [
        _texts(localtime(r.tijdstip), r.rol, r.organisatie, handeling_label(r.handeling))
        for r in regels.order_by("volgnummer")
    ]
    return Onderdeel("Wie iets deed of inzag", ("Wanneer", "Rol", "Organisatie", "Wat"), rijen)


def _euro(centen: int) -> Decimal:
    return Decimal(centen) / 100


def _texts(*waarden: object) -> tuple[str, ...]:
    return tuple(_text(waarde) for waarde in waarden)


def _text(waarde: object) -> str:
    match waarde:
        case None:
            return ""
        case bool():
            return "ja" if waarde else "nee"
        case datetime():
            return f"{waarde:%d-%m-%Y %H:%M}"
        case date():
            return f"{waarde:%d-%m-%Y}"
        case Decimal():
            return f"{waarde:.2f}".replace(".", ",")
        case models.Model() | int() | str():
            return str(waarde)
        case _:
            raise TypeError(f"Geen tekst voor {waarde!r}")
