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


def steps_of(declaratie: Urendeclaratie, daarna: Sequence[Spoorstap] = ()) -> list[Spoorstap]:
    """What happened in the order of time; `daarna`: what other rooms did with it once it was judged.

    Of a declaration that a correction took the place of, only what was really done stands there.
    """
    teruggestuurd = declaratie.reden_terugsturen != "" and declaratie.beoordeeld_op is not None
    beoordeeld = Spoorstap(
        "Beoordelen",
        "Teruggestuurd" if teruggestuurd else "Geaccepteerd",
        declaratie.beoordeeld_op,
        mislukt=teruggestuurd,
    )
    # Hours that were accepted, calculated and rejected can go back after all.
    eerst_berekend = teruggestuurd and any(stap.op for stap in daarna)
    oordeel = [*daarna, beoordeeld] if eerst_berekend else [beoordeeld, *daarna]
    stappen = [
        Spoorstap("Opstellen", "Opgesteld", declaratie.opgesteld_op),
        Spoorstap("Indienen", "Ingediend", declaratie.ingediend_op),
        *oordeel,
    ]
    if declaratie.status != Urendeclaratie.Status.REPLACED:
        return stappen
    vervangen = Spoorstap("Vervangen", "Vervangen door een correctie", _replaced_op(declaratie))
    return [*(stap for stap in stappen if stap.op is not None), vervangen]


def _replaced_op(declaratie: Urendeclaratie) -> datetime | None:
    correctie = getattr(declaratie, "gecorrigeerd_door", None)
    return correctie.ingediend_op if correctie else None


def draw(stappen: Sequence[Spoorstap]) -> list[Punt]:
    """Only the first unfinished step is under way, and nothing is after a step that failed."""
    wachtend = next((nummer for nummer, stap in enumerate(stappen) if stap.op is None), len(stappen))
    mislukt = any(stap.mislukt for stap in stappen)
    return [_punt(stap, nu=nummer == wachtend and not mislukt) for nummer, stap in enumerate(stappen)]


def _punt(stap: Spoorstap, nu: bool) -> Punt:
    if stap.op is None:
        return Punt(stap.doen, "", "nu" if nu else "straks")
    return Punt(stap.gedaan, tijdstip(timezone.localtime(stap.op)), "fout" if stap.mislukt else "klaar")
