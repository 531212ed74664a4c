from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from brieven.actions import place_bericht
from brieven.models import Ontvangers
from indicaties.actions.toestemming import check_toestemming
from indicaties.actions.traject import open_traject
from indicaties.dubbel.vragen import answer_by_referring
from indicaties.handelingen import Handeling
from indicaties.models import Kind, Toeleiding, Toeleidingstap, Traject
from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker, Locatie, Organisatie
from organisaties.opslaan import save_checked
from organisaties.rechten import HOUDER_ROLLEN

BERICHT_VERWEZEN = "verwezen"

Status = Toeleiding.Status


@transaction.atomic
def refer_kind(
    *,
    kind: Kind,
    houder: Organisatie,
    locatie: Locatie | None = None,
    door: Gebruiker,
    op: date,
) -> Toeleiding:
    """Refer the family to a provider, perhaps to one of its locations; from then on it sees the child.

    ValidationError with code `toestemming` when the municipality asks for consent first, and there is none.
    """
    if houder not in Organisatie.objects.houders().in_gemeente(kind.gemeente):
        raise ValidationError(f"{houder} is geen houder in de gemeente {kind.gemeente}.")
    if locatie is not None and (locatie.houder_id, locatie.gemeente_id) != (houder.pk, kind.gemeente_id):
        raise ValidationError(f"{locatie} is geen locatie van {houder} in de gemeente {kind.gemeente}.")
    toestemming = check_toestemming(kind)
    open_traject(kind=kind, aanleiding=Traject.Aanleiding.INDICATIE, door=door, op=op)
    toeleiding = Toeleiding(kind=kind, houder=houder, locatie=locatie, verwezen_op=op, verwezen_door=door)
    save_checked(toeleiding)
    _record_toeleiding(
        Handeling.TOELEIDING_REFER,
        toeleiding,
        door,
        toestemming_ouders=bool(toestemming and toestemming.geldt),
    )
    answer_by_referring(kind=kind, houder_id=houder.pk, door=door, op=op)
    place_bericht(
        soort=BERICHT_VERWEZEN,
        gemeente=kind.gemeente,
        aan=Ontvangers(HOUDER_ROLLEN, houder),
        url=reverse("indicaties:kind_detail", args=[kind.pk]),
        object=toeleiding,
        door=door,
        op=op,
    )
    return toeleiding


@transaction.atomic
def answer_toeleiding(
    *, toeleiding: Toeleiding, status: str, verwacht: date | None, door: Gebruiker, op: date
) -> Toeleiding:
    """The provider takes the child, or puts it on its waiting list: for both it says when it thinks there is a place."""
    if status not in (Status.ACCEPTED, Status.WAITLISTED):
        raise ValidationError("Kies of het kind een plaats krijgt of op de wachtlijst komt.")
    toeleiding = _open(toeleiding)
    if status == Status.ACCEPTED and verwacht is None:
        raise ValidationError("Vul in wanneer het kind kan beginnen.")
    if verwacht is not None and verwacht < toeleiding.verwezen_op:
        raise ValidationError(
            f"U verwacht het kind op {datum(verwacht)}, maar het is pas op {datum(toeleiding.verwezen_op)} verwezen. "
            "Kies een latere dag."
        )
    if toeleiding.status != status:
        toeleiding.sinds = op
    toeleiding.status, toeleiding.verwacht = status, verwacht
    _keep(toeleiding, door, op, Handeling.TOELEIDING_ANSWER, status=status, verwacht=verwacht)
    return toeleiding


@transaction.atomic
def decline_toeleiding(
    *, toeleiding: Toeleiding, reden: str, toelichting: str = "", door: Gebruiker, op: date
) -> Toeleiding:
    """There comes no place of it, for a reason that the monitor counts; another reason is told in own words."""
    toeleiding = _open(toeleiding)
    if reden == Toeleiding.Reden.OTHER and not toelichting.strip():
        raise ValidationError("Schrijf bij een andere reden in een paar woorden op wat die reden is.")
    toeleiding.reden, toeleiding.toelichting = reden, toelichting.strip()
    _finish(toeleiding, Status.DECLINED, door, op, Handeling.TOELEIDING_DECLINE, reden=reden)
    return toeleiding


@transaction.atomic
def recall_toeleiding(*, toeleiding: Toeleiding, door: Gebruiker, op: date) -> Toeleiding:
    """The referral was a mistake: the provider does not see the child any more, and it counts nowhere."""
    toeleiding = _open(toeleiding)
    _finish(toeleiding, Status.RECALLED, door, op, Handeling.TOELEIDING_RECALL)
    return toeleiding


