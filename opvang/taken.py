"""What waits for a provider: children to place and hours to declare; and for who keeps the locations. Urgent first."""

from datetime import date

from django.urls import reverse

from indicaties.models import Toeleiding
from lib.periode import Tijdvak
from lib.weergave import datum, opsommen
from opvang.herinneringen import uiterlijk
from opvang.models import LrkVraag, Urendeclaratie
from opvang.ritme import Tijdvakken, tijdvakken_of, with_children
from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.taken import Taak

Status = Urendeclaratie.Status


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    """Who works at one location answers referrals, and leaves the hours to the provider."""
    taken = []
    if gebruiker.has_recht(Recht.LOCATIE_MANAGE):
        taken.append(_lrkvragen(gebruiker))
    if gebruiker.has_recht(Recht.PLAATSING_MANAGE):
        taken += [_verwijzingen(gebruiker, dag), _te_bevestigen(gebruiker, dag)]
    if gebruiker.has_recht(Recht.DECLARATIE_SUBMIT):
        taken += [_teruggestuurd(gebruiker), _te_declareren(gebruiker, dag)]
    return sorted(taken, key=lambda taak: not (taak.dringend and taak.aantal))


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
        reverse("opvang:verwijzing_list"),
        "Deze kinderen zijn naar u verwezen en hebben nog geen plaats. Geef antwoord of geef ze een plaats.",
    )


def _te_bevestigen(gebruiker: Gebruiker, dag: date) -> Taak:
    return Taak(
        "Laten weten of verwezen kinderen zijn gekomen",
        Toeleiding.objects.for_gebruiker(gebruiker).to_confirm_on(dag).count(),
        reverse("opvang:verwijzing_list"),
        "Hun plaats is begonnen. Is een kind niet gekomen, dan belt de kindregisseur het gezin weer.",
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


def _te_declareren(gebruiker: Gebruiker, dag: date) -> Taak:
    """Every tijdvak that is over in which the provider had children and over which it did not declare."""
    tijdvakken = sorted(open_tijdvakken(gebruiker, dag))
    zin = (
        f"{tijdvakken[0].ritme.het.capitalize()} is voorbij en uw uren zijn nog niet ingediend."
        if len(tijdvakken) == 1
        else "Zij zijn voorbij en uw uren zijn nog niet ingediend. Begin met de oudste."
    )
    if tijdvakken:
        zin += f" {_termijn(gebruiker, tijdvakken[0], dag)}"
    return Taak(
        f"Uren declareren over {opsommen(_names(tijdvakken))}",
        len(tijdvakken),
        reverse("opvang:declaratie_list"),
        zin,
        dringend=True,
    )


def _names(tijdvakken: list[Tijdvak]) -> list[str]:
    """The word for a quarter once: het 3e kwartaal 2025 en 4e kwartaal 2025."""
    return [t.met_lidwoord if not nummer else str(t) for nummer, t in enumerate(tijdvakken)]


def _termijn(gebruiker: Gebruiker, oudste: Tijdvak, dag: date) -> str:
    """When the oldest must be in."""
    laatste = uiterlijk(gebruiker.gemeente, oudste.periode)
    begin = "De termijn liep" if laatste < dag else "Dat kan"
    return f"{begin} tot en met {datum(laatste)}."


def open_tijdvakken(gebruiker: Gebruiker, dag: date) -> list[Tijdvak]:
    """That ended in the past year, the newest first."""
    gedaan = tijdvakken_of(gebruiker, Status.SUBMITTED, Status.RETURNED, Status.ACCEPTED, Status.REPLACED)
    eind = Tijdvakken(gebruiker.gemeente, dag).closed(tijdvakken_of(gebruiker))
    return with_children(gebruiker, (tijdvak for tijdvak in eind if tijdvak not in gedaan))
