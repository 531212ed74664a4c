from datetime import date

from brieven.models import huisstijl_of, verklaring_of
from organisaties.inrichting import Fase, Stand, Stap
from organisaties.models import Gemeente


def _huisstijl(gemeente: Gemeente, dag: date) -> Stand:
    klaar = huisstijl_of(gemeente).is_vastgesteld
    return Stand(
        klaar, "Vastgelegd." if klaar else "Afzender, adres, ondertekening, logo en kleur ontbreken nog."
    )


def _verklaring(gemeente: Gemeente, dag: date) -> Stand:
    klaar = verklaring_of(gemeente).is_volledig
    return Stand(klaar, "Ingevuld." if klaar else "Nog niet alles is ingevuld. De pagina's zeggen dat ook.")


STAPPEN = (
    Stap(130, Fase.KIND, "Contact en huisstijl van brieven", "brieven:huisstijl_set", _huisstijl),
    Stap(135, Fase.KIND, "Privacy en toegankelijkheid", "brieven:verklaring_set", _verklaring),
)
