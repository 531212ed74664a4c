"""What workers do: announce messages by e-mail, at once and again when it failed."""

from celery import shared_task
from django.utils import timezone

from brieven.kennisgeving import announce
from brieven.models import Ontvangst
from organisaties.models import Gebruiker, Gemeente
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from organisaties.wachtrij import by_the_clock, opdracht


@opdracht("Kennisgeving van een bericht", ontvangst_id=Ontvangst)
def mail_kennisgeving(ontvangst_id: int) -> None:
    """Announce what waits for the person of this message, when its time has come."""
    announce(Ontvangst.objects.select_related("gebruiker").get(pk=ontvangst_id).gebruiker, timezone.now())


@shared_task
@by_the_clock
def send_kennisgevingen() -> None:
    """Every five minutes: what waited for its moment, and what failed before."""
    moment = timezone.now()
    for gemeente_id in Gemeente.objects.values_list("pk", flat=True):
        with rijbereik(Rijbereik(gemeente_id)):
            wachtend = Ontvangst.objects.to_send(moment).values("gebruiker")
            for gebruiker in Gebruiker.objects.filter(pk__in=wachtend):
                announce(gebruiker, moment)
