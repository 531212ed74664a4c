"""How far a declaration is, as the reader sees it: the steps done, the one that waits, the ones to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from lib.weergave import tijdstip
from opvang.models import Urendeclaratie


@dataclass(frozen=True)
class Spoorstap:
    """A step under way is named by what must be done (`doen`), a finished one by what was done (`gedaan`)."""

    doen: str
    gedaan: str
    op: datetime | None
    mislukt: bool = False


@dataclass(frozen=True)
class Punt:
    """One point of templates/components/spoor.html; staat is klaar, nu, fout or straks."""

    naam: str
    wanneer: str
    staat: str


def steps_of(declaratie: Urendeclaratie) -> list[Spoorstap]:
    teruggestuurd = declaratie.status == Urendeclaratie.Status.RETURNED
    return [
        Spoorstap("Opstellen", "Opgesteld", declaratie.opgesteld_op),
        Spoorstap("Indienen", "Ingediend", declaratie.ingediend_op),
        Spoorstap(
            "Beoordelen",
            "Teruggestuurd" if teruggestuurd else "Geaccepteerd",
            declaratie.beoordeeld_op,
            mislukt=teruggestuurd,
        ),
    ]


def draw(stappen: Sequence[Spoorstap]) -> list[Punt]:
    """Only the first unfinished step is under way, and nothing is after a step that failed."""
    wachtend = next((nummer for nummer, stap in enumerate(stappen) if stap.op is None), len(stappen))
    mislukt = any(stap.mislukt for stap in stappen)
    return [_punt(stap, nu=nummer == wachtend and not mislukt) for nummer, stap in enumerate(stappen)]


def _punt(stap: Spoorstap, nu: bool) -> Punt:
    if stap.op is None:
        return Punt(stap.doen, "", "nu" if nu else "straks")
    return Punt(stap.gedaan, tijdstip(timezone.localtime(stap.op)), "fout" if stap.mislukt else "klaar")
