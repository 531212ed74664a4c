"""What a card of the board, a line of the list and a row of the file tell of one case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from indicaties.models import Kind, Traject
from indicaties.routekaart.stap import VOLGENDE, Stap
from lib.weergave import datum_kort

_KANTEN = dict(Traject.Kant.choices)


@dataclass(frozen=True)
class Kaart:
    kind: Kind
    leeftijd: str
    stap: Stap
    sinds: date
    wie: str
    wat: str
    uiterlijk: date | None
    te_laat: bool
    contacten: int
    laatste_contact: date | None


def make_kaarten(kinderen: Iterable[Kind], namen: Mapping[int, str], dag: date) -> list[Kaart]:
    """Out of children as `read_cases` gives them."""
    return [_kaart(kind, kind, namen, dag) for kind in kinderen]


def _kaart(kind: Kind, rij: Any, namen: Mapping[int, str], dag: date) -> Kaart:
    """`rij` is the child again, with what the query added to it."""
    stap = Stap(rij.stap)
    wie = namen.get(rij.behandelaar_id, "") if rij.behandelaar_id else _KANTEN.get(rij.aan_zet, "Nog niemand")
    return Kaart(
        kind=kind,
        leeftijd=kind.leeftijd_op(dag),
        stap=stap,
        sinds=rij.stap_sinds,
        wie=wie,
        wat=rij.volgende_stap or VOLGENDE[stap],
        uiterlijk=rij.uiterlijk,
        te_laat=rij.uiterlijk is not None and rij.uiterlijk < dag,
        contacten=rij.contacten or 0,
        laatste_contact=rij.laatste_contact,
    )


KOLOMMEN = (
    *("Pseudoniem", "Naam", "Geboortedatum", "Leeftijd", "Stap", "Sinds", "Wie", "Wat", "Uiterlijk"),
    *("Contactmomenten", "Laatste contact"),
)


def file_row(kaart: Kaart) -> tuple[str, ...]:
    """No address and no telephone: a file goes further than the page."""
    return (
        kaart.kind.pseudoniem,
        kaart.kind.naam,
        datum_kort(kaart.kind.geboortedatum),
        kaart.leeftijd,
        kaart.stap.label,
        datum_kort(kaart.sinds),
        kaart.wie,
        kaart.wat,
        datum_kort(kaart.uiterlijk) if kaart.uiterlijk else "",
        str(kaart.contacten),
        datum_kort(kaart.laatste_contact) if kaart.laatste_contact else "",
    )
