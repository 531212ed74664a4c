"""What people do about notices: choose when, send again, tell in another way, say that an address is dead."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from brieven.handelingen import Handeling
from brieven.models import Bericht, Berichtinstelling, Onbereikbaar, Ontvangst
from brieven.tasks import mail_kennisgeving
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from organisaties.wachtrij import enqueue

Status = Ontvangst.Status


@transaction.atomic
def read_bericht(*, bericht: Bericht, door: Gebruiker, op: datetime) -> Bericht:
    """Opened for the first time by this person; later times change nothing."""
    with rijbereik(Rijbereik(bericht.gemeente_id)):
        ontvangst, _ = Ontvangst.objects.select_for_update().get_or_create(
            bericht=bericht,
            gebruiker=door,
            defaults={"status": Status.UNANNOUNCED, "versturen_vanaf": bericht.geplaatst_op},
        )
        if ontvangst.gelezen_op is None:
            ontvangst.gelezen_op = op
            ontvangst.save(update_fields=["gelezen_op"])
    record(handeling=Handeling.BERICHT_READ, door=door, object=bericht, soort=bericht.soort)
    return bericht


@transaction.atomic
def set_instelling(*, dagelijks: bool, door: Gebruiker) -> Berichtinstelling:
    """One mail per working day, or one at once."""
    instelling, _ = Berichtinstelling.objects.update_or_create(
        gebruiker=door, defaults={"dagelijks": dagelijks}
    )
    record(handeling=Handeling.BERICHT_SETTING, door=door, object=door, dagelijks=dagelijks)
    return instelling


@transaction.atomic
def resend_kennisgeving(*, ontvangst: Ontvangst, door: Gebruiker, op: datetime) -> Ontvangst:
    """Try a notice that failed once more, from the beginning; the address counts as reachable again (Awb 2:11)."""
    ontvangst = _failed(ontvangst)
    _solve(ontvangst.gebruiker, door, op)
    ontvangst.status, ontvangst.pogingen, ontvangst.fout, ontvangst.versturen_vanaf = (
        Status.WAITING,
        0,
        "",
        op,
    )
    save_checked(ontvangst)
    record(handeling=Handeling.KENNISGEVING_RESEND, door=door, object=ontvangst, bericht=ontvangst.bericht_id)
    enqueue(mail_kennisgeving, ontvangst.pk, gemeente=ontvangst.bericht.gemeente)
    return ontvangst


@transaction.atomic
def tell_otherwise(*, ontvangst: Ontvangst, hoe: str, moment: datetime, door: Gebruiker) -> Ontvangst:
    """Somebody was told of a message in another way, at this moment (Awb 2:11)."""
    ontvangst = _failed(ontvangst)
    if moment.date() < ontvangst.bericht.geplaatst_op.date():
        raise ValidationError(
            f"Het bericht is geplaatst op {ontvangst.bericht.geplaatst_op:%d-%m-%Y}. Vul die dag of een latere in."
        )
    ontvangst.status, ontvangst.hoe = Status.OTHERWISE, hoe
    ontvangst.afgehandeld_op = max(moment, ontvangst.bericht.geplaatst_op)
    ontvangst.afgehandeld_door = door
    save_checked(ontvangst)
    record(handeling=Handeling.KENNISGEVING_TELL, door=door, object=ontvangst, bericht=ontvangst.bericht_id)
    return ontvangst


def _failed(ontvangst: Ontvangst) -> Ontvangst:
    rijen = Ontvangst.objects.select_for_update(of=("self",)).select_related("bericht__gemeente", "gebruiker")
    ontvangst = rijen.get(pk=ontvangst.pk)
    if ontvangst.status != Status.FAILED:
        raise ValidationError(f"Deze kennisgeving is niet mislukt: {ontvangst.get_status_display().lower()}.")
    return ontvangst


@transaction.atomic
def restore_adres(*, gebruiker: Gebruiker, door: Gebruiker, op: datetime) -> None:
    """The address works again: the next notices are mailed."""
    if not _solve(gebruiker, door, op):
        raise ValidationError("Dit adres staat niet als onbereikbaar.")


def _solve(gebruiker: Gebruiker, door: Gebruiker, op: datetime) -> bool:
    melding = Onbereikbaar.objects.open().select_for_update().filter(gebruiker=gebruiker).first()
    if melding is None:
        return False
    melding.opgelost_op, melding.opgelost_door = op, door
    save_checked(melding)
    record(handeling=Handeling.ADRES_RESTORE, door=door, object=melding)
    return True
