"""The reference list of VVE programmes: which there are, and on which days each was recognised."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from lib.aanname import is_aanname, without_merk
from lib.weergave import datum


@dataclass(frozen=True)
class Programma:
    """`van` and `tot_en_met` empty: as far as is known recognised from the beginning, or still."""

    code: str
    naam: str
    bron: str
    van: date | None = None
    tot_en_met: date | None = None
    erkend: bool = True

    def is_erkend_op(self, dag: date) -> bool:
        begonnen = self.van is None or self.van <= dag
        return self.erkend and begonnen and (self.tot_en_met is None or dag <= self.tot_en_met)

    @property
    def met_aanname(self) -> bool:
        return is_aanname(self.bron) or "aanname:" in self.bron

    @property
    def bron_tekst(self) -> str:
        """For where the mark of an assumption stands beside it."""
        return without_merk(self.bron)

    def waarschuwing_op(self, dag: date) -> str:
        """Why the municipality may ask about it; empty when it is recognised on the day."""
        if self.is_erkend_op(dag):
            return ""
        if not self.erkend:
            return f"{self.naam} is geen erkend programma. Vraag de gemeente of haar regeling een erkenning eist."
        if self.tot_en_met is not None and dag > self.tot_en_met:
            return (
                f"{self.naam} is na {datum(self.tot_en_met)} niet meer erkend. "
                "Vraag de gemeente of haar regeling een erkenning eist."
            )
        return f"{self.naam} is op {datum(dag)} nog niet erkend."


@cache
def programmas() -> dict[str, Programma]:
    tekst = Path(__file__).with_name("programmas.toml").read_text(encoding="utf-8")
    return {rij["code"]: Programma(**rij) for rij in tomllib.loads(tekst)["programmas"]}


def naam_van(code: str) -> str:
    """What people call it; a code that the list does not know any more stands for itself."""
    programma = programmas().get(code)
    return programma.naam if programma else code
