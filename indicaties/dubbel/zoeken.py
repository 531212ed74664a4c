"""Who in a municipality looks like this child: candidates by keys of an index, then compared one by one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import Q, QuerySet

from indicaties.dubbel.vergelijken import Gelijkenis, Persoon, compare
from indicaties.models import Kind, Zoekwoord
from organisaties.models import Gebruiker, Gemeente
from organisaties.porties import in_porties
from organisaties.rijbeveiliging import Rijbereik, rijbereik

# Of more children with the same sound of the name nobody looks through the list.
MEESTE_KANDIDATEN = 2_000


@dataclass(frozen=True)
class Lijkt:
    """A child that may be the one that was typed, and why."""

    kind: Kind
    gelijkenis: Gelijkenis

    @property
    def waarom(self) -> str:
        return ", ".join(self.gelijkenis.redenen)


@dataclass(frozen=True)
class Dubbelvraag:
    """Who looks like the child that was typed: those that the asker may see, and those of which it may only know
    that they are there."""

    zichtbaar: tuple[Lijkt, ...] = ()
    elders: tuple[Lijkt, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.zichtbaar or self.elders)

    @property
    def pseudoniemen(self) -> list[str]:
        return [lijkt.kind.pseudoniem for lijkt in (*self.zichtbaar, *self.elders)]


def ask_dubbel(persoon: Persoon, gebruiker: Gebruiker) -> Dubbelvraag:
    """A provider can't find out by asking which postcode is that of a secret address."""
    lijken = find_dubbelen(persoon, gebruiker.gemeente, geheim_telt=not gebruiker.is_houder)
    eigen = set(
        Kind.objects.for_gebruiker(gebruiker)
        .filter(pk__in=[lijkt.kind.pk for lijkt in lijken])
        .values_list("pk", flat=True)
    )
    return Dubbelvraag(
        tuple(lijkt for lijkt in lijken if lijkt.kind.pk in eigen),
        tuple(lijkt for lijkt in lijken if lijkt.kind.pk not in eigen),
    )


def find_dubbelen(
    persoon: Persoon,
    gemeente: Gemeente,
    behalve: int = 0,
    *,
    geheim_telt: bool = True,
    ook_vermoedens: bool = False,
) -> list[Lijkt]:
    """The most likely first: of all children of the municipality, also those that the asker may not see.

    `ook_vermoedens` for the list of pairs; who enrols a child is asked only about what is likely enough.
    """
    with rijbereik(Rijbereik(gemeente.pk)):
        kandidaten = _kandidaten(persoon, gemeente).exclude(pk=behalve).exclude(achternaam="")
        gevonden = [
            Lijkt(kind, gelijkenis)
            for kind in kandidaten.select_related("adres")[:MEESTE_KANDIDATEN]
            if (gelijkenis := compare(persoon, _as_compared(kind, geheim_telt))) is not None
            and (ook_vermoedens or not gelijkenis.vermoeden)
        ]
    return sorted(gevonden, key=lambda lijkt: (-lijkt.gelijkenis.score, lijkt.kind.pk))


def _as_compared(kind: Kind, geheim_telt: bool) -> Persoon:
    persoon = Persoon.from_kind(kind)
    return persoon if geheim_telt else persoon.without_secret()


def _kandidaten(persoon: Persoon, gemeente: Gemeente) -> QuerySet[Kind]:
    """Born on that day, or with day and month swapped, or with a name that sounds the same.

    On a day that stands for one that nobody knew too many are born: there the name decides.
    """
    klinkt = Zoekwoord.objects.filter(gemeente=gemeente).sounding_like(
        persoon.voornaam, f"{persoon.tussenvoegsel} {persoon.achternaam}"
    )
    waar = Q(pk__in=klinkt.values("kind"))
    if persoon.hele_dag:
        waar |= Q(pk__in=_born_on(persoon.geboortedatum, gemeente).values("pk"))
    else:
        dag = Kind.objects.filter(gemeente=gemeente, geboortedatum=persoon.geboortedatum)
        zelfde = dag.filter(adres__postcode=persoon.postcode).values("pk") if persoon.postcode else dag.none()
        waar |= Q(pk__in=zelfde)
    return Kind.objects.filter(waar, gemeente=gemeente).order_by("pk")


def _born_on(dag: date, gemeente: Gemeente) -> QuerySet[Kind]:
    dagen = {dag}
    with suppress(ValueError):
        dagen.add(date(dag.year, dag.day, dag.month))
    return Kind.objects.filter(gemeente=gemeente, geboortedatum__in=dagen).order_by()


def find_paren(gemeente: Gemeente) -> Iterator[tuple[int, int, Gelijkenis]]:
    """Every two children of a municipality that look like one: the nightly round. The scope is the caller's."""
    personen = {kind.pk: Persoon.from_kind(kind) for kind in in_porties(_met_naam(gemeente), 2_000)}
    gezien: set[tuple[int, int]] = set()
    for groep in _groepen(personen, gemeente):
        for een, ander in combinations(sorted(groep), 2):
            if (een, ander) in gezien:
                continue
            if (gelijkenis := compare(personen[een], personen[ander])) is not None:
                gezien.add((een, ander))
                yield een, ander, gelijkenis


def _met_naam(gemeente: Gemeente) -> QuerySet[Kind]:
    return Kind.objects.filter(gemeente=gemeente).exclude(achternaam="").select_related("adres")


def _groepen(personen: dict[int, Persoon], gemeente: Gemeente) -> Iterable[set[int]]:
    """Those who share a key."""
    per_sleutel: dict[str, set[int]] = defaultdict(set)
    for pk, persoon in personen.items():
        if persoon.dagsleutel:
            per_sleutel[persoon.dagsleutel].add(pk)
    klanken = Zoekwoord.objects.filter(gemeente=gemeente).klanken().values_list("woord", "kind")
    for woord, pk in klanken:
        if pk in personen:
            per_sleutel[woord].add(pk)
    return (groep for groep in per_sleutel.values() if 1 < len(groep) <= MEESTE_KANDIDATEN)
