"""How much of the year a day is, as the policy divides it."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache
from math import gcd
from typing import Final

from rekenregels.regeling.urenregels import Maandverdeling, Uren

GEWICHT_MAAND: Final = 377_580  # divisible by 28, 29, 30 and 31
GEWICHT_KWARTAAL: Final = 376_740  # divisible by 90, 91 and 92: the days of a quarter
DAGEN_PER_WEEK: Final = 7


def gewicht(uren: Uren, dag: date) -> int:
    if uren.maandverdeling is Maandverdeling.KALENDERWEKEN:
        return int(not any(sluiting.van <= dag <= sluiting.tot_en_met for sluiting in uren.sluitingen))
    if uren.maandverdeling is Maandverdeling.SCHOOLWEKEN:
        kwartaal = (dag.month - 1) // 3
        weken = uren.schoolweken[kwartaal] // weken_per_gewicht(uren)
        return weken * GEWICHT_KWARTAAL // dagen_in_kwartaal(dag.year, kwartaal)
    if dag.month in uren.vrije_maanden:
        return 0
    return GEWICHT_MAAND // dagen_in_maand(dag.year, dag.month)


def gewicht_jaar(uren: Uren) -> int:
    """The weights of a whole year together."""
    if uren.maandverdeling is Maandverdeling.SCHOOLWEKEN:
        return GEWICHT_KWARTAAL * (sum(uren.schoolweken) // weken_per_gewicht(uren))
    return GEWICHT_MAAND * (12 - uren.maandverdeling.vrije_maanden)


def weken_per_gewicht(uren: Uren) -> int:
    """The hundredths of weeks that the four quarters share, so that weights are no larger than they must be."""
    return gcd(*uren.schoolweken) or 1


@lru_cache(maxsize=1024)
def dagen_in_maand(jaar: int, maand: int) -> int:
    return calendar.monthrange(jaar, maand)[1]


def dagen_in_kwartaal(jaar: int, kwartaal: int) -> int:
    """Of the quarters 0 to 3."""
    return sum(dagen_in_maand(jaar, 3 * kwartaal + maand) for maand in (1, 2, 3))


def open_weken(uren: Uren, van: date, tot_en_met: date) -> tuple[int, int]:
    """Open days in a period and the days of one week: their quotient is the number of weeks."""
    dagen = (tot_en_met - van).days + 1
    return sum(gewicht(uren, van + timedelta(days=i)) for i in range(dagen)), DAGEN_PER_WEEK
