"""Amounts that are composed of parts, tables beside each other, and months of their own."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from rekenregels import Feit, FeitenFout, Regeling, Signaal, load_regeling, make_uitleg
from rekenregels.gelijkheid import compare_delen, in_delen
from rekenregels.regeling.toml import as_toml

from .conftest import lees, reken
from .rekenblad import controleer
from .voorbeeldstad import BRON, DOELGROEP, PEUTER, band, categorie, cel, fouten, gemeente, maak, w

KIND = replace(PEUTER, prijs=1037)
KLASSE = ", inkomensklasse 1 van 3 (tot en met € 20.000), eerste kind"
PERCENTAGES: dict[str, Any] = {
    "bijdragetabel__soort": "kot_percentage",
    "bijdragetabel__versies__0__rijen": [
        {"tot_en_met": 20_000, "kind1": 96, "kind2": 97},
        {"tot_en_met": "geen", "kind1": "33.3", "kind2": 60},
    ],
    "bijdragen__vng": ...,
    "doelgroep": {"vergoed": False, "bron": BRON},
}
AFRONDING = {"op": "dubbeltje", "richting": "omlaag", "over": "som", "bron": "art. 9"}
EIGEN_PRIJS = {"tarieven__basis": {"soort": "aanbieder", "bron": BRON}, "voorbeelden__0__kind__prijs": 10}


def samen(*delen: dict[str, Any], **meer: Any) -> dict[str, Any]:
    return {"soort": "samengesteld", "bron": BRON, "delen": list(delen), **meer}


def deel(van: str, percentage: Any = None) -> dict[str, Any]:
    return {"van": van} | ({} if percentage is None else {"percentage": w(percentage)})


def stad(bedrag: dict[str, Any], *, van_gemeente: bool = False, **meer: Any) -> Regeling:
    """8 hours a week at the provider's price, national maximum 9 euro."""
    cellen = gemeente("proef") if van_gemeente else cel("proef")
    familie = "gemeentebedragen" if van_gemeente else "bijdragen__proef"
    wijzigingen = {familie: {"proef": bedrag} if van_gemeente else bedrag, **EIGEN_PRIJS, **meer}
    return maak(
        regulier=categorie(band("8 uur", 8, cellen)), voorbeelden__0__verwacht={"uren": 1}, **wijzigingen
    )


def per_uur(regeling: Regeling, feit: Feit = KIND) -> tuple[str, str, str]:
    """The sentence, the sum and the sources of the amount per hour."""
    stappen = make_uitleg(reken(regeling, feit), 0).stappen
    [stap] = [
        s
        for s in stappen
        if s.naam in ("Ouderbijdrage per uur: 8 uur", "Bedrag van de gemeente per uur: 8 uur")
    ]
    assert controleer(stap.formule) == stap.waarde
    return gewoon(stap.omschrijving), gewoon(stap.formule), stap.bron


def gewoon(tekst: str) -> str:
    """With plain spaces, as a test is written."""
    return tekst.replace("\u00a0", " ")


def test_three_quarters_of_the_cost_whatever_the_national_maximum() -> None:
    regeling = stad(samen(deel("prijs", 75)), van_gemeente=True)
    assert reken(regeling, KIND).subsidie.tolist() == [320 * 7_78]
    assert per_uur(regeling) == (
        "De gemeente betaalt 75% van de prijs. De ouders betalen de rest.",
        "75,0% x € 10,37 = € 7,78 (afgerond op de cent)",
        "art. 1",
    )


def test_half_of_the_table_with_a_surcharge_and_a_cap() -> None:
    regeling = stad(samen(deel("tabel", 50), opslag=w("0.83"), bovengrens=w("1.20")))
    assert per_uur(regeling) == (
        f"De ouders betalen 50% van het bedrag uit de tabel plus een opslag van € 0,83, hoogstens € 1,20{KLASSE}.",
        "min(50,0% x € 1,00 + € 0,83; € 1,20) = € 1,20",
        "art. 1; tabel 2026",
    )


