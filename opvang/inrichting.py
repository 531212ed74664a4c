from datetime import date

from organisaties.inrichting import Fase, Stand, Stap, count_stand
from organisaties.models import Gemeente, Locatie, Organisatie


def _locaties(gemeente: Gemeente, dag: date) -> Stand:
    locaties = Locatie.objects.filter(gemeente=gemeente).registered()
    met_ve = locaties.with_ve_on(dag).count()
    if not met_ve and locaties.exists():
        return Stand(False, "Geen van de locaties heeft een VE-registratie. Lees het LRK opnieuw in.")
    return count_stand(
        met_ve, "locatie met VE", "locaties met VE", "Er zijn nog geen locaties. Lees het LRK in."
    )


def _scholen(gemeente: Gemeente, dag: date) -> Stand:
    aantal = Organisatie.objects.scholen().in_gemeente(gemeente).filter(opgeheven=False).count()
    return count_stand(aantal, "school", "scholen", "Er zijn nog geen scholen. Lees de lijst van DUO in.")


STAPPEN = (
    Stap(160, Fase.KIND, "Aanbieders en locaties uit het LRK", "opvang:lrk_upload", _locaties),
    Stap(170, Fase.KIND, "Scholen voor de overdracht", "opvang:school_list", _scholen),
)
