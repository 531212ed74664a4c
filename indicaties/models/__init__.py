from indicaties.models.adres import Adres, Adresgegevens
from indicaties.models.besluit import Grond, Indicatiebesluit, IndicatiebesluitQuerySet
from indicaties.models.buurt import Buurt, Buurtadres, Buurtlezing, find_buurt
from indicaties.models.contact import (
    Behandelaarwissel,
    Contactmoment,
    Trajectnotitie,
    Trajecttaak,
    TrajecttaakQuerySet,
)
from indicaties.models.gezin import Gezin
from indicaties.models.indicatie import Criterium, Indicatie, IndicatieQuerySet
from indicaties.models.kind import (
    WAARSCHUWING_VERLOOP_DAGEN,
    Kind,
    KindQuerySet,
    new_pseudoniem,
)
from indicaties.models.ouder import Ouder, Oudergegevens, Ouderschap, OuderschapQuerySet
from indicaties.models.signaal import Ondersteuningsvraag, Opmerking, Signaal
from indicaties.models.toeleiding import OPEN, Toeleiding, ToeleidingQuerySet, Toeleidingstap
from indicaties.models.toestemming import Startinformatie, Toestemming, toestemming_of
from indicaties.models.traject import Traject, TrajectQuerySet
from indicaties.models.werkwijze import Werkwijze, werkwijze_of

__all__ = [
    "OPEN",
    "WAARSCHUWING_VERLOOP_DAGEN",
    "Adres",
    "Adresgegevens",
    "Behandelaarwissel",
    "Buurt",
    "Buurtadres",
    "Buurtlezing",
    "Contactmoment",
    "Criterium",
    "Gezin",
    "Grond",
    "Indicatie",
    "IndicatieQuerySet",
    "Indicatiebesluit",
    "IndicatiebesluitQuerySet",
    "Kind",
    "KindQuerySet",
    "Ondersteuningsvraag",
    "Opmerking",
    "Ouder",
    "Oudergegevens",
    "Ouderschap",
    "OuderschapQuerySet",
    "Signaal",
    "Startinformatie",
    "Toeleiding",
    "ToeleidingQuerySet",
    "Toeleidingstap",
    "Toestemming",
    "Traject",
    "TrajectQuerySet",
    "Trajectnotitie",
    "Trajecttaak",
    "TrajecttaakQuerySet",
    "Werkwijze",
    "find_buurt",
    "new_pseudoniem",
    "toestemming_of",
    "werkwijze_of",
]
