"""How much of the year a day is, as the policy divides it."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Final

from rekenregels.regeling.document import Maandverdeling, Uren

GEWICHT_MAAND: Final = 377_580  # divisible by 28, 29, 30 and 31
DAGEN_PER_WEEK: Final = 7


def gewicht(uren: Uren, dag: date) -> int:
    if uren.maandverdeling is Maandverdeling.KALENDERWEKEN:
        return int(not any(sluiting.van <= dag <= sluiting.tot_en_met for sluiting in uren.sluitingen))
    if dag.month in uren.vrije_maanden:
        return 0
    return GEWICHT_MAAND // calendar.monthrange(dag.year, dag.month)[1]


def open_weken(uren: Uren, van: date, tot_en_met: date) -> tuple[int, int]:
    """Open days in a period and the days of one week: their quotient is the number of weeks."""
    dagen = (tot_en_met - van).days + 1
    return sum(gewicht(uren, van + timedelta(days=i)) for i in range(dagen)), DAGEN_PER_WEEK
