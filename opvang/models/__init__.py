"""The tables of this room, by subject."""

from opvang.models.api import ApiToken, ApiTokenQuerySet, ApiVerzoek
from opvang.models.declaraties import (
    NIEUWSTE_EERST,
    Declaratiebewerking,
    Declaratieregel,
    Regelbericht,
    Urendeclaratie,
    UrendeclaratieQuerySet,
    hoogste_uren,
)
from opvang.models.groepen import MEESTE_DAGDELEN, MEESTE_PLAATSEN, Groep, GroepQuerySet
from opvang.models.herinneringsregels import Herinneringsregel, herinneringsregel_of
from opvang.models.indelingen import Groepsindeling, GroepsindelingQuerySet
from opvang.models.inlezen import Inlezing, InlezingQuerySet, Kolomgewoonte
from opvang.models.kwaliteit import (
    Ggdinspectie,
    GgdinspectieQuerySet,
    Kwaliteitsblad,
    KwaliteitsbladQuerySet,
    Kwaliteitsgroep,
)
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
    HUISHOUDENS,
    MAX_DAGEN_PER_WEEK,
    MAX_UREN_PER_WEEK,
    Plaatsing,
    PlaatsingQuerySet,
    Plaatsingsversie,
)
from opvang.models.resultaten import (
    EigenSchaal,
    EigenSchaalQuerySet,
    Resultaatinlezing,
    Resultaatmeting,
    ResultaatmetingQuerySet,
    Resultaatscore,
)
from opvang.models.tijdvakken import MetTijdvak, is_tijdvak, tijdvak_constraints

__all__ = [
    "HUISHOUDENS",
    "MAX_DAGEN_PER_WEEK",
    "MAX_UREN_PER_WEEK",
    "MEESTE_DAGDELEN",
    "MEESTE_PLAATSEN",
    "NIEUWSTE_EERST",
    "ApiToken",
    "ApiTokenQuerySet",
    "ApiVerzoek",
    "Declaratiebewerking",
    "Declaratieregel",
    "EigenSchaal",
    "EigenSchaalQuerySet",
    "Ggdinspectie",
    "GgdinspectieQuerySet",
    "Groep",
    "GroepQuerySet",
    "Groepsindeling",
    "GroepsindelingQuerySet",
    "Herinneringsregel",
    "Inlezing",
    "InlezingQuerySet",
    "Kolomgewoonte",
    "Kwaliteitsblad",
    "KwaliteitsbladQuerySet",
    "Kwaliteitsgroep",
    "Locatieprogramma",
    "LrkInlezing",
    "LrkVraag",
    "LrkVraagQuerySet",
    "MetTijdvak",
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
    "Resultaatinlezing",
    "Resultaatmeting",
    "ResultaatmetingQuerySet",
    "Resultaatscore",
    "Urendeclaratie",
    "UrendeclaratieQuerySet",
    "herinneringsregel_of",
    "hoogste_uren",
    "is_tijdvak",
    "tijdvak_constraints",
]
