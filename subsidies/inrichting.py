from datetime import date

from organisaties.inrichting import Fase, Stand, Stap
from organisaties.models import Gemeente
from organisaties.rechten import Recht
from subsidies.models import Begrotingspost, Subsidieregeling


def _regeling(gemeente: Gemeente, dag: date) -> Stand:
    eigen = Subsidieregeling.objects.filter(gemeente=gemeente)
    vandaag = eigen.adopted().filter(geldig_van__lte=dag, geldig_tot_en_met__gte=dag)
    if vandaag.exists():
        return Stand(True, "Vastgesteld, en zij geldt vandaag.")
    if eigen.exists():
        return Stand(False, "Er is een regeling, maar geen die is vastgesteld en vandaag geldt.")
    return Stand(
        False, "Er is nog geen regeling. Begin met een meegeleverde, met een bestand of met de redactie."
    )


def _begroting(gemeente: Gemeente, dag: date) -> Stand:
    bronnen = Begrotingspost.objects.filter(gemeente=gemeente, jaar=dag.year).count()
    if bronnen:
        return Stand(True, f"{bronnen} geldbron{'' if bronnen == 1 else 'nen'} voor {dag.year}")
    return Stand(False, f"Voor {dag.year} is nog geen budget per geldbron vastgelegd.")


def _fcl(gemeente: Gemeente, dag: date) -> Stand:
    posten = Begrotingspost.objects.filter(gemeente=gemeente, jaar=dag.year)
    mist = [post.get_bron_display() for post in posten if not post.fcl_code]
    if mist:
        return Stand(False, f"Nog zonder code: {', '.join(mist)}.")
    klaar = posten.exists()
    return Stand(klaar, "Elke geldbron heeft een code." if klaar else "Leg eerst het budget vast.")


STAPPEN = (
    Stap(
        210, Fase.DECLARATIE, "Subsidieregeling", "subsidies:regeling_list", _regeling, Recht.REGELING_MANAGE
    ),
    Stap(340, Fase.VERSLAG, "FCL-codes", "subsidies:boeking_list", _fcl, Recht.BOEKING_MANAGE),
    Stap(
        330,
        Fase.VERSLAG,
        "Geldbronnen met hun budget",
        "subsidies:boeking_list",
        _begroting,
        Recht.BOEKING_MANAGE,
    ),
)
