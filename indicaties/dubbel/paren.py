"""The list of children that may be one: kept after enrolling and by the nightly round, worked through by people."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.dubbel.vergelijken import Gelijkenis, Persoon
from indicaties.dubbel.zoeken import find_dubbelen, find_paren
from indicaties.handelingen import Handeling
from indicaties.models import Dubbelpaar, Kind
from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker, Gemeente
from organisaties.opslaan import save_checked
from organisaties.rechten import Recht
from organisaties.rijbeveiliging import Rijbereik, rijbereik


@transaction.atomic
def keep_paren(*, kind: Kind, is_ander_kind: bool, door: Gebruiker, op: date) -> None:
    """A child was enrolled: put the pairs that it makes on the list.

    Who may join files decides with `is_ander_kind` for good; what a provider says is looked at once more.
    """
    lijken = find_dubbelen(Persoon.from_kind(kind), kind.gemeente, behalve=kind.pk, ook_vermoedens=True)
    besloten = is_ander_kind and door.has_recht(Recht.KIND_MERGE)
    with rijbereik(Rijbereik(kind.gemeente_id)):
        paren = [_pair(kind.gemeente_id, kind.pk, lijkt.kind.pk, lijkt.gelijkenis, op) for lijkt in lijken]
        if besloten:
            for paar in paren:
                paar.status, paar.besloten_op, paar.besloten_door = Dubbelpaar.Status.OTHER, op, door
        Dubbelpaar.objects.bulk_create(paren)
    if is_ander_kind and lijken:
        pseudoniemen = [kind.pseudoniem, *(lijkt.kind.pseudoniem for lijkt in lijken)]
        record(handeling=Handeling.DUBBEL_DECLINE, door=door, object=kind, kinderen=pseudoniemen)


@transaction.atomic
def decline_paar(*, paar: Dubbelpaar, door: Gebruiker, op: date) -> Dubbelpaar:
    """Somebody looked: these are two children."""
    paar = Dubbelpaar.objects.select_for_update(of=("self",)).select_related("een", "ander").get(pk=paar.pk)
    if paar.besloten_op is not None:
        raise ValidationError(f"Over deze twee dossiers is al besloten op {datum(paar.besloten_op)}.")
    paar.status, paar.besloten_op, paar.besloten_door = Dubbelpaar.Status.OTHER, op, door
    save_checked(paar)
    record(
        handeling=Handeling.DUBBEL_DECLINE,
        door=door,
        object=paar,
        kinderen=[paar.een.pseudoniem, paar.ander.pseudoniem],
    )
    return paar


@transaction.atomic
def renew_paren(*, gemeente: Gemeente, op: date) -> int:
    """Bring the open pairs of a municipality up to date; how many there are. What people decided stays."""
    gevonden = {(een, ander): gelijkenis for een, ander, gelijkenis in find_paren(gemeente)}
    bekend = {
        (paar.een_id, paar.ander_id): paar
        for paar in Dubbelpaar.objects.select_for_update(of=("self",)).filter(gemeente=gemeente)
    }
    _remove(paar for paren, paar in bekend.items() if paren not in gevonden)
    _update((bekend[paren], gelijkenis) for paren, gelijkenis in gevonden.items() if paren in bekend)
    Dubbelpaar.objects.bulk_create(
        (
            _pair(gemeente.pk, een, ander, gelijkenis, op)
            for (een, ander), gelijkenis in gevonden.items()
            if (een, ander) not in bekend
        ),
        ignore_conflicts=True,
        batch_size=1_000,
    )
    return Dubbelpaar.objects.open().filter(gemeente=gemeente).count()


def _remove(paren: Iterable[Dubbelpaar]) -> None:
    weg = [paar.pk for paar in paren if paar.status == Dubbelpaar.Status.OPEN]
    Dubbelpaar.objects.filter(pk__in=weg).delete()


def _update(paren: Iterable[tuple[Dubbelpaar, Gelijkenis]]) -> None:
    anders = []
    for paar, gelijkenis in paren:
        if paar.status == Dubbelpaar.Status.OPEN and paar.redenen != list(gelijkenis.redenen):
            paar.score, paar.redenen = gelijkenis.score, list(gelijkenis.redenen)
            anders.append(paar)
    Dubbelpaar.objects.bulk_update(anders, ["score", "redenen"], batch_size=500)


def _pair(gemeente_id: int, een: int, ander: int, gelijkenis: Gelijkenis, op: date) -> Dubbelpaar:
    eerste, tweede = sorted((een, ander))
    return Dubbelpaar(
        gemeente_id=gemeente_id,
        een_id=eerste,
        ander_id=tweede,
        score=gelijkenis.score,
        redenen=list(gelijkenis.redenen),
        gevonden_op=op,
    )
