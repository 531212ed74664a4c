"""Addresses from which mail comes back (Awb 2:11)."""

from datetime import datetime

from django.db import transaction

from brieven.handelingen import Handeling
from brieven.models import Onbereikbaar, Ontvangst
from organisaties.audit import record, record_sign_in
from organisaties.models import Gebruiker, Gemeente
from organisaties.opslaan import save_checked
from organisaties.rijbeveiliging import Rijbereik, rijbereik


@transaction.atomic
def mark_unreachable(
    *, gebruiker: Gebruiker, bron: str, code: str = "", door: Gebruiker | None = None, op: datetime
) -> Onbereikbaar | None:
    """Mail to this person came back: what still waits for them becomes a task. None when that was known already.

    The address is that of the account, in whatever municipality it works: the line stands where signing in does.
    """
    Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    if Onbereikbaar.objects.open().filter(gebruiker=gebruiker).exists():
        return None
    melding = Onbereikbaar(gebruiker=gebruiker, bron=bron, code=code, gemeld_op=op, gemeld_door=door)
    save_checked(melding)
    _fail_waiting(gebruiker, code or "onbereikbaar")
    if door is not None:
        record(handeling=Handeling.ADRES_BOUNCE, door=door, object=melding, bron=bron)
    else:
        record_sign_in(handeling=Handeling.ADRES_BOUNCE, gebruiker=gebruiker, dag=op.date(), bron=bron)
    return melding


def is_unreachable(gebruiker: Gebruiker) -> bool:
    return Onbereikbaar.objects.open().filter(gebruiker=gebruiker).exists()


def _fail_waiting(gebruiker: Gebruiker, code: str) -> None:
    """What waits for this person, in every municipality, becomes a task."""
    for gemeente_id in Gemeente.objects.values_list("pk", flat=True):
        with rijbereik(Rijbereik(gemeente_id)):
            wachtend = Ontvangst.objects.filter(gebruiker=gebruiker, status=Ontvangst.Status.WAITING)
            wachtend.update(status=Ontvangst.Status.FAILED, fout=code)
