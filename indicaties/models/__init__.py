from indicaties.models.indicatie import Criterium, Indicatie, IndicatieQuerySet
from indicaties.models.kind import (
    STIL_NA_DAGEN,
    WAARSCHUWING_VERLOOP_DAGEN,
    Kind,
    KindQuerySet,
    new_pseudoniem,
)
from indicaties.models.toeleiding import Toeleiding, ToeleidingQuerySet
from indicaties.models.traject import Traject, TrajectQuerySet
from indicaties.models.werkwijze import Werkwijze, werkwijze_of

__all__ = [
    "STIL_NA_DAGEN",
    "WAARSCHUWING_VERLOOP_DAGEN",
    "Criterium",
    "Indicatie",
    "IndicatieQuerySet",
    "Kind",
    "KindQuerySet",
    "Toeleiding",
    "ToeleidingQuerySet",
    "Traject",
    "TrajectQuerySet",
    "Werkwijze",
    "new_pseudoniem",
    "werkwijze_of",
]