def test_own_part_and_surplus_of_a_kot_parent_are_added_and_rounded_once() -> None:
    regeling = stad(samen(deel("na_toeslag"), deel("prijs_boven_maximum")), **PERCENTAGES)
    assert per_uur(regeling) == (
        (
            "De ouders betalen wat de kinderopvangtoeslag van de prijs tot de maximum uurprijs overlaat plus wat de prijs "
            "boven de maximum uurprijs van het Rijk ligt, inkomensklasse 1 van 2 (tot en met € 20.000), eerste kind."
        ),
        "4,0% x min(€ 10,37; € 9,00) + € 10,37 - min(€ 10,37; € 9,00) = € 1,73",
        "art. 1; tabel 2026",
    )
    los = stad(
        samen(deel("na_toeslag", 50), deel("prijs_boven_maximum", 50), afronding=AFRONDING | {"op": "cent"}),
        **PERCENTAGES,
    )
    assert per_uur(los, replace(KIND, prijs=1_033, bijdrageklasse=2))[1] == (
        "50,0% x 66,7% x min(€ 10,33; € 9,00) + 50,0% x (€ 10,33 - min(€ 10,33; € 9,00)) = € 3,66 "
        "(naar beneden afgerond op de cent)"
    )


@pytest.mark.parametrize(
    ("wie", "ouderbijdrage", "signaal"),
    [("ouder", 1_00 + 3_17, False), ("verboden", 1_00, True)],
)
def test_the_policy_says_who_pays_more_than_a_price_out_of_the_national_maximum(
    wie: str, ouderbijdrage: int, signaal: bool
) -> None:
    """The price is 80% of 9 euro, and 10,37 is asked."""
    prijs = samen(deel("max_uurprijs", 80)) | {"meerprijs": wie}
    uitkomst = reken(stad(samen(deel("tabel")), tarieven__basis=prijs), KIND)
    assert uitkomst.subsidie.tolist() == [320 * 6_20]
    assert uitkomst.ouderbijdrage.tolist() == [320 * ouderbijdrage]
    assert (Signaal.MEERPRIJS_VERBODEN in uitkomst.signalen_van(0)) is signaal


@pytest.mark.parametrize(("boven", "per_uur_centen"), [({"bovengrens": w("1.20")}, 1_20), ({}, 1_50)])
def test_a_cap_holds_beside_a_rounding_over_time(boven: dict[str, Any], per_uur_centen: int) -> None:
    wijze = AFRONDING | {"op": "euro", "per": "maand"}
    regeling = stad(samen(deel("tabel", 50), opslag=w(1), afronding=wijze, **boven))
    assert reken(regeling, KIND).ouderbijdrage.tolist() == [320 * per_uur_centen]


def test_what_the_kot_pays_is_deemed_to_be_paid_so_that_the_municipality_takes_over_the_rest() -> None:
    regeling = stad(samen(deel("toeslag")), **PERCENTAGES)
    assert reken(regeling, KIND).subsidie.tolist() == [320 * (10_37 - 8_64)]
    assert per_uur(regeling)[0] == (
        "De ouders betalen wat de kinderopvangtoeslag vergoedt, inkomensklasse 1 van 2 (tot en met € 20.000), eerste kind."
    )


@pytest.mark.parametrize(
    ("eigen", "som"),
    [
        ({}, "= € 1,80 (naar beneden afgerond op 10 cent)"),
        ({"op": "euro", "richting": "omhoog"}, "= € 2,00 (naar boven afgerond op hele euro's)"),
        ({"op": "euro", "richting": "half_omhoog"}, "= € 2,00 (afgerond op hele euro's)"),
        ({"op": "euro"}, "= € 1,00 (naar beneden afgerond op hele euro's)"),
        ({"op": "cent"}, "= € 1,87"),
    ],
)
def test_an_amount_has_its_own_rounding(eigen: dict[str, Any], som: str) -> None:
    regeling = stad(samen(deel("tabel", 50), deel("prijs_boven_maximum"), afronding=AFRONDING | eigen))
    assert per_uur(regeling)[1] == f"50,0% x € 1,00 + € 10,37 - min(€ 10,37; € 9,00) {som}"


