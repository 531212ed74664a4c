"""Invoices that wait for somebody to agree."""

from datetime import date

from django.db.models import Sum
from django.urls import reverse

from lib.geld import euro
from organisaties.models import Gebruiker, Gemeente
from organisaties.rechten import Recht
from organisaties.taken import Taak
from subsidies.grootboek.afsluiten.beletselen import Beletsel
from subsidies.models import Factuur


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    if not gebruiker.has_recht(Recht.FACTUUR_AGREE):
        return []
    wacht = Factuur.objects.for_gebruiker(gebruiker).waiting().exclude(voorbereid_door=gebruiker)
    oudste = wacht.order_by("voorbereid_op").first()
    url = reverse("subsidies:factuur_list") + (f"?jaar={oudste.jaar}&status=voorbereid" if oudste else "")
    som = wacht.aggregate(som=Sum("bedrag_centen"))["som"] or 0
    return [Taak("Facturen nakijken", wacht.count(), url, f"Samen {euro(som)}.")]


def open_facturen(gemeente: Gemeente, jaar: int) -> Beletsel:
    """What stands in the way of closing a year."""
    wacht = Factuur.objects.filter(gemeente=gemeente).in_jaar(jaar).waiting()
    url = f"{reverse('subsidies:factuur_list')}?jaar={jaar}&status=voorbereid"
    return Beletsel("Facturen die op akkoord wachten", wacht.count(), url)
