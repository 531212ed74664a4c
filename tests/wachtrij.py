"""The queue in a test: what was asked for, and doing it here and now."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone

from organisaties.opdracht import Opdracht
from organisaties.wachtrij import naam_van, run


def asked(functie: Callable[..., None]) -> list[Any]:
    """The arguments of this job in each row that waits, in order; one argument stands by itself."""
    rijen = Opdracht.objects.waiting().filter(werk=naam_van(functie)).values_list("argumenten", flat=True)
    return [rij[0] if len(rij) == 1 else rij for rij in rijen]


def work(moment: datetime | None = None) -> None:
    """Do everything that waits, once, as a worker would."""
    for opdracht in Opdracht.objects.waiting():
        run(opdracht.pk, opdracht.gemeente_id, moment or timezone.now())
