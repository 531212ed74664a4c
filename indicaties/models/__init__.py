from indicaties.models.dubbel import (
    WAARSCHIJNLIJK,
    Dubbelpaar,
    DubbelpaarQuerySet,
    Samenvoeging,
    SamenvoegingQuerySet,
    Verwijsvraag,
    VerwijsvraagQuerySet,
)
from indicaties.models.indicatie import Criterium, Indicatie, IndicatieQuerySet
from indicaties.models.kind import (
    STIL_NA_DAGEN,
    WAARSCHUWING_VERLOOP_DAGEN,
    Kind,
    KindQuerySet,
    new_pseudoniem,
    pseudoniemen_nu,
)
from indicaties.models.toeleiding import Toeleiding, ToeleidingQuerySet
from indicaties.models.traject import Traject, TrajectQuerySet
from indicaties.models.werkwijze import Werkwijze, werkwijze_of
from indicaties.models.zoekwoord import Zoekwoord, ZoekwoordQuerySet

__all__ = [
    "STIL_NA_DAGEN",
    "WAARSCHIJNLIJK",
    "WAARSCHUWING_VERLOOP_DAGEN",
    "Criterium",
    "Dubbelpaar",
    "DubbelpaarQuerySet",
    "Indicatie",
    "IndicatieQuerySet",
    "Kind",
    "KindQuerySet",
    "Samenvoeging",
    "SamenvoegingQuerySet",
    "Toeleiding",
    "ToeleidingQuerySet",
    "Traject",
    "TrajectQuerySet",
    "Verwijsvraag",
    "VerwijsvraagQuerySet",
    "Werkwijze",
    "Zoekwoord",
    "ZoekwoordQuerySet",
    "new_pseudoniem",
    "pseudoniemen_nu",
    "werkwijze_of",
]
