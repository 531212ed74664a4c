"""What people do with the yearly report: ask for it, try again, and take it along."""

import hashlib
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from organisaties.wachtrij import enqueue
from rapportage.handelingen import Handeling
from rapportage.models import Verantwoording
from rapportage.sisa import GeenFormulier
from rapportage.sisa.lezen import formulier_voor
from rapportage.tasks import make_verantwoording
from rapportage.verantwoord import find_afsluiting
from subsidies.gebeurtenissen import announce_geld

Status = Verantwoording.Status


@transaction.atomic
def request_verantwoording(*, jaar: int, door: Gebruiker, moment: datetime) -> Verantwoording:
    """Ask for the report over a year. Earlier reports stay; only one over the same year is made at a time."""
    verantwoording = add_verantwoording(jaar=jaar, door=door, moment=moment)
    enqueue(make_verantwoording, verantwoording.pk, door=door)
    return verantwoording


@transaction.atomic
def add_verantwoording(*, jaar: int, door: Gebruiker, moment: datetime) -> Verantwoording:
    """The report that waits, for who makes it itself. ValidationError when one is made, or there is no form."""
    try:
        formulier_voor(door.gemeente, jaar)
    except GeenFormulier as fout:
        raise ValidationError(str(fout)) from fout
    verantwoording = Verantwoording(
        gemeente=door.gemeente, jaar=jaar, aangevraagd_op=moment, aangevraagd_door=door
    )
    save_checked(verantwoording)
    record(handeling=Handeling.VERANTWOORDING_REQUEST, door=door, object=verantwoording, jaar=jaar)
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
def finalize_verantwoording(*, verantwoording: Verantwoording, door: Gebruiker, moment: datetime) -> None:
    """From here on it is what the municipality accounts for; the one before it over the same year no longer is."""
    verantwoording = _lock(verantwoording)
    if bezwaar := why_not_finalize(verantwoording, door):
        raise ValidationError(bezwaar)
    verantwoording.definitief_op, verantwoording.definitief_door = moment, door
    save_checked(verantwoording)
    record(
        handeling=Handeling.VERANTWOORDING_FINALIZE,
        door=door,
        object=verantwoording,
        jaar=verantwoording.jaar,
        sha256=verantwoording.sha256,
    )
    announce_geld(verantwoording.gemeente, set(verantwoording.regels.values_list("houder", flat=True)))


def why_not_finalize(verantwoording: Verantwoording, door: Gebruiker) -> str:
    """'' when this person can make it definitive."""
    if verantwoording.status != Status.DONE:
        return "Deze verantwoording is nog niet klaar."
    if verantwoording.definitief_op:
        return "Deze verantwoording is al definitief."
    if not verantwoording.na_afsluiting:
        return (
            f"Deze verantwoording is gemaakt toen de boeken van {verantwoording.jaar} nog open waren. Sluit het jaar af en"
            " laat haar opnieuw maken."
        )
    if find_afsluiting(verantwoording.gemeente, verantwoording.jaar) is None:
        return (
            f"De boeken van {verantwoording.jaar} zijn weer geopend. Sluit het jaar af en laat de verantwoording opnieuw"
            " maken."
        )
    if verantwoording.aangevraagd_door == door:
        return "U liet deze verantwoording zelf maken. Een collega maakt haar definitief (vier ogen)."
    return ""


@transaction.atomic
def send_verantwoording(
    *, verantwoording: Verantwoording, dag: date, aan: str, door: Gebruiker, moment: datetime
) -> None:
    """Write down that the definitive report was sent: on which day and to whom. The site sends nothing itself."""
    verantwoording = _lock(verantwoording)
    if not verantwoording.definitief_op:
        raise ValidationError("Maak de verantwoording eerst definitief.")
    if verantwoording.verzonden_op:
        raise ValidationError("Van deze verantwoording is al vastgelegd dat zij is verzonden.")
    if not timezone.localdate(verantwoording.definitief_op) <= dag <= timezone.localdate(moment):
        raise ValidationError(
            f"{datum(dag)} kan niet: de verantwoording is definitief sinds"
            f" {datum(timezone.localdate(verantwoording.definitief_op))}, en de dag ligt niet in de toekomst."
        )
    verantwoording.verzonden_op, verantwoording.verzonden_aan, verantwoording.verzonden_door = dag, aan, door
    save_checked(verantwoording)
    record(
        handeling=Handeling.VERANTWOORDING_SEND,
        door=door,
        object=verantwoording,
        jaar=verantwoording.jaar,
        verzonden_op=dag.isoformat(),
        aan=aan,
    )


def _lock(verantwoording: Verantwoording) -> Verantwoording:
    return Verantwoording.objects.without_file().select_for_update().get(pk=verantwoording.pk)


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
