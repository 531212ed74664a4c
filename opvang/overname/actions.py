"""What the buttons ask for: upload, take over, put back, try again. The work itself is a job."""

import base64
import hashlib
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from opvang.handelingen import Handeling
from opvang.models import Overname
from opvang.overname.tasks import apply_overname, review_overname, undo_overname
from opvang.overname.werk import GELDIG, TERUG_TOT, close, counts, locked
from organisaties.aanmelden.versleuteling import encrypt
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from organisaties.wachtrij import enqueue

Status = Overname.Status


@transaction.atomic
def put_overname(*, inhoud: bytes, door: Gebruiker, op: datetime) -> Overname:
    """Keep the workbook until it was looked through, in place of one that waits."""
    for oud in Overname.objects.select_for_update().filter(gemeente=door.gemeente, status=Status.REVIEWED):
        close(oud, Status.EXPIRED)
    overname = Overname(
        gemeente=door.gemeente,
        gevraagd_op=op,
        gevraagd_door=door,
        toekenning=door.toekenning,
        afdruk=hashlib.sha256(inhoud).hexdigest(),
        bestand=encrypt(base64.b64encode(inhoud).decode()),
    )
    save_checked(overname)
    record(handeling=Handeling.OVERNAME_UPLOAD, door=door, object=overname, afdruk=overname.afdruk)
    enqueue(review_overname, overname.pk, door=door)
    return overname


@transaction.atomic
def confirm_overname(*, overname: Overname, door: Gebruiker, op: datetime) -> Overname:
    """Ask for the take-over of what was looked through, under the role of who says yes."""
    overname = locked(overname, Status.REVIEWED, "doorgevoerd")
    if overname.gevraagd_op <= op - GELDIG:
        raise ValidationError("Deze werkmap is langer dan een dag geleden gekozen. Kies haar opnieuw.")
    if not overname.is_door_te_voeren:
        raise ValidationError("Deze werkmap kan zo niet worden doorgevoerd. Los eerst op wat er staat.")
    overname.status, overname.gedaan, overname.melding = Status.APPLYING, 0, ""
    overname.gevraagd_door, overname.toekenning = door, door.toekenning
    save_checked(overname)
    record(handeling=Handeling.OVERNAME_CONFIRM, door=door, object=overname, **counts(overname))
    enqueue(apply_overname, overname.pk, door=door)
    return overname


@transaction.atomic
def ask_undo(*, overname: Overname, door: Gebruiker, op: datetime) -> Overname:
    overname = locked(overname, Status.APPLIED, "teruggedraaid")
    if overname.doorgevoerd_op is None or overname.doorgevoerd_op <= op - TERUG_TOT:
        raise ValidationError(
            f"Een overname kunt u tot {TERUG_TOT.days} dagen daarna terugdraaien. Deze is van eerder."
        )
    overname.status, overname.gedaan, overname.melding = Status.UNDOING, 0, ""
    overname.gevraagd_door, overname.toekenning = door, door.toekenning
    save_checked(overname)
    record(handeling=Handeling.OVERNAME_ASK_UNDO, door=door, object=overname)
    enqueue(undo_overname, overname.pk, door=door)
    return overname


@transaction.atomic
def ask_again(*, overname: Overname, door: Gebruiker) -> Overname:
    """Work that stopped halfway wrote nothing: start it again, under the role of who asks."""
    overname = Overname.objects.select_for_update(of=("self",)).get(pk=overname.pk)
    werk = {
        Status.READING: review_overname,
        Status.APPLYING: apply_overname,
        Status.UNDOING: undo_overname,
    }.get(Status(overname.status))
    if werk is None:
        raise ValidationError("Dit werk is intussen klaar. Bekijk de pagina opnieuw.")
    overname.gevraagd_door, overname.toekenning, overname.gedaan = door, door.toekenning, 0
    save_checked(overname)
    record(handeling=Handeling.OVERNAME_RETRY, door=door, object=overname, stand=overname.status)
    enqueue(werk, overname.pk, door=door)
    return overname
