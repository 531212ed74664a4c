"""What waits for a provider: results that are due."""

from datetime import date

from django.urls import reverse

from opvang.resultaten.werklijst import due
from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.taken import Taak


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    if not gebruiker.has_recht(Recht.RESULTAAT_MANAGE):
        return []
    return [
        Taak(
            "Resultaten van kinderen vastleggen",
            due(gebruiker, dag).count(),
            reverse("opvang:resultaat_list"),
            "Van deze kinderen is het resultaat bij de start, van het afgelopen halfjaar of bij het einde nog niet "
            "vastgelegd.",
        )
    ]
