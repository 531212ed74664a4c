"""Rules of the books that do not hold: somebody must look."""

from datetime import date

from django.urls import reverse

from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.taken import Taak
from subsidies.models import Controleuitslag


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    if not gebruiker.has_recht(Recht.CONTROLE_VIEW):
        return []
    fout = Controleuitslag.objects.for_gebruiker(gebruiker).broken().count()
    return [
        Taak(
            "Regels van de boeken die niet kloppen",
            fout,
            reverse("subsidies:controle_list"),
            "De controle van vannacht vond iets. Keur niets meer goed tot bekend is wat er is.",
            dringend=True,
        )
    ]
