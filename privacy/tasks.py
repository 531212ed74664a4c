from celery import shared_task
from django.utils import timezone

from organisaties.landelijk.rondes import start_nacht
from organisaties.wachtrij import by_the_clock
from privacy.landelijk import BEWAARTERMIJNEN


@shared_task
@by_the_clock
def end_bewaartermijnen() -> None:
    """Every night: who may no longer be kept by name, is kept as a pseudoniem."""
    start_nacht(BEWAARTERMIJNEN.code, timezone.now(), timezone.localdate())
