import logging

from celery import shared_task
from django.utils import timezone

from organisaties.wachtrij import by_the_clock
from privacy.bewaren import end_terms

logger = logging.getLogger(__name__)


@shared_task
@by_the_clock
def end_bewaartermijnen() -> None:
    """Every night: who may no longer be kept by name, is kept as a pseudoniem."""
    aantallen = end_terms(timezone.localdate())
    logger.info("Bewaartermijnen: %s", aantallen)
