from celery import shared_task
from django.utils import timezone

from opvang.overdracht.landelijk import OVERDRACHTEN
from organisaties.landelijk.rondes import start_nacht
from organisaties.wachtrij import by_the_clock


@shared_task
@by_the_clock
def expire_overdrachten_nightly() -> None:
    """Every night: what was handed over two years after the child left, goes."""
    start_nacht(OVERDRACHTEN.code, timezone.now(), timezone.localdate())
