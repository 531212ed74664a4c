"""A year of policy as it is read: agreements beside what was measured, actions beside what was booked, meetings held.

Pure values, the same for page, file, report and test. Money in cents.
"""

from dataclasses import KW_ONLY, dataclass
from datetime import date

from lib.geld import procent
from lib.kleine_groepen import find_hidden, is_small
from lib.weergave import MAANDEN

MAANDEN_PER_JAAR = 12


@dataclass(frozen=True)
class Meting:
    """So many of so many children on a day; of what is no child, such as a location, every share may be told."""

    aantal: int
    totaal: int
    peildatum: date
    _: KW_ONLY
    van_kinderen: bool = True
    # Beside the other figures of the same day it would tell of a small group.
    is_verborgen: bool = False

    @property
    def percentage(self) -> str:
        return procent(self.aantal, self.totaal)

    @property
    def is_klein(self) -> bool:
        """The share would tell of a small group of children."""
        return self.van_kinderen and (self._is_small or self.is_verborgen)

    @property
    def _is_small(self) -> bool:
        return is_small(self.totaal) or bool(find_hidden((self.aantal, self.totaal - self.aantal)))


@dataclass(frozen=True)
class Doel:
    """A target in percent of a measure; `hoogstens`: the target is a ceiling and not a floor."""

    naam: str
    pct: int
    hoogstens: bool

    def __str__(self) -> str:
        return f"{self.naam}: {'hoogstens' if self.hoogstens else 'minstens'} {self.pct}\u00a0%"

    def is_gehaald(self, meting: Meting) -> bool:
        links, rechts = meting.aantal * 100, self.pct * meting.totaal
        return links <= rechts if self.hoogstens else links >= rechts


@dataclass(frozen=True)
class Afspraakstand:
    """`doel` is the target that is measured, `doel_in_woorden` one that is not."""

    pk: int
    datum: date
    partijen: str
    tekst: str
    is_resultaat: bool
    doel: Doel | None
    doel_in_woorden: str
    meting: Meting | None
    uitkomst: str

    @property
    def is_gehaald(self) -> bool | None:
        """None where nothing was measured."""
        if self.doel is None or self.meting is None or not self.meting.totaal:
            return None
        return self.doel.is_gehaald(self.meting)


@dataclass(frozen=True)
class Onderwerpstand:
    code: str
    naam: str
    artikel: str
    afspraken: tuple[Afspraakstand, ...]


@dataclass(frozen=True)
class Actiestand:
    """`geboekt`: what the ledger has of the year for the activity; None where the action has none."""

    pk: int
    actie: str
    eigenaar: str
    uiterlijk: date
    afgerond: date | None
    kosten: int | None
    activiteit: str
    geboekt: int | None
    uit: str


@dataclass(frozen=True)
class Overlegstand:
    pk: int
    soort: str
    datum: date
    aanwezig: str
    agenda: str
    besluiten: str


@dataclass(frozen=True)
class Plicht:
    """A meeting that must be held so many times in a year. `verwacht`: so many by now, the one that is due included."""

    naam: str
    jaar: int
    per_jaar: int
    gehouden: int
    verwacht: int
    bron: str

    @property
    def tekort(self) -> int:
        return max(self.verwacht - self.gehouden, 0)

    @property
    def volgende_voor(self) -> str:
        """The month in which the next one must be held at the latest."""
        maand = -(-MAANDEN_PER_JAAR * min(self.gehouden + 1, self.per_jaar) // self.per_jaar)
        return f"{MAANDEN[maand - 1]} {self.jaar}"


def count_expected(per_jaar: int, jaar: int, dag: date) -> int:
    """How many should be held, or prepared now: the year falls in equal parts, and of each the last third reminds."""
    if dag.year != jaar:
        return per_jaar if dag.year > jaar else 0
    gehad = (dag.month - 1) * 3 * per_jaar
    return sum(gehad >= MAANDEN_PER_JAAR * (3 * deel - 1) for deel in range(1, per_jaar + 1))


@dataclass(frozen=True)
class Beleidsjaar:
    jaar: int
    onderwerpen: tuple[Onderwerpstand, ...]
    acties: tuple[Actiestand, ...]
    overleggen: tuple[Overlegstand, ...]
    plichten: tuple[Plicht, ...]

    @property
    def is_leeg(self) -> bool:
        return not (self.acties or self.overleggen or any(o.afspraken for o in self.onderwerpen))

    @property
    def zonder_afspraak(self) -> tuple[Onderwerpstand, ...]:
        return tuple(o for o in self.onderwerpen if not o.afspraken)

    @property
    def kosten(self) -> int:
        return sum(actie.kosten or 0 for actie in self.acties)

    @property
    def geboekt(self) -> int:
        """Of each activity once, also where two actions are paid from it."""
        return sum({a.activiteit: a.geboekt for a in self.acties if a.geboekt is not None}.values())
