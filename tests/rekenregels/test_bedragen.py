"""Prices, contributions and municipal amounts: one example per kind."""

from dataclasses import replace
from typing import Any

import pytest

from rekenregels import Feit, FeitenFout, Regeling, Signaal

from .conftest import reken
from .voorbeeldstad import BRON, DOELGROEP, PEUTER, band, categorie, cel, gemeente, maak, w

KOT = [
    {"tot_en_met": 30_000, "kind1": 96, "kind2": 96},
    {"tot_en_met": "geen", "kind1": "33.3", "kind2": "67.1"},
]


def met_tarief(met_kot: Any = "geen", **tarief: Any) -> Regeling:
    return maak(
        tarieven__basis=tarief,
        regulier=categorie(band("8 uur", 8, cel("vng"), met_kot)),
        doelgroep={"vergoed": False, "bron": BRON},
    )


def met_bijdrage(**bijdrage: Any) -> Regeling:
    return maak(bijdragen__eigen=bijdrage, regulier=categorie(band("8 uur", 8, cel("eigen"))))


def met_kot_tabel(uurbedrag: str = "cent", **steen: Any) -> Regeling:
    soort = "gemeentebedrag" if steen["soort"] == "kot_percentage" else "bijdrage"
    stenen = {"gemeentebedragen": {"kot": steen}} if soort == "gemeentebedrag" else {"bijdragen__kot": steen}
    return maak(
        bijdragetabel__soort="kot_percentage",
        bijdragetabel__versies__0__rijen=KOT,
        bijdragen__vng={"soort": "geen", "bron": BRON},
        afronding__uurbedrag=uurbedrag,
        tarieven__basis={"soort": "aanbieder", "bron": BRON},
        regulier=categorie(band("8 uur", 8, {"tarief": "basis", soort: "kot"})),
        **stenen,
    )


def bedragen(regeling: Regeling, feit: Feit) -> tuple[int, int]:
    """Subsidy and contribution in cents."""
    uitkomst = reken(regeling, feit)
    return int(uitkomst.subsidie[0]), int(uitkomst.ouderbijdrage[0])


# -- prices -------------------------------------------------------------------------------------------


def test_a_fixed_price_does_not_look_at_the_provider() -> None:
    assert bedragen(maak(), PEUTER) == (288_000, 32_000)
    assert reken(maak(), replace(PEUTER, prijs=900)).totaal == 288_000


def test_what_the_provider_asks_above_a_fixed_price_is_for_the_parent() -> None:
    assert bedragen(maak(), replace(PEUTER, prijs=1_050)) == (288_000, 32_000 + 16_000)


def test_the_municipality_can_pay_what_the_provider_asks_above_the_price() -> None:
    regeling = met_tarief(soort="vast", bedrag=w(10), meerprijs="gemeente")
    assert bedragen(regeling, replace(PEUTER, prijs=1_050)) == (304_000, 32_000)
    assert bedragen(regeling, replace(PEUTER, prijs=950)) == (288_000, 32_000)


def test_a_forbidden_price_is_signalled_and_not_paid() -> None:
    regeling = met_tarief(soort="vast", bedrag=w(10), meerprijs="verboden")
    uitkomst = reken(regeling, replace(PEUTER, prijs=1_050), replace(PEUTER, prijs=1_000))
    assert uitkomst.subsidie.tolist() == [288_000, 288_000]
    assert uitkomst.ouderbijdrage.tolist() == [32_000, 32_000]
    assert uitkomst.signalen_van(0) == (Signaal.MEERPRIJS_VERBODEN,)
    assert uitkomst.signalen_van(1) == ()


def test_the_providers_own_price_is_followed() -> None:
    regeling = met_tarief(soort="aanbieder", bron=BRON)
    assert bedragen(regeling, replace(PEUTER, prijs=1_234)) == (320 * 1_134, 32_000)


def test_without_the_providers_price_there_is_no_number() -> None:
    with pytest.raises(
        FeitenFout, match=r"regel 1 \(p\), prijs = niet ingevuld: deze regeling rekent met de uurprijs"
    ):
        reken(met_tarief(soort="aanbieder", bron=BRON), PEUTER)


