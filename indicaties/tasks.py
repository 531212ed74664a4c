import logging

from celery import shared_task
from django.utils import timezone

from indicaties.routekaart.bijgehouden import renew
from indicaties.routekaart.stilte import return_silent
from organisaties.models import Gemeente
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from organisaties.wachtrij import by_the_clock

logger = logging.getLogger(__name__)


@shared_task
@by_the_clock
def return_stille_kinderen() -> None:
    """Every night: who was referred long ago and heard nothing, goes back to the consultatiebureau."""
    logger.info("Stille kinderen terug naar het consultatiebureau: %s", return_silent(timezone.localdate()))


@shared_task
@by_the_clock
def renew_standen() -> None:
    """Just after midnight: a day that begins changes how children stand, and the first reader need not wait."""
    for gemeente in Gemeente.objects.order_by("code"):
        with rijbereik(Rijbereik(gemeente.pk)):
            logger.info("Standen bijgewerkt in %s: %s", gemeente, renew(gemeente, timezone.localdate()))
