import logging

from celery import shared_task
from django.utils import timezone

from indicaties.routekaart.stilte import return_silent
from organisaties.wachtrij import by_the_clock

logger = logging.getLogger(__name__)


@shared_task
@by_the_clock
def return_stille_kinderen() -> None:
    """Every night: who was referred long ago and heard nothing, goes back to the consultatiebureau."""
    logger.info("Stille kinderen terug naar het consultatiebureau: %s", return_silent(timezone.localdate()))
