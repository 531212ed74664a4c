"""Working days: the Algemene termijnenwet moves the last day of a term past weekends and holidays."""

from datetime import date, timedelta
from functools import cache


def pasen(jaar: int) -> date:
    """Easter Sunday, by the rule of Gauss as Butcher wrote it down."""
    a, (b, c) = jaar % 19, divmod(jaar, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    maand = (h - m + r + 90) // 25
    return date(jaar, maand, (h - m + r + maand + 19) % 32)


@cache
def feestdagen(jaar: int) -> frozenset[date]:
    """The days of article 3 of the Algemene termijnenwet, with Good Friday, which counts as one."""
    eerste_paasdag = pasen(jaar)
    koningsdag = date(jaar, 4, 27)
    if koningsdag.weekday() == 6:
        koningsdag -= timedelta(days=1)
    rond_pasen = (eerste_paasdag + timedelta(days=dagen) for dagen in (-2, 1, 39, 50))
    vaste = (date(jaar, 1, 1), date(jaar, 5, 5), date(jaar, 12, 25), date(jaar, 12, 26))
    return frozenset({*rond_pasen, *vaste, koningsdag})


def is_werkdag(dag: date) -> bool:
    return dag.weekday() < 5 and dag not in feestdagen(dag.year)


def werkdag_vanaf(dag: date) -> date:
    """This day, or the first working day after it."""
    while not is_werkdag(dag):
        dag += timedelta(days=1)
    return dag
