"""The tables of this room, by subject."""

from opvang.models.api import ApiToken, ApiTokenQuerySet, ApiVerzoek
from opvang.models.declaraties import (
    MAX_DAGEN_PER_KWARTAAL,
    MAX_UREN_PER_KWARTAAL,
    NIEUWSTE_EERST,
    Declaratiebewerking,
    Declaratieregel,
    Urendeclaratie,
    UrendeclaratieQuerySet,
)
from opvang.models.inlezen import Inlezing, InlezingQuerySet, Kolomgewoonte
from opvang.models.lrk import LrkInlezing, LrkVraag, LrkVraagQuerySet
from opvang.models.plaatsingen import (
    MAX_DAGEN_PER_WEEK,
    MAX_UREN_PER_WEEK,
    Plaatsing,
    PlaatsingQuerySet,
    Plaatsingsversie,
)

__all__ = [
    "MAX_DAGEN_PER_KWARTAAL",
    "MAX_DAGEN_PER_WEEK",
    "MAX_UREN_PER_KWARTAAL",
    "MAX_UREN_PER_WEEK",
    "NIEUWSTE_EERST",
    "ApiToken",
    "ApiTokenQuerySet",
    "ApiVerzoek",
    "Declaratiebewerking",
    "Declaratieregel",
    "Inlezing",
    "InlezingQuerySet",
    "Kolomgewoonte",
    "LrkInlezing",
    "LrkVraag",
    "LrkVraagQuerySet",
    "Plaatsing",
    "PlaatsingQuerySet",
    "Plaatsingsversie",
    "Urendeclaratie",
    "UrendeclaratieQuerySet",
]
