"""The work on a workbook, outside the request. Interrupted it wrote nothing, and may be done again."""

from collections.abc import Callable
from datetime import datetime

from celery import shared_task
from django.utils import timezone

from opvang.models import Overname
from opvang.overname.landelijk import OVERNAMES
from opvang.overname.werk import apply, put_back, review, who_asked
from organisaties.landelijk.rondes import start_nacht
from organisaties.models import Gebruiker
from organisaties.slot import only_one
from organisaties.wachtrij import Geweigerd, by_the_clock, opdracht

_Werk = Callable[[Overname, Gebruiker, datetime], None]


@opdracht("Een werkmap met een bestaande administratie nakijken", overname_id=Overname)
def review_overname(overname_id: int) -> None:
    _do(overname_id, Overname.Status.READING, review)


@opdracht("Een bestaande administratie overnemen", overname_id=Overname)
def apply_overname(overname_id: int) -> None:
    _do(overname_id, Overname.Status.APPLYING, apply)


@opdracht("Een overname terugdraaien", overname_id=Overname)
def undo_overname(overname_id: int) -> None:
    _do(overname_id, Overname.Status.UNDOING, put_back)


def _do(overname_id: int, verwacht: Overname.Status, werk: _Werk) -> None:
    # Asked again while it is still going on: the second leaves it to the first.
    with only_one(f"overname {overname_id}") as aan_de_beurt:
        overname = Overname.objects.select_related("gemeente", "gevraagd_door").get(pk=overname_id)
        if not aan_de_beurt or overname.status != verwacht:
            return
        moment = timezone.now()
        door = who_asked(overname, timezone.localdate(moment))
        if door is None:
            raise Geweigerd("wie het vroeg, mag geen administratie meer overnemen; laat een collega het doen")
        werk(overname, door, moment)


@shared_task
@by_the_clock
def expire_overnames_nightly() -> None:
    start_nacht(OVERNAMES.code, timezone.now(), timezone.localdate())
