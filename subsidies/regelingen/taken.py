"""What waits for who adopts policies."""

from datetime import date

from django.urls import reverse

from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.taken import Taak
from subsidies.models import Subsidieregeling


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    return [_vast_te_stellen(gebruiker)] if gebruiker.has_recht(Recht.REGELING_ADOPT) else []


def _vast_te_stellen(gebruiker: Gebruiker) -> Taak:
    aantal = Subsidieregeling.objects.for_gebruiker(gebruiker).proposed().count()
    return Taak("Regelingen vaststellen", aantal, reverse("subsidies:regeling_list"))
