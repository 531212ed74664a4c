"""Which cases somebody works through: the board, the list, the file and the start page ask with the same queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict

from indicaties.models import Contactmoment, Kind, KindQuerySet, Toeleiding, Traject, Trajecttaak
from indicaties.routekaart.stap import KOLOMMEN, Feiten, Stap, find_stap, with_case, with_facts_on
from indicaties.stand import Stand, with_stand_on
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


def route_on(vraag: Vraag, gebruiker: Gebruiker, dag: date) -> KindQuerySet:
    """The children with an open case that answer the question, but for its step; nobody's for who does not lead
    families."""
    if not gebruiker.has_recht(Recht.TOELEIDING_MANAGE):
        return Kind.objects.none()
    kinderen = with_case(Kind.objects.for_gebruiker(gebruiker))
    if vraag.terug:
        kinderen = with_stand_on(kinderen, dag)
    for voorwaarde in _conditions(vraag, gebruiker, dag):
        kinderen = kinderen.filter(voorwaarde)
    return kinderen


def count_route(vraag: Vraag, gebruiker: Gebruiker, dag: date) -> int:
    """Of a question that names no step."""
    return route_on(vraag, gebruiker, dag).count()


@dataclass(frozen=True)
class Regel:
    """One child on the way: what a list is made and sorted with."""

    kind_id: int
    stap: Stap
    sinds: date
    uiterlijk: date | None
    geboortedatum: date
    naam: tuple[str, str]


def read_route(vraag: Vraag, gebruiker: Gebruiker, dag: date) -> list[Regel]:
    """In the order that the question asks for. One query."""
    rijen = with_facts_on(route_on(vraag, gebruiker, dag), dag).order_by()
    eigen = ("pk", "dossier__uiterlijk", "geboortedatum", "achternaam", "voornaam")
    regels = []
    for pk, uiterlijk, geboren, achternaam, voornaam, *feiten in rijen.values_list(
        *map(F, (*eigen, *KOLOMMEN))
    ):
        stap, sinds = find_stap(Feiten(*feiten), dag)
        if vraag.stap in ("", stap):
            regels.append(Regel(pk, stap, sinds, uiterlijk, geboren, (achternaam, voornaam)))
    return sorted(regels, key=_ORDE[vraag.volgorde])


# Who is late longest first, then whose day comes first, then who waits longest.
_ORDE: dict[str, Callable[[Regel], Any]] = {
    "dringend": lambda regel: (regel.uiterlijk or date.max, regel.sinds, regel.kind_id),
    "oudste": lambda regel: (regel.geboortedatum, regel.kind_id),
    "naam": lambda regel: (*regel.naam, regel.kind_id),
}


def top_per_stap(regels: Iterable[Regel]) -> list[Regel]:
    """The first of every step."""
    per_stap: dict[Stap, list[Regel]] = defaultdict(list)
    for regel in regels:
        per_stap[regel.stap].append(regel)
    return [regel for van_stap in per_stap.values() for regel in van_stap[:KAARTEN_PER_KOLOM]]


def read_children(regels: Iterable[Regel]) -> dict[int, Kind]:
    """The children of these lines, each with what a card tells of its case."""
    kinderen = with_case(Kind.objects.filter(pk__in=[regel.kind_id for regel in regels]))
    return {kind.pk: kind for kind in with_contacts(kinderen)}


def with_contacts(kinderen: KindQuerySet) -> KindQuerySet:
    """Each with what a card tells of its case: who, what, by when, and how often somebody tried."""
    contacten = Contactmoment.objects.filter(traject=OuterRef("dossier__pk")).order_by().values("traject")
    return kinderen.annotate(
        dossier_id=F("dossier__pk"),
        behandelaar_id=F("dossier__behandelaar"),
        aan_zet=F("dossier__aan_zet"),
        volgende_stap=F("dossier__volgende_stap"),
        uiterlijk=F("dossier__uiterlijk"),
        contacten=Subquery(contacten.annotate(aantal=Count("pk")).values("aantal")),
        laatste_contact=Subquery(contacten.annotate(dag=Max("datum")).values("dag")),
    )


def due_tasks(gebruiker: Gebruiker, dag: date) -> QuerySet[Trajecttaak]:
    return open_tasks(gebruiker).filter(uiterlijk__lte=dag)


def open_tasks(gebruiker: Gebruiker) -> QuerySet[Trajecttaak]:
    return Trajecttaak.objects.for_gebruiker(gebruiker).open().filter(voor=gebruiker)


def _conditions(vraag: Vraag, gebruiker: Gebruiker, dag: date) -> list[Q]:
    voorwaarden = []
    if vraag.wie == "mij":
        voorwaarden.append(Q(dossier__behandelaar=gebruiker))
    elif vraag.wie == "kant":
        voorwaarden.append(Q(dossier__behandelaar=gebruiker) | Q(dossier__aan_zet=kant_of(gebruiker)))
    elif vraag.wie == "niemand":
        voorwaarden.append(Q(dossier__behandelaar=None))
    if vraag.te_laat:
        voorwaarden.append(Q(dossier__uiterlijk__lt=dag))
    if vraag.terug:
        nog_stil = Q(stand=Stand.WAITING, dossier__behandelaar=None)
        voorwaarden.append(
            nog_stil & Q(dossier__stil_sinds__isnull=False, dossier__aan_zet=kant_of(gebruiker))
        )
    if vraag.houder or vraag.locatie:
        voorwaarden.append(_at(vraag, dag))
    return voorwaarden


def _at(vraag: Vraag, dag: date) -> Q:
    """Referred to there, or with a place there."""
    verwezen = Toeleiding.objects.open().filter(kind=OuterRef("pk"))
    if vraag.houder:
        verwezen = verwezen.filter(houder=vraag.houder)
    if vraag.locatie:
        verwezen = verwezen.filter(locatie=vraag.locatie)
    plek = {"plaatsingen__locatie__houder": vraag.houder, "plaatsingen__locatie": vraag.locatie}
    geplaatst = Kind.objects.filter(
        Q(plaatsingen__einddatum=None) | Q(plaatsingen__einddatum__gte=dag),
        pk=OuterRef("pk"),
        plaatsingen__vervallen_op=None,
        **{veld: waarde for veld, waarde in plek.items() if waarde},
    )
    return Q(Exists(verwezen)) | Q(Exists(geplaatst))
