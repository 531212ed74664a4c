"""A statement of the bank told what became of the payments: each line to its payment, the rest to be seen."""

import hashlib
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from subsidies.betalen.camt import Afschrift, Bankregel, CamtFout, read_camt
from subsidies.betalen.handelingen import Handeling
from subsidies.betalen.terugbetalen import (
    find_verplichting,
    is_recorded,
    record_terugbetaling,
    referentie_van,
)
from subsidies.betalen.uitkomsten import close_run, lock_run, pay_betaling, send_back
from subsidies.models import (
    Afschriftregel,
    Bankafschrift,
    Bankrekening,
    Betaalrun,
    Betaalverplichting,
    Betaling,
)

Uitkomst = Afschriftregel.Uitkomst


@transaction.atomic
def read_afschrift(*, inhoud: bytes, door: Gebruiker, op: datetime) -> Bankafschrift:
    """Confirm what the bank paid and reopen what it sent back. The same statement is read once."""
    try:
        gelezen = read_camt(inhoud)
    except CamtFout as fout:
        raise ValidationError(str(fout), code="camt") from fout
    _check_rekening(gelezen, door)
    afschrift = Bankafschrift(
        gemeente=door.gemeente,
        sha256=hashlib.sha256(inhoud).hexdigest(),
        ingelezen_op=op,
        ingelezen_door=door,
    )
    save_checked(afschrift)
    runs = _lock_runs(gelezen, door)
    regels = [_process(afschrift, regel, door, op) for regel in gelezen.regels]
    Afschriftregel.objects.bulk_create(regels)
    for run in runs:
        close_run(run)
    record(
        handeling=Handeling.BANKAFSCHRIFT_READ,
        door=door,
        object=afschrift,
        regels=len(regels),
        herkend=sum(regel.betaling is not None or regel.uitkomst == Uitkomst.REPAID for regel in regels),
    )
    return afschrift


def _check_rekening(gelezen: Afschrift, door: Gebruiker) -> None:
    """A statement of another account says nothing about these payments."""
    eigen = Bankrekening.objects.filter(gemeente=door.gemeente, organisatie=None, kind=None, status="akkoord")
    if not gelezen.ibans & set(eigen.values_list("iban", flat=True)):
        raise ValidationError(
            "Dit afschrift is niet van een rekening van uw gemeente die onder Rekeningnummers staat.",
            code="rekening",
        )


def _lock_runs(gelezen: Afschrift, door: Gebruiker) -> list[Betaalrun]:
    """All runs that this statement can touch, in the order in which everybody holds them."""
    kenmerken = [regel.kenmerk for regel in gelezen.regels if regel.kenmerk]
    runs = Betaalrun.objects.filter(gemeente=door.gemeente)
    geraakt = runs.filter(betalingen__kenmerk__in=kenmerken) | runs.filter(bestand__bericht_id__in=kenmerken)
    return [lock_run(run, door) for run in geraakt.distinct().order_by("pk")]


def _process(afschrift: Bankafschrift, regel: Bankregel, door: Gebruiker, op: datetime) -> Afschriftregel:
    rij = Afschriftregel(
        afschrift=afschrift, boekdag=regel.boekdag, bedrag_centen=regel.centen, kenmerk=regel.kenmerk
    )
    if regel.is_bestand:
        rij.uitkomst = _process_bestand(regel, door)
        return rij
    betaling = Betaling.objects.filter(gemeente=door.gemeente, kenmerk=regel.kenmerk).first()
    if betaling is None and regel.centen > 0 and (terug := find_verplichting(regel, door.gemeente)):
        rij.kenmerk, rij.uitkomst = terug.kenmerk, _repay(terug, regel, door, op)
        return rij
    if betaling is None or betaling.status in (Betaling.Status.PROPOSED, Betaling.Status.WITHDRAWN):
        rij.uitkomst = Uitkomst.UNKNOWN
        return rij
    rij.betaling, rij.uitkomst = betaling, _outcome(betaling, regel, door)
    return rij


def _outcome(betaling: Betaling, regel: Bankregel, door: Gebruiker) -> Afschriftregel.Uitkomst:
    if abs(regel.centen) != betaling.bedrag_centen:
        return Uitkomst.OTHER_AMOUNT
    if regel.is_terug and betaling.status in (Betaling.Status.SENT, Betaling.Status.PAID):
        send_back(betaling, regel.reden or "De bank stortte het bedrag terug zonder reden.", door)
        return Uitkomst.BACK
    if not regel.is_terug and betaling.status == Betaling.Status.SENT:
        pay_betaling(betaling, regel.boekdag, door)
        return Uitkomst.PAID
    return Uitkomst.KNOWN


def _repay(
    verplichting: Betaalverplichting, regel: Bankregel, door: Gebruiker, op: datetime
) -> Afschriftregel.Uitkomst:
    """What came in for a claim below zero settles as much of it; more than is open is for a person to see."""
    referentie = referentie_van(regel)
    if is_recorded(verplichting, referentie):
        return Uitkomst.KNOWN
    if verplichting.status not in verplichting.ALS_OPEN or regel.centen > -verplichting.rest:
        return Uitkomst.OTHER_AMOUNT
    record_terugbetaling(
        verplichting=verplichting,
        bedrag_centen=regel.centen,
        dag=regel.boekdag,
        referentie=referentie,
        door=door,
        op=op,
    )
    return Uitkomst.REPAID


def _process_bestand(regel: Bankregel, door: Gebruiker) -> Afschriftregel.Uitkomst:
    """The bank booked a whole file in one sum: all that was in it is paid."""
    run = Betaalrun.objects.filter(gemeente=door.gemeente, bestand__bericht_id=regel.kenmerk).first()
    if run is None:
        return Uitkomst.UNKNOWN
    if -regel.centen != sum(run.betalingen.values_list("bedrag_centen", flat=True)):
        return Uitkomst.OTHER_AMOUNT
    onderweg = list(run.betalingen.under_way())
    for betaling in onderweg:
        pay_betaling(betaling, regel.boekdag, door)
    return Uitkomst.PAID if onderweg else Uitkomst.KNOWN