@transaction.atomic
def complete_toeleiding(*, kind: Kind, houder: Organisatie, door: Gebruiker, op: date) -> Toeleiding | None:
    """The provider placed the child: its open referral ends well. None when the child came without a referral."""
    toeleiding = (
        kind.toeleidingen.open()
        .filter(houder=houder)
        .select_related("kind", "houder")
        .select_for_update(of=("self",))
    ).first()
    if toeleiding is not None:
        _finish(toeleiding, Status.PLACED, door, op, Handeling.TOELEIDING_PLACE)
    return toeleiding


@transaction.atomic
def start_toeleiding(*, toeleiding: Toeleiding, gestart_op: date, door: Gebruiker, op: date) -> Toeleiding:
    """The child really came, on this day."""
    toeleiding = _placed(toeleiding)
    _refuse_impossible(toeleiding, gestart_op, op)
    toeleiding.status, toeleiding.sinds = Status.STARTED, gestart_op
    toeleiding.gestart_op, toeleiding.gestart_door = gestart_op, door
    _keep(toeleiding, door, op, Handeling.TOELEIDING_START, gestart_op=gestart_op)
    return toeleiding


@transaction.atomic
def miss_toeleiding(*, toeleiding: Toeleiding, gewacht_op: date, door: Gebruiker, op: date) -> Toeleiding:
    """The child did not come on the day that it was waited for; the family is the kindregisseur's again."""
    toeleiding = _placed(toeleiding)
    _refuse_impossible(toeleiding, gewacht_op, op)
    toeleiding.verwacht = gewacht_op
    _finish(toeleiding, Status.NOT_SHOWN, door, op, Handeling.TOELEIDING_MISS, gewacht_op=gewacht_op)
    return toeleiding


def _open(toeleiding: Toeleiding) -> Toeleiding:
    toeleiding = _locked(toeleiding)
    if not toeleiding.is_open:
        raise ValidationError(f"Deze verwijzing is al afgerond op {datum(toeleiding.stand_sinds)}.")
    return toeleiding


def _placed(toeleiding: Toeleiding) -> Toeleiding:
    toeleiding = _locked(toeleiding)
    if toeleiding.status != Status.PLACED:
        raise ValidationError(
            f"De stand van deze verwijzing is ‘{toeleiding.get_status_display()}’. Alleen van een geplaatst kind legt "
            "u vast of het is gekomen."
        )
    return toeleiding


def _refuse_impossible(toeleiding: Toeleiding, dag: date, op: date) -> None:
    if not toeleiding.verwezen_op <= dag <= op:
        raise ValidationError(
            f"{datum(dag)} kan niet. Kies een dag van {datum(toeleiding.verwezen_op)} (de verwijzing) tot en met vandaag."
        )


def _locked(toeleiding: Toeleiding) -> Toeleiding:
    verwant = Toeleiding.objects.select_related("kind", "houder")
    return verwant.select_for_update(of=("self",)).get(pk=toeleiding.pk)


def _finish(
    toeleiding: Toeleiding, status: Status, door: Gebruiker, op: date, handeling: Handeling, **details: Any
) -> None:
    toeleiding.status = status
    toeleiding.sinds = toeleiding.afgerond_op = op
    toeleiding.afgerond_door = door
    _keep(toeleiding, door, op, handeling, **details)


def _keep(toeleiding: Toeleiding, door: Gebruiker, op: date, handeling: Handeling, **details: Any) -> None:
    """Save it, with a line of its history and one of the record.

    The line first: a provider without a place no longer sees the child once that is saved.
    """
    save_checked(
        Toeleidingstap(
            toeleiding=toeleiding,
            status=toeleiding.status,
            sinds=toeleiding.stand_sinds,
            verwacht=toeleiding.verwacht,
            vastgelegd_op=op,
            vastgelegd_door=door,
        )
    )
    save_checked(toeleiding)
    _record_toeleiding(handeling, toeleiding, door, **details)


def _record_toeleiding(handeling: Handeling, toeleiding: Toeleiding, door: Gebruiker, **details: Any) -> None:
    record(
        handeling=handeling,
        door=door,
        object=toeleiding,
        kind=toeleiding.kind.pseudoniem,
        houder=toeleiding.houder.naam,
        **details,
    )
