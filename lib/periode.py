"""Dates: a period is a type and its last day counts; a tijdvak is a month, quarter, half year or year with a name."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from lib.weergave import MAANDEN

# The years that a person can mean: of a declaration, a budget, a line of the ledger.
EERSTE_JAAR, LAATSTE_JAAR = 2000, 2100
JAAR_BESTAAT_NIET = f"Kies een jaar van {EERSTE_JAAR} tot en met {LAATSTE_JAAR}."


@dataclass(frozen=True, order=True)
class Periode:
    """From `van` to `tot_en_met`, both days included."""

    van: date
    tot_en_met: date

    def __post_init__(self) -> None:
        if self.tot_en_met < self.van:
            raise ValueError(
                f"De periode eindigt ({self.tot_en_met:%d-%m-%Y}) voor het begin ({self.van:%d-%m-%Y})."
            )

    @property
    def dagen(self) -> int:
        return (self.tot_en_met - self.van).days + 1

    @property
    def na(self) -> date:
        """The first day after it."""
        return self.tot_en_met + timedelta(days=1)

    def __contains__(self, dag: date) -> bool:
        return self.van <= dag <= self.tot_en_met

    def overlap(self, ander: "Periode") -> "Periode | None":
        van, tot_en_met = max(self.van, ander.van), min(self.tot_en_met, ander.tot_en_met)
        return Periode(van, tot_en_met) if van <= tot_en_met else None


def jaar_periode(jaar: int) -> Periode:
    return Periode(date(jaar, 1, 1), date(jaar, 12, 31))


class Ritme(StrEnum):
    """How often hours are declared, the shortest first."""

    MAAND = "maand"
    KWARTAAL = "kwartaal"
    HALFJAAR = "halfjaar"
    JAAR = "jaar"

    @property
    def maanden(self) -> int:
        return {Ritme.MAAND: 1, Ritme.KWARTAAL: 3, Ritme.HALFJAAR: 6, Ritme.JAAR: 12}[self]

    @property
    def per_jaar(self) -> int:
        return 12 // self.maanden

    @property
    def meeste_dagen(self) -> int:
        """Of the longest tijdvak that there is."""
        return {Ritme.MAAND: 31, Ritme.KWARTAAL: 92, Ritme.HALFJAAR: 184, Ritme.JAAR: 366}[self]

    @property
    def een(self) -> str:
        return f"een {self}"

    @property
    def dit(self) -> str:
        return f"{'deze' if self is Ritme.MAAND else 'dit'} {self}"

    @property
    def het(self) -> str:
        return f"{'de' if self is Ritme.MAAND else 'het'} {self}"

    @property
    def heel(self) -> str:
        return f"{'de' if self is Ritme.MAAND else 'het'} hele {self}"


_LETTERS: Final = {Ritme.MAAND: "m", Ritme.KWARTAAL: "", Ritme.HALFJAAR: "h", Ritme.JAAR: "j"}
_CODE: Final = re.compile(r"(20[0-9]{2}|2100)-([mhj]?)([1-9][0-9]?)", re.ASCII)


@dataclass(frozen=True)
class Tijdvak:
    """A part of a calendar year over which hours are declared: `nummer` counts from 1 within the year.

    The only place that knows of months, quarters, half years and years: their days, names, order and neighbours.
    """

    ritme: Ritme
    jaar: int
    nummer: int

    def __post_init__(self) -> None:
        if not 1 <= self.nummer <= self.ritme.per_jaar:
            hoogste = self.ritme.per_jaar
            kies = f"kies 1 tot en met {hoogste}" if hoogste > 1 else "een jaar heeft nummer 1"
            raise ValueError(f"{self.ritme.capitalize()} {self.nummer} bestaat niet; {kies}.")

    def __str__(self) -> str:
        """maart 2026, 1e kwartaal 2026, 1e halfjaar 2026, heel 2026"""
        return f"{self.deel.removesuffix(' jaar')} {self.jaar}"

    @property
    def deel(self) -> str:
        """The name without the year: maart, 1e kwartaal, 1e halfjaar, heel jaar"""
        if self.ritme is Ritme.MAAND:
            return MAANDEN[self.nummer - 1]
        return "heel jaar" if self.ritme is Ritme.JAAR else f"{self.nummer}e {self.ritme}"

    @property
    def deelcode(self) -> str:
        """m3, 1 (a quarter), h1, j1"""
        return f"{_LETTERS[self.ritme]}{self.nummer}"

    def __lt__(self, ander: "Tijdvak") -> bool:
        """By their last month, as they can be declared; of two that end together the longest first."""
        return (self.laatste_maand, self.eerste_maand) < (ander.laatste_maand, ander.eerste_maand)

    @property
    def met_lidwoord(self) -> str:
        """For in a sentence: over het 1e kwartaal 2026, over maart 2026, over heel 2026."""
        return f"het {self}" if self.ritme in (Ritme.KWARTAAL, Ritme.HALFJAAR) else str(self)

    @property
    def code(self) -> str:
        """For addresses and lists: 2026-m3, 2026-1 (a quarter), 2026-h1, 2026-j1."""
        return f"{self.jaar}-{self.deelcode}"

    @property
    def velden(self) -> dict[str, Any]:
        """As a row of the database has them."""
        return {"ritme": self.ritme, "jaar": self.jaar, "nummer": self.nummer}

    @classmethod
    def from_code(cls, code: str) -> "Tijdvak":
        gevonden = _CODE.fullmatch(code)
        if gevonden is None:
            raise ValueError(f"‘{code}’ is geen tijdvak.")
        jaar, letter, nummer = gevonden.groups()
        ritme = next(ritme for ritme, van_ritme in _LETTERS.items() if van_ritme == letter)
        return cls(ritme, int(jaar), int(nummer))

    @classmethod
    def of(cls, ritme: Ritme, dag: date) -> "Tijdvak":
        """The one that holds the day."""
        return cls(ritme, dag.year, (dag.month - 1) // ritme.maanden + 1)

    @property
    def periode(self) -> Periode:
        eind = self.nummer * self.ritme.maanden
        van = date(self.jaar, eind - self.ritme.maanden + 1, 1)
        return Periode(van, date(self.jaar, eind, monthrange(self.jaar, eind)[1]))

    @property
    def eerste_maand(self) -> int:
        """Months counted from the year 0, so that all tijdvakken can be compared."""
        return self.jaar * 12 + (self.nummer - 1) * self.ritme.maanden

    @property
    def laatste_maand(self) -> int:
        return self.eerste_maand + self.ritme.maanden - 1

    @property
    def maanden(self) -> list["Tijdvak"]:
        eerste = (self.nummer - 1) * self.ritme.maanden + 1
        return [Tijdvak(Ritme.MAAND, self.jaar, m) for m in range(eerste, eerste + self.ritme.maanden)]

    @property
    def vorige(self) -> "Tijdvak":
        return Tijdvak.of(self.ritme, self.periode.van - timedelta(days=1))

    @property
    def volgende(self) -> "Tijdvak":
        return Tijdvak.of(self.ritme, self.periode.tot_en_met + timedelta(days=1))

    @classmethod
    def all_in(cls, ritme: Ritme, jaar: int) -> list["Tijdvak"]:
        return [cls(ritme, jaar, nummer) for nummer in range(1, ritme.per_jaar + 1)]

    def overlaps(self, ander: "Tijdvak") -> bool:
        return self.eerste_maand <= ander.laatste_maand and ander.eerste_maand <= self.laatste_maand


def write_kort(tijdvakken: Iterable[Tijdvak]) -> str:
    """Of one year, for a narrow column: kw 1-2, 4; jan-mrt; hj 2; jaar"""
    alle = set(tijdvakken)
    per_ritme = {ritme: sorted({t.nummer for t in alle if t.ritme is ritme}) for ritme in Ritme}
    return ", ".join(_write_kort(ritme, nummers) for ritme, nummers in per_ritme.items() if nummers)


def _write_kort(ritme: Ritme, nummers: list[int]) -> str:
    if ritme is Ritme.JAAR:
        return "jaar"
    reeksen: list[list[int]] = []
    for nummer in nummers:
        if reeksen and reeksen[-1][-1] == nummer - 1:
            reeksen[-1].append(nummer)
        else:
            reeksen.append([nummer])
    namen = [*map(str, range(1, 13))] if ritme is not Ritme.MAAND else [maand[:3] for maand in MAANDEN]
    delen = (f"{namen[r[0] - 1]}-{namen[r[-1] - 1]}" if len(r) > 1 else namen[r[0] - 1] for r in reeksen)
    voor = {Ritme.KWARTAAL: "kw ", Ritme.HALFJAAR: "hj "}.get(ritme, "")
    return voor + ", ".join(delen).replace("maa", "mrt")


def kwartaal(jaar: int, nummer: int) -> Tijdvak:
    return Tijdvak(Ritme.KWARTAAL, jaar, nummer)


def kwartaal_periode(jaar: int, nummer: int) -> Periode:
    return kwartaal(jaar, nummer).periode


def add_maanden(dag: date, maanden: int) -> date:
    """The same day so many months on; in a shorter month its last day (31 January + 1 month = 28 February).

    For terms. For the age of a person: `verjaardag`.
    """
    maand_index = dag.year * 12 + dag.month - 1 + maanden
    jaar, maand = divmod(maand_index, 12)
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))


def verjaardag(geboortedatum: date, maanden: int) -> date:
    """The day on which somebody is so many months old.

    Born on 29 February: in a February without that day it is 1 March, as the BRP counts (docs/adr/0031).
    """
    dag = add_maanden(geboortedatum, maanden)
    schrikkelt = (geboortedatum.month, geboortedatum.day) == (2, 29) and (dag.month, dag.day) == (2, 28)
    return dag + timedelta(days=1) if schrikkelt else dag


def laatst_geboren(dag: date, maanden: int) -> date:
    """The last day of birth of those who are so many months old on the day: who was born later is younger."""
    geboren = add_maanden(dag, -maanden)
    while verjaardag(geboren + timedelta(days=1), maanden) <= dag:
        geboren += timedelta(days=1)
    return geboren


def leeftijd_in_maanden(geboortedatum: date, dag: date) -> int:
    """Whole months lived on the day; the birthday of the month itself counts."""
    maanden = (dag.year - geboortedatum.year) * 12 + dag.month - geboortedatum.month
    return maanden if verjaardag(geboortedatum, maanden) <= dag else maanden - 1


def day_before(dag: date) -> date:
    return dag - timedelta(days=1)
