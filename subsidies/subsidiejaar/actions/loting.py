"""Drawing lots, once, after everybody could apply."""

import secrets
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from rekenregels.regeling.geldstroom import Verdeling
from subsidies.models import Loting, Subsidieregeling
from subsidies.regelingen.document import as_regeling
from subsidies.subsidiejaar.beleid import Beleid
from subsidies.subsidiejaar.handelingen import Handeling


@transaction.atomic
def draw_loting(*, regeling: Subsidieregeling, jaar: int, door: Gebruiker, op: datetime) -> Loting:
    """ValidationError where the policy draws no lots, before the last day of applying, and the second time."""
    if regeling.gemeente_id != door.gemeente.pk:
        raise ValidationError("Deze regeling is van een andere gemeente.")
    beleid = Beleid(as_regeling(regeling), jaar)
    if beleid.verdeling is not Verdeling.LOTING:
        raise ValidationError(f"{regeling.naam} verdeelt het geld niet door loting.", code="verdeling")
    laatste = beleid.aanvragen_tot_en_met
    if laatste is not None and timezone.localdate(op) <= laatste:
        raise ValidationError(
            f"Aanvragen kan nog tot en met {datum(laatste)}. Loot daarna, dan doet iedereen mee.",
            code="te-vroeg",
        )
    loting = Loting(
        gemeente=regeling.gemeente,
        regelingnaam=regeling.naam,
        jaar=jaar,
        zaad=secrets.token_hex(16),
        getrokken_op=op,
        getrokken_door=door,
    )
    save_checked(loting)
    record(
        handeling=Handeling.LOTING_DRAW,
        door=door,
        object=loting,
        regeling=regeling.naam,
        jaar=jaar,
        zaad=loting.zaad,
    )
    return loting
