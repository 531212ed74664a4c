"""The comparison as work of a job: of a provider after a payment or a decision, and of everything each night."""

from celery import shared_task
from django.utils import timezone

from organisaties import wachtrij
from organisaties.landelijk.rondes import start_nacht
from organisaties.models import Gemeente, Organisatie
from subsidies.kolommen.actions import check_kolommen
from subsidies.kolommen.landelijk import KOLOMMEN


@wachtrij.opdracht(
    "De vijf kolommen van een aanbieder vergelijken", gemeente_id=Gemeente, houder_id=Organisatie
)
def check_houder(gemeente_id: int, houder_id: int) -> None:
    check_kolommen(gemeente=Gemeente.objects.get(pk=gemeente_id), op=timezone.now(), houders={houder_id})


@wachtrij.opdracht("De vijf kolommen vergelijken", gemeente_id=Gemeente)
def check_gemeente(gemeente_id: int) -> None:
    check_kolommen(gemeente=Gemeente.objects.get(pk=gemeente_id), op=timezone.now())


@shared_task
@wachtrij.by_the_clock
def check_alle_kolommen() -> None:
    """Every night after the reviews."""
    start_nacht(KOLOMMEN.code, timezone.now(), timezone.localdate())
