from datetime import date

from indicaties.models import Buurt, Werkwijze
from organisaties.inrichting import Fase, Stand, Stap, count_stand
from organisaties.models import Gemeente


def _werkwijze(gemeente: Gemeente, dag: date) -> Stand:
    klaar = Werkwijze.objects.filter(gemeente=gemeente).exists()
    return Stand(
        klaar, "Vastgelegd." if klaar else "Nu gelden de waarden die wij aannamen. Kijk ze na en leg ze vast."
    )


def _gronden(gemeente: Gemeente, dag: date) -> Stand:
    aantal = gemeente.criteria.filter(actief=True).count()
    mist = "Er zijn nog geen gronden. Begin met de lijst van Putten of van Duiven, of typ ze zelf."
    return count_stand(aantal, "grond", "gronden", mist)


def _buurten(gemeente: Gemeente, dag: date) -> Stand:
    buurten = Buurt.objects.filter(gemeente=gemeente)
    jaar = buurten.order_by("-jaar").values_list("jaar", flat=True).first()
    if jaar is None:
        return Stand(
            False, "Er zijn nog geen buurten. Lees de regels van uw gemeente uit het bestand van het CBS in."
        )
    return Stand(True, f"{buurten.count()} buurten, indeling van {jaar}")


STAPPEN = (
    Stap(
        140,
        Fase.KIND,
        "Werkwijze: termijnen, leeftijd, stil na, toestemming",
        "indicaties:werkwijze_edit",
        _werkwijze,
    ),
    Stap(150, Fase.KIND, "Gronden voor een indicatie", "indicaties:criteria_edit", _gronden),
    Stap(320, Fase.VERSLAG, "Buurten", "indicaties:buurt_list", _buurten),
)
