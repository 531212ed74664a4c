"""The books are checked each night, one job per municipality."""

from celery import shared_task
from django.utils import timezone

from organisaties import wachtrij
from organisaties.models import Gemeente
from subsidies.controles.actions import check_boeken


@wachtrij.opdracht("De boeken controleren", gemeente_id=Gemeente)
def check_gemeente(gemeente_id: int) -> None:
    check_boeken(gemeente=Gemeente.objects.get(pk=gemeente_id), op=timezone.now())


@shared_task
@wachtrij.by_the_clock
def check_alle_boeken() -> None:
    for gemeente in Gemeente.objects.order_by("code"):
        if wachtrij.find_waiting(check_gemeente, gemeente.pk, gemeente=gemeente) is None:
            wachtrij.enqueue(check_gemeente, gemeente.pk, gemeente=gemeente)
