"""Dates: a period is a type and its last day counts."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

# The years that a person can mean: of a declaration, a budget, a line of the ledger.
EERSTE_JAAR, LAATSTE_JAAR = 2000, 2100
JAAR_BESTAAT_NIET = f"Kies een jaar van {EERSTE_JAAR} tot en met {LAATSTE_JAAR}."


@dataclass(frozen=True, order=True)
class Periode:
    """From `van` to `tot_en_met`, both days included."""

    van: date
    tot_en_met: date

    def __post_init__(self) -> None:
        if self.tot_en_met < self.van:
            raise ValueError(
                f"De periode eindigt ({self.tot_en_met:%d-%m-%Y}) voor het begin ({self.van:%d-%m-%Y})."
            )

    @property
    def dagen(self) -> int:
        return (self.tot_en_met - self.van).days + 1

    def __contains__(self, dag: date) -> bool:
        return self.van <= dag <= self.tot_en_met

    def overlap(self, ander: "Periode") -> "Periode | None":
        van, tot_en_met = max(self.van, ander.van), min(self.tot_en_met, ander.tot_en_met)
        return Periode(van, tot_en_met) if van <= tot_en_met else None


def jaar_periode(jaar: int) -> Periode:
    return Periode(date(jaar, 1, 1), date(jaar, 12, 31))


def kwartaal_periode(jaar: int, kwartaal: int) -> Periode:
    if kwartaal not in (1, 2, 3, 4):
        raise ValueError(f"Kwartaal {kwartaal} bestaat niet; kies 1, 2, 3 of 4.")
    laatste_maand = kwartaal * 3
    laatste_dag = monthrange(jaar, laatste_maand)[1]
    return Periode(date(jaar, laatste_maand - 2, 1), date(jaar, laatste_maand, laatste_dag))


def kwartaal_van(dag: date) -> tuple[int, int]:
    """The year and the quarter that hold the day."""
    return dag.year, (dag.month - 1) // 3 + 1


def add_maanden(dag: date, maanden: int) -> date:
    """The same day so many months on; in a shorter month its last day (31 January + 1 month = 28 February).

    For terms. For the age of a person: `verjaardag`.
    """
    maand_index = dag.year * 12 + dag.month - 1 + maanden
    jaar, maand = divmod(maand_index, 12)
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))


def verjaardag(geboortedatum: date, maanden: int) -> date:
    """The day on which somebody is so many months old.

    Born on 29 February: in a February without that day it is 1 March, as the BRP counts (docs/adr/0031).
    """
    dag = add_maanden(geboortedatum, maanden)
    schrikkelt = (geboortedatum.month, geboortedatum.day) == (2, 29) and (dag.month, dag.day) == (2, 28)
    return dag + timedelta(days=1) if schrikkelt else dag


def laatst_geboren(dag: date, maanden: int) -> date:
    """The last day of birth of those who are so many months old on the day: who was born later is younger."""
    geboren = add_maanden(dag, -maanden)
    while verjaardag(geboren + timedelta(days=1), maanden) <= dag:
        geboren += timedelta(days=1)
    return geboren


def leeftijd_in_maanden(geboortedatum: date, dag: date) -> int:
    """Whole months lived on the day; the birthday of the month itself counts."""
    maanden = (dag.year - geboortedatum.year) * 12 + dag.month - geboortedatum.month
    return maanden if verjaardag(geboortedatum, maanden) <= dag else maanden - 1


def day_before(dag: date) -> date:
    return dag - timedelta(days=1)
