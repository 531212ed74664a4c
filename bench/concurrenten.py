"""The same rule in other ways: plain Decimal, bare numpy arithmetic, and OpenFisca-core."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np

from bench.gegevens import MAXIMUM, RUIMTE, TARIEVEN, VNG, Kolom
from rekenregels import Feiten

Rij = tuple[int, int, int, int, int]
CENT = Decimal("0.01")
HONDERD = Decimal(100)


def decimal_regels(feiten: Feiten) -> list[Rij]:
    """What a plain program has in hand: a list of rows."""
    kolommen = (feiten.categorie, feiten.kot, feiten.uren, feiten.bijdrageklasse, feiten.kindrang)
    return list(zip(*(kolom.tolist() for kolom in kolommen), strict=True))


def reken_decimal(regels: list[Rij]) -> list[Decimal]:
    """The quarter's subsidy of every row, as one would write it down; no explanation, no checks, no dates."""
    tarieven = [Decimal(tarief) / HONDERD for tarief in TARIEVEN]
    bijdragen = [[Decimal(bijdrage) / HONDERD for bijdrage in rang] for rang in VNG]
    maximum, ruimte = Decimal(MAXIMUM) / HONDERD, Decimal(RUIMTE) / HONDERD
    uit = []
    for categorie, kot, uren, klasse, rang in regels:
        tarief = tarieven[categorie]
        bijdrage = maximum if kot else bijdragen[rang - 1][klasse - 1]
        gedeclareerd = Decimal(uren) / HONDERD
        eerste = min(gedeclareerd, ruimte)
        subsidie = (eerste * max(tarief - bijdrage, Decimal(0))).quantize(CENT, ROUND_HALF_UP)
        if categorie == 0:
            tweede = min(gedeclareerd - eerste, ruimte)
            subsidie += (tweede * tarief).quantize(CENT, ROUND_HALF_UP)
        uit.append(subsidie)
    return uit


def reken_numpy(feiten: Feiten) -> Kolom:
    """Only the arithmetic, with the rates typed in: no ages, dates, checks, contributions or explanation."""
    tarief = np.array(TARIEVEN)[feiten.categorie]
    vng = np.array(VNG)[feiten.kindrang - 1, feiten.bijdrageklasse - 1]
    bijdrage = np.where(feiten.kot == 1, MAXIMUM, vng)
    eerste = np.minimum(feiten.uren, RUIMTE)
    tweede = np.where(feiten.categorie == 0, np.minimum(feiten.uren - eerste, RUIMTE), 0)
    subsidie: Kolom = (eerste * np.maximum(tarief - bijdrage, 0) + 50) // 100 + (tweede * tarief + 50) // 100
    return subsidie


def maak_openfisca() -> Any:
    """A tax-benefit system with the rule as variables of a person."""
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    kind = build_entity(key="kind", plural="kinderen", label="Kind", is_person=True)

    def invoer(naam: str) -> type[Variable]:
        return type(
            naam, (Variable,), {"value_type": int, "entity": kind, "definition_period": DateUnit.MONTH}
        )

    def formule_bijdrage(kinderen: Any, period: Any) -> Any:
        vng = np.array(VNG)[kinderen("kindrang", period) - 1, kinderen("bijdrageklasse", period) - 1]
        return np.where(kinderen("kot", period) == 1, MAXIMUM, vng) / 100

    def formule_eerste(kinderen: Any, period: Any) -> Any:
        return np.minimum(kinderen("uren", period) / 100, RUIMTE / 100)

    def formule_tarief(kinderen: Any, period: Any) -> Any:
        return np.array(TARIEVEN)[kinderen("categorie", period)] / 100

    def formule_subsidie(kinderen: Any, period: Any) -> Any:
        tarief, eerste = kinderen("tarief", period), kinderen("eerste_uren", period)
        tweede = np.minimum(kinderen("uren", period) / 100 - eerste, RUIMTE / 100)
        band1 = np.round(eerste * np.maximum(tarief - kinderen("bijdrage", period), 0), 2)
        band2 = np.where(kinderen("categorie", period) == 0, np.round(tweede * tarief, 2), 0)
        return band1 + band2

    def uitkomst(naam: str, formule: Any) -> type[Variable]:
        velden = {
            "value_type": float,
            "entity": kind,
            "definition_period": DateUnit.MONTH,
            "formula": formule,
        }
        return type(naam, (Variable,), velden)

    stelsel = TaxBenefitSystem([kind])
    for naam in ("categorie", "kot", "uren", "bijdrageklasse", "kindrang"):
        stelsel.add_variable(invoer(naam))
    stelsel.add_variable(uitkomst("bijdrage", formule_bijdrage))
    stelsel.add_variable(uitkomst("eerste_uren", formule_eerste))
    stelsel.add_variable(uitkomst("tarief", formule_tarief))
    stelsel.add_variable(uitkomst("subsidie", formule_subsidie))
    return stelsel


def reken_openfisca(stelsel: Any, feiten: Feiten) -> Any:
    """One simulation: its inputs set, the subsidy asked."""
    from openfisca_core.simulations import SimulationBuilder

    bouwer = SimulationBuilder()
    bouwer.create_entities(stelsel)
    bouwer.declare_person_entity("kind", np.arange(len(feiten)))
    simulatie = bouwer.build(stelsel)
    for naam in ("categorie", "kot", "uren", "bijdrageklasse", "kindrang"):
        simulatie.set_input(naam, "2020-01", getattr(feiten, naam).astype(np.int32))
    return simulatie.calculate("subsidie", "2020-01")
