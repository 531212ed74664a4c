"""Which VVE programme a child followed and for how long (WPO 160 lid 3), out of its placements; with the explanation.

A day counts when the child had a place at a location that was registered for VE on that day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from lib.periode import Periode, add_maanden
from lib.weergave import periode as schrijf_periode
from opvang.models import Locatieprogramma, Plaatsing
from opvang.overdracht.programmas import naam_van
from organisaties.models import Locatie

_DAG = timedelta(days=1)


@dataclass(frozen=True)
class Programmadeel:
    """An unbroken time in one programme. `programma` is empty where nobody wrote down which one."""

    programma: str
    van: date
    tot_en_met: date
    locaties: tuple[str, ...]

    @property
    def duur(self) -> tuple[int, int]:
        """Whole months, and the days that are left."""
        return months_and_days(self.van, self.tot_en_met)

    @property
    def uitleg(self) -> str:
        naam = naam_van(self.programma) if self.programma else "Een programma dat niet is vastgelegd"
        waar = " en ".join(self.locaties)
        return f"{naam} bij {waar}, {schrijf_periode(self.van, self.tot_en_met)}: {write_duur(*self.duur)}."


def months_and_days(van: date, tot_en_met: date) -> tuple[int, int]:
    """1 January up to and including 31 January is one month and no days."""
    eind = tot_en_met + _DAG
    maanden = (eind.year - van.year) * 12 + eind.month - van.month
    if add_maanden(van, maanden) > eind:
        maanden -= 1
    return maanden, (eind - add_maanden(van, maanden)).days


def write_duur(maanden: int, dagen: int) -> str:
    delen = []
    if maanden:
        delen.append(f"{maanden} maand{'en' if maanden != 1 else ''}")
    if dagen or not maanden:
        delen.append(f"{dagen} dag{'en' if dagen != 1 else ''}")
    return " en ".join(delen)


def total_of(delen: Iterable[Programmadeel]) -> tuple[int, int]:
    """Months and days of all parts together, added apart: no month is made out of loose days."""
    duren = [deel.duur for deel in delen]
    return sum(maanden for maanden, _ in duren), sum(dagen for _, dagen in duren)


def read_programmadelen(plaatsingen: Iterable[Plaatsing], tot_en_met: date) -> list[Programmadeel]:
    """Of these placements, with their location; two queries for all of them together."""
    plaatsingen = list(plaatsingen)
    per_locatie: dict[int, list[Locatieprogramma]] = {}
    locaties = {plaatsing.locatie_id for plaatsing in plaatsingen}
    for rij in Locatieprogramma.objects.filter(locatie__in=locaties):
        per_locatie.setdefault(rij.locatie_id, []).append(rij)
    return programmadelen(plaatsingen, per_locatie, tot_en_met)


def programmadelen(
    plaatsingen: Iterable[Plaatsing], per_locatie: Mapping[int, list[Locatieprogramma]], tot_en_met: date
) -> list[Programmadeel]:
    stukken = [
        stuk
        for plaatsing in plaatsingen
        if not plaatsing.is_vervallen and plaatsing.startdatum <= tot_en_met
        for stuk in _stukken(plaatsing, per_locatie.get(plaatsing.locatie_id, []), tot_en_met)
    ]
    return sorted(_merge(stukken), key=lambda deel: (deel.van, deel.programma))


def _stukken(
    plaatsing: Plaatsing, programmas: list[Locatieprogramma], tot_en_met: date
) -> list[Programmadeel]:
    """The placement, cut where the registration or the programme changes, without the days without VE."""
    laatste = min(plaatsing.einddatum or tot_en_met, tot_en_met)
    gevonden = []
    for deel in _cut(Periode(plaatsing.startdatum, laatste), _snijdagen(plaatsing.locatie, programmas)):
        if plaatsing.locatie.has_ve_on(deel.van):
            code = _programma_on(deel.van, programmas)
            gevonden.append(Programmadeel(code, deel.van, deel.tot_en_met, (plaatsing.locatie.naam,)))
    return gevonden


def _snijdagen(locatie: Locatie, programmas: list[Locatieprogramma]) -> set[date]:
    dagen = set(locatie.ve_wisseldagen)
    for rij in programmas:
        dagen.add(rij.van)
        if rij.tot_en_met is not None:
            dagen.add(rij.tot_en_met + _DAG)
    return dagen


def _cut(periode: Periode, dagen: set[date]) -> list[Periode]:
    randen = sorted({periode.van, *(dag for dag in dagen if dag in periode), periode.tot_en_met + _DAG})
    return [Periode(van, volgende - _DAG) for van, volgende in pairwise(randen)]


def _programma_on(dag: date, programmas: list[Locatieprogramma]) -> str:
    lopend = (p for p in programmas if p.van <= dag and (p.tot_en_met is None or dag <= p.tot_en_met))
    return next((programma.programma for programma in lopend), "")


def _merge(stukken: list[Programmadeel]) -> list[Programmadeel]:
    """One part for what follows on or overlaps, also at another location: a day counts once."""
    delen: list[Programmadeel] = []
    for stuk in sorted(stukken, key=lambda s: (s.programma, s.van, s.tot_en_met)):
        vorig = delen[-1] if delen else None
        if vorig and vorig.programma == stuk.programma and stuk.van <= vorig.tot_en_met + _DAG:
            locaties = tuple(dict.fromkeys(vorig.locaties + stuk.locaties))
            einde = max(vorig.tot_en_met, stuk.tot_en_met)
            delen[-1] = Programmadeel(vorig.programma, vorig.van, einde, locaties)
        else:
            delen.append(stuk)
    return delen
