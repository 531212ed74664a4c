from datetime import date

from django.db import transaction

from indicaties.handelingen import Handeling
from indicaties.models import Kind, Traject
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked


@transaction.atomic
def open_traject(*, kind: Kind, aanleiding: str, toelichting: str = "", door: Gebruiker, op: date) -> Traject:
    """Open the case of a child (a Traject.Aanleiding), or give the one that is open already."""
    Kind.objects.lock(kind.pk, no_key=True)
    if (lopend := kind.trajecten.open().first()) is not None:
        return lopend
    traject = Traject(
        kind=kind, aanleiding=aanleiding, toelichting=toelichting, geopend_op=op, geopend_door=door
    )
    save_checked(traject)
    record(
        handeling=Handeling.TRAJECT_OPEN,
        door=door,
        object=traject,
        kind=kind.pseudoniem,
        aanleiding=aanleiding,
    )
    return traject


@transaction.atomic
def mark_overgedragen(*, kind: Kind, door: Gebruiker, op: date) -> Traject | None:
    """The child was handed over to its school; None when nobody watched over it."""
    traject = kind.trajecten.open().select_for_update(of=("self",)).first()
    if traject is not None and traject.overgedragen_op is None:
        traject.overgedragen_op, traject.overgedragen_door = op, door
        save_checked(traject)
        record(handeling=Handeling.TRAJECT_HAND_OVER, door=door, object=traject, kind=kind.pseudoniem)
    return traject
