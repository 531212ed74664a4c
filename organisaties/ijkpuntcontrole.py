"""Holds the log against its checkpoints: who rewrote the past, cut the end off or lost the file is found."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from organisaties.audit import INSTALLATIE
from organisaties.ijkpunten import (
    GESCHREVEN,
    OPNIEUW,
    WAT_NU,
    Ijkpunt,
    IjkpuntFout,
    recorded_rounds,
    trusted_keys,
)
from organisaties.models import AuditRegel

# A line older than this stands under a checkpoint; the job runs four times an hour.
ACHTERSTAND = timedelta(hours=1)


@dataclass
class Ijkbestand:
    """What the file holds, up to the first line that is not right."""

    digests: list[str] = field(default_factory=list)
    punten: dict[str, dict[int, str]] = field(default_factory=dict)  # keten -> volgnummer -> hash
    fout: str = ""

    def add(self, punt: Ijkpunt, vertrouwd: frozenset[str]) -> None:
        """IjkpuntFout when it does not follow on the one before it, or is not signed by us."""
        nummer, vorige = len(self.digests) + 1, self.digests[-1] if self.digests else ""
        if (punt.nummer, punt.vorige) != (nummer, vorige):
            raise IjkpuntFout(
                "sluit niet aan op de regel ervoor: er is een regel weg, gewijzigd of tussengevoegd"
            )
        if punt.sleutel not in vertrouwd:
            raise IjkpuntFout(
                f"is ondertekend met de onbekende sleutel {punt.sleutel}. Is AUDIT_KEY vernieuwd, zet dan de oude "
                "openbare sleutel in AUDIT_PUBLIC_KEYS"
            )
        if not punt.has_signature_of(vertrouwd):
            raise IjkpuntFout("heeft een handtekening die niet klopt")
        self.digests.append(punt.digest())
        self.punten.setdefault(punt.keten, {})[punt.volgnummer] = punt.hash


def read_ijkbestand() -> Ijkbestand:
    bestand, vertrouwd = Ijkbestand(), trusted_keys()
    if not settings.IJKPUNTEN.exists():
        return bestand
    with settings.IJKPUNTEN.open(encoding="utf-8", errors="replace") as regels:
        for nummer, regel in enumerate(regels, start=1):
            try:
                bestand.add(Ijkpunt.parse(regel), vertrouwd)
            except ValueError:
                bestand.fout = f"{settings.IJKPUNTEN}, regel {nummer} is geen ijkpunt."
            except IjkpuntFout as fout:
                bestand.fout = f"{settings.IJKPUNTEN}, regel {nummer} {fout}."
            if bestand.fout:
                break
    return bestand


def find_differences(*, op: datetime) -> Iterator[str]:
    """One Dutch sentence per thing that is not right between the log and its checkpoints."""
    bestand = read_ijkbestand()
    if bestand.fout:
        yield bestand.fout
    yield from _lost(bestand)
    for keten, punten in sorted(bestand.punten.items()):
        yield from _rewritten(keten, punten)
    yield from _uncovered(bestand, op)


def notes() -> Iterator[str]:
    """What is no fault, and what who reads the outcome should know."""
    for moment in AuditRegel.objects.filter(gemeente_code=INSTALLATIE, handeling=OPNIEUW).values_list(
        "tijdstip", flat=True
    ):
        yield f"Op {timezone.localtime(moment):%d-%m-%Y %H:%M} is opnieuw begonnen met de ijkpunten."
    if not settings.IJKPUNTEN.exists() and not recorded_rounds():
        yield "Er is nog geen ijkpunt: tot het eerste is een herschreven verleden niet te zien."


def _lost(bestand: Ijkbestand) -> Iterator[str]:
    """The log says how far the file came."""
    if bestand.fout:
        return
    rondes = list(recorded_rounds().values_list("details", flat=True))
    aanwezig = len(bestand.digests)
    if rondes and rondes[-1]["nummer"] > aanwezig:
        stand = f"eindigt bij ijkpunt {aanwezig}" if aanwezig else "ontbreekt of is leeg"
        yield f"{settings.IJKPUNTEN} {stand}; volgens het logboek waren er {rondes[-1]['nummer']}. {WAT_NU}"
    for ronde in rondes:
        nummer = ronde["nummer"]
        if nummer <= aanwezig and bestand.digests[nummer - 1] != ronde["regel"]:
            yield f"IJkpunt {nummer} in {settings.IJKPUNTEN} is niet het ijkpunt dat toen is geschreven."
            return


def _rewritten(keten: str, punten: dict[int, str]) -> Iterator[str]:
    """The lines between the last checkpoint that still holds and the first that does not."""
    regels = AuditRegel.objects.filter(gemeente_code=keten)
    hashes = dict(regels.values_list("volgnummer", "hash"))
    goed = 0
    for volgnummer in sorted(punten):
        if hashes.get(volgnummer) != punten[volgnummer]:
            wat = "gewijzigd en daarna opnieuw berekend" if volgnummer in hashes else "weg"
            yield (
                f"{keten}: van de regels {goed + 1} tot en met {volgnummer} is er minstens een {wat}. "
                f"Regel {volgnummer} is niet meer die van het ijkpunt."
            )
            return
        goed = volgnummer


def _uncovered(bestand: Ijkbestand, op: datetime) -> Iterator[str]:
    for keten in sorted(
        set(AuditRegel.objects.order_by().values_list("gemeente_code", flat=True).distinct())
    ):
        tot = max(bestand.punten.get(keten, {0: ""}))
        los: QuerySet[AuditRegel] = AuditRegel.objects.filter(
            gemeente_code=keten, volgnummer__gt=tot
        ).exclude(handeling=GESCHREVEN)
        if (eerste := los.order_by("volgnummer").first()) and eerste.tijdstip < op - ACHTERSTAND:
            yield (
                f"{keten}: vanaf regel {eerste.volgnummer} ({timezone.localtime(eerste.tijdstip):%d-%m-%Y %H:%M}) "
                "is er geen ijkpunt. Draaien de worker en beat? Nu schrijven kan met manage.py write_ijkpunten."
            )
