"""In which message the bank of a municipality takes its payments: chosen by the municipality, dated."""

from datetime import date

from organisaties.instellingen import Instellingsoort, gekozen_op
from organisaties.models import Gemeente
from subsidies.models import Painversie

_VERSIES = {9: Painversie.V09, 3: Painversie.V03}
PAINVERSIE = Instellingsoort(
    "painversie",
    "Soort betaalbestand: pain.001.001.0",
    "",
    "Uw bank zegt welke versie zij leest: 9 is pain.001.001.09, 3 is de oudere pain.001.001.03.",
    3,
    9,
    9,
    "de versie die banken nu vragen, met het adres in delen",
    tuple(_VERSIES),
)


def painversie_van(gemeente: Gemeente, dag: date) -> Painversie:
    return _VERSIES[gekozen_op(gemeente, PAINVERSIE.code, dag).waarde or 9]
