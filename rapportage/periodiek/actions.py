"""Asking for a report of a quarter or a year, by a person or by the clock, and taking it along."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from lib.periode import Ritme, Tijdvak, jaar_periode, kwartaal_periode
from lib.weergave import datum
from organisaties.audit import record
from organisaties.hoofdstukken import Document
from organisaties.instellingen import gekozen_op
from organisaties.models import Gebruiker, Gemeente
from organisaties.opslaan import save_checked
from organisaties.wachtrij import enqueue, find_waiting
from rapportage.handelingen import Handeling
from rapportage.periodiek.instellingen import EVALUATIE, KWARTAALRAPPORT
from rapportage.periodiek.models import Periodiekverslag
from rapportage.periodiek.tasks import make_periodiekverslag


@transaction.atomic
def request_periodiekverslag(
    *, document: Document, jaar: int, kwartaal: int | None, door: Gebruiker, op: datetime, dag: date
) -> Periodiekverslag:
    """A new one over a period that is over; earlier ones stay."""
    einde = (kwartaal_periode(jaar, kwartaal) if kwartaal else jaar_periode(jaar)).tot_en_met
    if dag <= einde:
        raise ValidationError(f"Deze periode loopt nog. Het verslag kan vanaf de dag na {datum(einde)}.")
    verslag = Periodiekverslag(
        gemeente=door.gemeente,
        document=document.value,
        jaar=jaar,
        kwartaal=kwartaal,
        aangevraagd_op=op,
        aangevraagd_door=door,
    )
    save_checked(verslag)
    record(handeling=Handeling.PERIODIEKVERSLAG_REQUEST, door=door, object=verslag, jaar=jaar)
    enqueue(make_periodiekverslag, verslag.pk, door=door)
    return verslag


@transaction.atomic
def download_periodiekverslag(*, verslag: Periodiekverslag, door: Gebruiker) -> bytes:
    if verslag.pdf is None:
        raise ValidationError("Dit verslag heeft nog geen bestand. Wacht tot het klaar is.")
    record(
        handeling=Handeling.PERIODIEKVERSLAG_DOWNLOAD,
        door=door,
        object=verslag,
        jaar=verslag.jaar,
        sha256=verslag.sha256,
    )
    return bytes(verslag.pdf)


@transaction.atomic
def plan_periodiekverslagen(*, gemeente: Gemeente, dag: date, op: datetime) -> None:
    """What the municipality wants made by itself and is due on the day, once; and what could not be made before.

    Whoever switches it on gets the last period that is over, and none of before that.
    """
    for document, jaar, kwartaal in _due(gemeente, dag):
        Periodiekverslag.objects.get_or_create(
            gemeente=gemeente,
            document=document.value,
            jaar=jaar,
            kwartaal=kwartaal,
            aangevraagd_door=None,
            defaults={"aangevraagd_op": op},
        )
    for verslag in Periodiekverslag.objects.unmade().filter(gemeente=gemeente).order_by("pk"):
        if find_waiting(make_periodiekverslag, verslag.pk, gemeente=gemeente) is None:
            enqueue(make_periodiekverslag, verslag.pk, gemeente=gemeente)


def _due(gemeente: Gemeente, dag: date) -> list[tuple[Document, int, int | None]]:
    na_dagen = gekozen_op(gemeente, KWARTAALRAPPORT.code, dag).waarde
    maand = gekozen_op(gemeente, EVALUATIE.code, dag).waarde
    vorig = Tijdvak.of(Ritme.KWARTAAL, dag).vorige
    te_maken: list[tuple[Document, int, int | None]] = []
    if na_dagen and (dag - vorig.periode.tot_en_met).days >= na_dagen:
        te_maken.append((Document.KWARTAAL, vorig.jaar, vorig.nummer))
    if maand and dag.month >= maand:
        te_maken.append((Document.EVALUATIE, dag.year - 1, None))
    return te_maken
