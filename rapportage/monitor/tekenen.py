"""The chart of a divided table: a bar per row, the lowest share first. Out of the same cells as the table."""

from lib.geld import round_half_up
from lib.grafiek import Grafiek, Punt, make_balkgrafiek
from rapportage.monitor.blad import Blad, Regel

MEESTE_BALKEN = 30


def draw_rijen(blad: Blad) -> Grafiek | None:
    """Of the rows that are told; None without any. Shares where the table has them, else numbers."""
    met_aandeel = blad.kolommen[-1:] != ("Bereikt",) and len(blad.kolommen) > 5
    punten = [punt for regel in blad.regels if (punt := _punt(regel, met_aandeel)) is not None]
    punten.sort(key=lambda punt: (punt.waarde, punt.label))
    if not met_aandeel:
        punten.reverse()
    if not punten:
        return None
    volgorde = "het laagste bereik" if met_aandeel else "de meeste kinderen"
    return make_balkgrafiek(
        f"{blad.titel}, {volgorde} eerst",
        punten[:MEESTE_BALKEN],
        kolommen=(blad.kolommen[0], "Bereik" if met_aandeel else "Bereikt"),
        geheel=1000 if met_aandeel else max(max(punt.waarde for punt in punten), 1),
        beschrijving=f"Balkgrafiek, {volgorde} eerst. Wat verborgen is, staat er niet in. De cijfers staan in de tabel.",
    )


def _punt(regel: Regel, met_aandeel: bool) -> Punt | None:
    if not met_aandeel:
        bereikt = regel.vakken[0].waarde
        return Punt(regel.naam, bereikt, regel.vakken[0].tekst) if isinstance(bereikt, int) else None
    totaal, deel = regel.vakken[0].waarde, regel.vakken[1].waarde
    if not isinstance(totaal, int) or not isinstance(deel, int) or not totaal:
        return None
    return Punt(regel.naam, round_half_up(deel * 1000, totaal), regel.vakken[4].tekst)
