"""Why an amount differs, told from what went in."""

from dataclasses import fields, replace
from datetime import date

import pytest

from rekenregels import ELDERS, GEBRUIKT, RUIMTE_OVER, Categorie, Feit, Vertrek
from subsidies.berekeningen.redenen import VERDEELD, ZINNEN, Bron, explain_verschil

FEIT = Feit(
    sleutel="KABCDEFG",
    geboortedatum=date(2022, 6, 1),
    van=date(2025, 1, 1),
    tot_en_met=date(2025, 3, 31),
    categorie=Categorie.DOELGROEP,
    kot=False,
    uren=160_00,
    locatie="100001",
)
# What needs no sentence of its own, and why.
ZONDER_ZIN = {
    "sleutel": "who the child is",
    "geboortedatum": "told apart",
    "van": "told by day",
    "tot_en_met": "told by day",
    "inkomen": "no declaration carries it",
    "na_indicatie": "the category tells it",
    "uren_eerder": "other lines of the child",
    "uren_elders": "other lines of the child",
    "uren_wachtend": "other lines of the child",
    **dict.fromkeys((*ELDERS, *RUIMTE_OVER, *GEBRUIKT), "other lines of the child"),
}


def reasons(was: Feit, wordt: Feit) -> list[str]:
    return explain_verschil([Bron(was, "Putten 2025")], [Bron(wordt, "Putten 2025")])


def test_every_fact_that_can_change_has_a_sentence() -> None:
    assert {veld.name for veld in fields(Feit)} == set(ZINNEN) | set(VERDEELD) | set(ZONDER_ZIN)


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"kot": True}, "De ouders hebben vanaf 1 januari 2025 recht op kinderopvangtoeslag (KOT)."),
        ({"bijdrageklasse": 3}, "Vanaf 1 januari 2025 geldt een andere klasse van de ouderbijdrage."),
        ({"uren_per_week": 800}, "Vanaf 1 januari 2025 geldt een ander aantal uren per week."),
        ({"locatie": "100002"}, "Vanaf 1 januari 2025 geldt een andere locatie."),
        ({"uren": 150_00}, "Er zijn andere uren gedeclareerd."),
        ({"dagen": 30}, "Er zijn andere dagen gedeclareerd."),
        (
            {"vertrek": Vertrek.OVERLEDEN},
            "Het kind is overleden: vanaf 1 januari 2025 telt het niet meer mee.",
        ),
        (
            {"ve": False},
            "De locatie heeft vanaf 1 januari 2025 geen voorschoolse educatie (VE) in het LRK.",
        ),
        (
            {"elders_1": 40_00},
            "Uren van dit kind op een andere plek of eerder in het jaar tellen anders mee.",
        ),
        ({}, "De rekenwijze is sindsdien verbeterd."),
    ],
)
def test_a_difference_is_told_in_one_sentence(anders: dict[str, object], zin: str) -> None:
    assert reasons(FEIT, replace(FEIT, **anders)) == [zin]


def test_days_without_a_place_are_told_as_stretches() -> None:
    delen = [
        replace(FEIT, tot_en_met=date(2025, 1, 31)),
        replace(FEIT, van=date(2025, 3, 1)),
    ]
    wordt = [Bron(deel, "Putten 2025") for deel in delen]
    assert explain_verschil([Bron(replace(FEIT, uren=320_00), "Putten 2025")], wordt) == [
        "De plaatsing is beëindigd, hersteld of vervallen: geen plaats van 1 februari 2025 t/m 28 februari 2025."
    ]


def test_another_policy_is_named_from_its_first_day() -> None:
    delen = [Bron(replace(FEIT, uren=80_00, tot_en_met=date(2025, 2, 14)), "Oud")]
    delen.append(Bron(replace(FEIT, uren=80_00, van=date(2025, 2, 15)), "Nieuw"))
    assert explain_verschil([Bron(FEIT, "Oud")], delen) == [
        "Vanaf 15 februari 2025 geldt een andere regeling of versie: Nieuw."
    ]
