"""What waits for who judges hours and makes or approves calculations, and what a provider may expect."""

from datetime import date

from django.db.models import Sum
from django.urls import reverse

from lib.geld import euro
from opvang.models import Urendeclaratie
from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.taken import Taak
from subsidies.models import Berekening


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    gevonden: list[Taak] = []
    if gebruiker.has_recht(Recht.DECLARATIE_REVIEW):
        gevonden.append(_te_beoordelen(gebruiker))
    if gebruiker.has_recht(Recht.BEREKENING_MAKE):
        gevonden.append(_te_berekenen(gebruiker))
    if gebruiker.has_recht(Recht.BEREKENING_APPROVE):
        gevonden.append(_goed_te_keuren(gebruiker))
    if gebruiker.is_houder and gebruiker.has_recht(Recht.BEREKENING_VIEW):
        gevonden.append(_goedgekeurd(gebruiker))
    return gevonden


def _te_beoordelen(gebruiker: Gebruiker) -> Taak:
    ingediend = Urendeclaratie.objects.for_gebruiker(gebruiker).filter(status=Urendeclaratie.Status.SUBMITTED)
    oudste = ingediend.order_by("ingediend_op").first()
    toelichting = ""
    if oudste is not None and oudste.ingediend_op is not None:
        toelichting = f"De oudste wacht sinds {oudste.ingediend_op:%d-%m-%Y}."
    return Taak("Declaraties beoordelen", ingediend.count(), reverse("subsidies:werklijst"), toelichting)


def _te_berekenen(gebruiker: Gebruiker) -> Taak:
    open_declaraties = (
        Urendeclaratie.objects.for_gebruiker(gebruiker)
        .accepted()
        .exclude(berekeningen__status__in=(Berekening.Status.CALCULATED, Berekening.Status.APPROVED))
    )
    eerste = open_declaraties.order_by("laatste_maand", "eerste_maand").first()
    url = reverse("subsidies:berekening_list")
    url += f"?tijdvak={eerste.tijdvak.code}" if eerste else ""
    toelichting = "De uren zijn geaccepteerd; de subsidie is nog niet berekend."
    return Taak("Subsidie laten berekenen", open_declaraties.count(), url, toelichting)


def _goed_te_keuren(gebruiker: Gebruiker) -> Taak:
    wacht = Berekening.objects.for_gebruiker(gebruiker).waiting().select_related("declaratie")
    eerste = wacht.order_by("pk").first()
    url = reverse("subsidies:berekening_list")
    url += f"?tijdvak={eerste.declaratie.tijdvak.code}" if eerste else ""
    som = wacht.order_by().with_verschil().aggregate(som=Sum("verschil"))["som"] or 0
    return Taak(
        "Berekeningen goedkeuren",
        wacht.count(),
        url,
        f"Samen een verschil van {euro(som)} met wat al is goedgekeurd.",
    )


def _goedgekeurd(gebruiker: Gebruiker) -> Taak:
    """Not work but news: what the municipality approved for this year."""
    geldig = Berekening.objects.for_gebruiker(gebruiker).in_force().select_related("declaratie")
    laatste = geldig.order_by("-declaratie__laatste_maand", "-declaratie__eerste_maand").first()
    if laatste is None:
        return Taak("Goedgekeurde subsidie", 0, reverse("subsidies:berekening_list"))
    jaar = laatste.declaratie.jaar
    som = geldig.in_jaar(jaar).order_by().aggregate(som=Sum("totaal_centen"))["som"]
    url = f"{reverse('subsidies:berekening_list')}?tijdvak={laatste.declaratie.tijdvak.code}"
    return Taak(
        f"Goedgekeurde subsidie over {jaar}", geldig.in_jaar(jaar).count(), url, f"Samen {euro(som)}."
    )
