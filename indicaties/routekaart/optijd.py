"""From signal to start: how long it took, who started on time, and why others did not. Pure: days in, numbers out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lib.periode import Ritme, Tijdvak, leeftijd_in_maanden, verjaardag


class Oorzaak(StrEnum):
    """Why a child started late; the words that people see stand in `label`."""

    SIGNAL = "laat-signaal"
    INDICATIE = "late-indicatie"
    REFERRAL = "laat-verwezen"
    NO_PLACE = "wacht-op-plaats"
    FAMILY = "gezin-later"
    MOVED_IN = "later-gekomen"
    UNKNOWN = "onbekend"


@dataclass(frozen=True)
class Gang:
    """The days of one child on its way; None: not, or not known. `afgezien` is the last day a family declined before
    the start, `reden` an Oorzaak that somebody chose."""

    geboren: date
    start: date | None
    signaal: date | None = None
    indicatie: date | None = None
    verwijzing: date | None = None
    afgezien: date | None = None
    reden: str = ""

    @property
    def leeftijd(self) -> int | None:
        """In whole months on the day of the start."""
        return None if self.start is None else leeftijd_in_maanden(self.geboren, self.start)

    @property
    def tot_indicatie(self) -> int | None:
        return _days(self.signaal, self.indicatie)

    @property
    def tot_verwijzing(self) -> int | None:
        return _days(self.indicatie, self.verwijzing)

    @property
    def tot_start(self) -> int | None:
        return _days(self.verwijzing, self.start)

    @property
    def hele_weg(self) -> int | None:
        return _days(self.signaal, self.start)

    def is_op_tijd(self, maanden: int) -> bool:
        """Started on or before the day on which the child became so many months old."""
        return self.start is not None and self.start <= verjaardag(self.geboren, maanden)


def find_oorzaak(gang: Gang, maanden: int) -> Oorzaak | None:
    """None when the child started on time. What somebody chose counts; else the first step that came after the day
    on which it should have started."""
    if gang.start is None or gang.is_op_tijd(maanden):
        return None
    if gang.reden:
        return Oorzaak(gang.reden)
    grens = verjaardag(gang.geboren, maanden)
    if gang.signaal is not None and gang.signaal > grens:
        return Oorzaak.SIGNAL
    if gang.indicatie is not None and gang.indicatie > grens:
        return Oorzaak.INDICATIE
    if gang.afgezien is not None:
        return Oorzaak.FAMILY
    if gang.verwijzing is None:
        return Oorzaak.UNKNOWN
    return Oorzaak.REFERRAL if gang.verwijzing > grens else Oorzaak.NO_PLACE


@dataclass(frozen=True)
class Spreiding:
    """Of so many children: a quarter needed at most `kwart` days, half `midden`, three quarters `driekwart`."""

    aantal: int
    kwart: int
    midden: int
    driekwart: int


def spread(dagen: Iterable[int | None]) -> Spreiding | None:
    """By nearest rank, so that each number is that of a real child; None without numbers."""
    rij = sorted(dag for dag in dagen if dag is not None)
    if not rij:
        return None
    return Spreiding(len(rij), *(rij[(len(rij) * deel + 3) // 4 - 1] for deel in (1, 2, 3)))


@dataclass(frozen=True)
class Uitkomst:
    """The children that started in one period."""

    naam: str
    gestart: int
    op_tijd: int
    tot_indicatie: Spreiding | None
    tot_verwijzing: Spreiding | None
    tot_start: Spreiding | None
    hele_weg: Spreiding | None
    leeftijd: Spreiding | None

    @property
    def aandeel(self) -> int | None:
        """In tenths of a percent, rounded half up."""
        return (self.op_tijd * 2000 + self.gestart) // (2 * self.gestart) if self.gestart else None


def summarise(naam: str, gangen: Sequence[Gang], maanden: int) -> Uitkomst:
    gestart = [gang for gang in gangen if gang.start is not None]
    return Uitkomst(
        naam,
        gestart=len(gestart),
        op_tijd=sum(gang.is_op_tijd(maanden) for gang in gestart),
        tot_indicatie=spread(gang.tot_indicatie for gang in gestart),
        tot_verwijzing=spread(gang.tot_verwijzing for gang in gestart),
        tot_start=spread(gang.tot_start for gang in gestart),
        hele_weg=spread(gang.hele_weg for gang in gestart),
        leeftijd=spread(gang.leeftijd for gang in gestart),
    )


def per_kwartaal(gangen: Sequence[Gang], jaar: int, maanden: int) -> list[Uitkomst]:
    """The four quarters of the year in which they started, and the year itself."""
    van_jaar = [gang for gang in gangen if gang.start is not None and gang.start.year == jaar]
    kwartalen = [
        summarise(
            f"{nummer}e kwartaal",
            [g for g in van_jaar if g.start and Tijdvak.of(Ritme.KWARTAAL, g.start).nummer == nummer],
            maanden,
        )
        for nummer in (1, 2, 3, 4)
    ]
    return [*kwartalen, summarise(f"Heel {jaar}", van_jaar, maanden)]


def _days(van: date | None, tot: date | None) -> int | None:
    """What came in another order took no time."""
    return None if van is None or tot is None else max(0, (tot - van).days)
