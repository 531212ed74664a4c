"""The policy's time as tables by day, so that the engine looks up instead of computing dates.

Every whole month weighs the same (a 10th, 11th or 12th of the year), every day within a month the
same; with `kalenderweken` every open day weighs the same; with `schoolweken` a quarter weighs its school
weeks, every day within it the same. A table holds running totals: what lies
between two days is the difference of two entries, so that parts always add up to the whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

import numpy as np

from rekenregels.regeling.document import Schrikkeldag
from rekenregels.regeling.eenheden import Kolom
from rekenregels.regeling.groepen import Leeftijd
from rekenregels.regeling.urenregels import Maandverdeling, Uren
from rekenregels.regeling.uurbedragen import Jaarverdeling
from rekenregels.regeling.weken import (
    DAGEN_PER_WEEK,
    GEWICHT_KWARTAAL,
    GEWICHT_MAAND,
    dagen_in_maand,
    gewicht,
    gewicht_jaar,
    weken_per_gewicht,
)

NOOIT: Final = 2**40
OUDSTE_JAREN: Final = 16


@dataclass(frozen=True)
class Kalender:
    """Day tables; index 0 is the first day of the policy, a running total at index d is before day d."""

    dag0: int
    dagen: int
    tijdvakken: tuple[date, ...]
    tijdvak_van_dag: Kolom
    stuk_van_dag: Kolom
    stuk_start: Kolom
    gewicht: Kolom
    weken: Kolom
    noemer: int
    gewicht_jaar: int

    @cached_property
    def laatste(self) -> int:
        return self.dag0 + self.dagen - 1

    @cached_property
    def eerste(self) -> Kolom:
        """The first day, as a number of numpy: to make one of `dag0` costs a short column as much as the sum."""
        return np.array(self.dag0)

    @cached_property
    def ervoor(self) -> Kolom:
        """The day before the first one."""
        return np.array(self.dag0 - 1)

    @cached_property
    def dagtotalen(self) -> Kolom:
        """How many entries a running total by day has."""
        return np.array(self.dagen + 1)

    @property
    def maanden(self) -> int:
        """The equal months of a year, where it is divided so."""
        return self.gewicht_jaar // GEWICHT_MAAND

    @cached_property
    def heeft_knippen(self) -> bool:
        return len(self.stuk_start) > 1

    def verdeel(self, verdeling: Jaarverdeling) -> tuple[Kolom, int]:
        """The running weight of the year as an amount spreads it itself, and that of a whole year."""
        if verdeling == Jaarverdeling():
            return self.gewicht, self.gewicht_jaar
        dagen = [date.fromordinal(self.dag0 + dag) for dag in range(self.dagen)]
        telt = ~np.isin([dag.month for dag in dagen], verdeling.vrij)
        per_dag = np.where(telt, np.diff(self.gewicht), 0)
        if verdeling.teldagen:
            deel = [_deel_van_maand(dag, verdeling.teldagen) for dag in dagen]
            per_dag = per_dag * np.array(deel) // len(verdeling.teldagen)
        jaar = GEWICHT_MAAND * (12 - len(verdeling.vrij)) if verdeling.vrij else self.gewicht_jaar
        return _opgeteld(per_dag), jaar

    def begonnen_deel(self, verdeling: Jaarverdeling) -> Kolom:
        """By day what a stay that begins on it adds: the weight of its part of the month, where that is not counted yet."""
        uit = np.zeros(self.dagen, dtype=np.int64)
        if not verdeling.begonnen:
            return uit
        for i, per_dag in enumerate(np.diff(self.gewicht).tolist()):
            dag = date.fromordinal(self.dag0 + i)
            if dag.month not in verdeling.vrij and not _deel_van_maand(dag, verdeling.teldagen):
                uit[i] = per_dag * dagen_in_maand(dag.year, dag.month) // len(verdeling.teldagen)
        return uit

    def per_tijdvak(self, waarde: Callable[[date], int]) -> Kolom:
        return np.array([waarde(dag) for dag in self.tijdvakken], dtype=np.int64)

    def lopend(self, per_dag: Kolom) -> Kolom:
        """Running total of a value per day, times the weight and weeks of that day."""
        gewogen = np.diff(self.weken) * per_dag
        return np.concatenate([np.zeros(1, np.int64), np.cumsum(gewogen)])


def make_kalender(
    uren: Uren, van: date, tot_en_met: date, wisseldagen: set[date], *, per_maand: bool
) -> Kalender:
    dagen = (tot_en_met - van).days + 1
    reeks = [van + timedelta(days=i) for i in range(dagen)]
    tijdvakken = tuple(sorted({van} | {dag for dag in wisseldagen if van < dag <= tot_en_met}))
    starts = set(tijdvakken) | ({dag for dag in reeks if dag.day == 1} if per_maand else set())
    gewichten = np.array([gewicht(uren, dag) for dag in reeks], dtype=np.int64)
    tijdvak_van_dag = _index_per_dag(van, dagen, tijdvakken)
    weken, noemer = _weken(uren, gewichten, tijdvakken, tijdvak_van_dag)
    return Kalender(
        dag0=van.toordinal(),
        dagen=dagen,
        tijdvakken=tijdvakken,
        tijdvak_van_dag=tijdvak_van_dag,
        stuk_van_dag=_index_per_dag(van, dagen, tuple(sorted(starts))),
        stuk_start=np.array([(dag - van).days for dag in sorted(starts)], dtype=np.int64),
        gewicht=_opgeteld(gewichten),
        weken=_opgeteld(weken),
        noemer=noemer,
        gewicht_jaar=gewicht_jaar(uren),
    )


def _weken(
    uren: Uren, gewichten: Kolom, tijdvakken: tuple[date, ...], tijdvak_van_dag: Kolom
) -> tuple[Kolom, int]:
    """How many weeks each day is, as a fraction: the numerators, and the denominator of them all."""
    if uren.maandverdeling is Maandverdeling.KALENDERWEKEN:
        return gewichten, DAGEN_PER_WEEK
    if uren.maandverdeling is Maandverdeling.SCHOOLWEKEN:
        return gewichten * weken_per_gewicht(uren), 100 * GEWICHT_KWARTAAL
    per_jaar = np.array([uren.weken_per_jaar.op(dag).waarde for dag in tijdvakken], dtype=np.int64)
    return gewichten * per_jaar[tijdvak_van_dag], 100 * gewicht_jaar(uren)


def _deel_van_maand(dag: date, teldagen: tuple[int, ...]) -> int:
    """How often a day is counted, in days of its month: of a month as a whole, a day is so many parts."""
    dagen = dagen_in_maand(dag.year, dag.month)
    return dagen * sum(min(teldag, dagen) == dag.day for teldag in teldagen)


def _opgeteld(per_dag: Kolom) -> Kolom:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(per_dag)])


def _index_per_dag(van: date, dagen: int, starts: tuple[date, ...]) -> Kolom:
    posities = np.array([(dag - van).days for dag in starts], dtype=np.int64)
    index: Kolom = np.searchsorted(posities, np.arange(dagen), side="right").astype(np.int64) - 1
    return index


def geboortedagen(dag0: int, dagen: int) -> Kolom:
    """All birthdays (ordinals) that can matter for a policy."""
    return np.arange(dag0 - OUDSTE_JAREN * 366, dag0 + dagen, dtype=np.int64)


def leeftijdsdag(geboorte: Kolom, leeftijd: Leeftijd, schrikkeldag: Schrikkeldag) -> Kolom:
    """The day on which a child reaches an age; the 31st becomes the last day of a shorter month.

    A child of 29 February that reaches the age in a February without that day has its birthday on `schrikkeldag`.
    """
    epoch = date(1970, 1, 1).toordinal()
    dag = (geboorte - epoch).astype("datetime64[D]")
    maand = dag.astype("datetime64[M]")
    dag_in_maand = dag - maand.astype("datetime64[D]")
    doel = maand + np.timedelta64(leeftijd.maanden, "M")
    laatste = (doel + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    bereikt = np.minimum(doel.astype("datetime64[D]") + dag_in_maand, laatste)
    if schrikkeldag is Schrikkeldag.MAART:
        is_februari = maand.astype(np.int64) % 12 == 1
        is_februari &= doel.astype(np.int64) % 12 == 1
        bereikt = bereikt + (is_februari & (dag_in_maand > laatste - doel.astype("datetime64[D]"))).astype(
            "timedelta64[D]"
        )
    dagen: Kolom = bereikt.astype(np.int64) + epoch + 7 * leeftijd.weken
    return dagen
