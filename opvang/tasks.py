"""Background work of this room. A job takes an id, may be run twice, and loses nothing when it is killed."""

from celery import shared_task
from django.utils import timezone

from brieven.models import Ouderbijeenkomst
from opvang.landelijk import HERINNEREN
from opvang.ouders.actions import finish_bijeenkomst, invite_all, who_asked
from opvang.overdracht.tasks import expire_overdrachten_nightly as expire_overdrachten_nightly
from opvang.overname.tasks import expire_overnames_nightly as expire_overnames_nightly
from opvang.resultaten.tasks import expire_resultaten_nightly as expire_resultaten_nightly
from organisaties import wachtrij
from organisaties.landelijk.rondes import start_nacht


@wachtrij.opdracht("Uitnodigingen voor een ouderbijeenkomst", bijeenkomst_id=Ouderbijeenkomst)
def make_uitnodigingen(bijeenkomst_id: int) -> None:
    """Write the invitations that are not there yet."""
    bijeenkomst = Ouderbijeenkomst.objects.select_related("gemeente", "organisatie", "gevraagd_door").get(
        pk=bijeenkomst_id
    )
    door = who_asked(bijeenkomst, timezone.localdate())
    if door is None:
        raise wachtrij.Geweigerd("wie het vroeg, mag geen ouders meer uitnodigen; laat een collega het doen")
    invite_all(bijeenkomst, door, timezone.now())
    finish_bijeenkomst(bijeenkomst=bijeenkomst, op=timezone.now())


@shared_task
@wachtrij.by_the_clock
def remind_gemeenten() -> None:
    """Every morning, before the mail of the day."""
    start_nacht(HERINNEREN.code, timezone.now(), timezone.localdate())
