"""Writing a remark in a chapter of the report, in the place of what stood there."""

from datetime import datetime

from django.db import transaction

from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from rapportage.handelingen import Handeling
from rapportage.opmerkingen.models import Verslagopmerking


@transaction.atomic
def record_opmerking(
    *,
    jaar: int,
    hoofdstuk: str,
    tekst: str,
    vervangt: Verslagopmerking | None,
    door: Gebruiker,
    op: datetime,
) -> Verslagopmerking:
    """An empty text takes the remark away; what stood there stays to be read."""
    opmerking = Verslagopmerking(
        gemeente=door.gemeente,
        jaar=jaar,
        hoofdstuk=hoofdstuk,
        tekst=tekst,
        vervallen=not tekst,
        vervangt=vervangt,
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    save_checked(opmerking)
    record(
        handeling=Handeling.VERSLAGOPMERKING_RECORD,
        door=door,
        object=opmerking,
        jaar=jaar,
        hoofdstuk=hoofdstuk,
        vervangt=vervangt.pk if vervangt else None,
        vervallen=not tekst,
    )
    return opmerking
