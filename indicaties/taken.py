"""What waits for the consultatiebureau and the kindregisseur."""

from datetime import date

from django.urls import reverse

from indicaties.filters import FILTERS
from indicaties.models import Kind
from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.taken import Taak


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    wachten: list[Taak] = []
    if gebruiker.has_recht(Recht.TOELEIDING_MANAGE):
        wachten += [
            _taak(
                gebruiker,
                dag,
                "stil",
                "Stille kinderen: verwezen, maar niet geplaatst",
                "Al langer dan 6 weken zonder bericht. Bel de ouders of de houder en leg de uitkomst vast.",
                dringend=True,
            ),
            _taak(
                gebruiker,
                dag,
                "te-verwijzen",
                "Kinderen met een indicatie verwijzen",
                "Zij hebben een geldige indicatie en zijn nog niet naar een houder verwezen.",
            ),
        ]
    if gebruiker.has_recht(Recht.INDICATIE_GRANT):
        wachten += [
            _taak(
                gebruiker,
                dag,
                "18-maanden",
                "Kinderen rond 18 maanden beoordelen",
                "Ingeschreven en zonder indicatie. Nodig het gezin uit of kijk of een indicatie nodig is.",
            ),
            _taak(
                gebruiker,
                dag,
                "verloopt",
                "Indicaties die binnen 60 dagen eindigen",
                "Kijk of het kind naar school gaat of een nieuwe indicatie nodig heeft.",
            ),
        ]
    return wachten


def _taak(
    gebruiker: Gebruiker, dag: date, filter: str, titel: str, toelichting: str, dringend: bool = False
) -> Taak:
    aantal = FILTERS[filter].apply(Kind.objects.for_gebruiker(gebruiker), dag).count()
    return Taak(
        titel,
        aantal,
        f"{reverse('indicaties:kind_list')}?filter={filter}",
        toelichting,
        bool(aantal) and dringend,
    )
