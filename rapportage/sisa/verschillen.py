"""What changed about a year after it was closed: each difference in the year in which it is booked, with its reason.

A closed year takes no booking any more (subsidies/grootboek/boekjaar.py): a correction stands in the first open year,
and says which year it is about. What a review found and nobody approved yet is told beside it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any

from organisaties.models import Gemeente
from subsidies.berekeningen.uitleg import differences
from subsidies.models import Berekening, Boeking, Geldbron, Herziening, Jaarafsluiting
from subsidies.models.grootboek import bronnaam

MEESTE_REDENEN = 5


@dataclass(frozen=True)
class Verschil:
    """Cents that were taken back and booked anew; without `geboekt_in` it is found and not booked yet.

    Why is told when it is asked for: two receipts are compared for it, and a page shows few of a long list.
    """

    datum: date
    houder: str
    wat: str
    indicator: str
    bron: str
    was: int
    wordt: int
    leg_uit: Callable[[], str]
    geboekt_in: int | None = None
    berekening: int | None = None
    herziening: int | None = None

    @property
    def bedrag(self) -> int:
        return self.wordt - self.was

    @property
    def reden(self) -> str:
        return self.leg_uit()

    @property
    def bronnaam(self) -> str:
        return bronnaam(self.bron) if self.bron else ""


@dataclass(frozen=True)
class Indicatorstand:
    """One indicator of the closed year in cents: as frozen, and what was corrected since."""

    code: str
    bevroren: int
    correcties: int

    @property
    def samen(self) -> int:
        return self.bevroren + self.correcties


def find_afsluiting(gemeente: Gemeente, jaar: int) -> Jaarafsluiting | None:
    return Jaarafsluiting.objects.closed().filter(gemeente=gemeente, jaar=jaar).first()


def compare_indicatoren(afsluiting: Jaarafsluiting, verschillen: Iterable[Verschil]) -> list[Indicatorstand]:
    """Of the grant only, in the order of the codes."""
    bevroren: dict[str, int] = defaultdict(int)
    for regel in afsluiting.cijfers["bestedingen"]:
        if regel["bron"] == Geldbron.GOAB:
            bevroren[regel["indicator"]] += regel["centen"]
    correcties: dict[str, int] = defaultdict(int)
    for verschil in verschillen:
        if verschil.bron == Geldbron.GOAB and verschil.geboekt_in is not None:
            correcties[verschil.indicator] += verschil.bedrag
    codes = sorted({*bevroren, *correcties})
    return [Indicatorstand(code, bevroren[code], correcties[code]) for code in codes]


def read_verschillen(gemeente: Gemeente, jaar: int) -> list[Verschil]:
    """Booked differences in the order of their bookings, then those that still wait."""
    return [*_booked(gemeente, jaar), *_found(gemeente, jaar)]


def _booked(gemeente: Gemeente, jaar: int) -> Iterator[Verschil]:
    """What a calculation takes back and what its successor books is one difference."""
    boekingen = Boeking.objects.filter(gemeente=gemeente, betreft_jaar=jaar, soort=Boeking.Soort.SPENT)
    groepen: dict[tuple[object, ...], list[Boeking]] = defaultdict(list)
    declaraties = ("berekening__vervangen_door__declaratie__houder", "berekening__declaratie__houder")
    relaties = ("houder", "storneert", *declaraties)
    for boeking in boekingen.select_related(*relaties).order_by("pk"):
        nieuw = _successor(boeking)
        eigen = nieuw.pk if nieuw else f"boeking {boeking.pk}"
        groepen[boeking.jaar, eigen, boeking.bron, boeking.indicator].append(boeking)
    explain = cache(_explain)
    for groep in groepen.values():
        eerste, nieuw = groep[0], _successor(groep[0])
        yield Verschil(
            datum=groep[-1].datum,
            houder=eerste.houder.naam if eerste.houder else "",
            wat=str(nieuw.declaratie) if nieuw else eerste.omschrijving,
            indicator=eerste.indicator,
            bron=eerste.bron,
            was=-sum(b.bedrag_centen for b in groep if b.storneert_id),
            wordt=sum(b.bedrag_centen for b in groep if not b.storneert_id),
            leg_uit=partial(_tell, explain, nieuw, eerste.omschrijving),
            geboekt_in=eerste.jaar,
            berekening=nieuw.pk if nieuw else None,
        )


def _successor(boeking: Boeking) -> Berekening | None:
    """The calculation that made the difference: of a reversal the one that took its place."""
    if boeking.berekening is None or not boeking.storneert_id:
        return boeking.berekening
    return getattr(boeking.berekening, "vervangen_door", None) or boeking.berekening


def _tell(explain: Callable[[Berekening], str], nieuw: Berekening | None, omschrijving: str) -> str:
    return (explain(nieuw) if nieuw else "") or omschrijving


def _explain(berekening: Berekening) -> str:
    zinnen = dict.fromkeys(zin for regel in differences(berekening) for zin in regel.redenen)
    return _join(list(zinnen))


def _found(gemeente: Gemeente, jaar: int) -> Iterator[Verschil]:
    herzieningen = Herziening.objects.filter(
        berekening__declaratie__gemeente=gemeente, berekening__declaratie__jaar=jaar
    ).with_stand()
    gevonden = herzieningen.select_related("berekening__declaratie__houder").prefetch_related("regels")
    herziening: Any  # with what `with_stand` adds
    for herziening in gevonden:
        zinnen = dict.fromkeys(zin for regel in herziening.regels.all() for zin in regel.redenen)
        yield Verschil(
            datum=herziening.gevonden_op.date(),
            houder=herziening.berekening.declaratie.houder.naam,
            wat=str(herziening.berekening.declaratie),
            indicator="",
            bron="",
            was=herziening.was,
            wordt=herziening.wordt,
            leg_uit=partial(_join, list(zinnen)),
            berekening=herziening.berekening_id,
            herziening=herziening.pk,
        )


def _join(zinnen: list[str]) -> str:
    rest = len(zinnen) - MEESTE_REDENEN
    return " ".join(zinnen[:MEESTE_REDENEN]) + (f" En nog {rest} andere redenen." if rest > 0 else "")
