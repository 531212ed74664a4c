import logging

from celery import shared_task
from django.utils import timezone

from indicaties.dubbel.paren import renew_paren
from indicaties.routekaart.bijgehouden import renew
from indicaties.routekaart.stilte import return_silent
from organisaties import wachtrij
from organisaties.models import Gemeente
from organisaties.rijbeveiliging import Rijbereik, rijbereik

logger = logging.getLogger(__name__)


@shared_task
@wachtrij.by_the_clock
def return_stille_kinderen() -> None:
    """Every night: who was referred long ago and heard nothing, goes back to the consultatiebureau."""
    logger.info("Stille kinderen terug naar het consultatiebureau: %s", return_silent(timezone.localdate()))


@shared_task
@wachtrij.by_the_clock
def renew_standen() -> None:
    """Just after midnight: a day that begins changes how children stand, and the first reader need not wait."""
    for gemeente in Gemeente.objects.order_by("code"):
        with rijbereik(Rijbereik(gemeente.pk)):
            logger.info("Standen bijgewerkt in %s: %s", gemeente, renew(gemeente, timezone.localdate()))


@wachtrij.opdracht("Zoeken naar kinderen met twee dossiers", gemeente_id=Gemeente)
def find_in_gemeente(gemeente_id: int) -> None:
    renew_paren(gemeente=Gemeente.objects.get(pk=gemeente_id), op=timezone.localdate())


@shared_task
@wachtrij.by_the_clock
def find_dubbele_dossiers() -> None:
    """Every night: one job per municipality, so that none waits for another."""
    for gemeente in Gemeente.objects.order_by("code"):
        if wachtrij.find_waiting(find_in_gemeente, gemeente.pk, gemeente=gemeente) is None:
            wachtrij.enqueue(find_in_gemeente, gemeente.pk, gemeente=gemeente)
