"""What a policy costs for a population: the basis of comparing scenarios."""

from __future__ import annotations

from dataclasses import dataclass

from lib.geld import round_half_up
from rekenregels.regeling.categorie import Categorie
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.proeven import Populatie
from rekenregels.rekenen.bereken import calculate
from rekenregels.rekenen.feiten import Feiten
from rekenregels.rekenen.voorbeelden import as_feit


@dataclass(frozen=True)
class Groepskosten:
    naam: str
    categorie: Categorie
    aantal: int
    per_kind: int

    @property
    def subsidie(self) -> int:
        return self.aantal * self.per_kind


@dataclass(frozen=True)
class Scenario:
    naam: str
    populatie: str
    herkomst: str
    groepen: tuple[Groepskosten, ...]
    gepubliceerd: int | None

    @property
    def aantal(self) -> int:
        return sum(groep.aantal for groep in self.groepen)

    @property
    def subsidie(self) -> int:
        return sum(groep.subsidie for groep in self.groepen)

    @property
    def klopt(self) -> bool:
        """Does the total equal the published one, to the euro?"""
        return round_half_up(self.subsidie, 100) == self.gepubliceerd


def make_scenario(regeling: Regeling, populatie: Populatie) -> Scenario:
    """Children in a group are equal, so one of each is computed and counted."""
    feiten = Feiten.from_records(as_feit(regeling, groep.kind, groep.naam) for groep in populatie.groepen)
    uitkomst = calculate(regeling, feiten)
    groepen = tuple(
        Groepskosten(groep.naam, groep.kind.categorie, groep.aantal, int(subsidie))
        for groep, subsidie in zip(populatie.groepen, uitkomst.subsidie, strict=True)
    )
    return Scenario(regeling.naam, populatie.naam, populatie.herkomst, groepen, populatie.gepubliceerd_totaal)
