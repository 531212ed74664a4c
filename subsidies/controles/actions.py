"""Keeping what the check of the books found, so that who must act sees it."""

from datetime import datetime

from django.db import transaction

from organisaties.audit import record_system
from organisaties.models import Gemeente
from subsidies.controles.handelingen import Handeling
from subsidies.invarianten import INVARIANTEN
from subsidies.models import Controleuitslag

MEESTE_ZINNEN = 50


@transaction.atomic
def check_boeken(*, gemeente: Gemeente, op: datetime) -> int:
    """Check every rule in one municipality and keep the outcome; how many do not hold."""
    uitslagen = []
    for invariant in INVARIANTEN.values():
        zinnen = list(invariant(gemeente))
        uitslagen.append(
            Controleuitslag(
                gemeente=gemeente,
                naam=invariant.naam,
                zin=invariant.zin,
                aantal=len(zinnen),
                zinnen=zinnen[:MEESTE_ZINNEN],
                gecontroleerd_op=op,
            )
        )
    Controleuitslag.objects.filter(gemeente=gemeente).delete()
    Controleuitslag.objects.bulk_create(uitslagen)
    fout = sorted(uitslag.naam for uitslag in uitslagen if uitslag.aantal)
    if fout:
        record_system(
            handeling=Handeling.BOEKEN_BROKEN, proces="controle", gemeente_code=gemeente.code, regels=fout
        )
    return len(fout)
