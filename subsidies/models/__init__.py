"""The tables of this room, by subject."""

from subsidies.models.berekeningen import Berekening, BerekeningQuerySet, Berekeningsdeel, Berekeningsregel
from subsidies.models.grootboek import Begrotingspost, Boeking, BoekingQuerySet, Geldbron
from subsidies.models.herzieningen import Herziening, HerzieningQuerySet, Herzieningsregel
from subsidies.models.locatiegeld import (
    Bedragsoort,
    Locatieberekening,
    LocatieberekeningQuerySet,
    Locatieherziening,
    LocatieherzieningQuerySet,
    Locatieregel,
    policy_line,
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
    "Bedragsoort",
    "Begrotingspost",
    "Berekening",
    "BerekeningQuerySet",
    "Berekeningsdeel",
    "Berekeningsregel",
    "Boeking",
    "BoekingQuerySet",
    "Geldbron",
    "Herziening",
    "HerzieningQuerySet",
    "Herzieningsregel",
    "Locatieberekening",
    "LocatieberekeningQuerySet",
    "Locatieherziening",
    "LocatieherzieningQuerySet",
    "Locatieregel",
    "Regelingbewerking",
    "Rekenopdracht",
    "Rekenopdrachtregel",
    "Signalering",
    "Subsidieregeling",
    "SubsidieregelingQuerySet",
    "policy_line",
]
