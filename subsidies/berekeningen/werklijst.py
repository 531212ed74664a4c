"""What waits for who judges hours, over all quarters: the oldest first, and who has not declared at all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from brieven.herinneren import Herinnerd, find_herinnerd
from lib.periode import Periode, kwartaal_periode, kwartaal_van
from opvang.herinneringen import sleutel_declareren, uiterlijk
from opvang.models import Plaatsing, PlaatsingQuerySet, Urendeclaratie, UrendeclaratieQuerySet
from organisaties.models import Gebruiker, Gemeente
from subsidies.berekeningen.bewaard import read_signaleringen
from subsidies.models import Signalering

# So many closed quarters are looked back for providers that did not declare.
KWARTALEN_TERUG = 4


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
    """What each comes to, by its id; as many queries as there are quarters among them."""
    per_kwartaal: dict[tuple[int, int], list[Urendeclaratie]] = defaultdict(list)
    for declaratie in declaraties:
        per_kwartaal[declaratie.jaar, declaratie.kwartaal].append(declaratie)
    return {
        pk: signalering
        for van_kwartaal in per_kwartaal.values()
        for pk, signalering in read_signaleringen(van_kwartaal).items()
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
    jaar: int
    kwartaal: int
    kinderen: int

    @property
    def periode(self) -> Periode:
        return kwartaal_periode(self.jaar, self.kwartaal)


def find_niet_gedeclareerd(gebruiker: Gebruiker, dag: date) -> list[NietGedeclareerd]:
    """Providers with children in a quarter that is over, and without a submitted declaration; the oldest first."""
    return _find(
        Plaatsing.objects.for_gebruiker(gebruiker), Urendeclaratie.objects.for_gebruiker(gebruiker), dag
    )


def niet_gedeclareerd_in(gemeente: Gemeente, dag: date) -> list[NietGedeclareerd]:
    """The same for the clock, which works for nobody."""
    return _find(
        Plaatsing.objects.filter(locatie__gemeente=gemeente),
        Urendeclaratie.objects.filter(gemeente=gemeente),
        dag,
    )


def _find(
    plaatsingen: PlaatsingQuerySet, declaraties: UrendeclaratieQuerySet, dag: date
) -> list[NietGedeclareerd]:
    kwartalen = list(_closed(dag))
    gedaan = set(
        declaraties.exclude(status=Urendeclaratie.Status.DRAFT)
        .order_by()
        .values_list("houder", "jaar", "kwartaal")
    )
    return [
        NietGedeclareerd(
            rij["locatie__houder"], rij["locatie__houder__naam"], jaar, kwartaal, rij["kinderen"]
        )
        for jaar, kwartaal in reversed(kwartalen)
        for rij in plaatsingen.overlapping(kwartaal_periode(jaar, kwartaal))
        .order_by("locatie__houder__naam")
        .values("locatie__houder", "locatie__houder__naam")
        .annotate(kinderen=Count("kind", distinct=True))
        if (rij["locatie__houder"], jaar, kwartaal) not in gedaan
    ]


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


def _closed(dag: date) -> Iterator[tuple[int, int]]:
    jaar, kwartaal = kwartaal_van(dag)
    for _ in range(KWARTALEN_TERUG):
        jaar, kwartaal = (jaar, kwartaal - 1) if kwartaal > 1 else (jaar - 1, 4)
        yield jaar, kwartaal
