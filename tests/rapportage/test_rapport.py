from dataclasses import replace
from datetime import date

import pytest

from rapportage.rapport import Bereik, SluitNietAan
from tests.rapportage.voorbeeld import make_rapport

PUTTEN_2024 = Bereik(date(2024, 3, 31), 24, 2, 0, (("Te duur", 2),), 3)


def test_putten_reaches_26_of_31_children_which_is_83_9_percent() -> None:
    assert (PUTTEN_2024.bereikt, PUTTEN_2024.niet, PUTTEN_2024.totaal) == (26, 2, 31)
    assert PUTTEN_2024.percentage == "83,9\u00a0%"


def test_the_target_is_met_from_the_exact_share_on() -> None:
    assert PUTTEN_2024.haalt(83)
    assert not PUTTEN_2024.haalt(84)
    assert Bereik(date(2024, 3, 31), 4, 0, 0, (), 1).haalt(80)


def test_without_indicated_children_there_is_no_percentage() -> None:
    assert Bereik(date(2024, 3, 31), 0, 0, 0, (), 0).percentage == "-"


def test_the_spending_is_the_subsidy_and_everything_else() -> None:
    rapport = make_rapport(3)
    assert rapport.subsidie == 18_864_00
    assert rapport.besteed == 50_864_00
    assert rapport.uren == 1920_00


def test_a_report_in_which_sisa_and_the_balance_differ_does_not_exist() -> None:
    rapport = make_rapport()
    with pytest.raises(SluitNietAan, match="SiSa en het saldo sluiten niet aan") as fout:
        replace(rapport, saldo=replace(rapport.saldo, besteed=rapport.saldo.besteed + 1))
    assert "€\u00a050.864,00 tegenover €\u00a050.864,01, verschil €\u00a0-0,01" in str(fout.value)


@pytest.mark.parametrize("tabel", ["categorieen", "houders", "tijdvakken"])
def test_a_report_with_a_table_that_does_not_add_up_to_the_appendix_does_not_exist(tabel: str) -> None:
    rapport = make_rapport()
    eerste, *rest = getattr(rapport, tabel)
    with pytest.raises(SluitNietAan, match="sluiten niet aan"):
        replace(rapport, **{tabel: (replace(eerste, bedrag=eerste.bedrag - 1), *rest)})


def test_a_report_that_spends_more_than_the_ledger_does_not_exist() -> None:
    rapport = make_rapport()
    with pytest.raises(SluitNietAan, match="het grootboek en de bijlage"):
        replace(rapport, overige=())
