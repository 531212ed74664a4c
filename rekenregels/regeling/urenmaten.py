"""A number of hours with the time that it is for: a week, a month, a year, or the whole time of a child.

Hours per week, month and quarter grow with the days of a line. Hours per day, per calendar year and of the whole
period are a balance: a child may use them when it wants to, until they are used up.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rekenregels.regeling.velden import Eenheid, Parameter, veld


class Urentijd(StrEnum):
    DAG = "dag"
    WEEK = "week"
    MAAND = "maand"
    KWARTAAL = "kwartaal"
    JAAR = "jaar"
    HELE_PERIODE = "hele_periode"

    @property
    def is_saldo(self) -> bool:
        """Is the number a balance that is used up, whatever the days of a line?"""
        return self in (Urentijd.DAG, Urentijd.JAAR, Urentijd.HELE_PERIODE)

    @property
    def blijft(self) -> bool:
        """Does what earlier lines used count?"""
        return self in (Urentijd.JAAR, Urentijd.HELE_PERIODE)

    @property
    def hoogste(self) -> int:
        """The most hours that can be meant, in whole hours."""
        return _HOOGSTE[self]

    @property
    def woorden(self) -> str:
        """As people read it after a number of hours: 'per kalenderjaar'."""
        return _WOORDEN[self]


_HOOGSTE = {
    Urentijd.DAG: 24,
    Urentijd.WEEK: 60,
    Urentijd.MAAND: 260,
    Urentijd.KWARTAAL: 780,
    Urentijd.JAAR: 3_000,
    Urentijd.HELE_PERIODE: 9_000,
}
_WOORDEN = {
    Urentijd.DAG: "per dag",
    Urentijd.WEEK: "per week",
    Urentijd.MAAND: "per maand",
    Urentijd.KWARTAAL: "per kwartaal",
    Urentijd.JAAR: "per kalenderjaar",
    Urentijd.HELE_PERIODE: "voor de hele periode van het kind",
}


@dataclass(frozen=True)
class Urenmaat:
    aantal: Parameter = veld("Aantal uren", Eenheid.UREN, minimum="0", maximum="9000")
    per: Urentijd = veld(
        "Over welke tijd dat aantal gaat; per dag, per jaar en voor de hele periode is het een tegoed dat op kan",
        voorbeeld='"jaar"',
    )


@dataclass(frozen=True)
class Dagplek:
    """The hours that count on the first, the second, the third day of a week."""

    naam: str = veld("Welke dag van de week dit is", voorbeeld='"eerste dag"')
    uren: Parameter = veld(
        "Uren die op deze dag hoogstens meetellen", Eenheid.UREN, minimum="0", maximum="24"
    )
