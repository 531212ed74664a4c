import logging

from celery import shared_task
from django.utils import timezone

from opvang.overdracht.bewaren import expire_overdrachten
from organisaties.wachtrij import by_the_clock

logger = logging.getLogger(__name__)


@shared_task
@by_the_clock
def expire_overdrachten_nightly() -> None:
    """Every night: what was handed over two years after the child left, goes."""
    logger.info("Overdrachten gewist: %s", expire_overdrachten(timezone.localdate()))
