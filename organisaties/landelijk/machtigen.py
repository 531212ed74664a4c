"""In whose name a round works: somebody of the municipality said so beforehand, and may still do it by hand."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from organisaties.audit import record
from organisaties.handelingen import Handeling
from organisaties.landelijk.soorten import Machtigingsoort
from organisaties.models import Gebruiker, Gemeente
from organisaties.opslaan import save_checked
from organisaties.ronde import Machtiging


@transaction.atomic
def give_machtiging(*, soort: Machtigingsoort, door: Gebruiker, op: datetime) -> Machtiging:
    """Let rounds do this in the name of `door`, until the role ends or somebody with the right takes it back."""
    _check_recht(soort, door)
    machtiging = Machtiging(
        gemeente=door.gemeente,
        soort=soort.code,
        gegeven_op=op,
        gegeven_door=door,
        toekenning=door.toekenning,
    )
    save_checked(machtiging)
    record(handeling=Handeling.MACHTIGING_GIVE, door=door, object=machtiging, soort=soort.code)
    return machtiging


@transaction.atomic
def withdraw_machtiging(*, soort: Machtigingsoort, door: Gebruiker, op: datetime) -> Machtiging:
    """From now on a round does this no more; what it did stays."""
    _check_recht(soort, door)
    eigen = Machtiging.objects.for_gebruiker(door).in_force().filter(soort=soort.code)
    machtiging = eigen.select_for_update(of=("self",)).first()
    if machtiging is None:
        raise ValidationError("Deze machtiging is er niet meer. Een collega trok haar net in.", code="weg")
    machtiging.ingetrokken_op, machtiging.ingetrokken_door = op, door
    save_checked(machtiging)
    record(handeling=Handeling.MACHTIGING_WITHDRAW, door=door, object=machtiging, soort=soort.code)
    return machtiging


def find_gemachtigde(gemeente: Gemeente, soort: Machtigingsoort, dag: date) -> Gebruiker | None:
    """In whose name it may be done today, in the role of then; None when nobody gave it or may give it any more.

    The record says through which machtiging.
    """
    gegeven = Machtiging.objects.in_force().filter(gemeente=gemeente, soort=soort.code)
    machtiging = gegeven.select_related("gegeven_door").first()
    if machtiging is None or not counts_on(machtiging, soort, dag):
        return None
    machtiging.gegeven_door.via = f"machtiging {machtiging.pk}"
    return machtiging.gegeven_door


def counts_on(machtiging: Machtiging, soort: Machtigingsoort, dag: date) -> bool:
    """Has who gave it still the role, and the role the right? Makes them work under that role."""
    door, voorkeur = machtiging.gegeven_door, machtiging.toekenning_id
    actief = door.is_active and door.activate(dag, voorkeur) and door.toekenning.pk == voorkeur
    return actief and door.has_recht(soort.recht)


def _check_recht(soort: Machtigingsoort, door: Gebruiker) -> None:
    if not door.has_recht(soort.recht):
        raise ValidationError(
            "U kunt alleen regelen wat u zelf met de hand mag doen. Vraag een collega met die rol.",
            code="recht",
        )
