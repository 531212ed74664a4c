"""The calculation of a tijdvak as work of a job: declaration by declaration, whoever begins or goes on with it.

One transaction per declaration, the line in the record last: the chain of the municipality is locked no longer
than that line takes, and every page of it goes on. A killed job loses one declaration at most, which waits again.
"""

import logging
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction

from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.tijdslimiet import took_too_long
from subsidies.berekeningen.actions import calculate_declaratie
from subsidies.models import Rekenopdracht, Rekenopdrachtregel

logger = logging.getLogger(__name__)
Status = Rekenopdrachtregel.Status

ONVERWACHT = (
    "Er ging iets mis dat wij niet verwachtten. Laat deze declaratie opnieuw berekenen; lukt het weer niet, vraag dan"
    " de functioneel beheerder."
)
BEZET = "Een ander was met deze declaratie bezig. Laat haar opnieuw berekenen."


def calculate_next(opdracht: Rekenopdracht, door: Gebruiker, moment: datetime) -> bool:
    """Calculate one declaration that waits; False when there is none that is not in another's hands.

    Two jobs at once share the work: what one holds, the other passes over. A declaration that can't be
    calculated keeps the sentence why, and the next has its turn.
    """
    regel = None
    try:
        with transaction.atomic():
            wacht = opdracht.regels.filter(status=Status.WAITING).order_by("pk")
            regel = wacht.select_for_update(skip_locked=True).first()
            if regel is None:
                return False
            regel.status, regel.afgehandeld_op = Status.DONE, moment
            regel.save(update_fields=["status", "afgehandeld_op"])
            calculate_declaratie(declaratie=regel.declaratie, door=door, op=moment)
    except ValidationError as fout:
        _fail(opdracht, regel, " ".join(fout.messages), moment)
    except Exception as fout:
        if isinstance(fout, OperationalError | InterfaceError) and not took_too_long(fout):
            raise  # The database is gone: nothing is wrong with this declaration.
        logger.exception("Rekenopdracht %s: een declaratie is niet berekend", opdracht.pk)
        _fail(opdracht, regel, BEZET if took_too_long(fout) else ONVERWACHT, moment)
    return True


def finish_opdracht(opdracht: Rekenopdracht, moment: datetime) -> None:
    """Close the run when nothing waits; another job may still be at work on the last."""
    wacht = Rekenopdrachtregel.objects.filter(opdracht=opdracht, status=Status.WAITING)
    if not wacht.exists():
        Rekenopdracht.objects.filter(pk=opdracht.pk, klaar_op=None).update(klaar_op=moment)


def who_asked(opdracht: Rekenopdracht, dag: date) -> Gebruiker | None:
    """Who pressed the button, in the role of that moment; None when that role may no longer have it done."""
    door = opdracht.aangevraagd_door
    voorkeur = opdracht.toekenning_id
    if not (door.is_active and door.activate(dag, voorkeur) and door.toekenning.pk == voorkeur):
        return None
    return door if door.has_recht(Recht.BEREKENING_MAKE) else None


def refuse_opdracht(opdracht: Rekenopdracht, moment: datetime) -> None:
    opdracht.regels.filter(status=Status.WAITING).update(
        status=Status.FAILED,
        fout=f"{opdracht.aangevraagd_door} mag de subsidie niet meer laten berekenen. Laat een collega het doen.",
        afgehandeld_op=moment,
    )


def _fail(opdracht: Rekenopdracht, regel: Rekenopdrachtregel | None, fout: str, moment: datetime) -> None:
    if regel is not None:
        opdracht.regels.filter(pk=regel.pk, status=Status.WAITING).update(
            status=Status.FAILED, fout=fout, afgehandeld_op=moment
        )
