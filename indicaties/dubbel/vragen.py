"""A provider says that the child it wants to enrol is one that the municipality knows, and asks for it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.handelingen import Handeling
from indicaties.models import Kind, Verwijsvraag
from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from organisaties.rijbeveiliging import Rijbereik, rijbereik


@transaction.atomic
def ask_verwijzing(*, kind: Kind, door: Gebruiker, op: date) -> Verwijsvraag:
    """Put the question; asking again while it waits changes nothing. The parents' consent is asked by who refers."""
    if not door.is_houder or door.organisatie is None or kind.gemeente_id != door.gemeente.pk:
        raise ValidationError("Alleen een houder van kinderopvang kan vragen om een kind te verwijzen.")
    with rijbereik(Rijbereik(door.gemeente.pk)):
        kind = Kind.objects.lock(kind.pk, no_key=True)
        wacht = Verwijsvraag.objects.open().filter(kind=kind, houder=door.organisatie).first()
        if wacht is not None:
            return wacht
        vraag = Verwijsvraag(
            gemeente=door.gemeente,
            kind=kind,
            houder=door.organisatie,
            gevraagd_op=op,
            gevraagd_door=door,
        )
        save_checked(vraag)
    record(handeling=Handeling.VERWIJSVRAAG_ASK, door=door, object=vraag, kind=kind.pseudoniem)
    return vraag


@transaction.atomic
def decline_vraag(*, vraag: Verwijsvraag, door: Gebruiker, op: date) -> Verwijsvraag:
    """It is another child: the provider enrols it itself."""
    vraag = (
        Verwijsvraag.objects.select_for_update(of=("self",)).select_related("kind", "houder").get(pk=vraag.pk)
    )
    if vraag.beantwoord_op is not None:
        raise ValidationError(f"Deze vraag is al beantwoord op {datum(vraag.beantwoord_op)}.")
    return _answer(vraag, Verwijsvraag.Status.OTHER, door, op)


def answer_by_referring(*, kind: Kind, houder_id: int, door: Gebruiker, op: date) -> None:
    """The child was referred: whoever asked for it has its answer."""
    for vraag in Verwijsvraag.objects.open().filter(kind=kind, houder=houder_id).select_for_update():
        _answer(vraag, Verwijsvraag.Status.REFERRED, door, op)


def _answer(vraag: Verwijsvraag, status: str, door: Gebruiker, op: date) -> Verwijsvraag:
    vraag.status, vraag.beantwoord_op, vraag.beantwoord_door = status, op, door
    save_checked(vraag)
    record(
        handeling=Handeling.VERWIJSVRAAG_ANSWER,
        door=door,
        object=vraag,
        kind=vraag.kind.pseudoniem,
        houder=vraag.houder.naam,
        antwoord=status,
    )
    return vraag
