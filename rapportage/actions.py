"""What people do with the yearly report: ask for it, try again, and take it along."""

import hashlib
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from organisaties.wachtrij import enqueue
from rapportage.handelingen import Handeling
from rapportage.models import Verantwoording
from rapportage.sisa import GeenFormulier, formulier_van
from rapportage.tasks import make_verantwoording

Status = Verantwoording.Status


@transaction.atomic
def request_verantwoording(*, jaar: int, door: Gebruiker, moment: datetime) -> Verantwoording:
    """Ask for the report over a year. Earlier reports stay; only one over the same year is made at a time."""
    try:
        formulier_van(jaar)
    except GeenFormulier as fout:
        raise ValidationError(str(fout)) from fout
    verantwoording = Verantwoording(
        gemeente=door.gemeente, jaar=jaar, aangevraagd_op=moment, aangevraagd_door=door
    )
    save_checked(verantwoording)
    record(handeling=Handeling.VERANTWOORDING_REQUEST, door=door, object=verantwoording, jaar=jaar)
    enqueue(make_verantwoording, verantwoording.pk, door=door)
    return verantwoording


@transaction.atomic
def retry_verantwoording(*, verantwoording: Verantwoording, door: Gebruiker, moment: datetime) -> None:
    """Put a failed report back in the queue. It starts from the beginning, with the figures of now."""
    verantwoording = Verantwoording.objects.select_for_update().get(pk=verantwoording.pk)
    if verantwoording.status != Status.FAILED:
        raise ValidationError(
            f"Deze verantwoording is niet mislukt maar ‘{verantwoording.get_status_display().lower()}’."
        )
    verantwoording.status, verantwoording.fout, verantwoording.voortgang = Status.QUEUED, "", 0
    verantwoording.hartslag_op = moment
    save_checked(verantwoording)
    record(
        handeling=Handeling.VERANTWOORDING_RETRY, door=door, object=verantwoording, jaar=verantwoording.jaar
    )
    enqueue(make_verantwoording, verantwoording.pk, door=door)


@transaction.atomic
def download_verantwoording(*, verantwoording: Verantwoording, volledig: bool, door: Gebruiker) -> bytes:
    """The edition that was asked for, and a line that says who took which."""
    bestand = verantwoording.pdf if volledig else verantwoording.pdf_delen
    if bestand is None:
        raise ValidationError("Deze verantwoording heeft nog geen bestand. Wacht tot zij klaar is.")
    record(
        handeling=Handeling.VERANTWOORDING_DOWNLOAD,
        door=door,
        object=verantwoording,
        jaar=verantwoording.jaar,
        volledig=volledig,
        sha256=hashlib.sha256(bestand).hexdigest(),
    )
    return bytes(bestand)
