"""The tables of this room, by subject."""

from subsidies.models.afsluitingen import Jaarafsluiting, JaarafsluitingQuerySet
from subsidies.models.berekeningen import Berekening, BerekeningQuerySet, Berekeningsdeel, Berekeningsregel
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
from subsidies.models.regelingen import (
    CATEGORIENAMEN,
    Regelingbewerking,
    Subsidieregeling,
    SubsidieregelingQuerySet,
)
from subsidies.models.rekenopdrachten import Rekenopdracht, Rekenopdrachtregel
from subsidies.models.signaleringen import Signalering

__all__ = [
    "CATEGORIENAMEN",
    "Activiteit",
    "ActiviteitQuerySet",
    "Begrotingspost",
    "Berekening",
    "BerekeningQuerySet",
    "Berekeningsdeel",
    "Berekeningsregel",
    "Boeking",
    "BoekingQuerySet",
    "Controleuitslag",
    "ControleuitslagQuerySet",
    "Factuur",
    "FactuurQuerySet",
    "Geldbron",
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
    "Regelingbewerking",
    "Rekenopdracht",
    "Rekenopdrachtregel",
    "Signalering",
    "Subsidieregeling",
    "SubsidieregelingQuerySet",
]
