"""What the workers take from the queue. Its messages are not trusted: they hold no more than the number of a row."""

import logging
from typing import Any

from celery import shared_task
from django.utils import timezone

from organisaties import ijkpunten, wachtrij
from organisaties.aanmelden import post as post  # jobs that workers do
from organisaties.landelijk.tasks import do_beurt as do_beurt  # jobs that workers do
from organisaties.landelijk.tasks import keep_rondes as keep_rondes
from organisaties.models import Gemeente, Notitie
from organisaties.opdracht import Opdracht
from organisaties.rijbeveiliging import Rijbereik, rijbereik

logger = logging.getLogger(__name__)


@shared_task
def run_opdracht(*argumenten: Any, **onbekend: Any) -> None:
    """Do the job with this number, of the municipality with this number or of none."""
    match argumenten:
        case (opdracht_id, gemeente_id) if not onbekend and wachtrij.is_id(opdracht_id):
            if gemeente_id is None or wachtrij.is_id(gemeente_id):
                wachtrij.run(opdracht_id, gemeente_id, timezone.now())
                return
    logger.error("Een bericht in de wachtrij noemt geen opdracht; het is geweigerd.")


@shared_task
@wachtrij.by_the_clock
def send_opdrachten() -> None:
    """Each minute: send what the queue did not take or lost, and forget what has long been done."""
    moment = timezone.now()
    for gemeente_id in (None, *Gemeente.objects.values_list("pk", flat=True)):
        wachtrij.send_waiting(gemeente_id, moment)
        with rijbereik(Rijbereik(gemeente_id)):
            Opdracht.objects.filter(gemeente=gemeente_id).expired(moment).delete()
    Notitie.objects.filter(verloopt__lt=moment).delete()


@shared_task
@wachtrij.by_the_clock
def write_ijkpunten() -> None:
    """Four times an hour: what is in the log since then can no longer be rewritten unseen."""
    ijkpunten.write_ijkpunten(op=timezone.now())
