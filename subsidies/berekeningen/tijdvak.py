"""All accepted declarations of a tijdvak calculated by one press of a button: asked by a person, done by a job."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from lib.periode import Tijdvak
from opvang.models import Urendeclaratie, UrendeclaratieQuerySet
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from organisaties.wachtrij import enqueue, find_waiting
from subsidies.berekeningen.actions import GELDIG
from subsidies.berekeningen.handelingen import Handeling
from subsidies.berekeningen.tasks import calculate_kwartaal
from subsidies.models import Herziening, Rekenopdracht, Rekenopdrachtregel


def open_declaraties(gebruiker: Gebruiker, tijdvak: Tijdvak) -> QuerySet[Urendeclaratie]:
    """Accepted declarations that no calculation answers yet, and those whose approved one is no longer true."""
    return open_of(Urendeclaratie.objects.for_gebruiker(gebruiker), tijdvak)


def open_of(declaraties: UrendeclaratieQuerySet, tijdvak: Tijdvak) -> QuerySet[Urendeclaratie]:
    geaccepteerd = declaraties.accepted().in_tijdvak(tijdvak)
    onbeantwoord = geaccepteerd.exclude(berekeningen__status__in=GELDIG)
    te_herzien = Herziening.objects.to_do().filter(berekening__declaratie__in=geaccepteerd)
    return geaccepteerd.filter(
        Q(pk__in=onbeantwoord.values("pk")) | Q(pk__in=te_herzien.values("berekening__declaratie"))
    )


@transaction.atomic
def start_tijdvak(*, tijdvak: Tijdvak, door: Gebruiker, op: datetime) -> tuple[Rekenopdracht, bool]:
    """The run that calculates what is open, and whether it is a new one: who presses while one works, joins it.

    One that was given up, because its worker stopped time after time, goes on where it was.
    """
    opdracht, nieuw = make_opdracht(tijdvak=tijdvak, door=door, op=op)
    if nieuw:
        enqueue(calculate_kwartaal, opdracht.pk, door=door)
    else:
        _go_on(opdracht, door)
    return opdracht, nieuw


@transaction.atomic
def make_opdracht(*, tijdvak: Tijdvak, door: Gebruiker, op: datetime) -> tuple[Rekenopdracht, bool]:
    """As `start_tijdvak`, for who does the work itself. ValidationError when there is nothing to calculate."""
    zelfde = Rekenopdracht.objects.underway().filter(gemeente=door.gemeente).in_tijdvak(tijdvak)
    if (bezig := zelfde.first()) is not None:
        return bezig, False
    declaraties = list(open_declaraties(door, tijdvak))
    if not declaraties:
        raise ValidationError("Er was niets meer te berekenen.", code="niets")
    opdracht = Rekenopdracht(
        gemeente=door.gemeente,
        **tijdvak.velden,
        aangevraagd_op=op,
        aangevraagd_door=door,
        toekenning=door.toekenning,
    )
    try:
        save_checked(opdracht)
    except ValidationError:
        if (bezig := zelfde.first()) is None:
            raise
        return bezig, False
    Rekenopdrachtregel.objects.bulk_create(
        Rekenopdrachtregel(opdracht=opdracht, declaratie=declaratie) for declaratie in declaraties
    )
    record(
        handeling=Handeling.REKENOPDRACHT_REQUEST,
        door=door,
        object=opdracht,
        tijdvak=str(tijdvak),
        declaraties=len(declaraties),
    )
    return opdracht, True


def _go_on(opdracht: Rekenopdracht, door: Gebruiker) -> None:
    if find_waiting(calculate_kwartaal, opdracht.pk, gemeente=opdracht.gemeente) is None:
        enqueue(calculate_kwartaal, opdracht.pk, door=door)
        record(handeling=Handeling.REKENOPDRACHT_RETRY, door=door, object=opdracht)
