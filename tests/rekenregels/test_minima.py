"""Rules for a low income that hold by themselves: by household, by an amount, by the social minimum."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rekenregels import (
    Feit,
    Feiten,
    Minimarand,
    Regeling,
    as_toml,
    load_regeling,
    make_uitleg,
    sociale_minima,
    vragen_van,
)
from rekenregels.csvbestand import read_feiten
from rekenregels.regeling.categorie import Huishouden
from rekenregels.regeling.tabellen import halfjaren

from .conftest import reken
from .rekenblad import controleer
from .voorbeeldstad import PEUTER, fouten, maak, w

MINIMUM = {
    "inkomen_per": "maand",
    "alleenstaand": w("1283.83"),
    "samenwonend": [w("1834.04"), w("1900", vanaf=date(2026, 7, 1))],
}
ALLEEN, SAMEN = Huishouden.ALLEENSTAAND, Huishouden.SAMENWONEND


def regel(naam: str = "laag", **grens: Any) -> dict[str, Any]:
    return {"naam": naam, "voorwaarde": naam, "bijdrage_nul": True, "bron": "art. 9", "grens": grens}


def stad(*regels: dict[str, Any], **meer: Any) -> Regeling:
    return maak(minima=list(regels), **meer)


def ouder(inkomen: int | None, huishouden: Huishouden | None) -> Feit:
    return replace(PEUTER, bijdrageklasse=None, inkomen=inkomen, huishouden=huishouden, uren=10_00)


def bijdragen(regeling: Regeling, *feiten: Feit) -> list[int]:
    uit: list[int] = reken(regeling, *feiten).ouderbijdrage.tolist()
    return uit


def test_a_share_of_the_social_minimum_is_looked_up_by_household_to_the_euro() -> None:
    regeling = stad(regel(percentage=w(110)), sociaal_minimum=MINIMUM)
    gevallen = [ouder(16_946, ALLEEN), ouder(16_947, ALLEEN), ouder(24_209, SAMEN), ouder(24_210, SAMEN)]
    half = [replace(f, tot_en_met=date(2026, 6, 30)) for f in gevallen]
    assert bijdragen(regeling, *half) == [0, 10_00, 0, 20_00]


def test_the_norm_of_the_day_counts() -> None:
    regeling = stad(regel(percentage=w(110)), sociaal_minimum=MINIMUM)
    assert bijdragen(regeling, replace(ouder(25_000, SAMEN), uren=200_00)) == [200_00]


def test_who_is_not_known_gets_no_rule_and_who_names_one_keeps_it() -> None:
    regeling = stad(regel(percentage=w(110)), sociaal_minimum=MINIMUM)
    onbekend = [ouder(None, ALLEEN), ouder(1_000, None)]
    assert bijdragen(regeling, *onbekend, replace(ouder(90_000, SAMEN), minima=1)) == [30_00, 10_00, 0]


def test_own_limits_per_household_and_a_rule_for_one_household() -> None:
    grenzen = stad(regel(alleenstaand=w(20_000), samenwonend=w(30_000)))
    assert bijdragen(grenzen, ouder(20_001, ALLEEN), ouder(30_000, SAMEN)) == [20_00, 0]
    alleen = stad(regel(huishoudens=["alleenstaand"]))
    assert bijdragen(alleen, ouder(None, ALLEEN), ouder(None, SAMEN), ouder(5, None)) == [0, 30_00, 10_00]


def test_the_first_rule_that_holds_counts() -> None:
    half = regel("minder", alleenstaand=w(30_000), samenwonend=w(30_000)) | {"bijdrage_nul": False}
    niets = regel("niets", alleenstaand=w(20_000), samenwonend=w(20_000))
    assert bijdragen(stad(niets, half), ouder(15_000, ALLEEN)) == [0]
    assert bijdragen(stad(half, niets), ouder(15_000, ALLEEN)) == [10_00]


def _stap(regeling: Regeling, feit: Feit) -> tuple[str, str, str]:
    [stap] = [s for s in make_uitleg(reken(regeling, feit), 0).stappen if s.naam == "Minimaregel"]
    if stap.formule:
        assert controleer(stap.formule) == stap.waarde
    return stap.omschrijving.replace("\u00a0", " "), stap.formule.replace("\u00a0", " "), stap.bron


def test_the_explanation_tells_why_a_rule_holds() -> None:
    kind = replace(ouder(16_000, ALLEEN), tot_en_met=date(2026, 6, 30))
    assert _stap(stad(regel(percentage=w(110)), sociaal_minimum=MINIMUM), kind) == (
        (
            'De regel "laag" geldt: het inkomen is € 16.000 per jaar, en voor een alleenstaande ouder is dat hoogstens 110% van '
            "het sociaal minimum."
        ),
        "110,0% x € 1.283,83 x 12 maanden = € 16.946,00 (naar beneden afgerond op hele euro's)",
        "art. 1; art. 9",
    )
    grens = stad(regel(alleenstaand=w(20_000), samenwonend=w(30_000)))
    assert _stap(grens, kind)[:2] == (
        'De regel "laag" geldt: het inkomen is € 16.000 per jaar, en voor een alleenstaande ouder is dat hoogstens dit bedrag.',
        "€ 20.000,00",
    )
    assert _stap(stad(regel(huishoudens=["alleenstaand"])), kind)[:2] == (
        'De regel "laag" geldt: de regel is voor een alleenstaande ouder.',
        "",
    )


@pytest.mark.parametrize(
    ("grens", "meer", "zin"),
    [
        (
            {},
            {},
            (
                "minima[1].grens is leeg. Noem huishoudens, een percentage van het sociaal minimum, of een bedrag per "
                "huishouden."
            ),
        ),
        (
            {"percentage": w(110)},
            {},
            (
                "minima[1].grens.percentage neemt een deel van het sociaal minimum, maar [sociaal_minimum] bestaat niet. Voeg "
                "dat hoofdstuk toe."
            ),
        ),
        (
            {"percentage": w(110), "samenwonend": w(1)},
            {"sociaal_minimum": MINIMUM},
            "minima[1].grens heeft een percentage en bedragen. Kies een van beide.",
        ),
        (
            {"samenwonend": w(30_000)},
            {},
            (
                "minima[1].grens.alleenstaand ontbreekt, terwijl de regel ook voor een alleenstaande ouder is. Vul een bedrag "
                "in, of noem alleen de andere bij huishoudens."
            ),
        ),
        (
            {"samenwonend": w(30_000), "alleenstaand": w(1), "huishoudens": ["samenwonend"]},
            {},
            "minima[1].grens.alleenstaand telt niet: alleenstaand staat niet bij huishoudens. Haal een van beide weg.",
        ),
        (
            {"huishoudens": ["samenwonend"]},
            {"sociaal_minimum": MINIMUM},
            (
                "sociaal_minimum wordt door geen minimaregel gelezen. Geef een regel grens.percentage, of haal het hoofdstuk "
                "weg."
            ),
        ),
    ],
)
def test_a_limit_that_can_not_be_read_is_refused(
    grens: dict[str, Any], meer: dict[str, Any], zin: str
) -> None:
    assert fouten(minima=[regel(**grens)], **meer) == [zin]


def test_who_records_a_child_is_told_for_which_incomes_a_rule_holds_that_day() -> None:
    regels = [regel("110", percentage=w(110)), regel("alleen", huishoudens=["alleenstaand"])]
    regeling = stad(*regels, sociaal_minimum=MINIMUM)
    assert vragen_van(regeling, date(2026, 8, 1)).grenzen == (
        (
            "110",
            "alleenstaand: inkomen tot en met € 16.946 per jaar; samenwonend: inkomen tot en met € 25.080 per jaar",
        ),
        ("alleen", "alleenstaand"),
    )
    assert vragen_van(regeling, date(2026, 8, 1)).randen == (
        Minimarand("110", ALLEEN, 16_946),
        Minimarand("110", SAMEN, 25_080),
        Minimarand("alleen", ALLEEN, None),
    )
    assert vragen_van(regeling).grenzen[0][1].endswith("samenwonend: inkomen tot en met € 24.209 per jaar")
    assert vragen_van(regeling).randen[1].hoogste == 24_209
    assert (vragen_van(regeling).huishouden, vragen_van(stad()).huishouden) == (True, False)


def test_a_rule_with_a_limit_for_one_household_and_a_rule_without_limits_tell_no_other_edges() -> None:
    zonder = {naam: waarde for naam, waarde in regel("pas").items() if naam != "grens"}
    regeling = stad(zonder, regel("samen", huishoudens=["samenwonend"], samenwonend=w(30_000)))
    assert vragen_van(regeling).randen == (Minimarand("samen", SAMEN, 30_000),)


def test_limits_survive_export_and_a_household_comes_from_a_file() -> None:
    regeling = stad(regel(percentage=w(110)), sociaal_minimum=MINIMUM)
    assert load_regeling(as_toml(regeling)) == regeling
    kop = "sleutel,geboortedatum,van,tot_en_met,categorie,kot,uren,inkomen,huishouden"
    rij = "a,2023-06-01,2026-01-01,2026-03-31,regulier,nee,10,16000,alleenstaand"
    [feit], _ = read_feiten(f"{kop}\n{rij}\n", regeling)
    assert feit.huishouden is ALLEEN
    assert Feiten.from_records([feit]).record(0) == feit


# -- the national table ------------------------------------------------------------------------------


def _landelijk(jaar: int, **meer: Any) -> dict[str, Any]:
    return {
        "regeling__geldig_van": date(jaar, 1, 1),
        "regeling__geldig_tot_en_met": date(jaar, 12, 31),
        "minima": [regel(percentage=w(110))],
        "sociaal_minimum": {"tabel": "landelijk"} | meer,
    }


def test_the_social_minimum_of_each_half_year_comes_from_the_national_table_with_its_source() -> None:
    minimum = maak(**_landelijk(2025)).sociaal_minimum
    assert minimum is not None
    assert [(waarde.waarde, waarde.vanaf) for waarde in minimum.alleenstaand.waarden] == [
        (1_345_45_000, None),
        (1_369_06_000, date(2025, 7, 1)),
    ]
    assert [waarde.waarde for waarde in minimum.samenwonend.waarden] == [1_922_07_000, 1_955_80_000]
    assert minimum.inkomen_per == "maand"
    assert minimum.alleenstaand.waarden[0].bron.startswith("gemeentewestland.nl, normenoverzicht")


def test_a_half_year_that_the_table_lacks_is_told_and_not_guessed() -> None:
    zin = (
        "sociaal_minimum.tabel: de landelijke tabel heeft geen sociaal minimum vanaf 01-01-2026, 01-07-2026."
    )
    assert fouten(**_landelijk(2026)) == [f"{zin} Vul zelf bedragen in met een bron."]
    assert fouten(**_landelijk(2025, tabel="anders")) == [
        'sociaal_minimum.tabel: "anders" bestaat niet. Schrijf tabel = "landelijk" of vul bedragen in.'
    ]


def test_own_amounts_go_before_those_of_the_table() -> None:
    eigen = {"alleenstaand": w(1_000), "samenwonend": w(1_500)}
    minimum = maak(**_landelijk(2026, **eigen)).sociaal_minimum
    assert minimum is not None
    assert (minimum.alleenstaand.waarden[0].waarde, minimum.inkomen_per) == (1_000_00_000, "jaar")


def test_half_years_are_those_in_which_the_days_lie() -> None:
    assert halfjaren(date(2024, 6, 30), date(2025, 7, 1)) == [
        date(2024, 1, 1),
        date(2024, 7, 1),
        date(2025, 1, 1),
        date(2025, 7, 1),
    ]
    assert halfjaren(date(2024, 7, 1), date(2024, 12, 31)) == [date(2024, 7, 1)]


def test_every_norm_has_a_source_and_stands_for_a_single_parent_below_a_couple() -> None:
    normen = sociale_minima()
    assert all(norm.bron and norm.status and norm.alleenstaand < norm.samenwonend for norm in normen.values())
    assert normen.keys() <= set(halfjaren(min(normen), max(normen)))
    # By law seven tenths, each rounded by itself.
    assert all(
        abs(norm.samenwonend * 7 / 10 - norm.alleenstaand) < Decimal("0.01") for norm in normen.values()
    )
