from dataclasses import replace

import pytest

from lib.grafiek import (
    BREEDTE,
    Balk,
    Doel,
    Grafiek,
    Punt,
    Stapel,
    make_budgetgrafiek,
    make_staafgrafiek,
    make_stapelgrafiek,
    round_step,
)

BEREIK = [Punt("1e kw.", 839, "83,9 %"), Punt("2e kw.", 400, "40,0 %")]


def bereik(doel: Doel | None = None) -> Grafiek:
    return make_staafgrafiek("Bereik", BEREIK, kolommen=("Kwartaal", "Bereikt"), doel=doel, top=1000)


@pytest.mark.parametrize(
    ("hoogste", "stap"), [(1, 1), (4, 1), (5, 2), (10, 5), (33, 10), (100, 25), (374338, 100000)]
)
def test_the_scale_counts_in_round_steps(hoogste: int, stap: int) -> None:
    assert round_step(hoogste) == stap


def test_a_bar_is_as_high_as_its_value() -> None:
    eerste, tweede = bereik().vlakken
    assert (eerste.hoogte, tweede.hoogte) == (185, 88)
    assert eerste.y + eerste.hoogte == tweede.y + tweede.hoogte


def test_the_target_is_a_line_at_its_own_height_with_its_text() -> None:
    grafiek = bereik(Doel(800, "doel 80 %"))
    assert {lijn.y1 for lijn in grafiek.doellijnen} == {24 + 220 - 176}
    assert "doel 80 %" in [tekst.tekst for tekst in grafiek.teksten]
    assert bereik().doellijnen == ()


def test_a_value_moves_into_its_bar_where_the_target_line_would_cross_it() -> None:
    hoogte = {t.tekst: t.y for t in bereik(Doel(880, "doel")).teksten}
    zonder = {t.tekst: t.y for t in bereik().teksten}
    assert hoogte["83,9 %"] > zonder["83,9 %"]
    assert hoogte["40,0 %"] == zonder["40,0 %"]


def test_the_table_holds_the_same_figures_as_the_bars() -> None:
    assert bereik().kolommen == ("Kwartaal", "Bereikt")
    assert bereik().rijen == (("1e kw.", "83,9 %"), ("2e kw.", "40,0 %"))
    assert "1e kw.: 83,9 %" in bereik().beschrijving


def test_the_parts_of_a_stack_join_without_gap_and_add_up_in_the_table() -> None:
    grafiek = make_stapelgrafiek(
        "Kinderen",
        [Stapel("1e kw.", (26, 2, 3))],
        reeksen=("Bereikt", "Niet", "Onbekend"),
        eerste_kolom="Kwartaal",
    )
    onder, midden, boven = grafiek.vlakken
    assert boven.y + boven.hoogte == midden.y
    assert midden.y + midden.hoogte == onder.y
    assert grafiek.rijen == (("1e kw.", "26", "2", "3", "31"),)
    assert len({reeks.arcering for reeks in grafiek.legenda}) == 3


def test_a_stack_of_one_part_names_its_value_once() -> None:
    grafiek = make_stapelgrafiek("K", [Stapel("1e", (77, 0))], reeksen=("a", "b"), eerste_kolom="Kwartaal")
    assert [tekst.tekst for tekst in grafiek.teksten].count("77") == 1


def test_long_figures_on_the_scale_get_room() -> None:
    grafiek = make_stapelgrafiek(
        "K",
        [Stapel("1e", (40_000_000,))],
        reeksen=("a",),
        eerste_kolom="Jaar",
        schrijf=lambda w: f"€ {w // 100:,}",
    )
    assert min(lijn.x1 for lijn in grafiek.lijnen) == 84


def test_a_part_of_zero_is_not_drawn() -> None:
    grafiek = make_stapelgrafiek("K", [Stapel("1e", (5, 0))], reeksen=("a", "b"), eerste_kolom="Kwartaal")
    assert len(grafiek.vlakken) == 1


BALK = Balk("Peuteropvang", 10000, 7500)


def test_money_within_budget_fills_part_of_its_bar() -> None:
    budget, besteed = make_budgetgrafiek("Geld", [BALK], eerste_kolom="Post").vlakken
    assert (budget.breedte, besteed.breedte) == (BREEDTE - 2, 449)


def test_a_budget_chart_writes_its_figures_as_it_is_told() -> None:
    grafiek = make_budgetgrafiek("Geld", [BALK], eerste_kolom="Post", schrijf=lambda centen: f"{centen} cent")
    assert grafiek.rijen == (("Peuteropvang", "10000 cent", "7500 cent"),)
    assert grafiek.teksten[-1].tekst == "7500 cent van 10000 cent"


def test_money_over_budget_is_hatched_beyond_the_budget() -> None:
    grafiek = make_budgetgrafiek("Geld", [replace(BALK, besteed=20000)], eerste_kolom="Post")
    budget, _, boven = grafiek.vlakken
    assert boven.x == budget.x + budget.breedte
    assert boven.arcering == "schuin"
    assert grafiek.legenda[-1].naam == "Boven budget"


def test_a_chart_without_figures_still_draws() -> None:
    assert make_staafgrafiek("Leeg", [], kolommen=("a", "b")).vlakken == ()
    assert make_budgetgrafiek("Leeg", [], eerste_kolom="Post").vlakken == ()
