"""What waits for a provider: children of whom is not known in which group they are."""

from datetime import date

from django.urls import reverse

from opvang.indeling.lezen import divide_on, groepen_on
from organisaties.models import Gebruiker, Locatie
from organisaties.rechten import Recht
from organisaties.taken import Taak


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    """Only where there is something to choose: at locations with more than one group."""
    if not gebruiker.has_recht(Recht.PLAATSING_MANAGE):
        return []
    eigen = Locatie.objects.for_gebruiker(gebruiker).values_list("pk", flat=True)
    groepen = {pk: rij for pk, rij in groepen_on(list(eigen), dag).items() if len(rij) > 1}
    zonder = [locatie for (_, locatie), groep in divide_on(groepen, dag).items() if groep is None]
    locaties = set(zonder)
    url = (
        reverse("opvang:indeling_edit", args=[zonder[0]])
        if len(locaties) == 1
        else reverse("opvang:locatie_list")
    )
    return [
        Taak(
            "Kinderen in een groep indelen",
            len(zonder),
            url,
            "Hun locatie heeft meer groepen. De gemeente ziet per groep alleen het aandeel doelgroepkinderen.",
        )
    ]
