from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.handelingen import Handeling
from indicaties.models import Gezin, Kind
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked


@transaction.atomic
def link_gezin(*, kind: Kind, ander: Kind, door: Gebruiker) -> Gezin:
    """They are brother and sister, and so are those who already were of either."""
    if kind.pk == ander.pk:
        raise ValidationError("Een kind is geen broertje of zusje van zichzelf. Kies een ander kind.")
    if kind.gemeente_id != ander.gemeente_id:
        raise ValidationError("Dit kind hoort bij een andere gemeente. Kies een kind van uw eigen gemeente.")
    kind, ander = _locked(kind, ander)
    if kind.gezin_id is not None and kind.gezin_id == ander.gezin_id:
        raise ValidationError(f"{ander} staat al bij de broertjes en zusjes van {kind}.")
    gezin = kind.gezin or ander.gezin or _new_gezin(kind)
    oude = ander.gezin if ander.gezin != gezin else None
    Kind.objects.filter(pk__in=(kind.pk, ander.pk)).update(gezin=gezin)
    if oude is not None:
        # Also a file that was joined with another one keeps it.
        Kind.alle.filter(gezin=oude).update(gezin=gezin)
        oude.delete()
    record(
        handeling=Handeling.GEZIN_LINK,
        door=door,
        object=kind,
        kind=kind.pseudoniem,
        kinderen=[kind.pseudoniem, ander.pseudoniem],
    )
    return gezin


@transaction.atomic
def unlink_gezin(*, kind: Kind, door: Gebruiker) -> None:
    """Take the child out of its family; who is left alone has none any more either."""
    (kind,) = _locked(kind)
    if kind.gezin is None:
        raise ValidationError(f"{kind} heeft geen broertjes of zusjes in de administratie.")
    leave_gezin(kind)
    record(handeling=Handeling.GEZIN_UNLINK, door=door, object=kind, kind=kind.pseudoniem)


def leave_gezin(kind: Kind) -> None:
    """Without a line in the record: the caller says why."""
    gezin = kind.gezin
    if gezin is None:
        return
    kind.gezin = None
    Kind.objects.filter(pk=kind.pk).update(gezin=None)
    if gezin.kinderen.count() <= 1:
        Kind.alle.filter(gezin=gezin).update(gezin=None)
        gezin.delete()


def _new_gezin(kind: Kind) -> Gezin:
    gezin = Gezin(gemeente=kind.gemeente)
    save_checked(gezin)
    return gezin


def _locked(*kinderen: Kind) -> list[Kind]:
    """Always in the same order, so that two people never wait for each other."""
    rijen = Kind.objects.select_related("gezin", "gemeente").select_for_update(of=("self",)).order_by("pk")
    gevonden = {rij.pk: rij for rij in rijen.filter(pk__in=[kind.pk for kind in kinderen])}
    return [gevonden[kind.pk] for kind in kinderen]
