"""Closing a year of the ledger, and opening it again: each by two people."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from subsidies.grootboek.afsluiten.beletselen import find_beletselen
from subsidies.grootboek.afsluiten.bevriezen import freeze, hash_of
from subsidies.grootboek.handelingen import Handeling
from subsidies.models import Jaarafsluiting

Status = Jaarafsluiting.Status


@transaction.atomic
def propose_afsluiting(*, jaar: int, door: Gebruiker, op: datetime) -> Jaarafsluiting:
    """Say that a year is ready to be closed; another closes it."""
    if jaar >= op.year:
        raise ValidationError(f"{jaar} is nog niet voorbij. Sluit een jaar af als het om is.", code="jaar")
    _check_beletselen(door, jaar)
    afsluiting = Jaarafsluiting(gemeente=door.gemeente, jaar=jaar, voorgesteld_op=op, voorgesteld_door=door)
    save_checked(afsluiting)
    record(handeling=Handeling.JAAR_PROPOSE, door=door, object=afsluiting, jaar=jaar)
    return afsluiting


@transaction.atomic
def withdraw_afsluiting(*, afsluiting: Jaarafsluiting, door: Gebruiker) -> Jaarafsluiting:
    """Take back a proposal to close, or the question to reopen."""
    afsluiting = _lock(afsluiting)
    if afsluiting.status == Status.PROPOSED:
        afsluiting.status = Status.WITHDRAWN
    elif afsluiting.status == Status.REOPENING:
        afsluiting.status, afsluiting.reden_heropening = Status.CLOSED, ""
        afsluiting.heropening_gevraagd_op = afsluiting.heropening_gevraagd_door = None
    else:
        raise _too_late(afsluiting)
    save_checked(afsluiting)
    record(handeling=Handeling.JAAR_WITHDRAW, door=door, object=afsluiting, jaar=afsluiting.jaar)
    return afsluiting


@transaction.atomic
def close_jaar(*, afsluiting: Jaarafsluiting, door: Gebruiker, op: datetime) -> Jaarafsluiting:
    """Freeze the figures. From here on the database refuses a booking in the year."""
    afsluiting = _lock(afsluiting)
    if afsluiting.status != Status.PROPOSED:
        raise _too_late(afsluiting)
    if afsluiting.voorgesteld_door_id == door.pk:
        raise ValidationError(
            "U stelde zelf voor dit jaar af te sluiten; laat een collega het afsluiten (vier ogen).",
            code="vier-ogen",
        )
    _check_beletselen(door, afsluiting.jaar)
    cijfers = freeze(afsluiting.gemeente, afsluiting.jaar)
    afsluiting.status, afsluiting.gesloten_op, afsluiting.gesloten_door = Status.CLOSED, op, door
    afsluiting.cijfers, afsluiting.sha256 = cijfers, hash_of(cijfers)
    save_checked(afsluiting)
    record(
        handeling=Handeling.JAAR_CLOSE,
        door=door,
        object=afsluiting,
        jaar=afsluiting.jaar,
        sha256=afsluiting.sha256,
    )
    return afsluiting


@transaction.atomic
def ask_heropening(
    *, afsluiting: Jaarafsluiting, reden: str, door: Gebruiker, op: datetime
) -> Jaarafsluiting:
    """The year stays closed until another agrees."""
    if not reden.strip():
        raise ValidationError("Geef een reden om het jaar te heropenen.", code="reden")
    afsluiting = _lock(afsluiting)
    if afsluiting.status != Status.CLOSED:
        raise _too_late(afsluiting)
    afsluiting.status, afsluiting.reden_heropening = Status.REOPENING, reden.strip()
    afsluiting.heropening_gevraagd_op, afsluiting.heropening_gevraagd_door = op, door
    save_checked(afsluiting)
    record(handeling=Handeling.JAAR_ASK_REOPEN, door=door, object=afsluiting, jaar=afsluiting.jaar)
    return afsluiting


@transaction.atomic
def reopen_jaar(*, afsluiting: Jaarafsluiting, door: Gebruiker, op: datetime) -> Jaarafsluiting:
    """The year takes bookings again. What was frozen stays to be read, and a new closing follows."""
    afsluiting = _lock(afsluiting)
    if afsluiting.status != Status.REOPENING:
        raise _too_late(afsluiting)
    if afsluiting.heropening_gevraagd_door_id == door.pk:
        raise ValidationError(
            "U vroeg zelf dit jaar te heropenen; laat een collega dat doen (vier ogen).", code="vier-ogen"
        )
    later = Jaarafsluiting.objects.closed().filter(gemeente=afsluiting.gemeente, jaar__gt=afsluiting.jaar)
    if volgend := later.order_by("-jaar").first():
        raise ValidationError(
            f"{volgend.jaar} is ook afgesloten, en begint met de stand van {afsluiting.jaar}. Heropen eerst"
            f" {volgend.jaar}.",
            code="later",
        )
    afsluiting.status, afsluiting.heropend_op, afsluiting.heropend_door = Status.REOPENED, op, door
    save_checked(afsluiting)
    record(handeling=Handeling.JAAR_REOPEN, door=door, object=afsluiting, jaar=afsluiting.jaar)
    return afsluiting


def _check_beletselen(door: Gebruiker, jaar: int) -> None:
    beletselen = find_beletselen(door.gemeente, jaar)
    if beletselen:
        opsomming = "; ".join(f"{b.titel.lower()}: {b.aantal}" for b in beletselen)
        raise ValidationError(
            f"{jaar} kan nog niet worden afgesloten. Er staat nog open: {opsomming}.", code="beletsel"
        )


def _lock(afsluiting: Jaarafsluiting) -> Jaarafsluiting:
    """As it is now; a booking in its year waits until this is done, and this waits for a booking under way."""
    return (
        Jaarafsluiting.objects.select_for_update(of=("self",))
        .select_related("gemeente")
        .get(pk=afsluiting.pk)
    )


def _too_late(afsluiting: Jaarafsluiting) -> ValidationError:
    return ValidationError(
        f"Dit kan nu niet: de stand van {afsluiting.jaar} is ‘{afsluiting.get_status_display()}’.",
        code="status",
    )
