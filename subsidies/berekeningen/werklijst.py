"""What waits for who judges hours, over all tijdvakken: the oldest first, and who has not declared at all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from brieven.herinneren import Herinnerd, find_herinnerd
from lib.periode import Periode, Ritme, Tijdvak
from opvang.herinneringen import sleutel_declareren, uiterlijk
from opvang.models import Plaatsing, PlaatsingQuerySet, Urendeclaratie, UrendeclaratieQuerySet
from opvang.ritme import Tijdvakken
from organisaties.models import Gebruiker, Gemeente, Locatie
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
    houder_id: int
    houder: str
    tijdvak: Tijdvak
    kinderen: int

    @property
    def periode(self) -> Periode:
        return self.tijdvak.periode


def find_niet_gedeclareerd(gebruiker: Gebruiker, dag: date) -> list[NietGedeclareerd]:
    """Providers with children in a tijdvak that ended in the past year, and without a submitted declaration.

    The oldest first. As many queries as there are tijdvakken, however many providers.
    """
    plaatsingen, declaraties = (
        Plaatsing.objects.for_gebruiker(gebruiker),
        Urendeclaratie.objects.for_gebruiker(gebruiker),
    )
    return _find(gebruiker.gemeente, dag, plaatsingen, declaraties)


def niet_gedeclareerd_in(gemeente: Gemeente, dag: date) -> list[NietGedeclareerd]:
    """The same for the clock, which works for nobody."""
    return _find(
        gemeente,
        dag,
        Plaatsing.objects.filter(locatie__gemeente=gemeente),
        Urendeclaratie.objects.filter(gemeente=gemeente),
    )


def _find(
    gemeente: Gemeente, dag: date, plaatsingen: PlaatsingQuerySet, declaraties: UrendeclaratieQuerySet
) -> list[NietGedeclareerd]:
    tijdvakken = Tijdvakken(gemeente, dag)
    gedaan = _submitted(declaraties.filter(jaar__gte=tijdvakken.dag.year - 1))
    # A provider that began by another rhythm goes on from there: per way of beginning the tijdvakken once.
    per_begin = {begin: tijdvakken.closed(begin) for begin in {frozenset(), *map(frozenset, gedaan.values())}}
    gevraagd = {tijdvak for van_begin in per_begin.values() for tijdvak in van_begin}
    houders = set(Locatie.objects.filter(gemeente=gemeente).values_list("houder", flat=True))
    gevonden = []
    for tijdvak in sorted(gevraagd):
        # Children are counted of who did not declare alone: mostly of nobody.
        wacht = [
            houder
            for houder in houders
            if tijdvak in per_begin[frozenset(gedaan[houder])] and tijdvak not in gedaan[houder]
        ]
        gevonden += [NietGedeclareerd(*rij) for rij in _placed_in(plaatsingen, wacht, tijdvak)]
    return gevonden


def _submitted(declaraties: UrendeclaratieQuerySet) -> dict[int, set[Tijdvak]]:
    """Per provider."""
    gedaan: dict[int, set[Tijdvak]] = defaultdict(set)
    ingediend = declaraties.exclude(status=Urendeclaratie.Status.DRAFT).order_by()
    for houder, ritme, jaar, nummer in ingediend.values_list("houder", "ritme", "jaar", "nummer"):
        gedaan[houder].add(Tijdvak(Ritme(ritme), jaar, nummer))
    return gedaan


def _placed_in(
    plaatsingen: PlaatsingQuerySet, houders: list[int], tijdvak: Tijdvak
) -> Iterator[tuple[int, str, Tijdvak, int]]:
    """Of these providers, by name, who has children in the tijdvak and how many."""
    if not houders:
        return
    rijen = plaatsingen.filter(locatie__houder__in=houders).overlapping(tijdvak.periode)
    per_houder = rijen.order_by("locatie__houder__naam", "locatie__houder").values_list(
        "locatie__houder", "locatie__houder__naam"
    )
    for houder, naam, kinderen in per_houder.annotate(kinderen=Count("kind", distinct=True)):
        yield houder, naam, tijdvak, kinderen


@dataclass(frozen=True)
class Aanmaning:
    """Who did not declare, until when it could, and when it was reminded of that."""

    rij: NietGedeclareerd
    uiterlijk: date
    te_laat: bool
    herinnerd: list[Herinnerd]


def with_herinneringen(gemeente: Gemeente, rijen: list[NietGedeclareerd], dag: date) -> list[Aanmaning]:
    termijnen = {periode: uiterlijk(gemeente, periode) for periode in {rij.periode for rij in rijen}}
    sleutels = {rij: sleutel_declareren(rij.houder_id, rij.periode) for rij in rijen}
    herinnerd = find_herinnerd(gemeente, set(sleutels.values()))
    return [
        Aanmaning(rij, termijnen[rij.periode], termijnen[rij.periode] < dag, herinnerd.get(sleutels[rij], []))
        for rij in rijen
    ]