@pytest.mark.parametrize(("prijs", "subsidie"), [(999, 320 * 899), (1_000, 320 * 900), (1_001, 320 * 900)])
def test_the_providers_price_counts_up_to_a_limit(prijs: int, subsidie: int) -> None:
    regeling = met_tarief(soort="aanbieder_tot_grens", grens=w(10), meerprijs="ouder")
    assert bedragen(regeling, replace(PEUTER, prijs=prijs)) == (subsidie, 320 * prijs - subsidie)


def test_the_price_can_be_the_national_maximum_plus_a_top_up() -> None:
    regeling = met_tarief(soort="max_uurprijs_plus_opslag", opslag=w("0.43"), meerprijs="ouder")
    assert bedragen(regeling, PEUTER) == (320 * 843, 32_000)


@pytest.mark.parametrize(("prijs", "subsidie"), [(850, 320 * 750), (950, 320 * 800)])
def test_the_providers_price_counts_up_to_the_national_maximum(prijs: int, subsidie: int) -> None:
    regeling = met_tarief(soort="aanbieder_tot_max_uurprijs", bron=BRON, meerprijs="ouder")
    assert reken(regeling, replace(PEUTER, prijs=prijs)).totaal == subsidie


def test_the_national_maximum_changes_inside_a_year() -> None:
    regeling = maak(
        max_uurprijs={"bedragen": [w(9), w("9.50", vanaf="2026-07-01")]},
        tarieven__basis={"soort": "max_uurprijs_plus_opslag", "opslag": w(1), "meerprijs": "ouder"},
    )
    assert bedragen(regeling, PEUTER) == (160 * 900 + 160 * 950, 32_000)


# -- contributions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("klasse", "bijdrage"), [(1, 100), (2, 200), (3, 300), (None, 300)])
def test_the_contribution_goes_by_income_class(klasse: int | None, bijdrage: int) -> None:
    assert bedragen(maak(), replace(PEUTER, bijdrageklasse=klasse)) == (
        320 * (1_000 - bijdrage),
        320 * bijdrage,
    )


@pytest.mark.parametrize(("klasse", "bijdrage"), [(1, 100), (2, 100), (3, 200)])
def test_a_second_child_has_its_own_column(klasse: int, bijdrage: int) -> None:
    assert bedragen(maak(), replace(PEUTER, bijdrageklasse=klasse, kindrang=2))[1] == 320 * bijdrage


def test_child_rank_is_ignored_where_the_policy_has_none() -> None:
    regeling = maak(bijdragetabel__kindrang=False)
    assert bedragen(regeling, replace(PEUTER, bijdrageklasse=3, kindrang=2))[1] == 320 * 300


@pytest.mark.parametrize(
    ("inkomen", "bijdrage"),
    [(0, 100), (20_000, 100), (20_001, 200), (40_000, 200), (40_001, 300), (10_000_000, 300)],
)
def test_the_upper_edge_of_a_class_belongs_to_it(inkomen: int, bijdrage: int) -> None:
    assert bedragen(maak(), replace(PEUTER, bijdrageklasse=None, inkomen=inkomen))[1] == 320 * bijdrage


def test_a_declared_class_goes_before_the_income() -> None:
    assert bedragen(maak(), replace(PEUTER, bijdrageklasse=1, inkomen=90_000))[1] == 320 * 100


def test_without_proof_the_policy_can_give_nothing() -> None:
    regeling = maak(bijdragetabel__zonder_bewijs="geen_subsidie")
    assert bedragen(regeling, replace(PEUTER, bijdrageklasse=None)) == (0, 320_000)


@pytest.mark.parametrize(("boven", "subsidie"), [("hoogste_bijdrage", 320 * 800), ("geen_subsidie", 0)])
def test_above_an_income_ceiling_the_policy_decides(boven: str, subsidie: int) -> None:
    rijen = [{"tot_en_met": 40_000, "kind1": 1, "kind2": 1}, {"tot_en_met": 80_000, "kind1": 2, "kind2": 2}]
    regeling = maak(bijdragetabel__versies__0__rijen=rijen, bijdragetabel__boven_tabel=boven)
    assert reken(regeling, replace(PEUTER, bijdrageklasse=None, inkomen=80_000)).totaal == 320 * 800
    assert reken(regeling, replace(PEUTER, bijdrageklasse=None, inkomen=80_001)).totaal == subsidie


