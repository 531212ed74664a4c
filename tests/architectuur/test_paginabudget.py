"""What a page may cost: so many bytes of its kind, and as many questions of 2,000 children as of 50.

Bytes and questions are the same on every machine; what a page takes on one stands in docs/metingen.md. All roles, with a
few rows: test_vraagtelling.py.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench.gemeente import make_gemeente
from bench.herziening import analyze
from bench.kinderen import make_kinderen
from demo.inrichting import LOGINS
from indicaties.models import Indicatie
from indicaties.routekaart.bijgehouden import renew
from opvang.models import Plaatsing, Urendeclaratie
from organisaties.models import Gebruiker, Gemeente
from organisaties.rechten import HOUDER_ROLLEN, LOCATIE_ROLLEN, Rol
from subsidies.models import Berekening, Subsidieregeling
from tests.architectuur.rondgang import pages_of
from tests.architectuur.test_vraagtelling import FILTERS
from tests.architectuur.wereld import FUNCTIES

pytestmark = pytest.mark.django_db(transaction=True)

AANTALLEN = (50, 2_000)
# Bytes of the HTML, not compressed.
START, BLAD, NASLAG, URENBLAD = 18_000, 75_000, 190_000, 260_000
BUDGET = {
    "home": START,
    # The whole of what holds here on one page, however large the municipality is.
    "organisaties:rechten": NASLAG,
    "subsidies:landelijke_tabellen": NASLAG,
    # All lines of one provider, at most 500 here, on one page: its hours are seen and sent in as a whole.
    "opvang:declaratie_detail": URENBLAD,
}
WIE = {rol: naam for naam, rol, _ in reversed(LOGINS)}
# Rooms whose pages show what is approved and booked; the others show children on their way.
VAN_GELD = ("subsidies:", "rapportage:")


@dataclass(frozen=True)
class Bezoek:
    """A page as a role opens it; `adres` finds its address in the municipality."""

    naam: str
    rol: Rol
    adres: Callable[[Gemeente], str]
    geld: bool

    def __str__(self) -> str:
        return f"{self.naam} ({self.rol}{', met geld' if self.geld else ''})"

    @property
    def budget(self) -> int:
        return BUDGET.get(self.naam, BLAD)


def _without_subject() -> Iterator[Bezoek]:
    """Each page once for the municipality and once for a provider; the start page for every role, in both."""
    gehad = set()
    for functie in FUNCTIES:
        if functie.rol not in WIE or functie.op_locatie != (functie.rol in LOCATIE_ROLLEN):
            continue
        for pagina in pages_of(functie):
            start = pagina.naam == "home"
            sleutel = (pagina.naam, functie.rol if start else functie.rol in HOUDER_ROLLEN)
            if pagina.velden or sleutel in gehad:
                continue
            gehad.add(sleutel)
            for geld in (False, True) if start else (pagina.naam.startswith(VAN_GELD),):
                yield Bezoek(pagina.naam, functie.rol, _plain(pagina.naam), geld)


def _plain(naam: str) -> Callable[[Gemeente], str]:
    return lambda _: reverse(naam) + FILTERS.get(naam, "")


def _plaatsing(gemeente: Gemeente) -> Plaatsing:
    """The first of a child that is there today, with an indicatie."""
    dag = timezone.localdate()
    geldig = Indicatie.objects.valid_on(dag).values("kind")
    return Plaatsing.objects.active_on(dag).filter(kind__gemeente=gemeente, kind__in=geldig).order_by("pk")[0]


def _declaratie(gemeente: Gemeente) -> int:
    """Of the first provider, whose people have the logins."""
    return Urendeclaratie.objects.filter(gemeente=gemeente).order_by("pk")[0].pk


def _berekening(gemeente: Gemeente) -> int:
    return Berekening.objects.filter(declaratie=_declaratie(gemeente)).order_by("pk")[0].pk


def _regeling(gemeente: Gemeente) -> int:
    return Subsidieregeling.objects.filter(gemeente=gemeente).order_by("pk")[0].pk


def _of(naam: str, vraag: Callable[[Gemeente], int]) -> Callable[[Gemeente], str]:
    return lambda gemeente: reverse(naam, args=[vraag(gemeente)])


# page, role, with money, and one with as much under it as there is
DETAILS: list[tuple[str, Rol, bool, Callable[[Gemeente], int]]] = [
    ("indicaties:kind_detail", Rol.KINDREGISSEUR, False, lambda gemeente: _plaatsing(gemeente).kind_id),
    ("opvang:plaatsing_detail", Rol.KINDREGISSEUR, False, lambda gemeente: _plaatsing(gemeente).pk),
    ("opvang:locatie_detail", Rol.KINDREGISSEUR, False, lambda gemeente: _plaatsing(gemeente).locatie_id),
    ("opvang:declaratie_detail", Rol.HOUDER_BEHEERDER, True, _declaratie),
    ("subsidies:declaratie_detail", Rol.SUBSIDIEMEDEWERKER, True, _declaratie),
    ("subsidies:berekening_detail", Rol.BUDGETHOUDER, True, _berekening),
    ("subsidies:berekening_detail", Rol.HOUDER_BEHEERDER, True, _berekening),
    ("subsidies:regeling_detail", Rol.BELEIDSMEDEWERKER, True, _regeling),
]
BEZOEKEN = [
    *_without_subject(),
    *(Bezoek(naam, rol, _of(naam, vraag), geld) for naam, rol, geld, vraag in DETAILS),
]


def _make(aantal: int) -> dict[bool, Gemeente]:
    """Without and with money, each of so many children."""
    code = str(10_000 + aantal)[-4:]
    kinderen, geld = f"1{code[1:]}", f"2{code[1:]}"
    make_kinderen(kinderen, aantal)
    make_gemeente(geld, aantal)
    # As the night does: without statistics the planner takes thousands of rows for one, and a page runs into its limit.
    analyze()
    gemeenten = {False: Gemeente.objects.get(code=kinderen), True: Gemeente.objects.get(code=geld)}
    for gemeente in gemeenten.values():
        renew(gemeente, timezone.localdate())
    return gemeenten


def _visit(gemeenten: dict[bool, Gemeente]) -> dict[str, tuple[int, int]]:
    """Page -> number of questions and bytes, of the pages that show something."""
    bezoekers: dict[tuple[bool, Rol], Client] = {}
    gemeten = {}
    for bezoek in BEZOEKEN:
        cache.clear()  # the limit on how often one may ask
        gemeente, wie = gemeenten[bezoek.geld], (bezoek.geld, bezoek.rol)
        if wie not in bezoekers:
            bezoekers[wie] = Client()
            bezoekers[wie].force_login(
                Gebruiker.objects.get(email=f"{WIE[bezoek.rol]}@{gemeente.code}.meting")
            )
            bezoekers[wie].get(reverse("home"))
        with CaptureQueriesContext(connection) as vragen:
            antwoord = bezoekers[wie].get(bezoek.adres(gemeente))
        assert antwoord.status_code < 500, bezoek
        if antwoord.status_code == 200 and "attachment" not in antwoord.get("Content-Disposition", ""):
            gemeten[str(bezoek)] = (len(vragen), len(antwoord.content))
    return gemeten


def test_a_page_costs_as_many_questions_of_2000_children_as_of_50_and_stays_in_its_budget() -> None:
    klein, groot = (_visit(_make(aantal)) for aantal in AANTALLEN)
    assert klein.keys() == groot.keys()
    assert {
        pagina: (klein[pagina][0], vragen)
        for pagina, (vragen, _) in groot.items()
        if vragen != klein[pagina][0]
    } == {}
    budget = {str(bezoek): bezoek.budget for bezoek in BEZOEKEN}
    te_groot = {pagina: bytes_ for pagina, (_, bytes_) in groot.items() if bytes_ > budget[pagina]}
    assert te_groot == {}
    # What is asked for by name is there.
    assert {naam for naam, *_ in DETAILS} <= {pagina.split()[0] for pagina in groot}
