"""Small parts that other rooms use: the fields of a document, sums in words, lines of an outcome, who pays."""

from dataclasses import MISSING, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from rekenregels import Categorie, FeitenFout, Regeling, make_uitleg
from rekenregels.gelijkheid import in_delen
from rekenregels.regeling.schrijven import toon_parameter
from rekenregels.regeling.velden import Eenheid, Veldinfo, info_van, veld
from rekenregels.uitleg.sommen import Som, SomFout

from .conftest import reken
from .voorbeeldstad import BRON, DOELGROEP, PEUTER, band, categorie, cel, fouten, gemeente, maak, w

UREN = {"voorbeelden__0__verwacht": {"uren": 1}}


def test_a_field_says_only_what_is_given() -> None:
    kaal: Any = veld("uitleg")
    assert info_van(kaal) == Veldinfo("uitleg", None, None, None, "", False, False, None, False)
    assert (kaal.default, kaal.default_factory) == (MISSING, MISSING)
    vol: Any = veld(
        "uitleg", Eenheid.EURO, minimum="0.5", maximum="7", voorbeeld="x", in_tekst=True, maand_dag=True,
        zonder=[], altijd=True, default=3,
    )  # fmt: skip
    assert info_van(vol) == Veldinfo(
        "uitleg", Eenheid.EURO, Decimal("0.5"), Decimal(7), "x", True, True, [], True
    )
    assert vol.default == 3


def test_a_sum_is_its_outcome_or_says_how_it_was_rounded_and_else_is_refused() -> None:
    som = Som("€ 1,00 x 1/3", Fraction(1, 3))
    assert som.uitkomst(Som("€ 1,00 x 1/3", Fraction(1, 3))) == "€ 1,00 x 1/3"
    assert som.uitkomst(Som("1/3", Fraction(1, 3))) == "€ 1,00 x 1/3 = 1/3"
    cent = Som("€ 0,33", Fraction(33, 100))
    assert som.uitkomst(cent, "cent") == "€ 1,00 x 1/3 = € 0,33 (afgerond op de cent)"
    with pytest.raises(SomFout, match=r"^€ 1,00 x 1/3 geeft 1/3, niet € 0,33 \(zonder afronding\)$"):
        som.uitkomst(cent)
    with pytest.raises(SomFout, match=r"^€ 1,00 x 1/3 geeft 1/3, niet € 0,34 \(cent\)$"):
        som.uitkomst(Som("€ 0,34", Fraction(34, 100)), "cent")


def test_a_number_in_words_has_all_its_values() -> None:
    regeling = maak(tarieven__basis__bedrag=[w(10), w("12.50", vanaf=date(2026, 7, 1))])
    parameter = regeling.tarieven["basis"].bedrag
    assert toon_parameter(parameter).replace("\u00a0", " ") == "€ 10,00, € 12,50 vanaf 01-07-2026"
    assert toon_parameter(maak().uren.weken_per_jaar) == "40 weken"


def test_lines_of_an_outcome_are_chosen_by_number() -> None:
    uitkomst = reken(maak(), PEUTER, replace(PEUTER, uren=10_00, prijs=11_00), DOELGROEP)
    gekozen = uitkomst.kies([2, 1])
    assert [feit.sleutel for feit in (gekozen.feiten.record(0), gekozen.feiten.record(1))] == ["d", "p"]
    assert gekozen.subsidie.tolist() == [6_080_00, 90_00]
    assert gekozen.ouderbijdrage.tolist() == [320_00, 20_00]
    assert gekozen.meerprijs.tolist() == [0, 10_00]
    assert gekozen.uren.tolist() == [640_00, 10_00]
    assert gekozen.regeling is uitkomst.regeling
    assert gekozen.totaal == 6_170_00


def test_a_right_ends_for_the_groups_that_the_policy_names() -> None:
    regeling = maak(
        regulier=categorie(band("8 uur", 8, cel("vng")), hoogstens_maanden=w(6)),
        voorbeelden__0__kind__recht_vanaf=date(2026, 1, 1),
        **UREN,
    )
    assert [regeling.recht_eindigt(groep) for groep in Categorie] == [False, True, False]
    assert [regeling.vergoedt(groep) for groep in Categorie] == [True, True, False]


