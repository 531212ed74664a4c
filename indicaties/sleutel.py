"""Renewing the key of the BSN: every row under the new key, per municipality in one transaction, on record."""

from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.fernet import InvalidToken
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from indicaties.handelingen import Handeling
from indicaties.models import Kind
from organisaties import sleutelproef
from organisaties.audit import record_system
from organisaties.models import Gemeente, Sleutelproef


def rotate_bsn_key() -> int:
    """Re-encrypt every BSN and renew its index; how many. May be interrupted and run again."""
    return sum(_rotate(gemeente) for gemeente in Gemeente.objects.all())


def keep_sleutelproef(**_: Any) -> None:
    """After each migrate, as owner: the key opens what there is, and the next start can tell that it does.

    ImproperlyConfigured otherwise. An installation from before this text was kept is tried on a BSN.
    """
    with connection.cursor() as cursor:
        if Sleutelproef._meta.db_table not in connection.introspection.table_names(cursor):
            return  # on the way back to a release that did not keep it
    bewaard = Sleutelproef.objects.first()
    try:
        if bewaard:
            sleutelproef.verify(bewaard.versleuteld)
        elif kind := Kind.objects.filter(bsn_versleuteld__isnull=False).first():
            str(kind.bsn)
    except (InvalidTag, InvalidToken):
        raise ImproperlyConfigured(sleutelproef.VERKEERD) from None
    if bewaard is None:
        sleutelproef.renew()


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
