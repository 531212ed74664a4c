"""What waits for a provider: children to place and hours to declare; and for who keeps the locations. Urgent first."""

from datetime import date

from django.urls import reverse

from indicaties.models import Toeleiding
from lib.periode import add_maanden, kwartaal_periode, kwartaal_van
from lib.weergave import datum
from lib.weergave import kwartaal as schrijf_kwartaal
from opvang.herinneringen import uiterlijk
from opvang.models import LrkVraag, Plaatsing, Urendeclaratie
from opvang.overzicht import KWARTALEN_TERUG
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
    """Every quarter that is over in which the provider had children and over which it did not declare."""
    kwartalen = sorted(open_kwartalen(gebruiker, dag))
    namen = [schrijf_kwartaal(jaar, kwartaal) for jaar, kwartaal in kwartalen]
    opsomming = " en ".join(filter(None, [", ".join(namen[:-1]), *namen[-1:]]))
    zin = (
        "Het kwartaal is voorbij en uw uren zijn nog niet ingediend."
        if len(namen) == 1
        else "Deze kwartalen zijn voorbij en uw uren zijn nog niet ingediend. Begin met het oudste."
    )
    if kwartalen:
        zin += f" {_termijn(gebruiker, kwartalen[0], dag)}"
    return Taak(
        f"Uren declareren over het {opsomming}",
        len(namen),
        reverse("opvang:declaratie_list"),
        zin,
        dringend=True,
    )


def _termijn(gebruiker: Gebruiker, oudste: tuple[int, int], dag: date) -> str:
    """When the oldest must be in."""
    laatste = uiterlijk(gebruiker.gemeente, kwartaal_periode(*oudste))
    begin = "De termijn liep" if laatste < dag else "Dat kan"
    return f"{begin} tot en met {datum(laatste)}."


def open_kwartalen(gebruiker: Gebruiker, dag: date) -> list[tuple[int, int]]:
    """Of the last quarters that are over, the newest first."""
    gedaan = set(
        Urendeclaratie.objects.for_gebruiker(gebruiker)
        .exclude(status=Status.DRAFT)
        .values_list("jaar", "kwartaal")
    )
    eind = [kwartaal_van(add_maanden(dag, -3 * stap)) for stap in range(1, KWARTALEN_TERUG + 1)]
    return [
        (jaar, kwartaal)
        for jaar, kwartaal in eind
        if (jaar, kwartaal) not in gedaan
        and Plaatsing.objects.for_gebruiker(gebruiker).overlapping(kwartaal_periode(jaar, kwartaal)).exists()
    ]
