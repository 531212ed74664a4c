"""In which tijdvakken a provider declares: as often as the policies of the municipality say (docs/adr/0050).

The policy is known in a room to the left of this one, which registers how to read it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lib.periode import EERSTE_JAAR, LAATSTE_JAAR, Periode, Ritme, Tijdvak, add_maanden, jaar_periode
from opvang.models import Plaatsing, Urendeclaratie
from organisaties.models import Gebruiker, Gemeente

# Where no policy was adopted.
ZONDER_REGELING = Ritme.KWARTAAL
# Older tijdvakken than these are started by name.
MAANDEN_TERUG = 12


@dataclass(frozen=True)
class Regelritme:
    """What one policy says, and the days on which it holds."""

    periode: Periode
    ritme: Ritme


Lezer = Callable[[int, Periode], Iterable[Regelritme]]

_lezers: list[Lezer] = []


def register_ritme(lezer: Lezer) -> None:
    _lezers.append(lezer)


def tijdvakken_in(gemeente_id: int, jaar: int, bestaand: Iterable[Tijdvak] = ()) -> list[Tijdvak]:
    """The year in the tijdvakken over which is declared; those that were begun already (`bestaand`) stay as they are."""
    return divide(jaar, read_ritmes(gemeente_id, jaar_periode(jaar)), bestaand)


def read_ritmes(gemeente_id: int, periode: Periode) -> list[Regelritme]:
    return [regel for lezer in _lezers for regel in lezer(gemeente_id, periode)]


def ritmes_of(gemeente: Gemeente) -> list[Ritme]:
    """That any policy of the municipality has, whenever it holds; the shortest first."""
    altijd = Periode(date(EERSTE_JAAR, 1, 1), date(LAATSTE_JAAR, 12, 31))
    gevonden = {regel.ritme for regel in read_ritmes(gemeente.pk, altijd)}
    return [ritme for ritme in Ritme if ritme in (gevonden or {ZONDER_REGELING})]


def divide(jaar: int, ritmes: Sequence[Regelritme], bestaand: Iterable[Tijdvak] = ()) -> list[Tijdvak]:
    """Every month in the longest tijdvak that no policy of its months finds too long and that cuts through none there is."""
    maanden = Tijdvak(Ritme.JAAR, jaar, 1).maanden
    per_maand = [_shortest(maand, ritmes) for maand in maanden]
    if not any(per_maand):
        per_maand = [ZONDER_REGELING] * 12
    vast = [tijdvak for tijdvak in bestaand if tijdvak.jaar == jaar]
    return sorted({_around(maand, per_maand, vast) for maand in maanden})


def _shortest(maand: Tijdvak, ritmes: Iterable[Regelritme]) -> Ritme | None:
    """Of the policies that hold on a day of the month; None: none does, and the month goes along with the others."""
    geldend = [regel.ritme for regel in ritmes if regel.periode.overlap(maand.periode)]
    return min(geldend, key=lambda ritme: ritme.maanden, default=None)


def _around(maand: Tijdvak, per_maand: Sequence[Ritme | None], vast: Sequence[Tijdvak]) -> Tijdvak:
    for bestaand in vast:
        if bestaand.overlaps(maand):
            return bestaand
    for ritme in reversed(Ritme):
        tijdvak = Tijdvak.of(ritme, maand.periode.van)
        gevraagd = [per_maand[m.nummer - 1] for m in tijdvak.maanden]
        past = all(r is None or r.maanden >= ritme.maanden for r in gevraagd)
        if past and not any(tijdvak.overlaps(bestaand) for bestaand in vast):
            return tijdvak
    return maand


def opens_on(tijdvak: Tijdvak) -> date:
    """Declaring opens with the last month of the tijdvak: before that too much is still unknown."""
    return tijdvak.maanden[-1].periode.van


class Tijdvakken:
    """The tijdvakken of a municipality around a day, for one provider or for all; the policies are read once."""

    def __init__(self, gemeente: Gemeente, dag: date) -> None:
        self.dag = dag
        self._jaren = range(dag.year - 1, dag.year + 1)
        eerste, laatste = jaar_periode(self._jaren[0]), jaar_periode(self._jaren[-1])
        self._ritmes = read_ritmes(gemeente.pk, Periode(eerste.van, laatste.tot_en_met))

    def all(self, bestaand: Iterable[Tijdvak] = ()) -> list[Tijdvak]:
        """Of this year and the one before it, the oldest first."""
        vast = list(bestaand)
        return [tijdvak for jaar in self._jaren for tijdvak in divide(jaar, self._ritmes, vast)]

    def closed(self, bestaand: Iterable[Tijdvak] = ()) -> list[Tijdvak]:
        """That ended in the past year, the newest first: four quarters, twelve months, one year."""
        vanaf = add_maanden(self.dag, -MAANDEN_TERUG)
        return [t for t in reversed(self.all(bestaand)) if vanaf <= t.periode.tot_en_met < self.dag]

    def declarable(self, bestaand: Iterable[Tijdvak] = ()) -> list[Tijdvak]:
        """That may be declared on the day and ended no more than a year ago, the newest first."""
        lopend = [t for t in self.all(bestaand) if opens_on(t) <= self.dag <= t.periode.tot_en_met]
        return [*reversed(lopend), *self.closed(bestaand)]


def tijdvakken_of(gebruiker: Gebruiker, *statussen: str) -> set[Tijdvak]:
    """Of the declarations that this provider has, whatever their status or with one of these."""
    rijen = Urendeclaratie.objects.for_gebruiker(gebruiker).order_by()
    if statussen:
        rijen = rijen.filter(status__in=statussen)
    return {Tijdvak(Ritme(r), j, n) for r, j, n in rijen.values_list("ritme", "jaar", "nummer")}


def with_children(gebruiker: Gebruiker, tijdvakken: Iterable[Tijdvak]) -> list[Tijdvak]:
    """Those in which the provider had children. One query, however many there are."""
    kandidaten = list(tijdvakken)
    if not kandidaten:
        return []
    van = min(t.periode.van for t in kandidaten)
    tot = max(t.periode.tot_en_met for t in kandidaten)
    rijen = Plaatsing.objects.for_gebruiker(gebruiker).overlapping(Periode(van, tot)).order_by()
    geplaatst = list(rijen.values_list("startdatum", "einddatum").distinct())
    return [
        t
        for t in kandidaten
        if any(s <= t.periode.tot_en_met and (e is None or e >= t.periode.van) for s, e in geplaatst)
    ]


def right_tijdvakken(gemeente_id: int, gevraagd: Tijdvak, bestaand: Iterable[Tijdvak]) -> list[Tijdvak]:
    """What to declare instead of (or as) the one that was asked for: those of the policy that share a month with it."""
    return [t for t in tijdvakken_in(gemeente_id, gevraagd.jaar, bestaand) if t.overlaps(gevraagd)]
