"""The tables of this room, by subject."""

from subsidies.models.afsluitingen import Jaarafsluiting, JaarafsluitingQuerySet
from subsidies.models.bankafschriften import Afschriftregel, Bankafschrift
from subsidies.models.bankrekeningen import Bankrekening, BankrekeningQuerySet
from subsidies.models.berekeningen import Berekening, BerekeningQuerySet, Berekeningsdeel, Berekeningsregel
from subsidies.models.beschikkingen import Beschikking, BeschikkingQuerySet, Bezwaar, Voorschottermijn
from subsidies.models.betaalruns import Betaalbestand, Betaalregel, Betaalrun, Betaling, Painversie
from subsidies.models.betalen import Betaalverplichting, BetaalverplichtingQuerySet
from subsidies.models.controles import Controleuitslag, ControleuitslagQuerySet
from subsidies.models.facturen import Activiteit, ActiviteitQuerySet, Factuur, FactuurQuerySet
from subsidies.models.grootboek import Begrotingspost, Boeking, BoekingQuerySet, Geldbron
from subsidies.models.herzieningen import Herziening, HerzieningQuerySet, Herzieningsregel
from subsidies.models.journaal import (
    Grootboekrekening,
    GrootboekrekeningQuerySet,
    Journaalpost,
    JournaalpostQuerySet,
    Journaalregel,
)
from subsidies.models.kolommen import Kolommenstand, KolommenstandQuerySet
from subsidies.models.locatiegeld import (
    Bedragsoort,
    Locatieberekening,
    LocatieberekeningQuerySet,
    Locatieherziening,
    LocatieherzieningQuerySet,
    Locatieregel,
    policy_line,
)
from subsidies.models.loting import Loting
from subsidies.models.ontvangers import DE_GEMEENTE, Sleutel
from subsidies.models.regelingen import (
    CATEGORIENAMEN,
    Regelingbewerking,
    Subsidieregeling,
    SubsidieregelingQuerySet,
)
from subsidies.models.rekenopdrachten import Rekenopdracht, Rekenopdrachtregel
from subsidies.models.signaleringen import Signalering
from subsidies.models.subsidiejaar import (
    Aanvraag,
    Aanvraagbijlage,
    Aanvraagregel,
    Gezienbewijs,
    Subsidiedossier,
    SubsidiedossierQuerySet,
    Termijnstap,
)
from subsidies.models.terugbetalingen import Terugbetaling

__all__ = [
    "CATEGORIENAMEN",
    "DE_GEMEENTE",
    "Aanvraag",
    "Aanvraagbijlage",
    "Aanvraagregel",
    "Activiteit",
    "ActiviteitQuerySet",
    "Afschriftregel",
    "Bankafschrift",
    "Bankrekening",
    "BankrekeningQuerySet",
    "Bedragsoort",
    "Begrotingspost",
    "Berekening",
    "BerekeningQuerySet",
    "Berekeningsdeel",
    "Berekeningsregel",
    "Beschikking",
    "BeschikkingQuerySet",
    "Betaalbestand",
    "Betaalregel",
    "Betaalrun",
    "Betaalverplichting",
    "BetaalverplichtingQuerySet",
    "Betaling",
    "Bezwaar",
    "Boeking",
    "BoekingQuerySet",
    "Controleuitslag",
    "ControleuitslagQuerySet",
    "Factuur",
    "FactuurQuerySet",
    "Geldbron",
    "Gezienbewijs",
    "Grootboekrekening",
    "GrootboekrekeningQuerySet",
    "Herziening",
    "HerzieningQuerySet",
    "Herzieningsregel",
    "Jaarafsluiting",
    "JaarafsluitingQuerySet",
    "Journaalpost",
    "JournaalpostQuerySet",
    "Journaalregel",
    "Kolommenstand",
    "KolommenstandQuerySet",
    "Locatieberekening",
    "LocatieberekeningQuerySet",
    "Locatieherziening",
    "LocatieherzieningQuerySet",
    "Locatieregel",
    "Loting",
    "Painversie",
    "Regelingbewerking",
    "Rekenopdracht",
    "Rekenopdrachtregel",
    "Signalering",
    "Sleutel",
    "Subsidiedossier",
    "SubsidiedossierQuerySet",
    "Subsidieregeling",
    "SubsidieregelingQuerySet",
    "Termijnstap",
    "Terugbetaling",
    "Voorschottermijn",
    "policy_line",
]
