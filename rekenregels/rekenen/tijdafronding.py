"""Amounts per hour that are rounded over a day, month, quarter or year.

    amount = n x round(hours x amount per hour / n)

with n the days, months, quarters or years of the piece: what one of them costs at this take-up is rounded, and the piece
pays for its share. So four quarters are one year, and no line needs to know of another.
"""

from __future__ import annotations

import numpy as np

from rekenregels.regeling.eenheden import MILLICENT, Kolom
from rekenregels.regeling.uurbedragen import Afrondtijd, Richting
from rekenregels.rekenen.blok import Blok
from rekenregels.rekenen.kalender import Kalender
from rekenregels.rekenen.rondtabel import RICHTINGEN, TIJDEN, Rondtabel
from rekenregels.rekenen.urenstappen import gewichten


def keer_per_jaar(kalender: Kalender, tijd: Afrondtijd) -> int:
    return {Afrondtijd.MAAND: kalender.maanden, Afrondtijd.KWARTAAL: 4}.get(tijd, 1)


def punten(blok: Blok, tijd: Afrondtijd) -> tuple[Kolom, Kolom, Kolom]:
    """Where the piece begins and ends, in parts of one unit of time, and how many parts that unit has."""
    if tijd is Afrondtijd.DAG:
        begin, van, tot, geheel = gewichten(blok)
        dagen = np.maximum(blok.feit("dagen"), 0)
        return (van - begin) * dagen, (tot - begin) * dagen, geheel
    kalender = blok.plan.kalender
    keer = keer_per_jaar(kalender, tijd)
    van, tot = (keer * kalender.gewicht[punt] for punt in (blok.stukken.van, blok.stukken.tot))
    return van, tot, np.full_like(van, kalender.gewicht_jaar)


def rond_over_tijd(blok: Blok, tabel: Rondtabel, uren: Kolom, per_uur: Kolom, anders: Kolom) -> Kolom:
    """The amount in cents; `anders` where it is rounded by the hour. Whole numbers of any size: few policies need this."""
    situatie, uit = blok.k["situatie"], anders.copy()
    for nummer, tijd in enumerate(TIJDEN):
        geldt = (tabel.tijd[situatie] == nummer) & (nummer > 0) & (uren > 0)
        if not geldt.any():
            continue
        van, tot, heel = (kolom[geldt].astype(object) for kolom in punten(blok, tijd))
        fijn = uren[geldt].astype(object) * per_uur[geldt]
        regels = zip(
            fijn, tabel.stap[situatie][geldt], tabel.richting[situatie][geldt], van, tot, heel, strict=True
        )
        uit[geldt] = [_bedrag(blok.plan.eenheden_per_uur, *map(int, regel)) for regel in regels]
    return uit


def _bedrag(per_uur: int, fijn: int, stap: int, richting: int, van: int, tot: int, heel: int) -> int:
    """In cents; `per_uur`: the units in an hour. Without a unit of time in the piece, such as in a free month, the whole is rounded once."""
    rond = RICHTINGEN[richting].rond
    if tot == van:
        return stap * rond(fijn, per_uur * stap) // MILLICENT
    eenheid = stap * rond(fijn * heel, per_uur * stap * (tot - van))
    eind, begin = (Richting.HALF_OMHOOG.rond(eenheid * punt, heel * MILLICENT) for punt in (tot, van))
    return eind - begin
