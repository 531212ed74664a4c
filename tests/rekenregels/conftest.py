"""The shipped policies, and short ways to write one line of facts."""

from dataclasses import replace
from datetime import date

import pytest

from rekenregels import Categorie, Feit, Feiten, Regeling, Uitkomst, calculate, load_regeling
from rekenregels.regelingen import MAP as REGELINGEN

JAAR_2020 = Feit(
    geboortedatum=date(2017, 6, 1),
    van=date(2020, 1, 1),
    tot_en_met=date(2020, 12, 31),
    categorie=Categorie.DOELGROEP,
    kot=False,
    bijdrageklasse=3,
    uren=64_000,
)


def lees(naam: str) -> Regeling:
    return load_regeling((REGELINGEN / naam).read_text(encoding="utf-8"), bestand=naam)


def reken(regeling: Regeling, *feiten: Feit) -> Uitkomst:
    return calculate(regeling, Feiten.from_records(feiten))


def kwartalen(feit: Feit) -> list[Feit]:
    """The same child in four quarters, a quarter of the hours each."""
    jaar = feit.van.year
    grenzen = [((1, 1), (3, 31)), ((4, 1), (6, 30)), ((7, 1), (9, 30)), ((10, 1), (12, 31))]
    return [
        replace(feit, van=date(jaar, *van), tot_en_met=date(jaar, *tot), uren=feit.uren // 4)
        for van, tot in grenzen
    ]


@pytest.fixture(scope="session")
def duiven() -> Regeling:
    return lees("duiven-2020.toml")


@pytest.fixture(scope="session")
def putten() -> Regeling:
    return lees("putten-2025.toml")
