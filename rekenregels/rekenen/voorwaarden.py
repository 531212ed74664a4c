"""The conditions of a policy, beside age and hours: who lives where, what the location is, when subsidy stops."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rekenregels.regeling.categorie import Categorie
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.eenheden import Masker
from rekenregels.regeling.geldstroom import Stopreden
from rekenregels.rekenen.blok import Blok
from rekenregels.rekenen.feit import Vertrek
from rekenregels.rekenen.signalen import Signaal

# Paid out of the grant for voorschoolse educatie, and so only at a location that may give it.
VE_CATEGORIEEN = (Categorie.DOELGROEP, Categorie.SMI)
FEITEN = frozenset({"vertrek", "ve", "binnen_gemeente", "na_indicatie"})


@dataclass(frozen=True)
class Voorwaarde:
    """Where a fact has this value, for these children, no hour is paid."""

    naam: str
    signaal: Signaal
    feit: str
    waarde: int
    categorieen: tuple[Categorie, ...] = tuple(Categorie)

    def geraakt(self, blok: Blok) -> Masker:
        """The pieces that it excludes."""
        waar: Masker = blok.feit(self.feit) == self.waarde
        if self.categorieen == tuple(Categorie):
            return waar
        return waar & np.isin(blok.feit("categorie"), [categorie.nummer for categorie in self.categorieen])


_ZONDER_VE = Voorwaarde("VE-registratie", Signaal.ZONDER_VE, "ve", 0, VE_CATEGORIEEN)
_EIGEN_MIDDELEN = Voorwaarde("Eigen middelen", Signaal.EIGEN_MIDDELEN, "ve", 0, VE_CATEGORIEEN)


def voorwaarden_van(regeling: Regeling) -> tuple[Voorwaarde, ...]:
    """The conditions that this policy asks, in the order in which people are told."""
    eisen = regeling.geldstroom.indicering
    alle = [
        (Voorwaarde("Overlijden", Signaal.OVERLEDEN, "vertrek", Vertrek.OVERLEDEN), True),
        (Voorwaarde("Woonplaats", Signaal.VERHUISD, "vertrek", Vertrek.VERHUISD), eisen.stopt_na_verhuizing),
        (Voorwaarde("Locatie", Signaal.LOCATIE_ELDERS, "binnen_gemeente", 0), eisen.locatie_eis),
        (_ZONDER_VE, not eisen.betaalt_zonder_ve),
        (
            Voorwaarde("Einde indicatie", Signaal.NA_INDICATIE, "na_indicatie", 1, (Categorie.REGULIER,)),
            Stopreden.EINDE_INDICATIE in eisen.stopredenen,
        ),
    ]
    return tuple(voorwaarde for voorwaarde, geldt in alle if geldt)


def toets_voorwaarden(blok: Blok) -> None:
    """No hours where a condition is not met. Facts that are all as they should be cost nothing."""
    if blok.feiten.zijn_neutraal(FEITEN):
        return
    regeling = blok.plan.regeling
    if regeling.geldstroom.indicering.betaalt_zonder_ve:
        blok.signaleer(Signaal.EIGEN_MIDDELEN, _EIGEN_MIDDELEN.geraakt(blok))
    uitgesloten = np.zeros(len(blok.k["uren"]), dtype=bool)
    for voorwaarde in voorwaarden_van(regeling):
        geraakt = voorwaarde.geraakt(blok)
        blok.signaleer(voorwaarde.signaal, geraakt)
        uitgesloten |= geraakt
    if uitgesloten.any():
        blok.k["uren_voor_voorwaarden"] = blok.k["uren"]
        blok.k["uren"] = np.where(uitgesloten, 0, blok.k["uren"])
