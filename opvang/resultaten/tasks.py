import logging

from celery import shared_task
from django.utils import timezone

from opvang.resultaten.bewaren import expire_resultaten
from organisaties.wachtrij import by_the_clock

logger = logging.getLogger(__name__)


@shared_task
@by_the_clock
def expire_resultaten_nightly() -> None:
    """Every night: results of children who left longer ago than they are kept, go."""
    logger.info("Resultaten gewist: %s", expire_resultaten(timezone.localdate()))
