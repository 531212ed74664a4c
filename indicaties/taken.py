"""What waits for the consultatiebureau and the kindregisseur."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from indicaties.filters import FILTERS
from indicaties.models import Dubbelpaar, Kind, Verwijsvraag
from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.taken import Taak


@dataclass(frozen=True)
class _Soort:
    """A task is a filter of the list of children, for who may do something about it."""

    filter: str
    recht: Recht
    titel: str
    toelichting: str
    dringend: bool = False


_SOORTEN = (
    _Soort(
        "stil",
        Recht.TOELEIDING_MANAGE,
        "Stille kinderen: verwezen, maar niet geplaatst",
        "Al langer dan 6 weken zonder bericht. Bel de ouders of de houder en leg de uitkomst vast.",
        dringend=True,
    ),
    _Soort(
        "te-verwijzen",
        Recht.TOELEIDING_MANAGE,
        "Kinderen met een indicatie verwijzen",
        "Zij hebben een geldige indicatie, geen plaats en geen verwijzing die loopt; ook wie een plaats had.",
    ),
    _Soort(
        "opnieuw-vragen",
        Recht.TOELEIDING_MANAGE,
        "Gezinnen die afzagen opnieuw vragen",
        "Hun indicatie loopt nog. Vraag of het gezin nu wel een plaats wil.",
    ),
    _Soort(
        "18-maanden",
        Recht.INDICATIE_GRANT,
        "Kinderen rond 18 maanden beoordelen",
        "Ingeschreven en zonder indicatie. Nodig het gezin uit of kijk of een indicatie nodig is.",
    ),
    _Soort(
        "verloopt",
        Recht.INDICATIE_GRANT,
        "Indicaties die binnen 60 dagen eindigen",
        "Kijk of het kind naar school gaat of een nieuwe indicatie nodig heeft.",
    ),
)


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    gevonden = [_taak(soort, gebruiker, dag) for soort in _SOORTEN if gebruiker.has_recht(soort.recht)]
    if gebruiker.has_recht(Recht.TOELEIDING_MANAGE):
        gevonden.append(_vragen(gebruiker))
    if gebruiker.has_recht(Recht.KIND_MERGE):
        gevonden.append(_dubbelen(gebruiker))
    return gevonden


def _vragen(gebruiker: Gebruiker) -> Taak:
    return Taak(
        "Vragen van aanbieders om een kind te verwijzen",
        Verwijsvraag.objects.for_gebruiker(gebruiker).open().count(),
        reverse("indicaties:verwijsvragen"),
        "Een aanbieder wil een kind inschrijven dat al bekend is. Verwijs het, of zeg dat het een ander kind is.",
    )


def _dubbelen(gebruiker: Gebruiker) -> Taak:
    return Taak(
        "Mogelijk dubbele dossiers bekijken",
        Dubbelpaar.objects.for_gebruiker(gebruiker).open().count(),
        reverse("indicaties:dubbelen"),
        "Van deze kinderen zijn er misschien twee dossiers. Voeg ze samen, of zeg dat het twee kinderen zijn.",
    )


def _taak(soort: _Soort, gebruiker: Gebruiker, dag: date) -> Taak:
    aantal = FILTERS[soort.filter].apply(Kind.objects.for_gebruiker(gebruiker), dag).count()
    url = f"{reverse('indicaties:kind_list')}?filter={soort.filter}"
    return Taak(soort.titel, aantal, url, soort.toelichting, dringend=soort.dringend and aantal > 0)
