from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.handelingen import Handeling
from indicaties.models import Indicatie, Kind
from indicaties.wijzigingen import announce_wijziging
from lib.periode import add_maanden
from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked

# Further ahead than this the last day is more likely a typing error than a move.
_MEESTE_MAANDEN_VOORUIT = 12


@transaction.atomic
def record_vertrek(*, kind: Kind, laatste_dag: date, reden: str, door: Gebruiker, op: date) -> Kind:
    """The child moved away or died (a Kind.RedenVertrek); `laatste_dag` is its last day in the municipality.

    Recording it anew puts the day or the reason right. No placement ends by it: that is up to the provider.
    """
    kind = Kind.objects.lock(kind.pk)
    if reden == Kind.RedenVertrek.DECEASED and laatste_dag > op:
        raise ValidationError(f"{datum(laatste_dag)} ligt in de toekomst. Vul de dag van overlijden in.")
    if laatste_dag > add_maanden(op, _MEESTE_MAANDEN_VOORUIT):
        raise ValidationError(f"{datum(laatste_dag)} ligt meer dan een jaar vooruit. Controleer het jaar.")
    kind.vertrokken_op, kind.reden_vertrek = laatste_dag, reden
    save_checked(kind)
    record(
        handeling=Handeling.KIND_DEPART,
        door=door,
        object=kind,
        kind=kind.pseudoniem,
        laatste_dag=laatste_dag,
        reden=reden,
    )
    announce_wijziging(kind)
    return kind


@transaction.atomic
def undo_vertrek(*, kind: Kind, door: Gebruiker) -> Kind:
    """The child lives here after all, or again: nothing is known of a departure any more."""
    kind = Kind.objects.lock(kind.pk)
    if kind.vertrokken_op is None:
        raise ValidationError("Van dit kind is geen vertrek vastgelegd.")
    kind.vertrokken_op, kind.reden_vertrek = None, ""
    save_checked(kind)
    record(handeling=Handeling.KIND_RETURN, door=door, object=kind, kind=kind.pseudoniem)
    announce_wijziging(kind)
    return kind


def record_vertrek_of(
    indicatie: Indicatie, reden: str, *, laatste_dag: date, door: Gebruiker, op: date
) -> None:
    """The reason for which an indicatie ends can tell that the child left."""
    if reden in Kind.RedenVertrek.values and indicatie.kind.vertrokken_op is None:
        record_vertrek(kind=indicatie.kind, laatste_dag=laatste_dag, reden=reden, door=door, op=op)
