"""What waits for the consultatiebureau and the kindregisseur."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from indicaties.filters import FILTERS
from indicaties.models import (
    Dubbelpaar,
    Kind,
    Ondersteuningsvraag,
    Verwijsvraag,
    Werkwijze,
    werkwijze_of,
)
from indicaties.routekaart.bijgehouden import bron_for
from indicaties.routekaart.vragen import Vraag, count_route, due_tasks
from indicaties.stand import Bron
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
        "Al langer dan {werkwijze.stil_na_weken} weken zonder bericht. Bel de ouders of de houder en leg de "
        "uitkomst vast.",
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
        "Zij zagen {werkwijze.opnieuw_vragen_na_weken} weken geleden of langer af, en hun indicatie loopt nog. Vraag "
        "of het gezin nu wel een plaats wil.",
    ),
    _Soort(
        "18-maanden",
        Recht.INDICATIE_GRANT,
        "Kinderen vanaf {werkwijze.aandacht_maanden} maanden beoordelen",
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
    """The urgent ones first; each counts with the query of the list behind it."""
    soorten = [soort for soort in _SOORTEN if gebruiker.has_recht(soort.recht)]
    if not soorten:
        return []
    werkwijze, bron = werkwijze_of(gebruiker.gemeente), bron_for(gebruiker, dag)
    alle = [
        *_route_taken(gebruiker, dag),
        *(_taak(soort, gebruiker, dag, werkwijze, bron) for soort in soorten),
        *_vragen(gebruiker),
        *_verwijsvragen(gebruiker),
        *_dubbelen(gebruiker),
    ]
    return sorted(alle, key=lambda taak: not taak.dringend)


def _verwijsvragen(gebruiker: Gebruiker) -> list[Taak]:
    if not gebruiker.has_recht(Recht.TOELEIDING_MANAGE):
        return []
    return [
        Taak(
            "Vragen van aanbieders om een kind te verwijzen",
            Verwijsvraag.objects.for_gebruiker(gebruiker).open().count(),
            reverse("indicaties:verwijsvragen"),
            "Een aanbieder wil een kind inschrijven dat al bekend is. Verwijs het, of zeg dat het een ander kind is.",
        )
    ]


def _dubbelen(gebruiker: Gebruiker) -> list[Taak]:
    if not gebruiker.has_recht(Recht.KIND_MERGE):
        return []
    return [
        Taak(
            "Mogelijk dubbele dossiers bekijken",
            Dubbelpaar.objects.for_gebruiker(gebruiker).open().count(),
            reverse("indicaties:dubbelen"),
            "Van deze kinderen zijn er misschien twee dossiers. Voeg ze samen, of zeg dat het twee kinderen zijn.",
        )
    ]


def _vragen(gebruiker: Gebruiker) -> list[Taak]:
    if not gebruiker.has_recht(Recht.INDICATIE_GRANT):
        return []
    aantal = Ondersteuningsvraag.objects.for_gebruiker(gebruiker).open().count()
    return [
        Taak(
            "Vragen om extra ondersteuning beantwoorden",
            aantal,
            reverse("indicaties:ondersteuning_wacht"),
            "De kinderopvang of de kindregisseur vraagt het consultatiebureau om mee te kijken.",
        )
    ]


def _taak(soort: _Soort, gebruiker: Gebruiker, dag: date, werkwijze: Werkwijze, bron: Bron) -> Taak:
    aantal = FILTERS[soort.filter].apply(Kind.objects.for_gebruiker(gebruiker), dag, werkwijze, bron).count()
    url = f"{reverse('indicaties:kind_list')}?filter={soort.filter}"
    return Taak(
        soort.titel.format(werkwijze=werkwijze),
        aantal,
        url,
        soort.toelichting.format(werkwijze=werkwijze),
        dringend=soort.dringend and aantal > 0,
    )


_ROUTE: tuple[tuple[Vraag, str, str], ...] = (
    (
        Vraag(wie="mij", te_laat=True),
        "Uw dossiers waarvan de volgende stap te laat is",
        "De dag die u had afgesproken is voorbij. Doe de stap, of spreek een nieuwe dag af.",
    ),
    (
        Vraag(wie="kant", terug=True),
        "Terug van stil: bij u aan zet",
        "Deze gezinnen zijn vanzelf naar u teruggegaan omdat niemand iets liet horen.",
    ),
)


def _route_taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    if not gebruiker.has_recht(Recht.TOELEIDING_MANAGE):
        return []
    lijst = reverse("indicaties:route_table")
    taken = []
    for vraag, titel, toelichting in _ROUTE:
        aantal = count_route(vraag, gebruiker, dag)
        taken.append(Taak(titel, aantal, f"{lijst}?{vraag.adres}", toelichting, dringend=aantal > 0))
    return [*taken, _own_tasks(gebruiker, dag)]


def _own_tasks(gebruiker: Gebruiker, dag: date) -> Taak:

    aantal = due_tasks(gebruiker, dag).count()
    return Taak(
        "Uw eigen taken bij een dossier",
        aantal,
        f"{reverse('indicaties:route_tasks')}?toon=nu",
        "Taken die u zelf noteerde en die vandaag of eerder klaar moesten zijn.",
        dringend=aantal > 0,
    )
