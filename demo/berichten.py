"""The messages of the demo as they would stand: mailed at once, and the old ones read long ago."""

from datetime import date, timedelta

from brieven.models import Ontvangst
from organisaties.models import Gemeente

MAIL_NA = timedelta(minutes=5)
GELEZEN_NA = timedelta(hours=20)
# What came in these days is still to be read.
NIEUW = timedelta(days=14)


def settle_berichten(gemeente: Gemeente, dag: date) -> None:
    """A demo of past years may not begin with mails that are years late."""
    rijen = list(Ontvangst.objects.filter(bericht__gemeente=gemeente).select_related("bericht"))
    for ontvangst in rijen:
        geplaatst = ontvangst.bericht.geplaatst_op
        if ontvangst.status == Ontvangst.Status.WAITING:
            ontvangst.status, ontvangst.afgehandeld_op = Ontvangst.Status.SENT, geplaatst + MAIL_NA
        if geplaatst.date() < dag - NIEUW:
            ontvangst.gelezen_op = geplaatst + GELEZEN_NA
    Ontvangst.objects.bulk_update(rijen, ("status", "afgehandeld_op", "gelezen_op"))
