"""Who is making which report: claiming a row, showing progress, and giving up.

A row is claimed by compare-and-swap, and every later write repeats the claim in its WHERE. So two workers
can never both make a report: the one whose heartbeat stopped for too long loses its row and finds out at
its next write. Nothing here runs inside a transaction of the caller: progress must be seen at once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from organisaties.audit import record_system
from rapportage.handelingen import Handeling
from rapportage.models import Verantwoording, VerantwoordingQuerySet

# A working job writes a heartbeat for every page; the longest silent stretch, writing out a file of a
# thousand pages, stays well under this.
HARTSLAG_MAX = timedelta(minutes=3)
MAX_POGINGEN = 3

Status = Verantwoording.Status


class Overgenomen(Exception):
    """Another worker took this row over, because it believed that this one had stopped."""


@dataclass(frozen=True)
class Claim:
    """The right to work on one row, until somebody else claims it."""

    verantwoording_id: int
    poging: int

    def write(self, moment: datetime, **velden: Any) -> None:
        """Change the row and tell that we are alive; refuse when the row is no longer ours."""
        eigen = Verantwoording.objects.filter(
            pk=self.verantwoording_id, status=Status.RUNNING, poging=self.poging
        )
        if eigen.update(hartslag_op=moment, **velden) == 0:
            raise Overgenomen(f"Verantwoording {self.verantwoording_id}, poging {self.poging}")


def claim(verantwoording_id: int, moment: datetime) -> Claim | None:
    """Take a waiting row, or one whose worker has stopped; None when there is nothing to take."""
    vrij = Verantwoording.objects.filter(Q(status=Status.QUEUED) | _gestopt(moment), pk=verantwoording_id)
    geclaimd = vrij.update(
        status=Status.RUNNING,
        poging=F("poging") + 1,
        hartslag_op=moment,
        voortgang=0,
        stap="Cijfers verzamelen",
        fout="",
    )
    if geclaimd == 0:
        return None
    return Claim(
        verantwoording_id, Verantwoording.objects.values_list("poging", flat=True).get(pk=verantwoording_id)
    )


def find_stopped(moment: datetime) -> VerantwoordingQuerySet:
    """Rows whose worker has stopped: their heartbeat is too old."""
    return Verantwoording.objects.filter(_gestopt(moment))


def find_queued() -> VerantwoordingQuerySet:
    return Verantwoording.objects.filter(status=Status.QUEUED)


def give_up(moment: datetime) -> int:
    """Close the rows whose worker stopped time after time; a person decides about another attempt."""
    # Attempts are never counted back to zero: their number tells one worker's claim from another's.
    op = find_stopped(moment).alias(rest=F("poging") % MAX_POGINGEN).filter(rest=0)
    with transaction.atomic():
        gestopt = list(op.without_file().select_for_update())
        for verantwoording in gestopt:
            record_failed(verantwoording)
        return Verantwoording.objects.filter(pk__in=[verantwoording.pk for verantwoording in gestopt]).update(
            status=Status.FAILED,
            stap="",
            fout=f"Het maken is {MAX_POGINGEN} keer onderbroken. Probeer het opnieuw; lukt het weer niet,"
            " vraag dan de functioneel beheerder.",
        )


def record_failed(verantwoording: Verantwoording) -> None:
    record_system(
        handeling=Handeling.VERANTWOORDING_FAIL,
        proces="verantwoording",
        gemeente_code=verantwoording.gemeente.code,
        object=verantwoording,
        jaar=verantwoording.jaar,
        poging=verantwoording.poging,
    )


def _gestopt(moment: datetime) -> Q:
    """Too long ago. In the future, when the clock was set back, is as good as no heartbeat at all."""
    levend = Q(hartslag_op__range=(moment - HARTSLAG_MAX, moment + HARTSLAG_MAX))
    return Q(status=Status.RUNNING) & ~levend
