"""Copies of what the consultatiebureau, the kindregisseur or a provider entered about a child (Awb 2:17 lid 2)."""

from datetime import date

from django.db import models
from django.db.models import Q, QuerySet

from brieven.afschriften import Afschrift, Afschriftmaker, gegevens
from indicaties.kindpagina import Deel
from indicaties.models import Adres, Indicatie, Kind, Toeleiding
from organisaties.models import Gebruiker, Toekenning

_KIND = {
    "voornaam": "Voornaam",
    "tussenvoegsel": "Tussenvoegsel",
    "achternaam": "Achternaam",
    "geboortedatum": "Geboortedatum",
    "pseudoniem": "Pseudoniem",
    "ingeschreven_op": "Ingeschreven op",
    "ingeschreven_door": "Ingeschreven door",
}
_ADRES = {
    "postcode": "Postcode",
    "huisnummer": "Huisnummer",
    "toevoeging": "Toevoeging",
    "straat": "Straat",
    "woonplaats": "Woonplaats",
}
_INDICATIE = {
    "soort": "Soort",
    "geldig_van": "Geldig van",
    "geldig_tot_en_met": "Tot en met",
    "criteria": "Gronden",
    "afgegeven_op": "Afgegeven op",
    "organisatie": "Afgegeven door",
    "ingetrokken_op": "Ingetrokken op",
    "reden_intrekking": "Reden van intrekken",
}
_TOELEIDING = {
    "houder": "Verwezen naar",
    "verwezen_op": "Verwezen op",
    "status": "Uitkomst",
    "reden": "Reden van geen deelname",
    "afgerond_op": "Uitkomst vastgelegd op",
}


def _ours(gebruiker: Gebruiker, *velden: str) -> Q:
    """Signed in one of these fields by this user, or by a colleague of the same organisation."""
    wie = Q(pk=gebruiker.pk)
    if gebruiker.organisatie is not None:
        collega = Toekenning.objects.filter(organisatie=gebruiker.organisatie)
        wie |= Q(pk__in=collega.values("gebruiker"))
    personen = Gebruiker.objects.filter(wie).values("pk")
    ons = Q()
    for veld in velden:
        ons |= Q(**{f"{veld}__in": personen})
    return ons


def _kinderen(gebruiker: Gebruiker) -> QuerySet[Kind]:
    return Kind.objects.for_gebruiker(gebruiker).filter(ingeschreven_door=gebruiker.organisatie)


def _indicaties(gebruiker: Gebruiker) -> QuerySet[Indicatie]:
    rijen = Indicatie.objects.for_gebruiker(gebruiker).select_related("kind")
    return rijen.filter(_ours(gebruiker, "afgegeven_door", "ingetrokken_door"))


def _toeleidingen(gebruiker: Gebruiker) -> QuerySet[Toeleiding]:
    rijen = Toeleiding.objects.for_gebruiker(gebruiker).select_related("kind")
    return rijen.filter(_ours(gebruiker, "verwezen_door", "afgerond_door"))


def _copy_kind(kind: Kind) -> Afschrift:
    """With the address, unless it is secret: a file goes further than the page."""
    adres = Adres.objects.filter(kind=kind, geheim=False).first()
    return Afschrift(
        f"Afschrift: inschrijving van {kind}",
        (gegevens("Inschrijving", kind, _KIND), *([gegevens("Adres", adres, _ADRES)] if adres else [])),
        kind.pseudoniem,
    )


def _copy_indicatie(indicatie: Indicatie) -> Afschrift:
    return Afschrift(
        f"Afschrift: {indicatie.get_soort_display()} van {indicatie.kind}",
        (gegevens("Indicatie", indicatie, _INDICATIE),),
        indicatie.kind.pseudoniem,
    )


def _copy_toeleiding(toeleiding: Toeleiding) -> Afschrift:
    return Afschrift(
        f"Afschrift: verwijzing van {toeleiding.kind}",
        (gegevens("Verwijzing", toeleiding, _TOELEIDING),),
        toeleiding.kind.pseudoniem,
    )


MAKERS: dict[type[models.Model], Afschriftmaker] = {
    Kind: Afschriftmaker(_kinderen, _copy_kind),
    Indicatie: Afschriftmaker(_indicaties, _copy_indicatie),
    Toeleiding: Afschriftmaker(_toeleidingen, _copy_toeleiding),
}


def afschriften_deel(kind: Kind, gebruiker: Gebruiker, dag: date) -> Deel | None:
    """On the page of a child: what this user may take a copy of; as many questions as there are kinds."""
    regels: list[tuple[str, str, int]] = [
        ("kind", "Inschrijving", rij.pk) for rij in _kinderen(gebruiker).filter(pk=kind.pk)
    ]
    regels += [("indicatie", str(rij), rij.pk) for rij in _indicaties(gebruiker).filter(kind=kind)]
    regels += [
        ("toeleiding", f"Verwijzing naar {rij.houder}", rij.pk)
        for rij in _toeleidingen(gebruiker).filter(kind=kind).select_related("houder")
    ]
    if not regels:
        return None
    return Deel("Wat u hebt ingevuld", "brieven/_afschriften.html", {"regels": regels}, plek=90, dicht=True)