def test_a_class_that_does_not_exist_gives_no_number() -> None:
    with pytest.raises(FeitenFout, match="bijdrageklasse = 4: de bijdragetabel heeft 3 klassen"):
        reken(maak(), replace(PEUTER, bijdrageklasse=4))


def test_the_table_changes_inside_a_year() -> None:
    nieuw = {"bron": "tweede versie", "vanaf": "2026-07-01", "rijen": [
        {"tot_en_met": 21_000, "kind1": "1.50", "kind2": 1},
        {"tot_en_met": 42_000, "kind1": 2, "kind2": 1},
        {"tot_en_met": "geen", "kind1": 3, "kind2": 2},
    ]}  # fmt: skip
    regeling = maak(bijdragetabel__versies=[{"bron": BRON, "rijen": nieuw["rijen"]}, nieuw])
    assert bedragen(regeling, PEUTER)[1] == 48_000
    oud = maak().as_document()["bijdragetabel"]["versies"][0]
    regeling = maak(bijdragetabel__versies=[oud, nieuw])
    assert bedragen(regeling, PEUTER)[1] == 160 * 100 + 160 * 150
    assert (
        bedragen(regeling, replace(PEUTER, bijdrageklasse=None, inkomen=20_500))[1] == 160 * 200 + 160 * 150
    )


def test_a_surcharge_can_come_on_top_of_the_table() -> None:
    assert bedragen(met_bijdrage(soort="tabel", bron=BRON, opslag=w("0.43")), PEUTER)[1] == 320 * 143


def test_no_contribution() -> None:
    assert bedragen(met_bijdrage(soort="geen", bron=BRON), PEUTER) == (320_000, 0)


def test_a_flat_contribution_per_hour() -> None:
    assert bedragen(met_bijdrage(soort="per_uur", bedrag=w("0.45")), PEUTER) == (320 * 955, 320 * 45)


def test_a_flat_contribution_per_month() -> None:
    regeling = met_bijdrage(soort="per_maand", bedrag=w(25))
    assert bedragen(regeling, PEUTER) == (290_000, 30_000)
    kwartaal = replace(PEUTER, tot_en_met=PEUTER.van.replace(month=3, day=31), uren=8_000)
    assert bedragen(regeling, kwartaal) == (72_500, 7_500)


def test_half_a_month_costs_half_of_the_monthly_contribution() -> None:
    feit = replace(
        PEUTER, van=PEUTER.van.replace(month=4), tot_en_met=PEUTER.van.replace(month=4, day=15), uren=1_000
    )
    assert bedragen(met_bijdrage(soort="per_maand", bedrag=w(25)), feit) == (8_750, 1_250)


def test_without_hours_there_is_no_monthly_contribution() -> None:
    assert bedragen(met_bijdrage(soort="per_maand", bedrag=w(25)), replace(PEUTER, uren=0)) == (0, 0)


def test_the_monthly_contribution_is_never_more_than_the_cost() -> None:
    assert bedragen(met_bijdrage(soort="per_maand", bedrag=w(25)), replace(PEUTER, uren=2_000)) == (0, 20_000)


def test_a_table_can_hold_amounts_per_month() -> None:
    rijen = [
        {"tot_en_met": 20_000, "kind1": 21, "kind2": 21},
        {"tot_en_met": "geen", "kind1": 173, "kind2": 173},
    ]
    regeling = maak(bijdragetabel__soort="bedrag_per_maand", bijdragetabel__versies__0__rijen=rijen)
    assert bedragen(regeling, replace(PEUTER, bijdrageklasse=2))[1] == 12 * 17_300
    assert bedragen(regeling, PEUTER)[1] == 12 * 2_100


def test_a_part_of_the_lowest_contribution() -> None:
    assert (
        bedragen(met_bijdrage(soort="deel_van_laagste", deel=w(50)), replace(PEUTER, bijdrageklasse=3))[1]
        == 320 * 50
    )


def test_half_a_cent_of_a_contribution_goes_up() -> None:
    rijen = [{"tot_en_met": "geen", "kind1": "0.43", "kind2": "0.43"}]
    regeling = maak(
        bijdragetabel__versies__0__rijen=rijen,
        bijdragen__half={"soort": "deel_van_laagste", "deel": w(50)},
        regulier=categorie(band("8 uur", 8, cel("half"))),
    )
    assert bedragen(regeling, PEUTER)[1] == 320 * 22