def test_each_part_can_be_rounded_by_itself() -> None:
    delen = (deel("tabel", 50), deel("prijs_boven_maximum", 33))
    wijze = AFRONDING | {"op": "cent", "richting": "omhoog", "over": "deel"}
    assert per_uur(stad(samen(*delen, afronding=wijze)))[1] == (
        "50,0% x € 1,00 + omhoog(33,0% x (€ 10,37 - min(€ 10,37; € 9,00))) = € 0,96"
    )


def test_a_floor_holds_and_nobody_pays_more_than_the_price() -> None:
    vloer = stad(samen(deel("tabel", 10), ondergrens=w("0.50")))
    assert per_uur(vloer)[1] == "max(10,0% x € 1,00; € 0,50) = € 0,50"
    boven = stad(samen(deel("prijs"), opslag=w(5)))
    assert per_uur(boven)[1] == "min(€ 10,37 + € 5,00; € 10,37) = € 10,37"
    assert reken(boven, KIND).subsidie.tolist() == [0]


@pytest.mark.parametrize(
    ("bedrag", "zin"),
    [
        (
            samen(),
            'bijdragen.proef heeft geen delen en geen opslag. Voeg een deel toe, bijvoorbeeld { van = "prijs" }.',
        ),
        (
            samen(deel("prijs"), deel("prijs")),
            "bijdragen.proef.delen: prijs komt twee keer voor. Tel de percentages op tot een deel.",
        ),
        (
            samen(deel("tabel"), deel("toeslag")),
            "bijdragen.proef.delen leest bedragen en percentages, maar er is een tabel. Kies een van beide.",
        ),
        (
            samen(deel("prijs"), ondergrens=w(5), bovengrens=w(3)),
            "bijdragen.proef.ondergrens is hoger dan bovengrens. Draai ze om of verander een van beide.",
        ),
        (
            samen(deel("prijs"), tabel="x"),
            'bijdragen.proef.tabel is "x", maar dit bedrag leest geen tabel. Haal tabel weg.',
        ),
        (
            samen(deel("tabel"), tabel="x"),
            'bijdragen.proef.tabel is "x", maar [tabellen.x] bestaat niet. Voeg [tabellen.x] toe.',
        ),
        (
            {"soort": "per_maand", "bedrag": w(5), "vrije_maanden": [13]},
            "bijdragen.proef.vrije_maanden is [13]. Noem hoogstens zes verschillende maandnummers van 1 tot en met 12.",
        ),
        (
            {"soort": "tabel", "bron": BRON, "opslag": "geen", "vrije_maanden": [8]},
            (
                "bijdragen.proef.vrije_maanden hoort bij een bedrag per maand, en dit is een bedrag per uur. Haal "
                "vrije_maanden weg."
            ),
        ),
    ],
)
def test_parts_that_can_not_be_are_refused(bedrag: dict[str, Any], zin: str) -> None:
    assert fouten(bijdragen__proef=bedrag) == [zin]


def test_own_months_do_not_fit_a_year_of_eleven() -> None:
    maand = {"soort": "per_maand", "bedrag": w(5), "vrije_maanden": [8]}
    elf = {"uren__maandverdeling": "elf_gelijke_maanden", "uren__vrije_maanden": [7]}
    assert fouten(**elf, bijdragen__proef=maand) == [
        (
            "bijdragen.proef.vrije_maanden past alleen bij twaalf gelijke maanden; uren.maandverdeling is "
            "elf_gelijke_maanden. Kies die maandverdeling, of haal vrije_maanden hier weg."
        )
    ]


