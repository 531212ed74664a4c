"""Renewing the key of the BSN: every row under the new key, per municipality in one transaction, on record."""

from django.db import transaction

from indicaties.handelingen import Handeling
from indicaties.models import Kind
from organisaties.audit import record_system
from organisaties.models import Gemeente


def rotate_bsn_key() -> int:
    """Re-encrypt every BSN and renew its index; how many. May be interrupted and run again."""
    return sum(_rotate(gemeente) for gemeente in Gemeente.objects.all())


@transaction.atomic
def _rotate(gemeente: Gemeente) -> int:
    kinderen = Kind.objects.select_for_update().filter(gemeente=gemeente, bsn_index__isnull=False)
    for kind in kinderen:
        kind.set_bsn(kind.bsn)
        kind.save(update_fields=["bsn_versleuteld", "bsn_index"])
    record_system(
        handeling=Handeling.BSN_ROTATE,
        proces="sleutel vernieuwen",
        gemeente_code=gemeente.code,
        object=gemeente,
        aantal=len(kinderen),
    )
    return len(kinderen)
