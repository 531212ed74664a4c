"""What the engine says of facts that it can't compute with: line, column, value and rule."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rekenregels import Feiten, FeitenFout

from .conftest import reken
from .voorbeeldstad import BRON, PEUTER, maak


def feitfouten(**wijzigingen: Any) -> list[str]:
    """The messages for the peuter of Voorbeeldstad under a changed policy."""
    with pytest.raises(FeitenFout) as fout:
        reken(maak(**wijzigingen), replace(PEUTER, sleutel="peuter 7"))
    return [str(f) for f in fout.value.fouten]


def test_a_policy_that_follows_the_provider_asks_for_its_price() -> None:
    assert feitfouten(tarieven__basis={"soort": "aanbieder", "bron": BRON}) == [
        "regel 1 (peuter 7), prijs = niet ingevuld: deze regeling rekent met de uurprijs van de aanbieder; vul die in"
    ]


@pytest.mark.parametrize("bron", ["contract", "peilweek"])
def test_a_policy_that_counts_hours_per_week_asks_for_them(bron: str) -> None:
    assert feitfouten(uren__bron=bron) == [
        f"regel 1 (peuter 7), uren_per_week = niet ingevuld: deze regeling rekent met {bron}-uren; vul de uren per week in"
    ]


def test_a_group_that_does_not_exist_is_refused() -> None:
    kolommen = Feiten.from_records([PEUTER]).as_dict()
    with pytest.raises(FeitenFout, match=r"categorie = 3: kies doelgroep, regulier of smi"):
        Feiten.from_dict(kolommen | {"categorie": [3]})


def test_columns_of_other_lengths_are_refused() -> None:
    kolommen = Feiten.from_records([PEUTER]).as_dict()
    with pytest.raises(ValueError, match="De kolommen zijn niet even lang"):
        Feiten.from_dict(kolommen | {"uren": [1, 2]})


VE, ELDERS = frozenset({"ve"}), frozenset({"elders_1", "elders_2"})


def test_what_is_known_of_a_column_is_of_those_lines_alone() -> None:
    alle = Feiten.from_records([PEUTER, replace(PEUTER, uren=5_00, ve=False)])
    assert (alle.laagste("uren"), alle.hoogste("uren"), alle.zijn_neutraal(VE)) == (5_00, 320_00, False)
    for een in (alle.deel(0, 1), alle.kies(np.array([0]))):
        assert (een.laagste("uren"), een.zijn_neutraal(VE), een.is_overal("uren", 320_00)) == (
            320_00,
            True,
            True,
        )
    anders = alle.met(uren=np.array([7_00, 8_00]))
    assert (anders.laagste("uren"), anders.hoogste("uren")) == (7_00, 8_00)
    assert anders.zijn_neutraal(ELDERS)
    assert not anders.met(elders_2=np.array([0, 1])).zijn_neutraal(ELDERS)
    assert anders.met(elders_2=np.array([0, 0])).zijn_neutraal(ELDERS)