def test_a_municipal_amount_in_parts_is_the_same_amount() -> None:
    percentages = [{"tot_en_met": "geen", "kind1": "33.3", "kind2": 97}]
    kot = {
        "bijdragetabel__soort": "kot_percentage",
        "bijdragetabel__versies__0__rijen": percentages,
        "bijdragen__vng": {"soort": "geen", "bron": BRON},
    }
    for bedrag, meer, van in (
        ({"soort": "kot_percentage", "bron": "art. 4"}, kot, ["toeslag"]),
        ({"soort": "per_uur", "bedrag": w("7.77")}, {}, []),
    ):
        regeling = maak(
            gemeentebedragen={"van_ons": bedrag},
            regulier=categorie(band("8 uur", 8, gemeente("van_ons"))),
            **meer,
            **UREN,
        )
        delen = in_delen(regeling)
        assert [str(deel.van) for deel in delen.gemeentebedragen["van_ons"].delen] == van
        regels = [replace(PEUTER, uren=33_33, bijdrageklasse=1, prijs=prijs) for prijs in (850, 1_037)]
        assert reken(delen, *regels).subsidie.tolist() == reken(regeling, *regels).subsidie.tolist()


def test_a_line_outside_the_policy_is_refused_also_where_it_has_more_tables() -> None:
    tabel = maak().as_document()["bijdragetabel"]
    regeling: Regeling = maak(
        tabellen={"tweede": tabel},
        bijdragen__tweede={"soort": "tabel", "bron": BRON, "opslag": "geen", "tabel": "tweede"},
        regulier=categorie(band("8 uur", 8, cel("tweede"))),
    )
    zin = "de regeling Voorbeeldstad 2026 geldt van 01-01-2026 tot en met 31-12-2026"
    for anders, gezegd in (
        ({"van": date(2025, 12, 30)}, [f"regel 1 (p), van = 30-12-2025: {zin}"]),
        ({"tot_en_met": date(2027, 1, 2)}, [f"regel 1 (p), tot_en_met = 02-01-2027: {zin}"]),
        ({"van": date(2025, 1, 1), "tot_en_met": date(2025, 12, 31)}, [f"regel 1 (p), van = 01-01-2025: {zin}"]),
        ({"van": date(2027, 1, 1), "tot_en_met": date(2027, 1, 31)}, [f"regel 1 (p), tot_en_met = 31-01-2027: {zin}"]),
    ):  # fmt: skip
        with pytest.raises(FeitenFout) as fout:
            reken(regeling, replace(PEUTER, **anders), DOELGROEP)
        assert [str(f) for f in fout.value.fouten] == gezegd
    with pytest.raises(FeitenFout) as fout:
        reken(regeling, replace(PEUTER, bijdrageklasse=4), replace(DOELGROEP, bijdrageklasse=9))
    assert [str(f) for f in fout.value.fouten] == [
        "regel 2 (d), bijdrageklasse = 9: de bijdragetabel heeft 3 klassen",
        "regel 1 (p), bijdrageklasse = 4: de tabel tweede heeft 3 klassen",
    ]


def test_who_pays_is_what_the_policy_says_per_group_and_else_not_known() -> None:
    assert [maak().geldstroom.betaler(groep) for groep in Categorie] == [None, None, None]
    bronnen = {"bron": "art. 6", "doelgroep": "goab", "regulier": "asscher"}
    geldstroom = maak(geldstroom__geldbronnen=bronnen).geldstroom
    assert [geldstroom.betaler(groep) for groep in Categorie] == ["goab", "asscher", None]


def test_a_price_and_an_amount_per_month_are_what_they_say() -> None:
    prijs = maak().tarieven["basis"]
    assert prijs.op_blad("basis").replace("\u00a0", " ") == "€ 10,00 per uur"
    gevonden = fouten(
        uren__maandverdeling="kalenderweken",
        uren__weken_per_jaar=w("52"),
        gemeentebedragen={"van_ons": {"soort": "per_maand", "bedrag": w(25)}},
    )
    assert gevonden == [
        (
            "gemeentebedragen.van_ons is een bedrag per maand of jaar; dat past niet bij kalenderweken. Kies een andere "
            "maandverdeling."
        )
    ]


def test_an_amount_that_equals_the_cost_is_not_told_as_held_back_by_it() -> None:
    regeling = maak(
        afronding__per="regel",
        bijdragen__alles={"soort": "hele_prijs", "bron": BRON},
        regulier=categorie(band("8 uur", 8, cel("alles"))),
        **UREN,
    )
    stappen = {stap.naam: stap.formule for stap in make_uitleg(reken(regeling, PEUTER), 0).stappen}
    formule = stappen["Ouderbijdrage volgens de regeling"].replace("\u00a0", " ")
    assert formule == "320,00 uur x € 10,00 = € 3.200,00"
