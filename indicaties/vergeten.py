"""What goes when the term of keeping a child ends: everything that people wrote about it or its family.

That there was a decision, a signal or a consent stays, with its days and codes, under the pseudoniem.
"""

from indicaties.models import (
    Indicatiebesluit,
    Kind,
    Ondersteuningsvraag,
    Opmerking,
    Signaal,
    Startinformatie,
    Traject,
)
from organisaties.models import Organisatie
from organisaties.rijbeveiliging import Rijbereik, rijbereik


def forget_texts(kind: Kind) -> None:
    """Runs in the scope of the municipality of the child; the remarks of JGZ are opened one organisation at a time."""
    Traject.objects.filter(kind=kind).update(toelichting="", volgende_stap="", reden_toelichting="")
    Signaal.objects.filter(kind=kind).update(toelichting="")
    Ondersteuningsvraag.objects.filter(kind=kind).update(vraag="", antwoord="")
    Indicatiebesluit.objects.filter(kind=kind).update(toelichting="", oordeel="", gronden=[])
    Startinformatie.objects.filter(toeleiding__kind=kind).delete()
    for organisatie in Organisatie.objects.filter(soort=Organisatie.Soort.JGZ).in_gemeente(kind.gemeente):
        with rijbereik(Rijbereik(kind.gemeente_id, jgz_id=organisatie.pk)):
            Opmerking.objects.filter(kind=kind).delete()
