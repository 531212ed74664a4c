"""The same random children for every peer: quarters of Duiven 2020, all of the right age."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rekenregels import Feiten, Regeling, load_regeling
from rekenregels.regelingen import MAP

Kolom = NDArray[np.int64]
BESTAND = MAP / "duiven-2020.toml"
KWARTALEN = [((1, 1), (3, 31)), ((4, 1), (6, 30)), ((7, 1), (9, 30)), ((10, 1), (12, 31))]

RUIMTE = 8_000  # hundredths of hours: 8 hours a week in a quarter
TARIEVEN = (1_026, 940)  # cents per hour: target group, regular
MAXIMUM = 817
VNG = ((33, 41, 87, 136, 236, 402, 541), (33, 35, 44, 45, 66, 103, 193))  # first and second child


def regeling() -> Regeling:
    return load_regeling(BESTAND.read_text(encoding="utf-8"), bestand=BESTAND.name)


def maak_feiten(aantal: int) -> Feiten:
    return Feiten.from_columns(**maak_kolommen(aantal))


def maak_jarigen(aantal: int) -> Feiten:
    """As in a real quarter: every child has the right age for a part of it, three in ten not for all of it."""
    kolommen = maak_kolommen(aantal)
    kolommen["geboortedatum"] = kolommen["tot_en_met"] - np.random.default_rng(2).integers(915, 1_549, aantal)
    return Feiten.from_columns(**kolommen)


def maak_kolommen(aantal: int) -> dict[str, Any]:
    """All of the right age on every day."""
    toeval = np.random.default_rng(1)
    kwartaal = toeval.integers(0, 4, aantal)
    van = np.array([date(2020, *eerste).toordinal() for eerste, _ in KWARTALEN], dtype=np.int64)
    tot = np.array([date(2020, *laatste).toordinal() for _, laatste in KWARTALEN], dtype=np.int64)
    oudste, jongste = date(2017, 2, 1).toordinal(), date(2017, 6, 30).toordinal()
    return {
        "geboortedatum": toeval.integers(oudste, jongste, aantal),
        "van": van[kwartaal],
        "tot_en_met": tot[kwartaal],
        "categorie": toeval.integers(0, 2, aantal),
        "kot": toeval.integers(0, 2, aantal),
        "uren": toeval.integers(3_000, 18_000, aantal),
        "bijdrageklasse": toeval.integers(1, 8, aantal),
        "kindrang": toeval.integers(1, 3, aantal),
    }
