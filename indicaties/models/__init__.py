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
from indicaties.models.dubbel import (
    WAARSCHIJNLIJK,
    Dubbelpaar,
    DubbelpaarQuerySet,
    Samenvoeging,
    SamenvoegingQuerySet,
    Verwijsvraag,
    VerwijsvraagQuerySet,
)
from indicaties.models.gezin import Gezin
from indicaties.models.indicatie import Criterium, Indicatie, IndicatieQuerySet
from indicaties.models.kind import (
    WAARSCHUWING_VERLOOP_DAGEN,
    Kind,
    KindQuerySet,
    new_pseudoniem,
    pseudoniemen_nu,
    pseudoniemen_van,
)
from indicaties.models.kindstand import Kindstand, KindstandQuerySet
from indicaties.models.ouder import Ouder, Oudergegevens, Ouderschap, OuderschapQuerySet
from indicaties.models.signaal import Ondersteuningsvraag, Opmerking, Signaal
from indicaties.models.toeleiding import OPEN, Toeleiding, ToeleidingQuerySet, Toeleidingstap
from indicaties.models.toestemming import Startinformatie, Toestemming, toestemming_of
from indicaties.models.traject import Traject, TrajectQuerySet
from indicaties.models.werkwijze import Werkwijze, werkwijze_of
from indicaties.models.zoekwoord import Zoekwoord, ZoekwoordQuerySet

__all__ = [
    "OPEN",
    "WAARSCHIJNLIJK",
    "WAARSCHUWING_VERLOOP_DAGEN",
    "Adres",
    "Adresgegevens",
    "Behandelaarwissel",
    "Buurt",
    "Buurtadres",
    "Buurtlezing",
    "Contactmoment",
    "Criterium",
    "Dubbelpaar",
    "DubbelpaarQuerySet",
    "Gezin",
    "Grond",
    "Indicatie",
    "IndicatieQuerySet",
    "Indicatiebesluit",
    "IndicatiebesluitQuerySet",
    "Kind",
    "KindQuerySet",
    "Kindstand",
    "KindstandQuerySet",
    "Ondersteuningsvraag",
    "Opmerking",
    "Ouder",
    "Oudergegevens",
    "Ouderschap",
    "OuderschapQuerySet",
    "Samenvoeging",
    "SamenvoegingQuerySet",
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
    "Verwijsvraag",
    "VerwijsvraagQuerySet",
    "Werkwijze",
    "Zoekwoord",
    "ZoekwoordQuerySet",
    "find_buurt",
    "new_pseudoniem",
    "pseudoniemen_nu",
    "pseudoniemen_van",
    "toestemming_of",
    "werkwijze_of",
]
