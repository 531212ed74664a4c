"""A day of birth as the BRP knows it: whole, or without its day, or without day and month.

Ages need a day. Of what is not known the middle is taken, as the SVB does: the sixteenth of the month, 1 July of the
year (docs/adr/0036). So a child loses at neither end more than half of what is unknown.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lib.weergave import MAANDEN, datum, datum_kort


class Bekend(StrEnum):
    """The smallest part that is known. Stored values: they may never change."""

    DAY = "dag"
    MONTH = "maand"
    YEAR = "jaar"


REKENREGEL = {
    Bekend.DAY: "",
    Bekend.MONTH: "de zestiende van de maand",
    Bekend.YEAR: "1 juli van het jaar",
}

_MAANDNUMMERS = {
    naam[:lengte]: nummer for nummer, naam in enumerate(MAANDEN, 1) for lengte in range(3, len(naam) + 1)
} | {"mrt": 3}
_VORMEN = (
    re.compile(r"(?P<jaar>\d{4})[-/. ](?P<maand>\d{1,2})[-/. ](?P<dag>\d{1,2})", re.ASCII),
    re.compile(r"(?P<jaar>\d{4})[-/. ](?P<maand>\d{1,2})", re.ASCII),
    re.compile(r"(?P<dag>\d{1,2})[-/. ](?P<maand>\d{1,2})[-/. ](?P<jaar>\d{4})", re.ASCII),
    re.compile(r"(?P<maand>\d{1,2})[-/. ](?P<jaar>\d{4})", re.ASCII),
    re.compile(r"(?P<jaar>\d{4})", re.ASCII),
    re.compile(r"(?:(?P<dag>\d{1,2})[-/. ]+)?(?P<naam>[a-z]+)\.?[-/. ]+(?P<jaar>\d{4})", re.ASCII),
    # Eight digits: the year begins with 19 or 20, which is no month, so there is one way to read them.
    re.compile(r"(?P<jaar>(?:19|20)\d\d)(?P<maand>0\d|1[0-2])(?P<dag>\d\d)", re.ASCII),
    re.compile(r"(?P<dag>\d\d)(?P<maand>\d\d)(?P<jaar>\d{4})", re.ASCII),
)
VOORBEELD = (
    "Vul dag, maand en jaar in, bijvoorbeeld 5-3-2024. Is de dag of de maand niet bekend? Vul daar dan 00 in, "
    "bijvoorbeeld 00-03-2024 of 00-00-2024."
)


@dataclass(frozen=True)
class Geboortedag:
    jaar: int
    maand: int | None = None
    dag: int | None = None

    def __post_init__(self) -> None:
        """ValueError when no such day exists."""
        date(self.jaar, 1 if self.maand is None else self.maand, 1 if self.dag is None else self.dag)

    @property
    def bekend(self) -> Bekend:
        if self.maand is None:
            return Bekend.YEAR
        return Bekend.MONTH if self.dag is None else Bekend.DAY

    @property
    def vroegste(self) -> date:
        return date(self.jaar, self.maand or 1, self.dag or 1)

    def rekendatum(self, uiterlijk: date) -> date:
        """The day to compute with; a child was born at the latest on the day on which it was enrolled."""
        if self.maand is None:
            return min(date(self.jaar, 7, 1), uiterlijk)
        if self.dag is None:
            return min(date(self.jaar, self.maand, 16), uiterlijk)
        return date(self.jaar, self.maand, self.dag)


def parse_geboortedag(tekst: str) -> Geboortedag:
    """As people write it; ValueError with the sentence when it is no day of birth."""
    kaal = " ".join(tekst.lower().split())
    kaal = re.sub(r" ?([-/.]) ?", r"\1", kaal)
    for vorm in _VORMEN:
        if gevonden := vorm.fullmatch(kaal):
            return _make(gevonden.groupdict(), tekst)
    raise ValueError(f"‘{tekst}’ is geen geboortedatum. {VOORBEELD}")


def _make(delen: dict[str, str | None], tekst: str) -> Geboortedag:
    dag, jaar = int(delen.get("dag") or 0), int(delen["jaar"] or 0)
    maand = _MAANDNUMMERS.get(naam, 13) if (naam := delen.get("naam")) else int(delen.get("maand") or 0)
    if dag and not maand:
        raise ValueError(
            f"‘{tekst}’ heeft een dag zonder maand. Is de maand niet bekend? Vul dan ook bij de dag 00 in."
        )
    try:
        return Geboortedag(jaar, maand or None, dag or None)
    except ValueError:
        raise ValueError(f"‘{tekst}’ bestaat niet. Controleer de dag en de maand.") from None


def geboren(rekendatum: date, bekend: str) -> str:
    """3 maart 2024, maart 2024 (dag onbekend), 2024 (dag en maand onbekend)"""
    if bekend == Bekend.YEAR:
        return f"{rekendatum.year} (dag en maand onbekend)"
    if bekend == Bekend.MONTH:
        return f"{MAANDEN[rekendatum.month - 1]} {rekendatum.year} (dag onbekend)"
    return datum(rekendatum)


def geboren_kort(rekendatum: date, bekend: str) -> str:
    """03-03-2024, 00-03-2024, 00-00-2024: as the BRP writes it."""
    if bekend == Bekend.YEAR:
        return f"00-00-{rekendatum.year}"
    if bekend == Bekend.MONTH:
        return f"00-{rekendatum.month:02d}-{rekendatum.year}"
    return datum_kort(rekendatum)
