from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from organisaties.audit import record
from organisaties.handelingen import Handeling
from organisaties.instellingen import Instelling, Instellingsoort, gekozen_op
from organisaties.models import Gebruiker, Gemeente
from organisaties.opslaan import save_checked


@transaction.atomic
def set_instelling(
    *, soort: Instellingsoort, waarde: int, bron: str, geldig_van: date, door: Gebruiker, op: datetime
) -> Instelling:
    """Choose from a day on; what was chosen before stays to be read. ValidationError when it is so already."""
    soort.check(waarde)
    nu = gekozen_op(door.gemeente, soort.code, geldig_van)
    if nu.rij is not None and (nu.waarde, nu.bron, nu.rij.geldig_van) == (waarde, bron, geldig_van):
        raise ValidationError("Dit is al zo vastgelegd. Er is niets gewijzigd.")
    rij = Instelling(
        gemeente=door.gemeente,
        soort=soort.code,
        waarde=waarde,
        bron=bron,
        geldig_van=geldig_van,
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    save_checked(rij)
    record(
        handeling=Handeling.INSTELLING_SET,
        door=door,
        object=rij,
        soort=soort.code,
        was=nu.waarde,
        wordt=waarde,
        vanaf=geldig_van,
    )
    return rij


@transaction.atomic
def set_smi(*, kent_smi: bool, door: Gebruiker) -> None:
    """Does the municipality grant a social-medical indicatie? What was granted stays when it is switched off."""
    gemeente = Gemeente.objects.select_for_update().get(pk=door.gemeente.pk)
    if gemeente.kent_smi == kent_smi:
        raise ValidationError("Dit is al zo vastgelegd. Er is niets gewijzigd.")
    gemeente.kent_smi = kent_smi
    save_checked(gemeente)
    record(handeling=Handeling.GEMEENTE_SMI, door=door, object=gemeente, kent_smi=kent_smi)
