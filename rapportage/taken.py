"""What waits: reports that failed, the report that is due, and who makes it definitive and sends it."""

from datetime import date

from django.urls import reverse

from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.taken import Taak
from rapportage.models import Verantwoording
from subsidies.models import Boeking


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    return [*_maken(gebruiker, dag), *_besluiten(gebruiker)]


def _besluiten(gebruiker: Gebruiker) -> list[Taak]:
    """Of each year that has no definitive report yet, the reports that can become it."""
    if not gebruiker.has_recht(Recht.VERANTWOORDING_FINALIZE):
        return []
    eigen = Verantwoording.objects.for_gebruiker(gebruiker)
    wacht = eigen.done().filter(na_afsluiting=True).exclude(jaar__in=eigen.definitive().values("jaar"))
    aantal = wacht.order_by().values("jaar").distinct().count()
    return [
        Taak(
            "Verantwoordingen definitief maken",
            aantal,
            reverse("rapportage:verantwoording_list"),
            "Lees het document. Is het goed, maak het dan definitief.",
        )
    ]


def _maken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
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
        Taak(
            "Definitieve verantwoordingen verzenden",
            eigen.definitive().exclude(jaar__in=eigen.sent().values("jaar")).count(),
            url,
            "Verzend het document, en leg vast wanneer en aan wie.",
        ),
    ]


def _open_jaren(gebruiker: Gebruiker, dag: date) -> set[int]:
    """Years that are over and have a ledger but no report yet."""
    geboekt = Boeking.objects.for_gebruiker(gebruiker).filter(jaar__lt=dag.year)
    klaar = Verantwoording.objects.for_gebruiker(gebruiker).done()
    return set(geboekt.values_list("jaar", flat=True).distinct()) - set(klaar.values_list("jaar", flat=True))
