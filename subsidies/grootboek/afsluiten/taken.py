"""A year that somebody proposed to close or to reopen waits for another."""

from datetime import date

from django.urls import reverse

from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.taken import Taak
from subsidies.models import Jaarafsluiting


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    if not gebruiker.has_recht(Recht.JAAR_CLOSE):
        return []
    eigen = Jaarafsluiting.objects.for_gebruiker(gebruiker)
    voorstellen = eigen.filter(status=Jaarafsluiting.Status.PROPOSED).exclude(voorgesteld_door=gebruiker)
    vragen = eigen.filter(status=Jaarafsluiting.Status.REOPENING).exclude(heropening_gevraagd_door=gebruiker)
    url = reverse("subsidies:afsluitingen")
    return [
        Taak("Jaar van het grootboek afsluiten", voorstellen.count(), url, "Een collega stelt dat voor."),
        Taak("Afgesloten jaar heropenen", vragen.count(), url, "Een collega vraagt dat, met een reden."),
    ]
