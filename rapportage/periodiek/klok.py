"""What the clock does: every night one job per municipality, so that none waits for another."""

from celery import shared_task
from django.utils import timezone

from organisaties import wachtrij
from organisaties.models import Gemeente
from rapportage.periodiek.actions import plan_periodiekverslagen


@wachtrij.opdracht("Zien welke verslagen aan de beurt zijn", gemeente_id=Gemeente)
def plan_gemeente(gemeente_id: int) -> None:
    nu = timezone.now()
    plan_periodiekverslagen(gemeente=Gemeente.objects.get(pk=gemeente_id), dag=timezone.localdate(nu), op=nu)


@shared_task
@wachtrij.by_the_clock
def plan_alle_gemeenten() -> None:
    for gemeente in Gemeente.objects.order_by("code"):
        if wachtrij.find_waiting(plan_gemeente, gemeente.pk, gemeente=gemeente) is None:
            wachtrij.enqueue(plan_gemeente, gemeente.pk, gemeente=gemeente)
