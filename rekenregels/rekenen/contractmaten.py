"""Contracts of a fixed size: a policy that knows 200 and 400 hours a year has no contract of 7 hours a week."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np

from lib.geld import round_half_up
from rekenregels.regeling.notatie import als_decimalen
from rekenregels.regeling.schrijven import toon_waarde
from rekenregels.regeling.urenmaten import Urenmaat, Urentijd
from rekenregels.rekenen.feit import ONBEKEND, FeitFout
from rekenregels.rekenen.feiten import Feiten, lines_where
from rekenregels.rekenen.plan import Plan


def check_contractmaten(plan: Plan, feiten: Feiten) -> list[FeitFout]:
    """The lines with hours per week that no contract of the policy has, on their first day."""
    fouten: list[FeitFout] = []
    kalender = plan.kalender
    dagen = np.clip(feiten.van - kalender.dag0, 0, kalender.dagen - 1)
    tijdvak = kalender.tijdvak_van_dag[dagen]
    for categorie, regels in plan.regeling.vergoede_categorieen():
        for t, dag in enumerate(kalender.tijdvakken if regels.contractmaten else ()):
            maten = [per_week(plan, maat, dag) for maat in regels.contractmaten]
            waar = (feiten.categorie == categorie.nummer) & (tijdvak == t)
            waar &= (feiten.uren_per_week != ONBEKEND) & ~np.isin(feiten.uren_per_week, maten)
            if waar.any():
                fouten += lines_where(feiten, "uren_per_week", waar, _zin(regels.contractmaten, maten, dag))
    return fouten


def per_week(plan: Plan, maat: Urenmaat, dag: date) -> int:
    """The hours per week of a contract of this size, in hundredths, rounded half up."""
    weken = plan.regeling.uren.weken_per_jaar.op(dag).waarde
    keer = {Urentijd.MAAND: plan.kalender.maanden, Urentijd.KWARTAAL: 4, Urentijd.JAAR: 1}.get(maat.per)
    uren = Fraction(maat.aantal.op(dag).waarde)
    deel = uren if keer is None else uren * keer * 100 / weken
    return round_half_up(deel.numerator, deel.denominator)


def _zin(maten: tuple[Urenmaat, ...], weekuren: list[int], dag: date) -> str:
    namen = (
        omvang(maat, dag) + ("" if maat.per is Urentijd.WEEK else f" ({als_decimalen(uren, 2)} per week)")
        for maat, uren in zip(maten, weekuren, strict=True)
    )
    return f"deze regeling kent alleen een contract van {' of '.join(namen)}; verbeter de uren per week"


def omvang(maat: Urenmaat, dag: date) -> str:
    """A size in words: '200 uur per kalenderjaar'."""
    return f"{toon_waarde(maat.aantal.op(dag), maat.aantal.eenheid)} {maat.per.woorden}"
