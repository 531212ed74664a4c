"""What people must see about a line, beside its amount."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray


class Signaal(StrEnum):
    """A stored word and a bit in the column; never reorder, receipts keep the bits."""

    BUITEN_LEEFTIJD = "buiten_leeftijd"
    NIET_VERGOED = "niet_vergoed"
    BOVEN_MAXIMUM = "boven_maximum"
    ONDER_MINIMUM = "onder_minimum"
    MEERPRIJS_VERBODEN = "meerprijs_verboden"
    DEELS_BUITEN_LEEFTIJD = "deels_buiten_leeftijd"
    RUIMTE_ELDERS = "ruimte_elders"
    DUBBELE_REGEL = "dubbele_regel"
    OVERLEDEN = "overleden"
    VERHUISD = "verhuisd"
    LOCATIE_ELDERS = "locatie_elders"
    ZONDER_VE = "zonder_ve"
    NA_INDICATIE = "na_indicatie"
    EIGEN_MIDDELEN = "eigen_middelen"
    RECHT_VOORBIJ = "recht_voorbij"

    def __init__(self, woord: str) -> None:
        self.bit = 1 << len(type(self).__members__)  # of those before it
        self.getal: NDArray[np.int64] = np.array(self.bit)

    @property
    def zin(self) -> str:
        return _ZINNEN[self]


_ZINNEN = {
    Signaal.BUITEN_LEEFTIJD: "Het kind heeft in deze periode niet de leeftijd waarvoor de regeling geldt.",
    Signaal.NIET_VERGOED: "De regeling geeft geen subsidie voor deze groep kinderen.",
    Signaal.BOVEN_MAXIMUM: "Er zijn meer uren gedeclareerd dan de regeling vergoedt. De uren erboven tellen niet mee.",
    Signaal.ONDER_MINIMUM: "Er zijn minder uren of dagen afgenomen dan de regeling vraagt. Daarom is er geen subsidie.",
    Signaal.DEELS_BUITEN_LEEFTIJD: "Een deel van de periode valt buiten de leeftijd van de regeling. Die dagen tellen niet mee.",
    Signaal.RUIMTE_ELDERS: "Dit kind komt in dezelfde dagen ook op een andere plek. De uren tellen samen tot het maximum van de regeling.",
    Signaal.DUBBELE_REGEL: "Deze regel staat er twee keer: hetzelfde kind, dezelfde dagen, dezelfde plek en evenveel uren. Haal er een weg.",
    Signaal.OVERLEDEN: "Het kind is overleden. Voor de dagen daarna is er geen subsidie.",
    Signaal.VERHUISD: "Het kind woont niet meer in de gemeente. Voor deze dagen is er volgens de regeling geen subsidie.",
    Signaal.LOCATIE_ELDERS: "De locatie ligt buiten de gemeente. Volgens de regeling is daar geen subsidie voor.",
    Signaal.ZONDER_VE: "De locatie heeft op deze dagen geen VE-registratie in het LRK. Daarom is er voor dit kind met een indicatie geen subsidie.",
    Signaal.NA_INDICATIE: "De indicatie is geëindigd. Volgens de regeling stopt de subsidie dan: het kind telt niet verder als reguliere peuter.",
    Signaal.EIGEN_MIDDELEN: "De locatie heeft op deze dagen geen VE-registratie in het LRK. Daarom betaalt de gemeente deze uren uit eigen middelen.",
    Signaal.RECHT_VOORBIJ: "Het recht duurt volgens de regeling een aantal maanden en eindigt in of voor deze periode. De dagen erna tellen niet mee.",
    Signaal.MEERPRIJS_VERBODEN: "De aanbieder vraagt meer dan de regeling toestaat. Het meerdere telt niet mee.",
}


@lru_cache(maxsize=1024)
def signalen_van(bits: int) -> tuple[Signaal, ...]:
    return tuple(signaal for signaal in Signaal if bits & signaal.bit)
