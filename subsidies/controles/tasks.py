"""The books are checked each night."""

from celery import shared_task
from django.utils import timezone

from organisaties import wachtrij
from organisaties.landelijk.rondes import start_nacht
from subsidies.controles.landelijk import BOEKEN


@shared_task
@wachtrij.by_the_clock
def check_alle_boeken() -> None:
    start_nacht(BOEKEN.code, timezone.now(), timezone.localdate())
