"""Extra support: asked of the consultatiebureau, which answers; and what it writes down for itself."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.actions.signaal import check_knows
from indicaties.actions.traject import open_traject
from indicaties.berichten import tell_answered
from indicaties.handelingen import Handeling
from indicaties.models import Kind, Ondersteuningsvraag, Opmerking, Traject
from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked


@transaction.atomic
def ask_ondersteuning(*, kind: Kind, vraag: str, door: Gebruiker, op: date) -> Ondersteuningsvraag:
    check_knows(kind, door)
    gesteld = Ondersteuningsvraag(
        kind=kind, organisatie=door.organisatie, vraag=vraag, gesteld_op=op, gesteld_door=door
    )
    save_checked(gesteld)
    record(handeling=Handeling.ONDERSTEUNING_ASK, door=door, object=gesteld, kind=kind.pseudoniem)
    return gesteld


@transaction.atomic
def answer_ondersteuning(
    *, vraag: Ondersteuningsvraag, antwoord: str, opent_traject: bool = False, door: Gebruiker, op: date
) -> Ondersteuningsvraag:
    """The answer goes to who asked. With `opent_traject` the child is watched over from now on."""
    vraag = Ondersteuningsvraag.objects.select_for_update(of=("self",)).get(pk=vraag.pk)
    if vraag.beantwoord_op is not None:
        raise ValidationError(f"Deze vraag is al beantwoord op {datum(vraag.beantwoord_op)}.")
    vraag.antwoord, vraag.beantwoord_op, vraag.beantwoord_door = antwoord, op, door
    save_checked(vraag)
    record(
        handeling=Handeling.ONDERSTEUNING_ANSWER,
        door=door,
        object=vraag,
        kind=vraag.kind.pseudoniem,
        opent_traject=opent_traject,
    )
    if opent_traject:
        open_traject(kind=vraag.kind, aanleiding=_aanleiding(vraag), door=door, op=op)
    tell_answered(vraag, door, op)
    return vraag


def _aanleiding(vraag: Ondersteuningsvraag) -> Traject.Aanleiding:
    """The kindregisseur has no organisation; what it asks is the municipality's, which JGZ takes up as its own."""
    is_houder = vraag.organisatie is not None and vraag.organisatie.soort == vraag.organisatie.Soort.HOUDER
    return Traject.Aanleiding.HOUDER if is_houder else Traject.Aanleiding.JGZ


@transaction.atomic
def write_opmerking(*, kind: Kind, tekst: str, door: Gebruiker, op: datetime) -> Opmerking:
    if door.organisatie is None:
        raise ValidationError("Alleen het consultatiebureau schrijft hier opmerkingen.")
    opmerking = Opmerking(
        kind=kind, organisatie=door.organisatie, tekst=tekst, geschreven_op=op, geschreven_door=door
    )
    save_checked(opmerking)
    record(handeling=Handeling.OPMERKING_WRITE, door=door, object=opmerking, kind=kind.pseudoniem)
    return opmerking
