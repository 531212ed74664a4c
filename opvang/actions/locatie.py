"""What the municipality adds to a location of the register."""

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.wijzigingen import announce_gemeente
from opvang.handelingen import Handeling
from opvang.vragen import kernen_van
from organisaties.audit import record
from organisaties.models import Gebruiker, Locatie
from organisaties.opslaan import save_checked


@transaction.atomic
def set_kern(*, locatie: Locatie, kern: str, door: Gebruiker) -> None:
    """Where the location lies, in the words of the policies; empty: in none of the villages that these name."""
    locatie = Locatie.objects.for_gebruiker(door).select_for_update().get(pk=locatie.pk)
    if kern == locatie.kern:
        return
    if kern and kern not in kernen_van(door.gemeente):
        raise ValidationError(
            f"Kern of wijk ‘{kern}’ staat in geen regeling van de gemeente. Kies er een uit de lijst."
        )
    vorige, locatie.kern = locatie.kern, kern
    save_checked(locatie)
    record(
        handeling=Handeling.LOCATIE_UPDATE,
        door=door,
        object=locatie,
        locatie=locatie.lrk_nummer,
        kern=kern,
        vorige=vorige,
    )
    announce_gemeente(locatie.gemeente)
