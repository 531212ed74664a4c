"""Which table the parents of a list of bands are in."""

from __future__ import annotations

from rekenregels.regeling.document import Regeling
from rekenregels.regeling.groepen import Band


def tabellen_van(regeling: Regeling, banden: tuple[Band, ...], *, kot: bool) -> list[str]:
    """The names of the tables that the amounts of these parents read, in the order of the bands."""
    cellen = [band.met_kot if kot else band.zonder_kot for band in banden]
    bedragen = [bedrag for cel in cellen if cel is not None for bedrag in regeling.bedragen(cel)]
    return list(dict.fromkeys(bedrag.tabelnaam for bedrag in bedragen if bedrag.tabelinhoud is not None))
