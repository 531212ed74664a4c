"""What waits for the beleidsmedewerker: reports that failed, and the report that is due."""

from datetime import date

from django.urls import reverse

from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.taken import Taak
from rapportage.models import Verantwoording
from subsidies.models import Boeking


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    if not gebruiker.has_recht(Recht.VERANTWOORDING_MAKE):
        return []
    url = reverse("rapportage:verantwoording_list")
    eigen = Verantwoording.objects.for_gebruiker(gebruiker)
    mislukt = eigen.filter(status=Verantwoording.Status.FAILED).count()
    te_maken = _open_jaren(gebruiker, dag)
    laatste = max(te_maken, default=dag.year)
    return [
        Taak(
            "Verantwoordingen die mislukt zijn",
            mislukt,
            url,
            "Lees de reden en probeer het opnieuw.",
            mislukt > 0,
        ),
        Taak(
            "Verantwoordingen over afgelopen jaren maken",
            len(te_maken),
            url,
            f"Nog niet gemaakt: {', '.join(map(str, sorted(te_maken)))}."
            f" De opgave over {laatste} moet uiterlijk 15 juli {laatste + 1} bij het CBS zijn.",
        ),
    ]


def _open_jaren(gebruiker: Gebruiker, dag: date) -> set[int]:
    """Years that are over and have a ledger but no report yet."""
    geboekt = Boeking.objects.for_gebruiker(gebruiker).filter(jaar__lt=dag.year)
    klaar = Verantwoording.objects.for_gebruiker(gebruiker).done()
    return set(geboekt.values_list("jaar", flat=True).distinct()) - set(klaar.values_list("jaar", flat=True))
