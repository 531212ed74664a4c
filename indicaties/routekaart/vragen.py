"""Which cases somebody works through: the board, the list, the file and the start page ask with the same queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict

from indicaties.models import (
    Contactmoment,
    Kind,
    Kindstand,
    KindstandQuerySet,
    Toeleiding,
    Traject,
    Trajecttaak,
)
from indicaties.routekaart.bijgehouden import renew, with_kept_stap
from indicaties.routekaart.stap import Stap, with_case
from indicaties.stand import Stand
from lib.tekst import geheel
from organisaties.models import Gebruiker
from organisaties.rechten import Recht, Rol

KAARTEN_PER_KOLOM = 8
_WIE = ("mij", "kant", "niemand")
VOLGORDES = {"dringend": "Meest dringend eerst", "oudste": "Oudste kind eerst", "naam": "Op naam"}


@dataclass(frozen=True)
class Vraag:
    """What stands in the address of the board and the list. `wie`: mij, kant (my side, by name or not), niemand."""

    wie: str = ""
    te_laat: bool = False
    terug: bool = False
    houder: int = 0
    locatie: int = 0
    stap: str = ""
    volgorde: str = "dringend"

    @classmethod
    def from_adres(cls, adres: QueryDict) -> Self:
        """What is no choice counts as not chosen."""
        wie, stap, volgorde = (adres.get(naam, "") for naam in ("wie", "stap", "volgorde"))
        return cls(
            wie=wie if wie in _WIE else "",
            te_laat=adres.get("te_laat") == "ja",
            terug=adres.get("terug") == "ja",
            houder=geheel(adres.get("houder"), 0),
            locatie=geheel(adres.get("locatie"), 0),
            stap=stap if stap in Stap.values else "",
            volgorde=volgorde if volgorde in VOLGORDES else "dringend",
        )

    @property
    def adres(self) -> str:
        """As it comes after the question mark of an address."""
        velden = {
            "wie": self.wie,
            "te_laat": "ja" if self.te_laat else "",
            "terug": "ja" if self.terug else "",
            "houder": self.houder or "",
            "locatie": self.locatie or "",
            "stap": self.stap,
            "volgorde": self.volgorde if self.volgorde != "dringend" else "",
        }
        return urlencode({naam: waarde for naam, waarde in velden.items() if waarde})


def kant_of(gebruiker: Gebruiker) -> Traject.Kant:
    return Traject.Kant.JGZ if gebruiker.rol == Rol.JGZ_MEDEWERKER else Traject.Kant.GEMEENTE


def route_on(vraag: Vraag, gebruiker: Gebruiker, dag: date) -> KindstandQuerySet:
    """How the children stand whose open case answers the question; nobody's for who does not lead families."""
    if gebruiker.has_recht(Recht.TOELEIDING_MANAGE):
        renew(gebruiker.gemeente, dag)
    return Kindstand.objects.for_gebruiker(gebruiker).op_weg(dag).filter(*_conditions(vraag, gebruiker, dag))


def count_route(vraag: Vraag, gebruiker: Gebruiker, dag: date) -> int:
    return route_on(vraag, gebruiker, dag).count()


# Who is late longest first, then whose day comes first, then who waits longest.
_ORDE = {
    "dringend": (F("uiterlijk").asc(nulls_last=True), "stap_sinds", "kind"),
    "oudste": ("kind__geboortedatum", "kind"),
    "naam": ("kind__achternaam", "kind__voornaam", "kind"),
}


def in_order(route: KindstandQuerySet, volgorde: str = "dringend") -> QuerySet[Kindstand, int]:
    """The children by key, in the order that is asked for."""
    return route.order_by(*_ORDE[volgorde]).values_list("kind", flat=True)


def count_per_stap(route: KindstandQuerySet) -> dict[str, int]:
    return dict(route.order_by().values_list("stap").annotate(aantal=Count("*")))


def top_per_stap(route: KindstandQuerySet) -> list[int]:
    """The most urgent children of every step: each a few steps in an index, however many there are."""
    eerste, *verder = (in_order(route.filter(stap=stap))[:KAARTEN_PER_KOLOM] for stap in Stap)
    return list(eerste.union(*verder, all=True))


def read_cases(kinderen: Sequence[int], dag: date) -> list[Kind]:
    """These children in this order, each with what a card tells: its step, who, what, by when, and how often
    somebody tried."""
    contacten = Contactmoment.objects.filter(traject=OuterRef("dossier__pk")).order_by().values("traject")
    gelezen = with_kept_stap(with_case(Kind.objects.filter(pk__in=kinderen)), dag).annotate(
        dossier_id=F("dossier__pk"),
        behandelaar_id=F("dossier__behandelaar"),
        aan_zet=F("dossier__aan_zet"),
        volgende_stap=F("dossier__volgende_stap"),
        uiterlijk=F("dossier__uiterlijk"),
        contacten=Subquery(contacten.annotate(aantal=Count("pk")).values("aantal")),
        laatste_contact=Subquery(contacten.annotate(dag=Max("datum")).values("dag")),
    )
    per_kind = {kind.pk: kind for kind in gelezen}
    return [per_kind[kind] for kind in kinderen if kind in per_kind]


def due_tasks(gebruiker: Gebruiker, dag: date) -> QuerySet[Trajecttaak]:
    return open_tasks(gebruiker).filter(uiterlijk__lte=dag)


def open_tasks(gebruiker: Gebruiker) -> QuerySet[Trajecttaak]:
    return Trajecttaak.objects.for_gebruiker(gebruiker).open().filter(voor=gebruiker)


def _conditions(vraag: Vraag, gebruiker: Gebruiker, dag: date) -> list[Q]:
    voorwaarden = []
    if vraag.wie == "mij":
        voorwaarden.append(Q(behandelaar=gebruiker))
    elif vraag.wie == "kant":
        voorwaarden.append(Q(behandelaar=gebruiker) | Q(aan_zet=kant_of(gebruiker)))
    elif vraag.wie == "niemand":
        voorwaarden.append(Q(behandelaar=None))
    if vraag.te_laat:
        voorwaarden.append(Q(uiterlijk__lt=dag))
    if vraag.stap:
        voorwaarden.append(Q(stap=vraag.stap))
    if vraag.terug:
        voorwaarden.append(Q(stil=True, stand=Stand.WAITING, behandelaar=None, aan_zet=kant_of(gebruiker)))
    if vraag.houder or vraag.locatie:
        voorwaarden.append(_at(vraag, dag))
    return voorwaarden


def _at(vraag: Vraag, dag: date) -> Q:
    """Referred to there, or with a place there."""
    verwezen = Toeleiding.objects.open().filter(kind=OuterRef("kind"))
    if vraag.houder:
        verwezen = verwezen.filter(houder=vraag.houder)
    if vraag.locatie:
        verwezen = verwezen.filter(locatie=vraag.locatie)
    plek = {"plaatsingen__locatie__houder": vraag.houder, "plaatsingen__locatie": vraag.locatie}
    geplaatst = Kind.objects.filter(
        Q(plaatsingen__einddatum=None) | Q(plaatsingen__einddatum__gte=dag),
        pk=OuterRef("kind"),
        plaatsingen__vervallen_op=None,
        **{veld: waarde for veld, waarde in plek.items() if waarde},
    )
    return Q(Exists(verwezen)) | Q(Exists(geplaatst))
