"""The people of a demo municipality that is loaded already, as the demo itself knows them."""

from datetime import date

from demo.inrichting import LOGINS, GemeentePlan, Inrichting
from organisaties.models import Gebruiker, Gemeente, Organisatie

DAG = date(2026, 3, 16)


def demo_inrichting(gemeente: Gemeente, plan: GemeentePlan) -> Inrichting:
    houders = tuple(Organisatie.objects.get(naam=houder.naam) for houder in plan.houders)
    gebruikers = {login: _gebruiker(plan, login) for login, _, _ in LOGINS}
    medewerkers = {
        houder.pk: _gebruiker(plan, f"aanbieder{nummer}" if nummer > 1 else "aanbieder")
        for nummer, houder in enumerate(houders, start=1)
    }
    jgz = Organisatie.objects.get(naam=plan.jgz)
    return Inrichting(gemeente, jgz, houders, gebruikers, medewerkers)


def _gebruiker(plan: GemeentePlan, login: str) -> Gebruiker:
    gebruiker = Gebruiker.objects.get(email=f"{login}@{plan.domein}")
    gebruiker.activate(DAG)
    return gebruiker
