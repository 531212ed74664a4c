"""Words that the policy and the facts share."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class Categorie(StrEnum):
    DOELGROEP = "doelgroep"
    REGULIER = "regulier"
    SMI = "smi"

    @property
    def nummer(self) -> int:
        """The number in the column; never renumber, receipts keep it."""
        return _NUMMERS[self]

    @property
    def label(self) -> str:
        """As people read it on a screen."""
        return "SMI" if self is Categorie.SMI else self.capitalize()

    @property
    def kinderen(self) -> str:
        """As people read it in a sentence."""
        return _KINDEREN[self]

    @classmethod
    def from_nummer(cls, nummer: int) -> Categorie:
        return tuple(_NUMMERS)[nummer]


_NUMMERS = {Categorie.DOELGROEP: 0, Categorie.REGULIER: 1, Categorie.SMI: 2}

_KINDEREN = {
    Categorie.DOELGROEP: "kinderen met een VVE-indicatie",
    Categorie.REGULIER: "kinderen zonder indicatie",
    Categorie.SMI: "kinderen met een sociaal-medische indicatie",
}


class Opvangsoort(StrEnum):
    """What kind of care a line is about; a policy may have another maximum for each."""

    DAGOPVANG = "dagopvang"
    BSO = "bso"
    GASTOUDER = "gastouder"

    @property
    def nummer(self) -> int:
        """The number in the column; never renumber, receipts keep it."""
        return _OPVANG[self]

    @classmethod
    def from_nummer(cls, nummer: int) -> Opvangsoort:
        return tuple(_OPVANG)[nummer]


_OPVANG = {Opvangsoort.DAGOPVANG: 0, Opvangsoort.BSO: 1, Opvangsoort.GASTOUDER: 2}


class Huishouden(StrEnum):
    """What kind of household the parents have, where a limit of income depends on it."""

    ALLEENSTAAND = "alleenstaand"
    SAMENWONEND = "samenwonend"

    @property
    def nummer(self) -> int:
        """The number in the column, 0 is not known; never renumber, receipts keep it."""
        return _HUISHOUDENS[self]

    @property
    def woorden(self) -> str:
        return "een alleenstaande ouder" if self is Huishouden.ALLEENSTAAND else "ouders die samenwonen"

    @classmethod
    def from_nummer(cls, nummer: int) -> Huishouden | None:
        return (None, *_HUISHOUDENS)[nummer]


_HUISHOUDENS = {Huishouden.ALLEENSTAAND: 1, Huishouden.SAMENWONEND: 2}


def zeker(waarde: T | None, wat: str) -> T:
    """A part that the checks on the policy have made sure of; a gap here is a mistake of ours."""
    if waarde is None:
        raise RuntimeError(f"{wat} ontbreekt, terwijl de controle van de regeling dit had moeten zien.")
    return waarde
