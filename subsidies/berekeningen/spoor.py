"""The track of a declaration with the municipality's steps after it: calculated and decided."""

from opvang.models import Urendeclaratie
from opvang.spoor import Punt, Spoorstap, draw, steps_of
from subsidies.models import Berekening


def draw_spoor(declaratie: Urendeclaratie, berekening: Berekening | None) -> list[Punt]:
    """Of a declaration that waits for a judgement again, a rejected calculation is over and done with."""
    if declaratie.status == Urendeclaratie.Status.SUBMITTED:
        berekening = None
    afgewezen = berekening is not None and berekening.status == Berekening.Status.REJECTED
    daarna = [
        Spoorstap("Berekenen", "Berekend", berekening.berekend_op if berekening else None),
        Spoorstap(
            "Goedkeuren",
            "Afgewezen" if afgewezen else "Goedgekeurd",
            berekening.besloten_op if berekening else None,
            mislukt=afgewezen,
        ),
    ]
    return draw(steps_of(declaratie, daarna))
