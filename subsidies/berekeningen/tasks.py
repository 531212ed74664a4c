"""Background work of this subject. A job takes an id, may be run twice, and loses nothing when it is killed."""

from django.utils import timezone

from organisaties import wachtrij
from subsidies.berekeningen.rekenopdracht import (
    calculate_next,
    finish_opdracht,
    refuse_opdracht,
    who_asked,
)
from subsidies.models import Rekenopdracht


@wachtrij.opdracht("De subsidie van een tijdvak berekenen", opdracht_id=Rekenopdracht)
def calculate_kwartaal(opdracht_id: int) -> None:
    """Calculate the declarations of a run that still wait, one by one.

    Of whatever tijdvak: its name is the one under which jobs of earlier releases may still wait.
    """
    opdracht = Rekenopdracht.objects.select_related("aangevraagd_door").get(pk=opdracht_id)
    door = who_asked(opdracht, timezone.localdate())
    if door is None:
        refuse_opdracht(opdracht, timezone.now())
    else:
        while calculate_next(opdracht, door, timezone.now()):
            pass
    finish_opdracht(opdracht, timezone.now())
