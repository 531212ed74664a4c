"""The turns of a round: spread over the municipalities, done by whichever worker is free, and counted.

A turn is a job of the outbox in the queue of the night, of which each municipality has one at a time; a turn that is
not at its end asks for the next behind those of the others. What stops half way is found by the clock.
"""

import logging
import time
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from organisaties.audit import record_system
from organisaties.handelingen import Handeling
from organisaties.landelijk.soorten import Beurt, Uitkomst, find_werk, mislukt
from organisaties.opdracht import MAX_POGINGEN
from organisaties.ronde import Ronde, Rondedeel
from organisaties.slot import only_one

logger = logging.getLogger(__name__)
Status = Rondedeel.Status

# So long a turn goes on with one municipality when there is more to do.
BEURT_SECONDEN = 20.0
_STOPTE = f"De worker stopte er {MAX_POGINGEN} keer mee. Kijk in de uitvoer van de worker."


def take_turn(deel_id: int, op: datetime) -> Rondedeel | None:
    """Do one turn; the part when it asks for another turn, else None.

    An error goes on to the outbox, which tries again later, until the attempts are used up.
    """
    with only_one(f"rondedeel {deel_id}") as aan_de_beurt:
        deel = Rondedeel.objects.open().select_related("ronde", "gemeente").filter(pk=deel_id).first()
        if deel is None or not aan_de_beurt:
            return None
        if deel.ronde.gestopt:
            _write(deel, status=Status.STOPPED)
            return None
        if deel.pogingen >= MAX_POGINGEN:
            return _close(deel, mislukt(_STOPTE), op)
        _write(deel, status=Status.RUNNING, pogingen=deel.pogingen + 1, begonnen_op=deel.begonnen_op or op)
        return _close(deel, _do(deel, op), op)


def _do(deel: Rondedeel, op: datetime) -> Uitkomst:
    werk = find_werk(deel.ronde.soort)
    if werk is None:
        return mislukt("Deze versie van het programma kent dit werk niet meer.")
    eind = time.monotonic() + BEURT_SECONDEN
    beurt = Beurt(
        gemeente=deel.gemeente,
        keuze=deel.ronde.keuze,
        op=op,
        gevraagd_op=deel.ronde.gevraagd_op,
        verder=deel.verder,
        is_om=lambda: time.monotonic() >= eind,
    )
    try:
        return werk.doe(beurt)
    except Exception as fout:
        # Only the kind of error: its text can hold what stands in a row.
        zin = f"Er ging iets mis ({type(fout).__name__}), poging {deel.pogingen} van {MAX_POGINGEN}."
        if deel.pogingen < MAX_POGINGEN:
            _write(deel, status=Status.WAITING, zin=zin)
            raise
        logger.exception("%s, gemeente %s: opgegeven.", deel.ronde, deel.gemeente.code)
        return mislukt(zin)


def _close(deel: Rondedeel, uitkomst: Uitkomst, op: datetime) -> Rondedeel | None:
    """A turn that came further gives back its attempts: they count what stops time after time at one place."""
    if uitkomst.status == Status.WAITING:
        gestopt = Ronde.objects.filter(pk=deel.ronde_id, gestopt=True).exists()
        status = Status.STOPPED if gestopt else Status.WAITING
        _write(deel, status=status, zin=uitkomst.zin[:300], verder=uitkomst.verder, pogingen=0)
        return None if gestopt else deel
    _end(deel, uitkomst)
    finish(deel.ronde_id, op)
    return None


@transaction.atomic
def _end(deel: Rondedeel, uitkomst: Uitkomst) -> None:
    """The municipality finds in its own record what a person had done along all; the nights would fill it."""
    _write(deel, status=uitkomst.status, zin=uitkomst.zin[:300], klaar_op=timezone.now())
    if deel.ronde.nacht is None:
        record_system(
            handeling=Handeling.RONDE_DO,
            proces="landelijk",
            gemeente_code=deel.gemeente.code,
            object=deel.ronde,
            soort=deel.ronde.soort,
            keuze=deel.ronde.keuze,
            uitkomst=uitkomst.status,
        )


def _write(deel: Rondedeel, **velden: object) -> None:
    for naam, waarde in velden.items():
        setattr(deel, naam, waarde)
    deel.save(update_fields=list(velden))


def finish(ronde_id: int, op: datetime) -> None:
    """Close the round when no municipality waits or is at work."""
    if not Rondedeel.objects.open().filter(ronde=ronde_id).exists():
        Ronde.objects.filter(pk=ronde_id, klaar_op=None).update(klaar_op=op)
