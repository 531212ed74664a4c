"""What waits for who gives roles, and for who watches them."""

from datetime import date

from django.urls import reverse

from organisaties.instemming import may_decide
from organisaties.models import Gebruiker, Toekenning
from organisaties.rechten import Recht
from organisaties.taken import Taak


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    gevonden: list[Taak] = []
    if gebruiker.has_recht(Recht.GEBRUIKER_MANAGE):
        gevonden.append(_in_te_stemmen(gebruiker))
    if gebruiker.has_recht(Recht.ROLBOTSING_VIEW):
        gevonden.append(_niet_samen(gebruiker, dag))
    return gevonden


def _in_te_stemmen(gebruiker: Gebruiker) -> Taak:
    wachtend = Toekenning.objects.waiting().filter(gemeente=gebruiker.gemeente)
    aantal = sum(may_decide(toekenning, gebruiker) for toekenning in wachtend)
    toelichting = "Een andere beheerder gaf deze rollen. Ze gaan in als u instemt."
    return Taak("Rollen om mee in te stemmen", aantal, reverse("organisaties:toekenning_wacht"), toelichting)


def _niet_samen(gebruiker: Gebruiker, dag: date) -> Taak:
    botsingen = Toekenning.objects.filter(gemeente=gebruiker.gemeente).botsingen(dag)
    personen = {botsing.nieuw.gebruiker_id for botsing in botsingen if botsing.uitzondering is None}
    toelichting = "Iemand heeft rollen die niet bij één persoon mogen liggen."
    url = reverse("organisaties:rolbotsingen")
    return Taak("Rollen die niet samengaan", len(personen), url, toelichting, dringend=True)
