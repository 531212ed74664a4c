from datetime import datetime
from typing import Any

from django.db import transaction

from brieven.handelingen import Handeling
from brieven.models import Verklaring
from organisaties.audit import record
from organisaties.models import Gebruiker, Gemeente
from organisaties.opslaan import save_checked


@transaction.atomic
def set_verklaring(*, door: Gebruiker, op: datetime, **velden: Any) -> Verklaring:
    """Of the municipality under which `door` works; the fields of `Verklaring` by their names."""
    Gemeente.objects.select_for_update(no_key=True).get(pk=door.gemeente.pk)
    eerder = Verklaring.objects.filter(gemeente=door.gemeente).first()
    verklaring = eerder or Verklaring(gemeente=door.gemeente)
    anders = sorted(veld for veld, waarde in velden.items() if getattr(verklaring, veld) != waarde)
    for veld, waarde in velden.items():
        setattr(verklaring, veld, waarde)
    verklaring.gewijzigd_op, verklaring.gewijzigd_door = op, door
    save_checked(verklaring)
    record(handeling=Handeling.VERKLARING_SET, door=door, object=verklaring, gewijzigd=anders)
    return verklaring
