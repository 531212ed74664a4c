"""The hours of a line over the months of its tijdvak."""

from collections.abc import Sequence

from lib.geld import split_evenly
from lib.periode import Periode, Tijdvak
from opvang.verdelen import Deel
from opvang.voorstel import Dagdeel, propose


def months_in(tijdvak: Tijdvak, periode: Periode) -> list[Periode | None]:
    """For each month of the tijdvak its days in the period; None where there are none."""
    return [maand.periode.overlap(periode) for maand in tijdvak.maanden]


def divide_maanden(
    gemeente_id: int, tijdvak: Tijdvak, delen: Sequence[Deel], uren: Sequence[int]
) -> list[list[int]]:
    """Hundredths of hours of each part over the months of the tijdvak, together exactly as many.

    By what would be proposed for the month alone; where that is nothing, by its days. As many queries whatever the size.
    """
    maanden = [months_in(tijdvak, deel.periode) for deel in delen]
    los = [
        Dagdeel(deel.plaatsing, maand)
        for deel, van_deel in zip(delen, maanden, strict=True)
        for maand in van_deel
        if maand
    ]
    voorstellen = iter(propose(gemeente_id, tijdvak, los))
    verdeeld = []
    for van_deel, honderdsten in zip(maanden, uren, strict=True):
        gewichten = [next(voorstellen).uren if maand else 0 for maand in van_deel]
        if not any(gewichten):
            gewichten = [maand.dagen if maand else 0 for maand in van_deel]
        verdeeld.append(split_evenly(honderdsten, gewichten))
    return verdeeld
