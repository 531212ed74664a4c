"""The 960-hours norm: will a child get the hours of voorschoolse educatie that the law has in mind between 2;6 and 4?

Art. 2 Besluit basisvoorwaarden kwaliteit voorschoolse educatie: in anderhalf jaar at least 960 hours can be followed
from the day that a child is two and a half; of a day no more than six hours count.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from lib.geld import round_half_up
from lib.periode import Periode, day_before, verjaardag
from opvang.eisen import newest

NORM = 100 * newest("aanbod")  # hundredths of hours
VANAF_MAANDEN, TOT_MAANDEN = 30, 48
HOOGSTENS_PER_DAG = 100 * newest("uren-per-dag")
# aanname: how many weeks a year a place is open, where no policy says it.
WEKEN_PER_JAAR = Fraction(40)
JAREN = Fraction(TOT_MAANDEN - VANAF_MAANDEN, 12)


@dataclass(frozen=True)
class Afspraak:
    """Hours a week (hundredths) over some days; `dagen_per_week` None when it is not known over how many."""

    periode: Periode
    uren_per_week: int
    dagen_per_week: int | None = None


@dataclass(frozen=True)
class Urenprognose:
    """What was had until a day and what is to come until four, in hundredths of hours."""

    gehad: int
    gepland: int
    weken_over: Fraction
    aanname: bool  # the six hours a day could not be looked at everywhere
    per_week_nu: int

    @property
    def totaal(self) -> int:
        return self.gehad + self.gepland

    @property
    def tekort(self) -> int:
        return max(NORM - self.totaal, 0)

    @property
    def nodig_per_week(self) -> int | None:
        """Hours a week in the weeks left with which the norm is met all the same; None when no weeks are left."""
        if not self.weken_over:
            return None
        return ceil(max(NORM - self.gehad, 0) / self.weken_over)


def hours_of(uren_per_week: int, dagen_per_week: int | None, weken: Fraction) -> int:
    """Hours that count over so many weeks, rounded once."""
    uren = Fraction(countable(uren_per_week, dagen_per_week)) * weken
    return round_half_up(uren.numerator, uren.denominator)


def countable(uren_per_week: int, dagen_per_week: int | None) -> int:
    """Of a week no more than six hours a day; where the days are not known, all of them."""
    if dagen_per_week is None:
        return uren_per_week
    return min(uren_per_week, HOOGSTENS_PER_DAG * dagen_per_week)


def weeks_in(periode: Periode, venster: Periode, weken_per_jaar: Fraction) -> Fraction:
    """The weeks that are open in some days of the window, which as a whole is a year and a half."""
    return periode.dagen * weken_per_jaar * JAREN / venster.dagen


def predict(
    geboren: date, afspraken: Iterable[Afspraak], dag: date, weken_per_jaar: Fraction = WEKEN_PER_JAAR
) -> Urenprognose:
    """Over the days between 2;6 and four: before `dag` is had, from that day on is planned."""
    venster = window_of(geboren)
    delen = [(a, deel) for a in afspraken if (deel := a.periode.overlap(venster))]
    eerder = Periode(min(venster.van, day_before(dag)), day_before(dag))
    later = Periode(dag, max(venster.tot_en_met, dag))
    over = later.overlap(venster)
    return Urenprognose(
        gehad=_sum(delen, eerder, venster, weken_per_jaar),
        gepland=_sum(delen, later, venster, weken_per_jaar),
        weken_over=weeks_in(over, venster, weken_per_jaar) if over else Fraction(0),
        aanname=any(a.dagen_per_week is None for a, _ in delen),
        per_week_nu=sum(countable(a.uren_per_week, a.dagen_per_week) for a, deel in delen if dag in deel),
    )


def window_of(geboren: date) -> Periode:
    """From the day that it is two and a half up to the day before it is four."""
    return Periode(verjaardag(geboren, VANAF_MAANDEN), day_before(verjaardag(geboren, TOT_MAANDEN)))


def _sum(
    delen: Sequence[tuple[Afspraak, Periode]], binnen: Periode, venster: Periode, weken_per_jaar: Fraction
) -> int:
    return sum(
        hours_of(afspraak.uren_per_week, afspraak.dagen_per_week, weeks_in(deel, venster, weken_per_jaar))
        for afspraak, geheel in delen
        if (deel := geheel.overlap(binnen))
    )
