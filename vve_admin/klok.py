from typing import Any

from celery.beat import PersistentScheduler
from django.utils import timezone

from vve_admin import hartslag


class Klok(PersistentScheduler):
    """The clock of Celery, which says at each round that it goes."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        wacht: float = super().tick(*args, **kwargs)
        hartslag.note(hartslag.KLOK, timezone.now())
        return wacht
