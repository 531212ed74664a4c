"""What a provider does with a child that was referred to it; placing it is the way of every child."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.actions import answer_toeleiding, decline_toeleiding, miss_toeleiding, start_toeleiding
from indicaties.models import Toeleiding
from opvang.actions.herstel import void_plaatsing
from opvang.actions.plaatsing import houder_of
from opvang.models import Declaratieregel, Plaatsing, PlaatsingQuerySet
from organisaties.models import Gebruiker

Status = Toeleiding.Status


@transaction.atomic
def answer_verwijzing(
    *, toeleiding: Toeleiding, status: str, verwacht: date | None, door: Gebruiker, op: date
) -> Toeleiding:
    _check_own(toeleiding, door)
    return answer_toeleiding(toeleiding=toeleiding, status=status, verwacht=verwacht, door=door, op=op)


@transaction.atomic
def refuse_verwijzing(*, toeleiding: Toeleiding, toelichting: str, door: Gebruiker, op: date) -> Toeleiding:
    """The provider has no place: the family did not decline, and can be referred to another provider."""
    _check_own(toeleiding, door)
    return decline_toeleiding(
        toeleiding=toeleiding, reden=Toeleiding.Reden.FULL, toelichting=toelichting, door=door, op=op
    )


@transaction.atomic
def confirm_start(*, toeleiding: Toeleiding, gestart_op: date, door: Gebruiker, op: date) -> Toeleiding:
    _check_own(toeleiding, door)
    return start_toeleiding(toeleiding=toeleiding, gestart_op=gestart_op, door=door, op=op)


@transaction.atomic
def report_absence(*, toeleiding: Toeleiding, gewacht_op: date, door: Gebruiker, op: date) -> Toeleiding:
    """The child never came: its place falls away, and the kindregisseur takes over again."""
    _check_own(toeleiding, door)
    plaatsen = _places(toeleiding)
    if Declaratieregel.objects.filter(plaatsing__in=plaatsen, uren_honderdsten__gt=0).exists():
        raise ValidationError(
            "Van dit kind zijn al uren gedeclareerd, dus het is wel gekomen. Beëindig de plaatsing, of corrigeer eerst "
            "de declaratie."
        )
    for plaatsing in plaatsen.filter(eerste=None):
        void_plaatsing(plaatsing=plaatsing, reden=Plaatsing.RedenHerstel.NOT_STARTED, door=door, op=op)
    return miss_toeleiding(toeleiding=toeleiding, gewacht_op=gewacht_op, door=door, op=op)


def _places(toeleiding: Toeleiding) -> PlaatsingQuerySet:
    """What came of the referral: the places at this provider, from before which it was made."""
    return Plaatsing.objects.in_force().filter(
        kind=toeleiding.kind_id,
        locatie__houder=toeleiding.houder_id,
        vastgelegd_op__gte=toeleiding.verwezen_op,
    )


def _check_own(toeleiding: Toeleiding, door: Gebruiker) -> None:
    """A provider answers for itself, and who works at one location for that location."""
    if toeleiding.houder != houder_of(door) or not Toeleiding.objects.for_gebruiker(door).filter(
        pk=toeleiding.pk
    ):
        raise ValidationError("Deze verwijzing is niet aan u gericht.")
