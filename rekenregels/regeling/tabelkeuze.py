"""Which table the parents of a list of bands are in."""

from __future__ import annotations

from rekenregels.regeling.document import Band, Regeling


def tabellen_van(regeling: Regeling, banden: tuple[Band, ...], *, kot: bool) -> list[str]:
    """The names of the tables that the amounts of these parents read, in the order of the bands."""
    cellen = [band.met_kot if kot else band.zonder_kot for band in banden]
    bedragen = [regeling.leidende(cel) for cel in cellen if cel is not None]
    return list(dict.fromkeys(bedrag.tabelnaam for bedrag in bedragen if bedrag.tabelinhoud is not None))
