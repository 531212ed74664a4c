"""Which quarter a page is about: the one in the address, else the last that was declared."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.periode import kwartaal_van
from opvang.models import UrendeclaratieQuerySet
from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek
from subsidies.berekeningen.kwartaal import open_declaraties
from subsidies.models import Rekenopdracht

_KWARTAAL = re.compile(r"(20[0-9]{2}|2100)-([1-4])")


@dataclass(frozen=True)
class Kwartaalkeuze:
    jaar: int
    kwartaal: int
    bekend: list[tuple[int, int]]


def te_berekenen(gebruiker: Gebruiker, keuze: Kwartaalkeuze) -> dict[str, Any]:
    """For who may calculate: how many declarations are open, or the run that is at work on them."""
    if not gebruiker.has_recht(Recht.BEREKENING_MAKE):
        return {}
    van_nu = Rekenopdracht.objects.for_gebruiker(gebruiker).underway().with_stand()
    return {
        "te_berekenen": open_declaraties(gebruiker, keuze.jaar, keuze.kwartaal).count(),
        "opdracht": van_nu.filter(jaar=keuze.jaar, kwartaal=keuze.kwartaal).first(),
    }


def choose_kwartaal(
    request: IngelogdVerzoek, declaraties: UrendeclaratieQuerySet, dag: date
) -> Kwartaalkeuze:
    """The quarters of these declarations, and the one that the address asks for."""
    bekend = list(declaraties.order_by("-jaar", "-kwartaal").values_list("jaar", "kwartaal").distinct())
    gevonden = _KWARTAAL.fullmatch(request.GET.get("kwartaal", ""))
    if gevonden:
        jaar, kwartaal = int(gevonden[1]), int(gevonden[2])
    else:
        jaar, kwartaal = bekend[0] if bekend else kwartaal_van(dag)
    if (jaar, kwartaal) not in bekend:
        bekend = sorted([*bekend, (jaar, kwartaal)], reverse=True)
    return Kwartaalkeuze(jaar, kwartaal, bekend)