def test_one_payer_pays_in_eleven_months_and_another_in_twelve() -> None:
    maand = {"soort": "per_maand", "bedrag": w(20)}
    regeling = maak(
        bijdragen__elf=maand | {"vrije_maanden": [8]},
        bijdragen__twaalf=maand,
        regulier=categorie(band("8 uur", 8, cel("elf"), cel("twaalf"))),
        voorbeelden__0__verwacht={"uren": 1},
    )
    augustus = replace(PEUTER, van=date(2026, 8, 1), tot_en_met=date(2026, 8, 31), uren=26_66)
    mei = replace(augustus, van=date(2026, 5, 1), tot_en_met=date(2026, 5, 31))
    regels = [replace(feit, kot=kot) for feit in (augustus, mei, PEUTER) for kot in (False, True)]
    assert reken(regeling, *regels).ouderbijdrage.tolist() == [0, 20_00, 20_00, 20_00, 220_00, 240_00]
    [stap] = [s for s in make_uitleg(reken(regeling, mei), 0).stappen if s.naam == "Subsidie: 8 uur"]
    assert gewoon(stap.omschrijving) == (
        "De uren maal de prijs, min het deel van de ouderbijdrage van € 220,00 per jaar dat bij deze periode hoort."
    )
    assert controleer(stap.formule) == Fraction("246.60")


# -- tables beside each other ------------------------------------------------------------------------------


def tweede_tabel(**meer: Any) -> dict[str, Any]:
    rijen = [
        {"tot_en_met": 1_500, "kind1": "0.25", "kind2": "geen"},
        {"tot_en_met": "geen", "kind1": 4, "kind2": "geen"},
    ]
    return {
        "soort": "bedrag_per_uur",
        "kindrang": False,
        "zonder_bewijs": "hoogste_bijdrage",
        "boven_tabel": "hoogste_bijdrage",
        "inkomensbegrip": "maandinkomen",
        "inkomensjaar": "t",
        "wijziging": "de maand erna",
        "inkomen_per": "maand",
        "bron": BRON,
        "versies": [{"bron": "tabel VVE", "rijen": rijen}],
    } | meer


def twee_tabellen(**meer: Any) -> Regeling:
    tabel = {"soort": "tabel", "bron": BRON, "opslag": "geen"}
    return maak(
        tabellen={"vve": tweede_tabel()},
        bijdragen__vve=tabel | {"tabel": "vve"},
        doelgroep=categorie(band("8 uur", 8, cel("vve")), van=30),
        **meer,
    )


def test_each_group_has_its_own_table_and_an_income_is_looked_up_in_its_own() -> None:
    regeling = twee_tabellen()
    inkomen = {"bijdrageklasse": None, "inkomen": 18_000, "uren": 100_00}
    regels = [replace(feit, **inkomen) for feit in (PEUTER, DOELGROEP)]
    hoger = replace(DOELGROEP, **inkomen | {"inkomen": 18_001})
    assert reken(regeling, *regels, hoger).ouderbijdrage.tolist() == [100_00, 25_00, 400_00]
    [stap] = [
        s
        for s in make_uitleg(reken(regeling, hoger), 0).stappen
        if s.naam.startswith("Ouderbijdrage per uur")
    ]
    assert gewoon(stap.omschrijving) == (
        'De ouders betalen het bedrag per uur uit de tabel, inkomensklasse 2 van 2 van de tabel "vve" (vanaf € 1.501 per maand).'
    )
    assert stap.bron == "art. 1; tabel VVE"


def test_a_class_that_the_own_table_does_not_have_is_refused() -> None:
    regeling = twee_tabellen()
    assert reken(regeling, replace(PEUTER, bijdrageklasse=3)).subsidie.tolist() == [320 * 7_00]
    with pytest.raises(FeitenFout) as fout:
        reken(regeling, PEUTER, replace(DOELGROEP, bijdrageklasse=3))
    assert str(fout.value) == "regel 2 (d), bijdrageklasse = 3: de tabel vve heeft 2 klassen"


def test_the_rank_of_a_child_counts_only_in_a_table_that_knows_it() -> None:
    tweede = [replace(feit, kindrang=2, bijdrageklasse=2, uren=100_00) for feit in (PEUTER, DOELGROEP)]
    assert reken(twee_tabellen(), *tweede).ouderbijdrage.tolist() == [100_00, 400_00]


def test_a_parent_is_in_one_class_so_the_tables_of_one_list_have_the_same_classes() -> None:
    banden = (band("eerste", 4, cel("vng")), band("tweede", 4, cel("vve")))
    tabel = {"soort": "tabel", "bron": BRON, "opslag": "geen", "tabel": "vve"}
    [fout] = fouten(tabellen={"vve": tweede_tabel()}, bijdragen__vve=tabel, regulier=categorie(*banden))
    assert fout == (
        "regulier.fasen[1].banden: bij zonder_kot staan bijdragetabel en vve door elkaar, met verschillende "
        "inkomensklassen. Een ouder heeft een klasse. Gebruik in alle blokken dezelfde tabel, of geef de tabellen "
        "dezelfde klassen."
    )


