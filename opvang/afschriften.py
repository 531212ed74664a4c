"""Copies of what a provider entered: its placements and what it declared (Awb 2:17 lid 2)."""

from django.db import models
from django.db.models import QuerySet

from brieven.afschriften import Afschrift, Afschriftmaker, Blok, gegevens, write_waarde
from opvang.historie import read_versies
from opvang.models import Plaatsing, Urendeclaratie
from organisaties.models import Gebruiker

_PLAATSING = {
    "locatie": "Locatie",
    "startdatum": "Vanaf",
    "einddatum": "Tot en met",
    "uren_per_week_honderdsten": "Uren per week",
    "dagen_per_week": "Dagen per week",
    "kot": "Kinderopvangtoeslag",
    "bijdrageklasse": "Klasse van de ouderbijdrage",
    "bewijs": "Getoond bewijs",
    "bewijs_jaar": "Bewijs over jaar",
    "bewijs_gezien_op": "Bewijs gezien op",
    "kindrang": "Kind in het gezin",
    "uurprijs_centen": "Uurprijs (euro)",
    "minimaregel": "Minimaregel",
    "huishouden": "Soort huishouden",
    "vastgelegd_op": "Vastgelegd op",
    "reden_herstel": "Reden van het herstel",
    "vervallen_op": "Vervallen op",
}
_DECLARATIE = {
    "houder": "Houder",
    "gemeente": "Gemeente",
    "tijdvak": "Tijdvak",
    "ingediend_op": "Ingediend op",
}


def _plaatsingen(gebruiker: Gebruiker) -> QuerySet[Plaatsing]:
    rijen = Plaatsing.objects.for_gebruiker(gebruiker).select_related("kind", "locatie")
    return rijen if gebruiker.is_houder else rijen.none()


def _declaraties(gebruiker: Gebruiker) -> QuerySet[Urendeclaratie]:
    """What was submitted; a draft is nothing that anybody has yet."""
    rijen = Urendeclaratie.objects.for_gebruiker(gebruiker).exclude(status=Urendeclaratie.Status.DRAFT)
    return rijen.select_related("houder", "gemeente") if gebruiker.is_houder else rijen.none()


def _copy_plaatsing(plaatsing: Plaatsing) -> Afschrift:
    return Afschrift(
        f"Afschrift: plaatsing van {plaatsing.kind}",
        (gegevens("Plaatsing", plaatsing, _PLAATSING), _versies(plaatsing)),
        plaatsing.kind.pseudoniem,
    )


def _versies(plaatsing: Plaatsing) -> Blok:
    koppen = ("Vervangen op", "Vanaf", "Tot en met", "Uren per week", "Kinderopvangtoeslag", "Reden")
    rijen = (
        (v.tot, v.startdatum, v.einddatum, v.uren_per_week, v.kot, v.reden) for v in read_versies(plaatsing)
    )
    return Blok(
        "Wat er eerder was ingevuld", koppen, tuple(tuple(write_waarde(cel) for cel in rij) for rij in rijen)
    )


def _copy_declaratie(declaratie: Urendeclaratie) -> Afschrift:
    regels = list(declaratie.regels.select_related("plaatsing__kind", "plaatsing__locatie"))
    maanden = tuple(maand.deel.capitalize() for maand in declaratie.maanden)
    afwezig = ("Afwezig",) if declaratie.met_afwezig else ()
    koppen = ("Kind", "Locatie", "Van", "Tot en met", *maanden, "Uren", *afwezig)
    rijen = tuple(
        (
            regel.plaatsing.kind.naam,
            str(regel.plaatsing.locatie),
            write_waarde(regel.van),
            write_waarde(regel.tot_en_met),
            *(write_waarde(uren, "uren_honderdsten") for uren in regel.maanden_honderdsten or ()),
            write_waarde(regel.uren_honderdsten, "uren_honderdsten"),
            *([write_waarde(regel.afwezig_honderdsten, "afwezig_honderdsten")] if afwezig else ()),
        )
        for regel in regels
    )
    return Afschrift(
        f"Afschrift: declaratie van {declaratie}",
        (gegevens("Declaratie", declaratie, _DECLARATIE), Blok("Uren", koppen, rijen)),
        pseudoniemen=tuple(dict.fromkeys(regel.plaatsing.kind.pseudoniem for regel in regels)),
    )


MAKERS: dict[type[models.Model], Afschriftmaker] = {
    Plaatsing: Afschriftmaker(_plaatsingen, _copy_plaatsing),
    Urendeclaratie: Afschriftmaker(_declaraties, _copy_declaratie),
}
