"""Which tijdvak a page is about: the one in the address, else the last that was declared."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.periode import Ritme, Tijdvak
from opvang.models import UrendeclaratieQuerySet
from opvang.ritme import tijdvakken_in
from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek
from subsidies.berekeningen.tijdvak import open_declaraties
from subsidies.models import Rekenopdracht


@dataclass(frozen=True)
class Tijdvakkeuze:
    tijdvak: Tijdvak
    bekend: list[Tijdvak]


def te_berekenen(gebruiker: Gebruiker, keuze: Tijdvakkeuze) -> dict[str, Any]:
    """For who may calculate: how many declarations are open, or the run that is at work on them."""
    if not gebruiker.has_recht(Recht.BEREKENING_MAKE):
        return {}
    van_nu = Rekenopdracht.objects.for_gebruiker(gebruiker).underway().with_stand()
    return {
        "te_berekenen": open_declaraties(gebruiker, keuze.tijdvak).count(),
        "opdracht": van_nu.in_tijdvak(keuze.tijdvak).first(),
    }


def choose_tijdvak(request: IngelogdVerzoek, declaraties: UrendeclaratieQuerySet, dag: date) -> Tijdvakkeuze:
    """The tijdvakken of these declarations, the newest first, and the one that the address asks for."""
    rijen = declaraties.order_by().values_list("ritme", "jaar", "nummer").distinct()
    bekend = {Tijdvak(Ritme(ritme), jaar, nummer) for ritme, jaar, nummer in rijen}
    gekozen = _asked(request) or max(bekend, default=None) or _around(request, dag)
    return Tijdvakkeuze(gekozen, sorted(bekend | {gekozen}, reverse=True))


def _asked(request: IngelogdVerzoek) -> Tijdvak | None:
    """Messages of earlier releases lead to `kwartaal`, which has the same code."""
    try:
        return Tijdvak.from_code(request.GET.get("tijdvak") or request.GET.get("kwartaal", ""))
    except ValueError:
        return None


def _around(request: IngelogdVerzoek, dag: date) -> Tijdvak:
    jaar = tijdvakken_in(request.user.gemeente.pk, dag.year)
    return next(tijdvak for tijdvak in jaar if dag in tijdvak.periode)
