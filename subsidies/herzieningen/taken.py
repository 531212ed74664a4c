"""Who has something to do about approved money that is no longer true."""

from datetime import date

from django.db.models import Sum
from django.urls import reverse

from lib.geld import euro
from organisaties.models import Gebruiker, Gemeente
from organisaties.rechten import Recht
from organisaties.taken import Taak
from subsidies.grootboek.afsluiten.beletselen import Beletsel
from subsidies.herzieningen.luisteren import count_checks
from subsidies.models import Herziening


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    if gebruiker.has_recht(Recht.BEREKENING_MAKE):
        return [_te_herzien(gebruiker), _na_te_kijken(gebruiker)]
    if gebruiker.has_recht(Recht.DECLARATIE_SUBMIT):
        return [_gevraagd(gebruiker)]
    return []


def _te_herzien(gebruiker: Gebruiker) -> Taak:
    open_ = Herziening.objects.for_gebruiker(gebruiker).to_do()
    verschil = open_.with_stand().aggregate(som=Sum("verschil"))["som"] or 0
    oudste = open_.order_by("gevonden_op").first()
    sinds = f" De oudste sinds {oudste.gevonden_op:%d-%m-%Y}." if oudste else ""
    return Taak(
        "Goedgekeurde subsidie herzien",
        open_.count(),
        reverse("subsidies:herziening_list"),
        f"Samen een verschil van {euro(verschil)}.{sinds}",
    )


def _na_te_kijken(gebruiker: Gebruiker) -> Taak:
    """Facts that changed a moment ago; the check follows by itself, and then the line above tells what came of it."""
    return Taak(
        "Wijzigingen die nog worden nagekeken",
        count_checks(gebruiker.gemeente),
        reverse("subsidies:herziening_list"),
        "Er zijn gegevens of regelingen gewijzigd. Of goedgekeurde subsidie daardoor verandert, ziet u hierna.",
    )


def _gevraagd(gebruiker: Gebruiker) -> Taak:
    gevraagd = Herziening.objects.for_gebruiker(gebruiker).filter(
        berekening__declaratie__status="geaccepteerd"
    )
    return Taak(
        "Correcties die de gemeente vraagt",
        gevraagd.count(),
        reverse("subsidies:herziening_list"),
        "De subsidie over een tijdvak klopt niet meer. Lees waarom, en corrigeer uw declaratie.",
    )


def open_herzieningen(gemeente: Gemeente, jaar: int) -> Beletsel:
    """What stands in the way of closing a year."""
    open_ = Herziening.objects.filter(
        berekening__declaratie__gemeente=gemeente, berekening__declaratie__jaar=jaar
    )
    return Beletsel("Herzieningen", open_.count(), reverse("subsidies:herziening_list"))
