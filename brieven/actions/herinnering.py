"""Reminding: one message for what waits for the same people on the same page, each reminder once."""

from collections import defaultdict
from datetime import date

from django.db import transaction
from django.db.models import Max

from brieven.actions.bericht import place_bericht
from brieven.herinneren import Wachtend, find_wachtend
from brieven.models import Herinnering
from organisaties.models import Gemeente
from organisaties.rijbeveiliging import Rijbereik, rijbereik


@transaction.atomic
def send_herinneringen(*, gemeente: Gemeente, op: date) -> int:
    """Place the reminders that are due in this municipality; how many messages.

    Two that do this at once wait for each other, and the second finds nothing left to do.
    """
    Gemeente.objects.select_for_update(no_key=True).get(pk=gemeente.pk)
    with rijbereik(Rijbereik(gemeente.pk)):
        groepen = _due(gemeente, op)
        for groep in groepen:
            _remind(gemeente, groep, op)
    return len(groepen)


def _due(gemeente: Gemeente, op: date) -> list[list[Wachtend]]:
    """What has a reminder to come, together when one message can tell it."""
    verstuurd = dict(
        Herinnering.objects.filter(gemeente=gemeente)
        .order_by()
        .values_list("sleutel")
        .annotate(laatste=Max("nummer"))
    )
    groepen: dict[tuple[object, ...], list[Wachtend]] = defaultdict(list)
    for wachtend in find_wachtend(gemeente, op):
        if wachtend.due_on(op) > verstuurd.get(wachtend.sleutel, 0):
            rollen = frozenset(wachtend.aan.rollen)
            groepen[_soort(wachtend, op), wachtend.aan.organisatie, rollen, wachtend.url].append(wachtend)
    return list(groepen.values())


def _soort(wachtend: Wachtend, op: date) -> str:
    return wachtend.momenten[wachtend.due_on(op) - 1].soort


def _remind(gemeente: Gemeente, groep: list[Wachtend], op: date) -> None:
    eerste = groep[0]
    bericht = place_bericht(
        soort=_soort(eerste, op),
        gemeente=gemeente,
        aan=eerste.aan,
        url=eerste.url,
        object=eerste.object,
        op=op,
    )
    Herinnering.objects.bulk_create(
        Herinnering(gemeente=gemeente, bericht=bericht, sleutel=wachtend.sleutel, nummer=wachtend.due_on(op))
        for wachtend in groep
    )
