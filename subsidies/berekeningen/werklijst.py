"""What waits for who judges hours, over all tijdvakken: the oldest first, and who has not declared at all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from lib.periode import Ritme, Tijdvak
from opvang.models import Plaatsing, Urendeclaratie, UrendeclaratieQuerySet
from opvang.ritme import Tijdvakken
from organisaties.models import Gebruiker
from subsidies.berekeningen.bewaard import read_signaleringen
from subsidies.models import Signalering


def te_beoordelen(gebruiker: Gebruiker) -> UrendeclaratieQuerySet:
    ingediend = Urendeclaratie.objects.for_gebruiker(gebruiker).filter(status=Urendeclaratie.Status.SUBMITTED)
    return ingediend.order_by("ingediend_op", "pk")


def beside(
    declaratie: Urendeclaratie, gebruiker: Gebruiker
) -> tuple[Urendeclaratie | None, Urendeclaratie | None]:
    """The one before it and the one after it in the list, also when it left the list itself."""
    rij, op, pk = te_beoordelen(gebruiker).select_related("houder"), declaratie.ingediend_op, declaratie.pk
    eerder = rij.filter(Q(ingediend_op__lt=op) | Q(ingediend_op=op, pk__lt=pk)).last()
    return eerder, rij.filter(Q(ingediend_op__gt=op) | Q(ingediend_op=op, pk__gt=pk)).first()


def signaleringen_of(declaraties: Iterable[Urendeclaratie]) -> dict[int, Signalering]:
    """What each comes to, by its id; as many queries as there are tijdvakken among them."""
    per_tijdvak: dict[Tijdvak, list[Urendeclaratie]] = defaultdict(list)
    for declaratie in declaraties:
        per_tijdvak[declaratie.tijdvak].append(declaratie)
    return {
        pk: signalering
        for samen in per_tijdvak.values()
        for pk, signalering in read_signaleringen(samen).items()
    }


def kept_of(declaraties: Iterable[Urendeclaratie]) -> dict[int, Signalering]:
    """What was kept of each, by its id; one query. Opening or accepting a declaration judges it as it is then."""
    return {s.declaratie_id: s for s in Signalering.objects.filter(declaratie__in=list(declaraties))}


def is_schoon(signalering: Signalering) -> bool:
    """Nothing that asks for a look; what is only worth knowing does not count."""
    return not signalering.fouten and not signalering.waarschuwingen


@dataclass(frozen=True)
class NietGedeclareerd:
    houder: str
    tijdvak: Tijdvak
    kinderen: int


def find_niet_gedeclareerd(gebruiker: Gebruiker, dag: date) -> list[NietGedeclareerd]:
    """Providers with children in a tijdvak that ended in the past year, and without a submitted declaration.

    The oldest first. As many queries as there are tijdvakken, however many providers.
    """
    ingediend = Urendeclaratie.objects.for_gebruiker(gebruiker).exclude(status=Urendeclaratie.Status.DRAFT)
    ingediend = ingediend.filter(jaar__gte=dag.year - 1)
    gedaan: dict[int, set[Tijdvak]] = defaultdict(set)
    for houder, ritme, jaar, nummer in ingediend.order_by().values_list("houder", "ritme", "jaar", "nummer"):
        gedaan[houder].add(Tijdvak(Ritme(ritme), jaar, nummer))
    tijdvakken = Tijdvakken(gebruiker.gemeente, dag)
    # A provider that began by another rhythm goes on from there: per way of beginning the tijdvakken once.
    per_begin = {begin: tijdvakken.closed(begin) for begin in {frozenset(), *map(frozenset, gedaan.values())}}
    gevraagd = {tijdvak for van_begin in per_begin.values() for tijdvak in van_begin}
    return [
        NietGedeclareerd(naam, tijdvak, kinderen)
        for tijdvak in sorted(gevraagd)
        for houder, naam, kinderen in _placed_in(gebruiker, tijdvak)
        if tijdvak in per_begin[frozenset(gedaan[houder])] and tijdvak not in gedaan[houder]
    ]


def _placed_in(gebruiker: Gebruiker, tijdvak: Tijdvak) -> Iterator[tuple[int, str, int]]:
    """Per provider its number of children, by name."""
    rijen = Plaatsing.objects.for_gebruiker(gebruiker).overlapping(tijdvak.periode)
    per_houder = rijen.order_by("locatie__houder__naam").values_list(
        "locatie__houder", "locatie__houder__naam"
    )
    yield from per_houder.annotate(kinderen=Count("kind", distinct=True))
