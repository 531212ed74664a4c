"""The track of a declaration with the municipality's steps after it: calculated and decided."""

from opvang.models import Urendeclaratie
from opvang.spoor import Punt, Spoorstap, draw, steps_of
from subsidies.models import Berekening


def draw_spoor(declaratie: Urendeclaratie, berekening: Berekening | None) -> list[Punt]:
    afgewezen = berekening is not None and berekening.status == Berekening.Status.REJECTED
    return draw(
        [
            *steps_of(declaratie),
            Spoorstap("Berekenen", "Berekend", berekening.berekend_op if berekening else None),
            Spoorstap(
                "Goedkeuren",
                "Afgewezen" if afgewezen else "Goedgekeurd",
                berekening.besloten_op if berekening else None,
                mislukt=afgewezen,
            ),
        ]
    )
