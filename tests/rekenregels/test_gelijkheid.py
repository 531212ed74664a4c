"""The random lines on which a policy is compared with itself in parts: how far each fact reaches, and what is told."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from rekenregels import Feiten, Regeling, gelijkheid
from rekenregels.gelijkheid import Vergelijking, compare_delen, in_delen, random_feiten

from .voorbeeldstad import PEUTER, band, categorie, cel, gemeente, maak, w

PAS = {"naam": "pas", "voorwaarde": "wie de pas heeft", "bijdrage_nul": True, "bron": "art. 9"}
EERSTE = date(2026, 1, 1).toordinal()


class Uitersten:
    """In place of a generator: draws the lowest number for the first line and the highest one for the second."""

    def integers(self, low: int, high: int, size: int) -> Any:
        return np.where(np.arange(size) % 2, high - 1, low)

    def choice(self, maten: list[int], size: int) -> Any:
        return np.where(np.arange(size) % 2, maten[-1], maten[0])


def test_random_lines_reach_from_nothing_to_more_than_any_policy_pays() -> None:
    feiten = random_feiten(maak(minima=[PAS]), 2, Uitersten())
    kolommen = {naam: kolom.tolist() for naam, kolom in vars(feiten).items() if isinstance(kolom, np.ndarray)}
    assert {naam: waarden for naam, waarden in kolommen.items() if waarden[0] != waarden[1]} == {
        "geboortedatum": [EERSTE - 600, EERSTE + 364 - 1_699],
        "van": [EERSTE, EERSTE + 364],
        "tot_en_met": [EERSTE, EERSTE + 364],
        "categorie": [0, 2],
        "kot": [0, 1],
        "uren": [0, 399_99],
        "bijdrageklasse": [0, 3],
        "kindrang": [1, 2],
        "prijs": [0, 15_99],
        "uren_per_week": [0, 19_99],
        "inkomen": [0, 199_999],
        "minima": [0, 1],
        "dagen": [0, 59],
        "opvang": [0, 2],
        "huishouden": [0, 2],
        "recht_vanaf": [EERSTE, EERSTE + 364 - 181],
        "begonnen_op": [EERSTE, EERSTE + 364 - 90],
        "gebruikt_1": [0, 299_99],
        "gebruikt_2": [0, 299_99],
        "gebruikt_3": [0, 299_99],
        "gebruikt_4": [0, 299_99],
    }


def test_without_a_table_no_line_names_a_class() -> None:
    zonder = maak(
        bijdragetabel="geen",
        bijdragen={"gratis": {"soort": "geen", "bron": "art. 1"}},
        doelgroep=categorie(band("b", 8, cel("gratis"))),
        regulier=categorie(band("b", 8, cel("gratis"))),
        voorbeelden__0__kind__bijdrageklasse="geen",
        voorbeelden__0__verwacht={"uren": 320},
    )
    assert random_feiten(zonder, 2, Uitersten()).bijdrageklasse.tolist() == [0, 0]


def test_a_random_line_takes_at_most_a_quarter_and_stays_within_one_calendar_year() -> None:
    regeling = maak(regeling__geldig_tot_en_met=date(2027, 12, 30))
    feiten = random_feiten(regeling, 5_000, np.random.default_rng(1))
    dagen = [
        (date.fromordinal(van), date.fromordinal(tot))
        for van, tot in zip(feiten.van.tolist(), feiten.tot_en_met.tolist(), strict=True)
    ]
    assert len(dagen) == 5_000
    assert {(van.year, tot.year) for van, tot in dagen} == {(2026, 2026), (2027, 2027)}
    assert {(tot - van).days for van, tot in dagen} == set(range(91))
    assert max(tot for _, tot in dagen if tot.year == 2026) == date(2026, 12, 31)
    assert max(tot for _, tot in dagen) == date(2027, 12, 30)


def test_a_group_with_contracts_of_fixed_sizes_draws_one_of_those() -> None:
    def maten(*uren: int) -> list[dict[str, Any]]:
        return [{"per": "jaar", "aantal": w(aantal)} for aantal in uren]

    regeling = maak(
        uren__bron="contract",
        doelgroep=categorie(band("b", 8, cel("vng")), contractmaten=maten(200, 400)),
        smi=categorie(band("b", 8, cel("vng")), contractmaten=maten(280, 480)),
        voorbeelden__0__verwacht={"uren": 0},
    )
    assert random_feiten(regeling, 2, Uitersten()).uren_per_week.tolist() == [5_00, 12_00]


def met_twee_bedragen() -> Regeling:
    return maak(
        gemeentebedragen={"van_ons": {"soort": "per_uur", "bedrag": w(8)}},
        regulier=categorie(band("8 uur", 8, gemeente("van_ons"))),
        voorbeelden__0__verwacht={"uren": 320},
    )


def test_every_contribution_and_municipal_amount_is_written_out_in_parts() -> None:
    delen = in_delen(met_twee_bedragen())
    soorten = {naam: bedrag.soort for naam, bedrag in (delen.bijdragen | delen.gemeentebedragen).items()}
    assert soorten == {"vng": "samengesteld", "gratis": "samengesteld", "van_ons": "samengesteld"}
    assert compare_delen(met_twee_bedragen(), 300) == Vergelijking(300, 3)


def test_an_amount_that_has_no_parts_stays_as_it_is_and_is_not_counted() -> None:
    regeling = maak(
        bijdragen__eigen={"soort": "per_maand", "bedrag": w(25)},
        regulier=categorie(band("8 uur", 8, cel("eigen"))),
        voorbeelden__0__verwacht={"uren": 320},
    )
    assert in_delen(regeling).bijdragen["eigen"] is regeling.bijdragen["eigen"]
    assert compare_delen(regeling, 10).bedragen == 2


def test_the_first_line_that_differs_is_told_with_both_amounts(monkeypatch: pytest.MonkeyPatch) -> None:
    duurder = maak(tarieven__basis__bedrag=w(11))
    gelijk, anders = replace(PEUTER, uren=0), replace(PEUTER, uren=320_00)
    blokken = iter([[gelijk, gelijk], [gelijk, anders], [anders]])
    aantallen: list[int] = []

    def feiten(regeling: Regeling, aantal: int, toeval: np.random.Generator) -> Feiten:
        aantallen.append(aantal)
        return Feiten.from_records(next(blokken))

    monkeypatch.setattr(gelijkheid, "BLOK", 2)
    monkeypatch.setattr(gelijkheid, "random_feiten", feiten)
    monkeypatch.setattr(gelijkheid, "in_delen", lambda regeling: duurder)
    assert compare_delen(maak(), 5).verschil == "regel 4: subsidie is 288000 en 320000"
    assert aantallen == [2, 2]


def test_lines_are_drawn_in_blocks_with_the_rest_in_the_last_and_one_seed_gives_the_same_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    getrokken: list[list[int]] = []

    def feiten(regeling: Regeling, aantal: int, toeval: np.random.Generator) -> Feiten:
        getrokken.append(toeval.integers(0, 1_000_000, aantal).tolist())
        return Feiten.from_records([PEUTER] * aantal)

    monkeypatch.setattr(gelijkheid, "BLOK", 2)
    monkeypatch.setattr(gelijkheid, "random_feiten", feiten)
    compare_delen(maak(), 5)
    eerste, getrokken[:] = list(getrokken), []
    compare_delen(maak(), 5, zaad=1)
    tweede, getrokken[:] = list(getrokken), []
    compare_delen(maak(), 5, zaad=2)
    assert [len(blok) for blok in eerste] == [2, 2, 1]
    assert tweede == eerste
    assert getrokken != eerste
