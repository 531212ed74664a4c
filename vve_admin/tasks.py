from celery import shared_task
from django.utils import timezone

from organisaties.wachtrij import by_the_clock
from vve_admin import hartslag, stand


@shared_task
@by_the_clock
def note_stand() -> None:
    """Each minute: that workers do what the clock asks, and what they see."""
    nu = timezone.now()
    hartslag.note(hartslag.WERK, nu, **stand.measure(nu))
