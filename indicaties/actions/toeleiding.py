from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.actions.traject import open_traject
from indicaties.dubbel.vragen import answer_by_referring
from indicaties.handelingen import Handeling
from indicaties.models import Kind, Toeleiding, Traject
from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker, Organisatie
from organisaties.opslaan import save_checked


@transaction.atomic
def refer_kind(*, kind: Kind, houder: Organisatie, door: Gebruiker, op: date) -> Toeleiding:
    """Refer the family to a provider, which from then on sees the child. The parents agreed: the form asks for it."""
    if houder not in Organisatie.objects.houders().in_gemeente(kind.gemeente):
        raise ValidationError(f"{houder} is geen houder in de gemeente {kind.gemeente}.")
    open_traject(kind=kind, aanleiding=Traject.Aanleiding.INDICATIE, door=door, op=op)
    toeleiding = Toeleiding(kind=kind, houder=houder, verwezen_op=op, verwezen_door=door)
    save_checked(toeleiding)
    _record_toeleiding(Handeling.TOELEIDING_REFER, toeleiding, door, toestemming_ouders=True)
    answer_by_referring(kind=kind, houder_id=houder.pk, door=door, op=op)
    return toeleiding


@transaction.atomic
def decline_toeleiding(*, toeleiding: Toeleiding, reden: str, door: Gebruiker, op: date) -> Toeleiding:
    """The family does not take part, for a reason that the monitor counts."""
    toeleiding = Toeleiding.objects.select_for_update().get(pk=toeleiding.pk)
    if toeleiding.afgerond_op is not None:
        raise ValidationError(f"Deze verwijzing is al afgerond op {datum(toeleiding.afgerond_op)}.")
    _finish(toeleiding, Toeleiding.Status.DECLINED, door, op, reden=reden)
    return toeleiding


@transaction.atomic
def complete_toeleiding(*, kind: Kind, houder: Organisatie, door: Gebruiker, op: date) -> Toeleiding | None:
    """The provider placed the child: its open referral ends well. None when the child came without a referral."""
    toeleiding = kind.toeleidingen.open().filter(houder=houder).select_for_update().first()
    if toeleiding is not None:
        _finish(toeleiding, Toeleiding.Status.PLACED, door, op)
    return toeleiding


def _finish(toeleiding: Toeleiding, status: str, door: Gebruiker, op: date, reden: str = "") -> None:
    toeleiding.status = status
    toeleiding.reden = reden
    toeleiding.afgerond_op = op
    toeleiding.afgerond_door = door
    save_checked(toeleiding)
    handeling = (
        Handeling.TOELEIDING_PLACE if status == Toeleiding.Status.PLACED else Handeling.TOELEIDING_DECLINE
    )
    _record_toeleiding(handeling, toeleiding, door, reden=reden)


def _record_toeleiding(handeling: Handeling, toeleiding: Toeleiding, door: Gebruiker, **details: Any) -> None:
    record(
        handeling=handeling,
        door=door,
        object=toeleiding,
        kind=toeleiding.kind.pseudoniem,
        houder=toeleiding.houder.naam,
        **details,
    )
