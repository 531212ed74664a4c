"""What waits for who gives roles, for who watches them, and for who connects municipalities."""

from datetime import date

from django.urls import reverse

from organisaties.instemming import may_decide
from organisaties.models import Gebruiker, Gemeente, Toekenning
from organisaties.rechten import Recht, Rol
from organisaties.taken import Taak


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    gevonden: list[Taak] = []
    if gebruiker.has_recht(Recht.GEBRUIKER_MANAGE):
        gevonden.append(_in_te_stemmen(gebruiker))
    if gebruiker.has_recht(Recht.ROLBOTSING_VIEW):
        gevonden.append(_niet_samen(gebruiker, dag))
    if gebruiker.has_recht(Recht.GEMEENTE_MANAGE):
        gevonden += [_aansluiten(), _zonder_beheerder(dag)]
    return gevonden


def _aansluiten() -> Taak:
    nog_geen = not Gemeente.objects.exists()
    toelichting = "Er is nog geen gemeente. Sluit er een aan, en nodig haar functioneel beheerder uit."
    return Taak(
        "De eerste gemeente aansluiten", int(nog_geen), reverse("organisaties:gemeente_connect"), toelichting
    )


def _zonder_beheerder(dag: date) -> Taak:
    beheerders = Toekenning.objects.usable_on(dag).filter(rol=Rol.FUNCTIONEEL_BEHEERDER)
    zonder = Gemeente.objects.filter(opgegaan_in=None).exclude(pk__in=beheerders.values("gemeente"))
    toelichting = "Niemand kan deze gemeenten inrichten. Nodig een functioneel beheerder uit."
    url = reverse("organisaties:gemeente_list")
    return Taak("Gemeenten zonder functioneel beheerder", zonder.count(), url, toelichting)


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
