"""Which quarter a page is about: the one in the address, else the last that was declared."""

import re
from dataclasses import dataclass
from datetime import date

from lib.periode import kwartaal_van
from opvang.models import UrendeclaratieQuerySet
from organisaties.toegang import IngelogdVerzoek

_KWARTAAL = re.compile(r"(20\d\d)-([1-4])")


@dataclass(frozen=True)
class Kwartaalkeuze:
    jaar: int
    kwartaal: int
    bekend: list[tuple[int, int]]


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