def test_parents_with_kot_are_deemed_to_pay_the_national_maximum() -> None:
    regeling = maak(
        bijdragen__toeslag={"soort": "max_uurprijs", "bron": BRON},
        regulier=categorie(band("8 uur", 8, cel("vng"), cel("toeslag"))),
    )
    assert bedragen(regeling, replace(PEUTER, kot=True)) == (320 * 100, 320 * 900)


def test_a_top_up_is_never_below_zero() -> None:
    regeling = maak(
        max_uurprijs={"bedragen": w(12)},
        bijdragen__toeslag={"soort": "max_uurprijs", "bron": BRON},
        regulier=categorie(band("8 uur", 8, cel("vng"), cel("toeslag"))),
    )
    assert bedragen(regeling, replace(PEUTER, kot=True)) == (0, 320_000)


def test_a_cell_that_says_geen_gives_no_subsidy() -> None:
    uitkomst = reken(maak(), replace(PEUTER, kot=True))
    assert (uitkomst.totaal, int(uitkomst.kosten[0]), int(uitkomst.uren[0])) == (0, 0, 0)


def test_parents_can_be_asked_the_whole_price() -> None:
    assert bedragen(met_bijdrage(soort="hele_prijs", bron=BRON), PEUTER) == (0, 320_000)


@pytest.mark.parametrize(("klasse", "rang", "per_uur"), [(1, 1, 36), (2, 1, 600), (2, 2, 296)])
def test_parents_pay_what_the_kot_percentage_leaves(klasse: int, rang: int, per_uur: int) -> None:
    """4 % of 9,00; 66,7 % of 9,00 is 6,003; 32,9 % of 9,00 is 2,961."""
    regeling = met_kot_tabel(soort="kot_eigen_deel", bron=BRON)
    feit = replace(PEUTER, bijdrageklasse=klasse, kindrang=rang, prijs=1_000)
    assert bedragen(regeling, feit)[1] == 320 * per_uur


# -- the municipality first -----------------------------------------------------------------------------


def test_a_flat_municipal_amount_per_hour() -> None:
    regeling = maak(
        gemeentebedragen={"acht": {"soort": "per_uur", "bedrag": w(8)}},
        regulier=categorie(band("8 uur", 8, gemeente("acht"))),
    )
    assert bedragen(regeling, PEUTER) == (256_000, 64_000)


def test_a_flat_municipal_amount_per_year_goes_by_the_month() -> None:
    regeling = maak(
        gemeentebedragen={"duizend": {"soort": "per_jaar", "bedrag": w(1_000)}},
        regulier=categorie(band("8 uur", 8, gemeente("duizend"))),
    )
    assert bedragen(regeling, PEUTER) == (100_000, 220_000)
    januari = replace(PEUTER, tot_en_met=PEUTER.van.replace(day=31), uren=2_667)
    assert bedragen(regeling, januari) == (8_333, 26_670 - 8_333)


def test_a_municipal_amount_is_never_more_than_the_cost() -> None:
    regeling = maak(
        gemeentebedragen={"duizend": {"soort": "per_jaar", "bedrag": w(1_000)}},
        regulier=categorie(band("8 uur", 8, gemeente("duizend"))),
    )
    assert bedragen(regeling, replace(PEUTER, uren=5_000)) == (50_000, 0)


@pytest.mark.parametrize(("prijs", "subsidie"), [(850, 320 * 816), (900, 320 * 864), (1_000, 320 * 864)])
def test_the_municipality_can_mirror_the_kot(prijs: int, subsidie: int) -> None:
    """96 % of the price, up to the maximum of 9,00; the parent pays the rest."""
    regeling = met_kot_tabel(soort="kot_percentage", bron=BRON)
    assert bedragen(regeling, replace(PEUTER, prijs=prijs)) == (subsidie, 320 * prijs - subsidie)


def test_an_amount_per_hour_can_stay_unrounded() -> None:
    """33,3 % of 8,55 is 2,84715."""
    afgerond, precies = (met_kot_tabel(stap, soort="kot_percentage", bron=BRON) for stap in ("cent", "geen"))
    feit = replace(PEUTER, bijdrageklasse=2, prijs=855)
    assert bedragen(afgerond, feit)[0] == 320 * 285
    assert bedragen(precies, feit)[0] == 91_109


