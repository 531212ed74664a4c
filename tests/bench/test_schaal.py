"""What the program of the scale run decides without a database: sizes, judgements, sums, and a report that is whole."""

from typing import Any

import pytest

from bench.schaal.land import regeling_van
from bench.schaal.maten import HEEL, KLEIN, Maat, codes, groei_van, land_van, verdeel
from bench.schaal.verslag import KOP, Rij, grow_per_kind, make_verslag
from rekenregels import load_regeling


@pytest.mark.parametrize("maat", [HEEL, KLEIN])
def test_a_tenth_of_the_children_lives_in_one_municipality_and_none_is_lost(maat: Maat) -> None:
    aantallen = verdeel(maat.gemeenten, maat.kinderen)
    assert (len(aantallen), sum(aantallen)) == (maat.gemeenten, maat.kinderen)
    assert aantallen[0] == max(aantallen) >= maat.kinderen // 10
    assert min(aantallen) > 0


def test_most_municipalities_of_the_whole_country_are_small() -> None:
    aantallen = verdeel(HEEL.gemeenten, HEEL.kinderen)
    assert sum(aantal < 500 for aantal in aantallen) > HEEL.gemeenten / 2


@pytest.mark.parametrize("maat", [HEEL, KLEIN])
def test_the_country_and_what_stands_beside_it_have_codes_of_their_own(maat: Maat) -> None:
    assert [*land_van(maat), *groei_van(maat)] == list(codes(maat))
    assert tuple(groei_van(maat).values()) == maat.groei
    assert maat.tussen < maat.gemeenten // 2


@pytest.mark.parametrize("jaar", [2021, 2025, 2026])
def test_the_policy_is_one_of_the_year_that_is_measured(jaar: int) -> None:
    regeling = load_regeling(regeling_van(jaar, "1001"), bestand="schaal.toml")
    assert (regeling.geldig_van.year, regeling.geldig_tot_en_met.year) == (jaar, jaar)


def test_a_row_is_judged_by_its_ratio_or_by_itself() -> None:
    assert Rij("a", 30, "µs", 20, doel_factor=1.5).gehaald is True
    assert Rij("a", 31, "µs", 20, doel_factor=1.5).gehaald is False
    assert Rij("a", 21, "s", 5, doel=20).gehaald is False
    assert Rij("a", 21, "s").gehaald is None


def test_a_row_tells_how_far_it_is_from_its_goal() -> None:
    assert (
        Rij("a", 60, "µs", 20, doel_factor=1.5)
        .as_regel()
        .endswith("| 3.00x | 1.5x | no, 2.0 times the goal |")
    )
    assert Rij("a", 10, "s", doel=20).as_regel() == "| a | s | 10.0 |  |  | 20.0 | yes |"


def test_a_run_that_was_broken_off_tells_what_it_has_and_what_it_lacks() -> None:
    tekst = make_verslag(["how"], {}, {"the rest": "the run is over"})
    assert tekst.startswith(KOP)
    assert "- the rest: the run is over" in tekst


def test_the_whole_report_has_every_table() -> None:
    tekst = make_verslag(["how"], _uit(), {})
    assert "| the country calculated, two workers | s | 10.0 | 4.0 | 2.50x | 20.0 | yes |" in tekst
    assert "| from start to approved, two workers | s | 15.0 |  |  | 60.0 | yes |" in tekst
    assert "| log | 10 | 12 | 150 | 160 | 13.3x | 9.0 | 100 | no, 1.5 times |" in tekst
    assert "within 20% at any size: no (1.50 and 1.00 times)" in tekst
    assert "32 people" in tekst
    assert "Not measured" not in tekst


def _uit() -> dict[str, Any]:
    ronde = {"seconden": 10.0, "regels": 100_000, "mis": []}
    handelingen = {"plaatsen": 40.0, "plaatsen_kaal": 5.0, "afgeven": 12.0, "afgeven_kaal": 3.0}
    pagina = {"p50": 10.0, "p95": 12.0, "kb": 5.0, "mis": 0}
    return {
        "kinderen": 100_000,
        "delen": {"lezen": 50.0, "kolommen": 30.0, "rekenen": 80.0, "opslaan": 25.0, "array": 20.0},
        "land 1 worker": ronde | {"seconden": 19.0},
        "land 2 workers": ronde,
        "goedkeuren": {"seconden": 5.0, "aantal": 10},
        "groei": {"one": ronde},
        "handelingen": {"small": handelingen, "large": handelingen | {"plaatsen": 60.0}},
        "paginas": [
            {"naam": "log", "doel": 100, "1": pagina, "2": pagina | {"p50": 150.0, "p95": 160.0, "kb": 9.0}}
        ],
        "32 people": pagina | {"per_seconde": 60.0},
        "partities": [{"vraag": "a", "soort": "list", "ms": 1.0, "plannen": 0.1, "delen": 1, "pagina": 3}],
        "gewicht": {"database": 2e9, "tabellen": _tabellen()},
        "geheugen": {"of the site": 200.0},
    }


def _tabellen() -> dict[str, dict[str, int]]:
    return {
        "opvang_declaratieregel": {"rijen": 10, "bytes": 2_000},
        "subsidies_berekeningsregel": {"rijen": 10, "bytes": 3_000},
        "subsidies_berekeningsdeel": {"rijen": 1, "bytes": 1_000},
        "organisaties_auditregel": {"rijen": 10, "bytes": 6_000},
    }


def test_what_a_child_adds_in_a_year_counts_the_receipt_with_its_lines() -> None:
    assert grow_per_kind(_tabellen()) == (4 * (200 + 400), 20 * 600)
    assert grow_per_kind({}) is None
