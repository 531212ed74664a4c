"""The e-mail that announces messages: it names nobody and tells nothing but where to look."""

import smtplib
from datetime import datetime, time, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from brieven.models import Berichtinstelling, Onbereikbaar, Ontvangst
from brieven.models.bericht import ALARM
from brieven.onbereikbaar import mark_unreachable
from lib.werkdagen import werkdag_vanaf
from organisaties.models import Gebruiker

Status = Ontvangst.Status
# When the mail of a working day goes.
DAGMAIL = time(8)
# How long to wait after each attempt that failed; after the last the notice is a task for a person.
WACHT = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))


def first_moment(gebruiker: Gebruiker, geplaatst: datetime) -> datetime:
    """When a notice may go: at once; for who chose so in the mail of the next working day, unless that is too far."""
    if not Berichtinstelling.objects.filter(gebruiker=gebruiker, dagelijks=True).exists():
        return geplaatst
    plaatselijk = timezone.localtime(geplaatst)
    dag = plaatselijk.date() + timedelta(days=plaatselijk.time() >= DAGMAIL)
    moment = datetime.combine(werkdag_vanaf(dag), DAGMAIL, tzinfo=plaatselijk.tzinfo)
    return moment if moment - geplaatst <= ALARM else geplaatst


@transaction.atomic
def announce(gebruiker: Gebruiker, moment: datetime) -> int:
    """One e-mail about every message that waits to be announced to this person; how many.

    Two that do this at once announce nothing twice: the second passes over what the first holds. An address that
    the server refuses is not tried again.
    """
    open_ = (
        Ontvangst.objects.to_send(moment)
        .filter(gebruiker=gebruiker)
        .select_related("bericht__gemeente", "gebruiker")
    )
    wachtend = list(open_.select_for_update(of=("self",), skip_locked=True))
    if not wachtend:
        return 0
    try:
        _mail(gebruiker, wachtend).send()
    except (smtplib.SMTPException, OSError) as fout:
        _note_failure(wachtend, fout, moment)
        return 0
    for ontvangst in wachtend:
        ontvangst.status, ontvangst.afgehandeld_op, ontvangst.fout = Status.SENT, moment, ""
        ontvangst.pogingen += 1
    _save(wachtend)
    return len(wachtend)


def _note_failure(wachtend: list[Ontvangst], fout: Exception, moment: datetime) -> None:
    """Try again later; not when the address does not exist, or this was the last attempt."""
    code, definitief = _code(fout), _is_refused(fout)
    for ontvangst in wachtend:
        ontvangst.pogingen += 1
        ontvangst.fout = code
        if definitief or ontvangst.pogingen > len(WACHT):
            ontvangst.status = Status.FAILED
        else:
            ontvangst.versturen_vanaf = moment + WACHT[ontvangst.pogingen - 1]
    _save(wachtend)
    if definitief:
        mark_unreachable(gebruiker=wachtend[0].gebruiker, bron=Onbereikbaar.Bron.SMTP, code=code, op=moment)


def _is_refused(fout: Exception) -> bool:
    """The server knows no such address; a code under 500 asks to come back later."""
    return isinstance(fout, smtplib.SMTPRecipientsRefused) and all(
        code >= 500 for code, _ in fout.recipients.values()
    )


def _save(rijen: list[Ontvangst]) -> None:
    velden = ["status", "afgehandeld_op", "fout", "pogingen", "versturen_vanaf"]
    Ontvangst.objects.bulk_update(rijen, velden)


def _mail(gebruiker: Gebruiker, wachtend: list[Ontvangst]) -> EmailMessage:
    soorten = list(dict.fromkeys(ontvangst.bericht.berichtsoort for ontvangst in wachtend))
    context = {
        "soorten": soorten,
        "aantal": len(wachtend),
        "gemeenten": sorted({str(ontvangst.bericht.gemeente) for ontvangst in wachtend}),
        "adres": settings.SITE_URL + reverse("home") if settings.SITE_URL else "",
    }
    onderwerp = soorten[0].onderwerp if len(soorten) == 1 else f"{len(wachtend)} nieuwe berichten"
    tekst = render_to_string("brieven/email/kennisgeving.txt", context)
    return EmailMessage(f"VVE-administratie: {onderwerp}", tekst.strip() + "\n", to=[gebruiker.email])


def _code(fout: Exception) -> str:
    """'SMTP 550', or the kind of error; never the text of the server, which names addresses."""
    if isinstance(fout, smtplib.SMTPRecipientsRefused):
        return f"SMTP {next(iter(fout.recipients.values()))[0]}"
    if isinstance(fout, smtplib.SMTPResponseException):
        return f"SMTP {fout.smtp_code}"
    return type(fout).__name__
