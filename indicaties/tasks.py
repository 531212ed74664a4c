"""What the clock asks of this room, along all municipalities."""

from celery import shared_task
from django.utils import timezone

from indicaties.landelijk import DUBBELEN, STANDEN, STILTE
from organisaties import wachtrij
from organisaties.landelijk.rondes import start_nacht


@shared_task
@wachtrij.by_the_clock
def return_stille_kinderen() -> None:
    """Every night: who was referred long ago and heard nothing, goes back to the consultatiebureau."""
    start_nacht(STILTE.code, timezone.now(), timezone.localdate())


@shared_task
@wachtrij.by_the_clock
def renew_standen() -> None:
    """Just after midnight: a day that begins changes how children stand, and the first reader need not wait."""
    start_nacht(STANDEN.code, timezone.now(), timezone.localdate())


@shared_task
@wachtrij.by_the_clock
def find_dubbele_dossiers() -> None:
    start_nacht(DUBBELEN.code, timezone.now(), timezone.localdate())
