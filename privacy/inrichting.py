from datetime import date

from organisaties.inrichting import Fase, Stand, Stap
from organisaties.instellingen import gekozen_op
from organisaties.models import Gemeente
from privacy.bewaren import TERMIJNEN


def _termijnen(gemeente: Gemeente, dag: date) -> Stand:
    gekozen = [gekozen_op(gemeente, termijn.instelling.code, dag) for termijn in TERMIJNEN]
    jaren = " en ".join(f"{keuze.waarde} jaar" for keuze in gekozen)
    if all(keuze.rij for keuze in gekozen):
        return Stand(True, f"{jaren}, met en zonder subsidie")
    return Stand(False, f"Nu geldt {jaren}, met en zonder subsidie. Kijk het na en leg het vast.")


STAPPEN = (Stap(180, Fase.KIND, "Bewaartermijnen", "organisaties:instelling_list", _termijnen),)
