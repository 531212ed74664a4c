"""Who has something to do about amounts per location."""

from datetime import date

from django.db.models import Sum
from django.urls import reverse

from lib.geld import euro
from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.taken import Taak
from subsidies.models import Locatieberekening, Locatieherziening


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    gevonden: list[Taak] = []
    if gebruiker.has_recht(Recht.BEREKENING_APPROVE):
        gevonden.append(_goed_te_keuren(gebruiker))
    if gebruiker.has_recht(Recht.BEREKENING_MAKE):
        gevonden.append(_te_herzien(gebruiker))
    return gevonden


def _goed_te_keuren(gebruiker: Gebruiker) -> Taak:
    wacht = Locatieberekening.objects.for_gebruiker(gebruiker).waiting()
    eerste = wacht.order_by("pk").first()
    som = wacht.order_by().aggregate(som=Sum("totaal_centen"))["som"] or 0
    return Taak(
        "Bedragen per locatie goedkeuren",
        wacht.count(),
        _url(eerste),
        f"Samen {euro(som)} over een heel jaar.",
    )


def _te_herzien(gebruiker: Gebruiker) -> Taak:
    """Until a new calculation waits: then it is the turn of who approves."""
    anders = (
        Locatieherziening.objects.for_gebruiker(gebruiker)
        .exclude(locatieberekening__vervangen_door__status=Locatieberekening.Status.CALCULATED)
        .select_related("locatieberekening")
    )
    eerste = anders.first()
    return Taak(
        "Bedragen per locatie opnieuw berekenen",
        anders.count(),
        _url(eerste.locatieberekening if eerste else None),
        "Met de groepen, kinderen en regelingen van vandaag komen zij anders uit.",
    )


def _url(berekening: Locatieberekening | None) -> str:
    url = reverse("subsidies:locatiegeld_list")
    return f"{url}?jaar={berekening.jaar}" if berekening else url
