"""What of the payments stands in the way of closing a year."""

from django.urls import reverse

from organisaties.models import Gemeente
from subsidies.grootboek.afsluiten.beletselen import Beletsel
from subsidies.models import Betaalverplichting

_OPEN = (*Betaalverplichting.ALS_OPEN, Betaalverplichting.Status.IN_RUN)


def open_verplichtingen(gemeente: Gemeente, jaar: int) -> Beletsel:
    """Claims of the year that are not paid, set off or withdrawn."""
    open_ = Betaalverplichting.objects.filter(gemeente=gemeente, jaar=jaar, status__in=_OPEN)
    url = reverse("subsidies:betaling_list")
    return Beletsel("Bedragen die nog betaald of verrekend moeten worden", open_.count(), url)
