"""What the law asks of voorschoolse educatie as dated data: each number with its article and its source."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from lib.aanname import is_aanname, without_merk

BESLUIT = "Besluit basisvoorwaarden kwaliteit voorschoolse educatie"


@dataclass(frozen=True)
class Eis:
    """`waarde` in the unit that `tekst` names; None where the law gives no number."""

    code: str
    naam: str
    tekst: str
    artikel: str
    bron: str
    waarde: int | None = None
    van: date | None = None
    tot_en_met: date | None = None

    def holds_on(self, dag: date) -> bool:
        return (self.van is None or self.van <= dag) and (self.tot_en_met is None or dag <= self.tot_en_met)

    @property
    def met_aanname(self) -> bool:
        return is_aanname(self.bron)

    @property
    def bron_tekst(self) -> str:
        return without_merk(self.bron)


@cache
def eisen() -> tuple[Eis, ...]:
    """In the order of the articles; a code is there once for each period in which it said something else."""
    tekst = Path(__file__).with_name("eisen.toml").read_text(encoding="utf-8")
    return tuple(Eis(**rij) for rij in tomllib.loads(tekst)["eisen"])


def eis_op(code: str, dag: date) -> Eis | None:
    """What the law asks on the day; None when it did not ask this yet."""
    return next((eis for eis in eisen() if eis.code == code and eis.holds_on(dag)), None)


def number_on(code: str, dag: date) -> int | None:
    eis = eis_op(code, dag)
    return eis.waarde if eis else None


def newest(code: str) -> int:
    """The number that the law asks last of all, for a prognosis that has no day."""
    return [eis.waarde for eis in eisen() if eis.code == code and eis.waarde is not None][-1]
