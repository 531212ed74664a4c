"""What waits for a provider: children to place and hours to declare; and for who keeps the locations."""

from datetime import date

from django.urls import reverse

from indicaties.models import Toeleiding
from lib.periode import add_maanden, kwartaal_periode, kwartaal_van
from lib.weergave import kwartaal as schrijf_kwartaal
from opvang.models import LrkVraag, Plaatsing, Urendeclaratie
from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.taken import Taak

Status = Urendeclaratie.Status


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    if gebruiker.has_recht(Recht.LOCATIE_MANAGE):
        return [_lrkvragen(gebruiker)]
    if not gebruiker.has_recht(Recht.DECLARATIE_SUBMIT):
        return []
    return [_verwijzingen(gebruiker, dag), _teruggestuurd(gebruiker), _vorig_kwartaal(gebruiker, dag)]


def _lrkvragen(gebruiker: Gebruiker) -> Taak:
    return Taak(
        "Vragen uit het LRK beantwoorden",
        LrkVraag.objects.for_gebruiker(gebruiker).open().count(),
        reverse("opvang:lrkvraag_list"),
        "Van een locatie is in het LRK de houder, het nummer of de registratie veranderd.",
    )


def _verwijzingen(gebruiker: Gebruiker, dag: date) -> Taak:
    aantal = Toeleiding.objects.for_gebruiker(gebruiker).waiting_on(dag).count()
    return Taak(
        "Verwezen kinderen een plaats geven",
        aantal,
        reverse("opvang:plaatsing_list"),
        "Deze kinderen zijn naar u verwezen en hebben nog geen plaats.",
    )


def _teruggestuurd(gebruiker: Gebruiker) -> Taak:
    """Returned and not yet answered: a correction that is still a draft is no answer."""
    terug = Urendeclaratie.objects.for_gebruiker(gebruiker).filter(status=Status.RETURNED)
    eerste = terug.first()
    url = (
        reverse("opvang:declaratie_detail", args=[eerste.pk])
        if eerste and terug.count() == 1
        else reverse("opvang:declaratie_list")
    )
    return Taak(
        "Teruggestuurde declaraties corrigeren",
        terug.count(),
        url,
        "Lees de reden van de gemeente en dien een correctie in.",
        dringend=True,
    )


def _vorig_kwartaal(gebruiker: Gebruiker, dag: date) -> Taak:
    jaar, kwartaal = kwartaal_van(add_maanden(dag, -3))
    gedaan = (
        Urendeclaratie.objects.for_gebruiker(gebruiker)
        .filter(jaar=jaar, kwartaal=kwartaal)
        .exclude(status=Status.DRAFT)
    )
    geplaatst = Plaatsing.objects.for_gebruiker(gebruiker).overlapping(kwartaal_periode(jaar, kwartaal))
    return Taak(
        f"Uren declareren over het {schrijf_kwartaal(jaar, kwartaal)}",
        int(geplaatst.exists() and not gedaan.exists()),
        reverse("opvang:declaratie_list"),
        "Het kwartaal is voorbij en uw uren zijn nog niet ingediend.",
        dringend=True,
    )
