"""The tables of this room, by subject."""

from opvang.models.api import ApiToken, ApiTokenQuerySet, ApiVerzoek
from opvang.models.declaraties import (
    MAX_DAGEN_PER_KWARTAAL,
    MAX_UREN_PER_KWARTAAL,
    NIEUWSTE_EERST,
    Declaratiebewerking,
    Declaratieregel,
    Regelbericht,
    Urendeclaratie,
    UrendeclaratieQuerySet,
)
from opvang.models.groepen import MEESTE_DAGDELEN, MEESTE_PLAATSEN, Groep, GroepQuerySet
from opvang.models.inlezen import Inlezing, InlezingQuerySet, Kolomgewoonte
from opvang.models.lrk import LrkInlezing, LrkVraag, LrkVraagQuerySet
from opvang.models.overdracht import (
    Locatieprogramma,
    Overdracht,
    Overdrachtbijlage,
    Overdrachtinhoud,
    OverdrachtQuerySet,
    Overdrachtvervolg,
)
from opvang.models.overname import Overname, OvernameQuerySet
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
    "MEESTE_DAGDELEN",
    "MEESTE_PLAATSEN",
    "NIEUWSTE_EERST",
    "ApiToken",
    "ApiTokenQuerySet",
    "ApiVerzoek",
    "Declaratiebewerking",
    "Declaratieregel",
    "Groep",
    "GroepQuerySet",
    "Inlezing",
    "InlezingQuerySet",
    "Kolomgewoonte",
    "Locatieprogramma",
    "LrkInlezing",
    "LrkVraag",
    "LrkVraagQuerySet",
    "Overdracht",
    "OverdrachtQuerySet",
    "Overdrachtbijlage",
    "Overdrachtinhoud",
    "Overdrachtvervolg",
    "Overname",
    "OvernameQuerySet",
    "Plaatsing",
    "PlaatsingQuerySet",
    "Plaatsingsversie",
    "Regelbericht",
    "Urendeclaratie",
    "UrendeclaratieQuerySet",
]
