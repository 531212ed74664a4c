"""What of the hours and their calculation stands in the way of closing a year."""

from datetime import date

from django.urls import reverse

from opvang.models import Urendeclaratie
from organisaties.models import Gemeente
from subsidies.berekeningen.werklijst import niet_gedeclareerd_in
from subsidies.grootboek.afsluiten.beletselen import Beletsel
from subsidies.models import Berekening

_LOPEND = (
    Urendeclaratie.Status.SUBMITTED,
    Urendeclaratie.Status.RETURNED,
    Urendeclaratie.Status.ACCEPTED,
)


def open_declaraties(gemeente: Gemeente, jaar: int) -> Beletsel:
    """To be judged, sent back, or accepted and not calculated; what waits for approval is counted apart."""
    lopend = Urendeclaratie.objects.in_jaar(jaar).filter(gemeente=gemeente, status__in=_LOPEND)
    berekend = Berekening.objects.filter(
        status__in=(Berekening.Status.CALCULATED, Berekening.Status.APPROVED)
    )
    open_ = lopend.exclude(berekeningen__in=berekend)
    eerste = open_.order_by("eerste_maand").first()
    url = reverse("subsidies:declaratie_list") + (f"?tijdvak={eerste.tijdvak.code}" if eerste else "")
    return Beletsel("Declaraties zonder goedgekeurde berekening", open_.count(), url)


def niet_gedeclareerd(gemeente: Gemeente, jaar: int) -> Beletsel:
    """A provider with children that never declared a tijdvak of the year: it may never, so it only warns."""
    wie = niet_gedeclareerd_in(gemeente, date(jaar + 1, 1, 1))
    aantal = sum(regel.tijdvak.jaar == jaar for regel in wie)
    return Beletsel(
        "Tijdvakken die een aanbieder met kinderen niet declareerde", aantal, reverse("subsidies:werklijst")
    )


def wachtende_berekeningen(gemeente: Gemeente, jaar: int) -> Beletsel:
    wacht = Berekening.objects.waiting().in_jaar(jaar).filter(declaratie__gemeente=gemeente)
    eerste = wacht.select_related("declaratie").order_by("pk").first()
    url = reverse("subsidies:berekening_list")
    url += f"?tijdvak={eerste.declaratie.tijdvak.code}" if eerste else ""
    return Beletsel("Berekeningen die op goedkeuring wachten", wacht.count(), url)
