from datetime import date
from typing import Any

from django.db import transaction

from opvang.handelingen import Handeling
from opvang.models import Herinneringsregel, herinneringsregel_of
from organisaties.audit import record
from organisaties.models import Gebruiker, Gemeente
from organisaties.opslaan import save_checked


@transaction.atomic
def set_herinneringsregel(
    *, gemeente: Gemeente, vanaf: date, velden: dict[str, int], door: Gebruiker, op: date
) -> dict[str, list[Any]]:
    """What counts from a day on; which fields changed, from what into what. The first time all of them.

    What counted before that day stays as it is; a choice for the same day is chosen anew.
    """
    Gemeente.objects.select_for_update(no_key=True).get(pk=gemeente.pk)
    eerder = herinneringsregel_of(gemeente, vanaf)
    is_nieuw = eerder.pk is None
    gewijzigd = {
        veld: [None if is_nieuw else getattr(eerder, veld), waarde]
        for veld, waarde in velden.items()
        if is_nieuw or getattr(eerder, veld) != waarde
    }
    if not gewijzigd:
        return {}
    regel = Herinneringsregel.objects.filter(gemeente=gemeente, vanaf=vanaf).first()
    regel = regel or Herinneringsregel(gemeente=gemeente, vanaf=vanaf)
    for veld, waarde in velden.items():
        setattr(regel, veld, waarde)
    regel.vastgelegd_op, regel.vastgelegd_door = op, door
    save_checked(regel)
    record(
        handeling=Handeling.HERINNERINGSREGEL_SET,
        door=door,
        object=regel,
        vanaf=vanaf.isoformat(),
        velden=gewijzigd,
    )
    return gewijzigd