def test_a_mistake_in_a_named_table_names_that_table() -> None:
    [fout] = fouten(tabellen={"vve": tweede_tabel(versies=[])})
    assert fout == "tabellen.vve.versies is leeg. Voeg een tabel toe onder [[tabellen.vve.versies]]."


def test_tables_and_parts_survive_export() -> None:
    for regeling in (twee_tabellen(), stad(samen(deel("tabel", 50), opslag=w(1), afronding=AFRONDING))):
        assert load_regeling(as_toml(regeling)) == regeling


# -- the kinds are shorthands ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "naam", ["duiven-2020.toml", "stein-2018.toml", "oudewater-2024.toml", "tilburg-2019.toml"]
)
def test_a_policy_in_parts_pays_the_same_on_random_lines(naam: str) -> None:
    uitslag = compare_delen(lees(naam), 20_000)
    assert uitslag.bedragen > 0
    assert uitslag.verschil == ""


def test_the_comparison_sees_an_amount_that_is_not_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    duiven = lees("duiven-2020.toml")
    anders = replace(duiven, bijdragen=duiven.bijdragen | {"gratis": duiven.bijdragen["toeslagprijs"]})
    monkeypatch.setattr("rekenregels.gelijkheid.in_delen", lambda _: anders)
    assert compare_delen(duiven, 5_000).verschil.startswith("regel ")


def test_only_amounts_per_month_and_year_have_no_form_in_parts() -> None:
    delen = in_delen(lees("dikkertje-dap-2020.toml")).bijdragen
    assert {naam: bedrag.soort for naam, bedrag in delen.items()} == {
        "per_maand": "tabel",
        "toeslagprijs": "per_maand",
        "gratis": "samengesteld",
    }


@pytest.mark.parametrize(
    ("prijs", "meerprijs", "formule", "uitkomst"),
    [
        (4_10, "ouder", "max(op_de_euro_omhoog(50,0% x € 4,10); € 8,09) + € 0,30", "8,39"),
        (19_00, "ouder", "op_de_euro_omhoog(50,0% x € 19,00) + € 0,30", "10,30"),
        (
            14_09,
            "gemeente",
            "max(max(op_de_euro_omhoog(50,0% x € 14,09); € 8,09); € 14,09) + € 0,30",
            "14,39",
        ),
        (19_09, "gemeente", "max(op_de_euro_omhoog(50,0% x € 19,09); € 19,09) + € 0,30", "19,39"),
    ],
)
def test_a_limit_of_a_price_out_of_parts_is_not_rounded_again_in_the_explanation(
    prijs: int, meerprijs: str, formule: str, uitkomst: str
) -> None:
    """Found by a random policy: with a surcharge on top the limit was rounded, and the sum refused."""
    regeling = maak(
        tarieven__delen={
            "soort": "samengesteld",
            "bron": BRON,
            "delen": [deel("prijs", 50)],
            "ondergrens": w("8.09"),
            "afronding": {"op": "euro", "richting": "omhoog", "over": "som", "bron": BRON},
            "meerprijs": meerprijs,
        },
        opslagen=[{"naam": "kern", "bedrag": w("0.30"), "categorieen": ["regulier"], "kernen": ["Dorp"]}],
        regulier=categorie(band("8 uur", 8, cel("gratis", "delen"))),
        voorbeelden__0__kind__prijs=10,
        voorbeelden__0__verwacht={"uren": 320},
    )
    uitkomsten = reken(regeling, replace(PEUTER, prijs=prijs, kern="Dorp"))
    [stap] = [stap for stap in make_uitleg(uitkomsten, 0).stappen if stap.naam == "Prijs per uur: 8 uur"]
    assert stap.formule.replace("\u00a0", " ") == f"{formule} = € {uitkomst}"
