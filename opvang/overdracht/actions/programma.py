"""Which VVE programme a location follows, from which day on."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from lib.periode import day_before
from opvang.models import Locatieprogramma
from opvang.overdracht.handelingen import Handeling
from opvang.overdracht.programmas import programmas
from organisaties.audit import record
from organisaties.models import Gebruiker, Locatie
from organisaties.opslaan import save_checked


@transaction.atomic
def set_programma(
    *, locatie: Locatie, programma: str, van: date, tot_en_met: date | None, door: Gebruiker, op: date
) -> Locatieprogramma:
    """What followed until then ends the day before; what comes later has to be told apart first."""
    locatie = Locatie.objects.for_gebruiker(door).select_for_update(of=("self",)).get(pk=locatie.pk)
    if programma not in programmas():
        raise ValidationError(f"Programma ‘{programma}’ staat niet in de lijst. Kies er een uit de lijst.")
    lopend = Locatieprogramma.objects.filter(locatie=locatie, van__lt=van, tot_en_met=None).first()
    if lopend is not None:
        lopend.tot_en_met = day_before(van)
        save_checked(lopend)
    rij = Locatieprogramma(
        locatie=locatie,
        programma=programma,
        van=van,
        tot_en_met=tot_en_met,
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    save_checked(rij)
    record(
        handeling=Handeling.PROGRAMMA_SET,
        door=door,
        object=locatie,
        locatie=locatie.lrk_nummer,
        programma=programma,
        van=van,
        tot_en_met=tot_en_met,
    )
    return rij
