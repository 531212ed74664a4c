from indicaties.models.contact import (
    Behandelaarwissel,
    Contactmoment,
    Trajectnotitie,
    Trajecttaak,
    TrajecttaakQuerySet,
)
from indicaties.models.indicatie import Criterium, Indicatie, IndicatieQuerySet
from indicaties.models.kind import (
    WAARSCHUWING_VERLOOP_DAGEN,
    Kind,
    KindQuerySet,
    new_pseudoniem,
)
from indicaties.models.toeleiding import OPEN, Toeleiding, ToeleidingQuerySet, Toeleidingstap
from indicaties.models.traject import Traject, TrajectQuerySet
from indicaties.models.werkwijze import Werkwijze, werkwijze_of

__all__ = [
    "OPEN",
    "WAARSCHUWING_VERLOOP_DAGEN",
    "Behandelaarwissel",
    "Contactmoment",
    "Criterium",
    "Indicatie",
    "IndicatieQuerySet",
    "Kind",
    "KindQuerySet",
    "Toeleiding",
    "ToeleidingQuerySet",
    "Toeleidingstap",
    "Traject",
    "TrajectQuerySet",
    "Trajectnotitie",
    "Trajecttaak",
    "TrajecttaakQuerySet",
    "Werkwijze",
    "new_pseudoniem",
    "werkwijze_of",
]
