from celery import shared_task
from django.utils import timezone

from indicaties.dubbel.paren import renew_paren
from organisaties import wachtrij
from organisaties.models import Gemeente


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
