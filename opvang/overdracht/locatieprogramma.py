"""The programmes of a location as a page shows them: with their names, sources and warnings."""

from dataclasses import dataclass
from datetime import date

from opvang.models import Locatieprogramma
from opvang.overdracht.programmas import Programma, naam_van, programmas
from organisaties.models import Locatie


@dataclass(frozen=True)
class Programmaregel:
    naam: str
    van: date
    tot_en_met: date | None
    waarschuwing: str
    programma: Programma | None


def read_programmas(locatie: Locatie, dag: date) -> list[Programmaregel]:
    """A programme that goes on is judged by today, one that ended by its last day."""
    regels = []
    for rij in Locatieprogramma.objects.filter(locatie=locatie):
        programma = programmas().get(rij.programma)
        peildag = rij.tot_en_met or max(dag, rij.van)
        waarschuwing = programma.waarschuwing_op(peildag) if programma else ""
        regels.append(
            Programmaregel(naam_van(rij.programma), rij.van, rij.tot_en_met, waarschuwing, programma)
        )
    return regels
