"""Facts at the edge of what can be right, all mistakes at once, and every column of the file."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rekenregels import Categorie, Feit, FeitenFout, load_regeling
from rekenregels.csvbestand import CsvFout, CsvFouten, read_feiten
from rekenregels.regeling.toml import as_toml

from .conftest import lees, reken
from .test_goud import assert_goud
from .varianten import regulier
from .voorbeeldstad import BRON, DOELGROEP, PEUTER, band, cel, maak, w

PAS = {"naam": "pas", "voorwaarde": "laag inkomen", "bijdrage_nul": False, "bron": BRON}
KOP = "sleutel,geboortedatum,van,tot_en_met,categorie,kot,uren,bijdrageklasse,inkomen,kindrang,prijs,uren_per_week,locatie,kern,minima,dagen,uren_eerder"


# -- the file ---------------------------------------------------------------------------------------------------


def test_every_column_of_the_file_comes_where_it_belongs() -> None:
    regeling = maak(minima=[PAS, PAS | {"naam": "schuldhulp"}])
    vol = 'k1,2023-06-01,2026-01-02,2026-03-31,SMI,Ja,80.5,3,21000,2,"10,25",6.5,L1,Dorp,schuldhulp,12,0.5'
    leeg = "k2,2023-06-01,2026-01-02,2026-03-31,regulier,nee,0" + "," * 10
    feiten, nummers = read_feiten(f"{KOP}\n{vol}\n{leeg}\n", regeling)
    gelijk = {"geboortedatum": date(2023, 6, 1), "van": date(2026, 1, 2), "tot_en_met": date(2026, 3, 31)}
    assert feiten == [
        Feit(
            **gelijk,
            sleutel="k1",
            categorie=Categorie.SMI,
            kot=True,
            uren=8_050,
            bijdrageklasse=3,
            inkomen=21_000,
            kindrang=2,
            prijs=1_025,
            uren_per_week=650,
            locatie="L1",
            kern="Dorp",
            minima=2,
            dagen=12,
            uren_eerder=50,
        ),
        Feit(**gelijk, sleutel="k2", categorie=Categorie.REGULIER, kot=False, uren=0),
    ]
    assert nummers == [2, 3]


def test_an_unknown_minima_rule_in_the_file_names_those_that_exist() -> None:
    regeling = maak(minima=[PAS, PAS | {"naam": "schuldhulp"}])
    regel = "k,2023-06-01,2026-01-02,2026-03-31,regulier,nee,8,,,,,,,,pasje,,"
    with pytest.raises(CsvFouten) as fouten:
        read_feiten(f"{KOP}\n{regel}\n", regeling)
    assert fouten.value.fouten == [CsvFout(2, "minima", "pasje", "kies een van: pas, schuldhulp")]
    assert str(fouten.value) == str(fouten.value.fouten[0])


def test_wrong_columns_are_told_with_all_that_are_right() -> None:
    with pytest.raises(CsvFouten) as fouten:
        read_feiten("sleutel,naam\n", maak())
    assert_goud("csvkop.txt", str(fouten.value) + "\n")


# -- facts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rand",
    [
        {"uren": 0},
        {"uren": 1_000_000},
        {"bijdrageklasse": 3},
        {"kindrang": 2},
        {"prijs": 0},
        {"prijs": 100_000},
        {"uren_per_week": 0},
        {"uren_per_week": 6_000},
        {"inkomen": 0},
        {"inkomen": 100_000_000},
        {"minima": 1},
        {"dagen": 0},
        {"dagen": 366},
        {"uren_eerder": 1_000_000},
        {"geboortedatum": date(2026, 12, 31)},
        {"geboortedatum": date.fromordinal(date(2026, 12, 31).toordinal() - 15 * 366)},
    ],
    ids=str,
)
def test_a_fact_at_the_edge_is_computed(rand: dict[str, Any]) -> None:
    assert len(reken(maak(minima=[PAS]), replace(PEUTER, **rand)).subsidie) == 1


def test_all_wrong_facts_are_told_at_once() -> None:
    fout = replace(PEUTER, uren=-1, kindrang=3, tot_en_met=date(2025, 1, 1), geboortedatum=date(2025, 6, 1))
    with pytest.raises(FeitenFout) as fouten:
        reken(maak(), fout)
    assert [f.kolom for f in fouten.value.fouten] == ["uren", "kindrang", "tot_en_met", "geboortedatum"]


def test_all_facts_that_do_not_fit_the_policy_are_told_at_once() -> None:
    regels = regulier(minimum_dagen_per_week=w(2), maximum_uren_per_jaar=w(240))
    regeling = maak(
        uren__bron="contract",
        tarieven__basis={"soort": "aanbieder", "bron": BRON},
        regulier=regels,
        regeling__geldig_tot_en_met=date(2027, 12, 31),
    )
    laat = replace(PEUTER, van=date(2025, 12, 31), tot_en_met=date(2028, 1, 1), bijdrageklasse=4, minima=1)
    with pytest.raises(FeitenFout) as fouten:
        reken(regeling, laat)
    assert [f.kolom for f in fouten.value.fouten] == [
        "van", "tot_en_met", "bijdrageklasse", "minima", "prijs", "uren_per_week", "dagen", "tot_en_met",
    ]  # fmt: skip


def test_only_the_lines_that_do_not_fit_the_policy_are_named() -> None:
    regels = regulier(maximum_uren_per_jaar=w(240))
    regeling = maak(regulier=regels, regeling__geldig_tot_en_met=date(2027, 12, 31), minima=[PAS])
    goed = replace(PEUTER, bijdrageklasse=3, minima=1)
    over = replace(PEUTER, van=date(2026, 12, 31), tot_en_met=date(2027, 1, 1))
    net = replace(PEUTER, van=date(2027, 1, 1), tot_en_met=date(2027, 12, 31))
    with pytest.raises(FeitenFout) as fouten:
        reken(regeling, goed, over, net, replace(goed, bijdrageklasse=4), replace(goed, minima=2))
    assert [(f.regel, f.kolom) for f in fouten.value.fouten] == [
        (3, "bijdrageklasse"),
        (4, "minima"),
        (1, "tot_en_met"),
    ]


# -- where a deviation holds ------------------------------------------------------------------------------------


def test_a_deviation_holds_for_its_own_village_only() -> None:
    afwijking = {
        "naam": "kleine kern", "bron": BRON, "categorie": "regulier", "kernen": ["Dorp", "Gehucht"],
        "banden": [band("5 uur", 5, cel("vng"))],
    }  # fmt: skip
    plaatsen = [
        {"kern": "Dorp"},
        {"kern": "Gehucht"},
        {"kern": "Stad"},
        {},
        {"kern": "Dorp", "locatie": "L1"},
    ]
    feiten = [*(replace(PEUTER, **plaats) for plaats in plaatsen), replace(DOELGROEP, kern="Dorp")]
    uitkomst = reken(maak(afwijkingen=[afwijking]), *feiten)
    assert uitkomst.uren.tolist() == [20_000, 20_000, 32_000, 32_000, 20_000, 64_000]


def test_a_deviation_can_ask_for_village_and_minima_rule_together() -> None:
    afwijking = {
        "naam": "pas in het dorp", "bron": BRON, "categorie": "regulier", "kernen": ["Dorp"], "minima": "pas",
        "banden": [band("5 uur", 5, cel("vng"))],
    }  # fmt: skip
    regeling = maak(minima=[PAS | {"naam": "anders"}, PAS], afwijkingen=[afwijking])
    gevallen = [("Dorp", 2), ("Dorp", 1), ("Dorp", 0), ("", 2)]
    uitkomst = reken(regeling, *(replace(PEUTER, kern=kern, minima=minima) for kern, minima in gevallen))
    assert uitkomst.uren.tolist() == [20_000, 32_000, 32_000, 32_000]


# -- the file of a policy ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("naam", ["duiven-2020", "putten-2025", "voorbeeld-kiekeboe-2026", "oudewater-2024"])
def test_an_exported_policy_stays_letter_for_letter(naam: str) -> None:
    assert_goud(f"export-{naam}.toml", as_toml(lees(f"{naam}.toml")))


def test_any_sign_in_a_text_and_any_name_survive_the_export() -> None:
    vreemd = 'dubbel " schuin \\ tab \t regel \n einde \x7f \x1f ruit €'
    regeling = maak(
        regeling__naam=vreemd,
        tarieven={"basis": {"soort": "vast", "bedrag": w(10), "meerprijs": "ouder"}, "de dure": {
            "soort": "vast", "bedrag": [w(11), w("11.50", vanaf=date(2026, 7, 1), artikel="4")], "meerprijs": "ouder",
        }},
    )  # fmt: skip
    tekst = as_toml(regeling)
    assert load_regeling(tekst) == regeling
    assert '[tarieven."de dure"]' in tekst
    assert 'naam = "dubbel \\" schuin \\\\ tab \\u0009 regel \\u000a einde \\u007f \\u001f ruit €"' in tekst