def test_without_proof_the_kot_mirror_can_give_nothing() -> None:
    regeling = met_kot_tabel(soort="kot_percentage", bron=BRON)
    streng = maak(
        bijdragetabel__soort="kot_percentage",
        bijdragetabel__versies__0__rijen=KOT,
        bijdragetabel__zonder_bewijs="geen_subsidie",
        bijdragen__vng={"soort": "geen", "bron": BRON},
        gemeentebedragen={"kot": {"soort": "kot_percentage", "bron": BRON}},
        regulier=categorie(band("8 uur", 8, gemeente("kot"))),
    )
    feit = replace(PEUTER, bijdrageklasse=None, prijs=900)
    assert reken(regeling, feit).totaal == 320 * 300
    assert reken(streng, feit).totaal == 0


# -- surcharges, minima, deviations ----------------------------------------------------------------------


def test_a_surcharge_is_for_the_named_places_and_groups() -> None:
    regeling = maak(
        opslagen=[
            {"naam": "kleine kern", "bedrag": w("0.50"), "categorieen": ["regulier"], "kernen": ["Dorp"]},
            {"naam": "halve groep", "bedrag": w("0.25"), "categorieen": ["regulier"], "locaties": ["L1"]},
        ]
    )
    plaatsen = [{}, {"kern": "Dorp"}, {"locatie": "L1"}, {"kern": "Dorp", "locatie": "L1"}, {"locatie": "L2"}]
    uitkomst = reken(regeling, *(replace(PEUTER, **plaats) for plaats in plaatsen))
    assert (uitkomst.subsidie // 320).tolist() == [900, 950, 925, 975, 900]
    assert reken(regeling, replace(DOELGROEP, kern="Dorp")).totaal == reken(regeling, DOELGROEP).totaal


def test_a_minima_rule_can_take_the_contribution_away() -> None:
    regeling = maak(
        minima=[{"naam": "pas", "voorwaarde": "laag inkomen", "bijdrage_nul": True, "bron": BRON}]
    )
    assert bedragen(regeling, replace(PEUTER, bijdrageklasse=3, minima=1)) == (320_000, 0)
    assert bedragen(regeling, replace(PEUTER, bijdrageklasse=3))[1] == 96_000


def test_an_unknown_minima_rule_gives_no_number() -> None:
    with pytest.raises(FeitenFout, match="minima = 1: de regeling heeft 0 minimaregels; kies 0 tot en met 0"):
        reken(maak(), replace(PEUTER, minima=1))


def test_parents_with_a_pass_can_pay_for_fewer_hours() -> None:
    """Ten paid and six free hours become seven and nine."""
    stenen = (cel("vng"), cel("gratis"))
    regeling = maak(
        minima=[{"naam": "pas", "voorwaarde": "laag inkomen", "bijdrage_nul": False, "bron": BRON}],
        doelgroep=categorie(band("betaald", 10, stenen[0]), band("gratis", 6, stenen[1])),
        afwijkingen=[
            {
                "naam": "met pas",
                "bron": BRON,
                "categorie": "doelgroep",
                "minima": "pas",
                "banden": [band("betaald", 7, stenen[0]), band("gratis", 9, stenen[1])],
            }
        ],
    )
    assert bedragen(regeling, DOELGROEP)[1] == 400 * 100
    assert bedragen(regeling, replace(DOELGROEP, minima=1))[1] == 280 * 100


DE_HOEK = {
    "naam": "De Hoek",
    "bron": BRON,
    "categorie": "regulier",
    "locaties": ["L1"],
    "banden": [band("5,25 uur", "5.25", cel("vng"))],
}


def test_a_location_can_have_other_hours() -> None:
    regeling = maak(afwijkingen=[DE_HOEK])
    assert reken(regeling, replace(PEUTER, locatie="L1")).uren.tolist() == [21_000]
    assert reken(regeling, replace(PEUTER, locatie="L2")).uren.tolist() == [32_000]


def test_other_hours_of_a_location_hold_for_parents_with_a_pass_too() -> None:
    regeling = maak(
        minima=[{"naam": "pas", "voorwaarde": "laag inkomen", "bijdrage_nul": False, "bron": BRON}],
        afwijkingen=[DE_HOEK],
    )
    met_pas = [replace(PEUTER, locatie=locatie, minima=1) for locatie in ("L1", "L2")]
    assert reken(regeling, *met_pas).uren.tolist() == [21_000, 32_000]
