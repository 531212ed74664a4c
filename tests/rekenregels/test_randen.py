"""Edges on which no other example stands: the last value that fits, the second mistake, a list with one member."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rekenregels import (
    Feiten,
    FeitenFout,
    Regeling,
    calculate_samen,
    let_op,
    make_uitleg,
    met_tegoeden,
    run_voorbeelden,
)
from rekenregels.__main__ import main
from rekenregels.gelijkheid import in_delen
from rekenregels.opdrachten import OPDRACHTEN
from rekenregels.regeling.categorie import Huishouden
from rekenregels.regeling.getallen import als_decimaal
from rekenregels.regeling.plekken import Plek, Plekken
from rekenregels.regelingen import MAP as REGELINGEN
from rekenregels.rekenen import bereken
from rekenregels.rekenen.feiten import toon_kolomwaarde
from rekenregels.rekenen.plan import Plan

from .conftest import reken
from .test_goud import assert_goud
from .voorbeeldstad import BRON, DOELGROEP, PEUTER, band, categorie, cel, fase, fouten, maak, w

UREN = {"voorbeelden__0__verwacht": {"uren": 320}}
KWARTAAL = replace(PEUTER, tot_en_met=date(2026, 3, 31))


# -- orders --------------------------------------------------------------------------------------------------


def test_the_help_of_every_order_stays_word_for_word(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    hulp = ""
    for naam in ("", *OPDRACHTEN):
        with pytest.raises(SystemExit):
            main([*([naam] if naam else []), "--help"])
        hulp += " ".join(capsys.readouterr().out.split()) + "\n"  # how lines are broken is up to Python
    assert_goud("hulp.txt", hulp)


def test_every_slip_of_a_file_is_told_on_its_own_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bestand = tmp_path / "slordig.toml"
    bestand.write_text("a = 10,26\nb = ja\n", encoding="utf-8")
    assert main(["format", str(bestand)]) == 1
    assert capsys.readouterr() == (
        "",
        (
            "slordig.toml, regel 1, teken 5: 10,26 is geen getal zoals dit bestand het leest. Schrijf een punt voor de "
            "decimalen en niets tussen duizendtallen: 10.26\n"
            "slordig.toml, regel 2, teken 5: ja is geen ja of nee zoals dit bestand het leest. Schrijf: true\n"
        ),
    )


def test_each_group_that_does_not_fit_a_policy_is_told_on_its_own_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    putten, duiven = REGELINGEN / "putten-2025.toml", REGELINGEN / "duiven-2020.toml"
    assert main(["compare", str(putten), "--populatie", str(duiven)]) == 1
    zin = "van = 01-01-2020: de regeling Putten 2025 geldt van 01-01-2025 tot en met 31-12-2025"
    assert capsys.readouterr().err == (
        f"putten-2025.toml: regel 1 (doelgroep zonder toeslag), {zin}\n"
        f"putten-2025.toml: regel 2 (doelgroep met toeslag), {zin}\n"
        f"putten-2025.toml: regel 3 (regulier zonder toeslag), {zin}\n"
        f"putten-2025.toml: regel 4 (regulier met toeslag), {zin}\n"
    )


def test_where_a_population_lacks_it_is_told_how_to_name_one(capsys: pytest.CaptureFixture[str]) -> None:
    putten, duiven = str(REGELINGEN / "putten-2025.toml"), str(REGELINGEN / "duiven-2020.toml")
    begin = "putten-2025.toml: dit bestand heeft geen [populatie]. Voeg groepen kinderen toe"
    assert main(["compare", putten]) == 1
    assert capsys.readouterr().err == f"{begin}, of geef --populatie mee.\n"
    assert main(["compare", duiven, "--populatie", putten]) == 1
    assert capsys.readouterr().err == f"{begin}.\n"


def test_how_many_files_fail_is_told_by_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stuk, goed = tmp_path / "stuk.toml", REGELINGEN / "voorbeeld-kleinste.toml"
    stuk.write_text("[regeling]\n", encoding="utf-8")
    assert main(["check", str(stuk), str(goed), str(stuk)]) == 1
    assert capsys.readouterr().err.endswith("\n2 van de 3 regelingen zijn niet in orde.\n")
    slordig = tmp_path / "slordig.toml"
    slordig.write_text("a=1\n", encoding="utf-8")
    assert main(["format", "--controleer", str(slordig), str(goed), str(slordig)]) == 1
    assert capsys.readouterr() == (
        "slordig.toml: heeft een andere opmaak\n" * 2,
        "2 van de 3 bestanden hebben een andere opmaak.\n",
    )


# -- reading ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rauw", "gelezen"),
    [
        ("0" * 39 + "1", Decimal(1)),
        ("0" * 40 + "1", None),
        (Decimal("12345.123456789012345"), Decimal("12345.123456789012345")),
        (Decimal("12345.1234567890123456"), None),
        (Decimal("1E-20"), Decimal("1E-20")),
        (Decimal("1E-21"), None),
        (10**15 - 1, Decimal(10**15 - 1)),
        (1 - 10**15, Decimal(1 - 10**15)),
        (10**15, None),
        (-(10**15), None),
        (Decimal(10**15 - 1), Decimal(10**15 - 1)),
        (Decimal(10**15), None),
    ],
)
def test_the_longest_number_is_read_and_one_sign_or_unit_more_is_not(
    rauw: object, gelezen: Decimal | None
) -> None:
    assert als_decimaal(rauw) == gelezen


def test_two_keys_that_were_spelled_wrong_are_not_told_as_missing_too() -> None:
    anders = {"uren__ruimte": ..., "uren__weken_per_jaar": ..., "uren__ruimt": "x", "uren__weken_per_jar": 1}
    assert fouten(**anders) == [
        "uren.ruimt is geen bekende sleutel. Bedoelt u ruimte? Verbeter de naam of haal de regel weg.",
        "uren.weken_per_jar is geen bekende sleutel. Bedoelt u weken_per_jaar? Verbeter de naam of haal de regel weg.",
    ]


def test_places_are_found_without_any_space() -> None:
    plekken = Plekken("a=[1,22]\nb={c=3,d=[4]}\n")
    gevonden = {
        pad: plekken.van(f"{pad} is fout") for pad in ("a", "a[1]", "a[2]", "b", "b.c", "b.d", "b.d[1]")
    }
    assert gevonden == {
        "a": Plek(1, 1),
        "a[1]": Plek(1, 4),
        "a[2]": Plek(1, 6),
        "b": Plek(2, 1),
        "b.c": Plek(2, 4),
        "b.d": Plek(2, 8),
        "b.d[1]": Plek(2, 11),
    }


# -- rules between the parts -------------------------------------------------------------------------------------


def test_a_cell_with_a_price_does_not_hide_the_one_without() -> None:
    zonder_prijs = {"tarief": "geen", "gemeentebedrag": "van_ons", "bijdrage": "hele"}
    gevonden = fouten(
        gemeentebedragen={"van_ons": {"soort": "per_uur", "bedrag": w(8)}},
        bijdragen__hele={"soort": "hele_prijs", "bron": BRON},
        regulier=categorie(band("b", 8, cel("vng"), zonder_prijs)),
    )
    assert gevonden == [
        (
            "regulier.fasen[1].banden[1].met_kot heeft geen tarief, maar hele is een deel van de prijs. Kies een vast bedrag "
            "per uur, dag, maand of jaar, of noem een tarief."
        )
    ]


VERDELINGEN: dict[str, dict[str, Any]] = {
    "twaalf_gelijke_maanden": {},
    "elf_gelijke_maanden": {"uren__vrije_maanden": [8]},
    "tien_gelijke_maanden": {"uren__vrije_maanden": [7, 8]},
    "schoolweken": {"uren__schoolweken": [11, 11, 7, 11]},
    "kalenderweken": {"uren__weken_per_jaar": w(52)},
}
TIJD_PAST_NIET = {
    ("maand", "schoolweken"): (
        "; bij schoolweken zijn maanden geen gelijke delen. Kies een andere maandverdeling of een andere tijd."
    ),
    ("maand", "kalenderweken"): (
        "; bij kalenderweken zijn maanden geen gelijke delen. Kies een andere maandverdeling of een andere tijd."
    ),
    ("jaar", "kalenderweken"): (
        "; dat past niet bij kalenderweken. Kies een andere maandverdeling of een andere tijd."
    ),
} | {
    ("kwartaal", verdeling): (
        "; dat past alleen bij twaalf gelijke maanden. Kies die maandverdeling of een andere tijd."
    )
    for verdeling in list(VERDELINGEN)[1:]
}


@pytest.mark.parametrize("verdeling", VERDELINGEN)
@pytest.mark.parametrize("per", ["dag", "maand", "kwartaal", "jaar"])
def test_an_amount_is_rounded_over_a_time_that_is_a_share_of_the_year(verdeling: str, per: str) -> None:
    afronding = {"op": "euro", "richting": "omlaag", "over": "som", "bron": BRON, "per": per}
    delen = [{"van": "prijs", "percentage": w(12)}]
    proef = {"soort": "samengesteld", "bron": BRON, "delen": delen, "afronding": afronding}
    zin = TIJD_PAST_NIET.get((per, verdeling))
    assert fouten(bijdragen__proef=proef, uren__maandverdeling=verdeling, **VERDELINGEN[verdeling]) == (
        [] if zin is None else [f"bijdragen.proef.afronding.per is {per}{zin}"]
    )


def test_a_gap_between_phases_is_pointed_out_with_both_ages() -> None:
    regels = categorie() | {
        "fasen": [
            fase("jong", 24, 30, band("b", 8, cel("vng"))),
            fase("midden", 31, 36, band("b", 8, cel("vng"))),
            fase("oud", 36, 48, band("b", 8, cel("vng"))),
        ]
    }
    regels["fasen"][0]["tot"]["weken"] = 1
    regels["fasen"][2]["vanaf"]["weken"] = 2
    slot = "In die tijd is er geen subsidie. Staat dat niet in de regeling, laat de fasen dan op elkaar aansluiten."
    assert let_op(maak(regulier=regels)) == [
        f"regulier.fasen[2].vanaf: tussen 30 maanden en 1 week en 31 maanden geldt geen fase. {slot}",
        f"regulier.fasen[3].vanaf: tussen 36 maanden en 36 maanden en 2 weken geldt geen fase. {slot}",
    ]


@pytest.mark.parametrize("jaren", [1, 2, 4])
def test_an_age_in_years_is_taken_for_a_slip(jaren: int) -> None:
    woord = "1 maand" if jaren == 1 else f"{jaren} maanden"
    assert let_op(maak(regulier=categorie(band("b", 8, cel("vng")), van=jaren))) == [
        f"regulier.fasen[1].vanaf is {woord}. Bedoelt u {jaren} jaar, schrijf dan: maanden = {12 * jaren}"
    ]


def test_the_highest_amount_of_a_free_table_is_nothing() -> None:
    rijen = [{"tot_en_met": "geen", "kind1": 0, "kind2": "geen"}]
    regeling = maak(
        bijdragetabel__versies__0__rijen=rijen,
        bijdragetabel__kindrang=False,
        voorbeelden__0__verwacht={"uren": 320},
    )
    assert regeling.bijdragetabel.hoogste_op(date(2026, 1, 1)) == 0


# -- facts -----------------------------------------------------------------------------------------------------


def test_a_day_is_shown_as_a_date_up_to_the_last_one_that_can_be() -> None:
    for dag, tekst in ((date(1, 1, 1), "01-01-1"), (date.max, "31-12-9999")):
        feiten = Feiten.from_records([replace(PEUTER, recht_vanaf=dag)])
        assert toon_kolomwaarde(feiten, "recht_vanaf", 0) == tekst


def contracten(*groepen: str) -> dict[str, Any]:
    maten = [{"per": "week", "aantal": w(8)}]
    return {groep: categorie(band("b", 8, cel("vng")), contractmaten=maten) for groep in groepen}


def test_a_contract_that_does_not_exist_is_told_for_each_group() -> None:
    regeling = maak(uren__bron="contract", **contracten("doelgroep", "regulier"), **UREN)
    with pytest.raises(FeitenFout) as fout:
        reken(regeling, *(replace(feit, uren_per_week=7_00) for feit in (PEUTER, DOELGROEP)))
    zin = (
        "uren_per_week = 7,00: deze regeling kent alleen een contract van 8 uur per week; verbeter de "
        "uren per week"
    )
    assert sorted(str(f) for f in fout.value.fouten) == [f"regel 1 (p), {zin}", f"regel 2 (d), {zin}"]


@pytest.mark.parametrize(
    "regels",
    [
        categorie(band("b", 8, cel("vng")), maximum_uren_per_jaar=w(300)),
        categorie(
            band("b", 1, cel("vng")) | {"uren_per_week": "geen", "uren": {"per": "jaar", "aantal": w(300)}}
        ),
    ],
)
def test_what_counts_per_calendar_year_needs_lines_within_one(regels: dict[str, Any]) -> None:
    regeling = maak(
        regulier=regels, regeling__geldig_tot_en_met=date(2027, 12, 31), voorbeelden__0__verwacht={"uren": 1}
    )
    with pytest.raises(FeitenFout) as fout:
        reken(regeling, replace(PEUTER, tot_en_met=date(2027, 1, 1)))
    assert str(fout.value) == (
        "regel 1 (p), tot_en_met = 01-01-2027: de periode loopt over de jaarwisseling; splits de regel"
    )


def test_the_days_of_a_week_also_count_for_a_line_of_one_day() -> None:
    plekken = [{"naam": "eerste dag", "uren": w(6)}]
    regeling = maak(regulier=categorie(band("b", 16, cel("vng")), uren_per_dagplek=plekken), **UREN)
    regels = [replace(KWARTAAL, uren=10_00, dagen=dagen) for dagen in (0, 1, 2)]
    assert reken(regeling, *regels).uren.tolist() == [0, 6_00, 10_00]


def test_what_was_used_before_is_added_to_what_the_line_tells_itself() -> None:
    def blok(naam: str) -> dict[str, Any]:
        maat = {"per": "hele_periode", "aantal": w(700)}
        return band(naam, 1, cel("vng")) | {"uren_per_week": "geen", "uren": maat, "tegoed_uit": "oud"}

    regeling = maak(regulier=categorie(blok("nieuw")), voorbeelden__0__verwacht={"uren": 1})
    feiten = Feiten.from_records([replace(PEUTER, gebruikt_1=1_00), PEUTER])
    assert met_tegoeden(regeling, feiten, [{"oud": 300_00}, {}]).gebruikt_1.tolist() == [301_00, 0]


def test_a_policy_of_two_blocks_leaves_nothing_in_a_third() -> None:
    regels = [
        replace(DOELGROEP, van=van, tot_en_met=tot, uren=50_00)
        for van, tot in ((date(2026, 1, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 6, 30)))
    ]
    feiten = calculate_samen(maak(uren__ruimte="per_jaar"), Feiten.from_records(regels)).feiten
    over = [getattr(feiten, f"ruimte_over_{b}").tolist() for b in (1, 2, 3, 4)]
    assert over == [[0, 30_00], [0, 80_00], [0, 0], [0, 0]]


def test_a_worked_example_that_can_not_be_computed_is_named_in_what_is_wrong() -> None:
    [uitslag] = run_voorbeelden(maak(voorbeelden__0__kind__van=date(2025, 12, 31)))
    assert uitslag.verschillen == (
        ("kind.van is 31-12-2025: de regeling Voorbeeldstad 2026 geldt van 01-01-2026 tot en met 31-12-2026"),
    )


def test_a_rule_that_was_declared_speaks_for_itself_also_where_the_income_is_known() -> None:
    grens = {"alleenstaand": w(20_000), "samenwonend": w(25_000)}
    pas = {"naam": "pas", "voorwaarde": "v", "bijdrage_nul": True, "bron": "art. 9", "grens": grens}
    ouder = replace(PEUTER, bijdrageklasse=None, inkomen=18_000, huishouden=Huishouden.ALLEENSTAAND)

    def stappen(regeling: Regeling, **anders: Any) -> list[str]:
        uitleg = make_uitleg(reken(regeling, replace(ouder, **anders)), 0)
        return [stap.omschrijving for stap in uitleg.stappen if stap.naam == "Minimaregel"]

    assert stappen(maak(minima=[pas]), minima=1) == []
    assert stappen(maak(minima=[pas])) == [
        'De regel "pas" geldt: het inkomen is € 18.000 per jaar, en voor een alleenstaande ouder is dat hoogstens dit bedrag.'
    ]


def test_a_right_that_ends_is_that_of_its_own_group_only() -> None:
    regeling = maak(
        regulier=categorie(band("8 uur", 8, cel("vng")), hoogstens_maanden=w(6)),
        voorbeelden__0__kind__recht_vanaf=date(2026, 1, 1),
        voorbeelden__0__verwacht={"uren": 160},
    )
    begon = [replace(feit, recht_vanaf=date(2025, 1, 1)) for feit in (PEUTER, DOELGROEP)]
    assert reken(regeling, *begon).uren.tolist() == [0, 640_00]


def test_a_number_of_months_that_changes_holds_from_that_very_day() -> None:
    regeling = maak(
        regulier=categorie(
            band("8 uur", 8, cel("vng")), hoogstens_maanden=[w(6), w(24, vanaf=date(2026, 1, 2))]
        ),
        voorbeelden__0__kind__recht_vanaf=date(2026, 1, 1),
        voorbeelden__0__verwacht={"uren": 160},
    )
    begin = replace(KWARTAAL, recht_vanaf=date(2025, 1, 1), uren=10_00)
    assert reken(regeling, begin, replace(begin, van=date(2026, 1, 2))).uren.tolist() == [0, 10_00]


def test_an_amount_that_is_rounded_over_a_day_asks_for_the_days() -> None:
    afronding = {"op": "euro", "richting": "omlaag", "over": "som", "bron": BRON, "per": "dag"}
    proef = {"soort": "samengesteld", "bron": BRON, "delen": [{"van": "prijs"}], "afronding": afronding}
    regeling = maak(
        bijdragen__proef=proef,
        regulier=categorie(band("8 uur", 8, cel("proef"))),
        voorbeelden__0__kind__dagen=80,
        **UREN,
    )
    with pytest.raises(FeitenFout) as fout:
        reken(regeling, PEUTER)
    assert str(fout.value) == (
        "regel 1 (p), dagen = niet ingevuld: deze regeling kijkt naar het aantal dagen opvang; vul dat in"
    )


def test_a_provider_that_asks_nothing_is_explained_with_a_price_of_nothing() -> None:
    tarief = {"soort": "aanbieder_tot_grens", "grens": w(9), "meerprijs": "ouder"}
    regeling = maak(
        tarieven__basis=tarief,
        bijdragen__vng={"soort": "geen", "bron": BRON},
        regulier=categorie(band("8 uur", 8, cel("gratis"))),
        voorbeelden__0__kind__prijs=9,
        **UREN,
    )
    [stap] = [
        stap
        for stap in make_uitleg(reken(regeling, replace(PEUTER, prijs=0)), 0).stappen
        if stap.naam.startswith("Prijs per uur")
    ]
    assert (stap.formule.replace("\u00a0", " "), stap.waarde) == ("min(€ 0,00; € 9,00) = € 0,00", 0)


def test_room_that_came_along_does_not_open_a_block_that_the_phase_lacks() -> None:
    fasen = categorie() | {
        "fasen": [
            fase("2 tot 2,5 jaar", 24, 30, band("8 uur", 8, cel("vng"))),
            fase("2,5 tot 4 jaar", 30, 48, band("8 uur", 8, cel("vng")), band("nog 8 uur", 8, cel("gratis"))),
        ]
    }
    regeling = maak(uren__ruimte="per_jaar", regulier=fasen)
    jong = replace(KWARTAAL, geboortedatum=date(2024, 1, 1), uren=200_00, ruimte_over_2=50_00)
    uitkomst = reken(regeling, jong, replace(jong, ruimte_over_1=5_00))
    assert uitkomst.uren.tolist() == [80_00, 85_00]
    assert uitkomst.uren_boven.tolist() == [120_00, 115_00]


def test_many_lines_are_computed_in_blocks_of_the_same_size(monkeypatch: pytest.MonkeyPatch) -> None:
    regels = [replace(PEUTER, uren=uren * 100, prijs=1_000 + uren) for uren in range(1, 8)]
    zonder_prijs = [replace(feit, prijs=None) for feit in regels]
    groottes: list[int] = []
    run_blok = bereken._run_blok

    def geteld(plan: Plan, feiten: Feiten) -> dict[str, Any]:
        groottes.append(len(feiten))
        return run_blok(plan, feiten)

    monkeypatch.setattr(bereken, "BLOKGROOTTE", 2)
    monkeypatch.setattr(bereken, "_run_blok", geteld)
    uitkomst = reken(maak(), *regels)
    assert groottes == [3, 3, 1]
    assert uitkomst.uren.tolist() == [100, 200, 300, 400, 500, 600, 700]
    assert uitkomst.subsidie.tolist() == [9_00, 18_00, 27_00, 36_00, 45_00, 54_00, 63_00]
    assert uitkomst.meerprijs.tolist() == [1, 4, 9, 16, 25, 36, 49]
    assert reken(maak(), *zonder_prijs).meerprijs.tolist() == [0] * 7
    groottes.clear()
    reken(maak(), *regels[:3])
    assert groottes == [3]


# -- kinds in parts --------------------------------------------------------------------------------------------


def met_bijdrage(bedrag: dict[str, Any], **meer: Any) -> Regeling:
    return maak(bijdragen__proef=bedrag, regulier=categorie(band("8 uur", 8, cel("proef"))), **UREN, **meer)


KOT: dict[str, Any] = {
    "bijdragetabel__soort": "kot_percentage",
    "bijdragetabel__versies__0__rijen": [{"tot_en_met": "geen", "kind1": 96, "kind2": 97}],
    "bijdragen__vng": {"soort": "geen", "bron": BRON},
}


@pytest.mark.parametrize(
    ("bedrag", "meer", "delen"),
    [
        ({"soort": "hele_prijs"}, {}, [("prijs", None)]),
        ({"soort": "max_uurprijs"}, {}, [("max_uurprijs", None)]),
        ({"soort": "tabel", "opslag": w("0.25")}, {}, [("tabel", None)]),
        ({"soort": "deel_van_laagste", "deel": w("33.3")}, {}, [("laagste_in_tabel", 333)]),
        ({"soort": "kot_eigen_deel"}, KOT, [("na_toeslag", None)]),
        ({"soort": "per_uur", "bedrag": w("0.45")}, {}, []),
    ],
)
def test_each_kind_has_its_own_parts(
    bedrag: dict[str, Any], meer: dict[str, Any], delen: list[tuple[str, int | None]]
) -> None:
    zonder_bron = bedrag["soort"] in ("deel_van_laagste", "per_uur")
    regeling = met_bijdrage(bedrag | ({} if zonder_bron else {"bron": "art. 4"}), **meer)
    uit_delen = in_delen(regeling).bijdragen["proef"]
    gevonden = [
        (str(deel.van), None if deel.percentage is None else deel.percentage.waarden[0].waarde)
        for deel in uit_delen.delen
    ]
    assert (uit_delen.soort, gevonden) == ("samengesteld", delen)
    assert uit_delen.bron == (BRON if zonder_bron else "art. 4")
    regels = [
        replace(
            PEUTER,
            van=date(2026, 2, 15),
            tot_en_met=date(2026, 5, 9),
            uren=33_33,
            prijs=prijs,
            bijdrageklasse=1,
        )
        for prijs in (850, 1_037)
    ]
    heen, terug = reken(regeling, *regels), reken(in_delen(regeling), *regels)
    assert heen.ouderbijdrage.tolist() == terug.ouderbijdrage.tolist()


@pytest.mark.parametrize(
    ("grenzen", "centen"),
    [
        ({"ondergrens": w("1.50"), "bovengrens": w(2)}, 1_50),
        ({"ondergrens": w("0.50"), "bovengrens": w("0.75")}, 75),
        ({"ondergrens": w("0.50"), "bovengrens": w(2)}, 1_00),
    ],
)
def test_a_floor_and_a_cap_hold_beside_a_rounding_over_time(grenzen: dict[str, Any], centen: int) -> None:
    """A year of 320 hours, of which a month is rounded to cents."""
    afronding = {"op": "cent", "richting": "omlaag", "over": "som", "bron": BRON, "per": "maand"}
    proef = {"soort": "samengesteld", "bron": BRON, "delen": [{"van": "tabel"}], "afronding": afronding}
    [ouderbijdrage] = reken(met_bijdrage(proef | grenzen), PEUTER).ouderbijdrage.tolist()
    assert ouderbijdrage == 320 * centen // 12 * 12
