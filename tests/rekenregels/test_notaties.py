"""Numbers, days and cells as people write them, and the national table between the rows of another one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rekenregels import (
    Feit,
    Locatiefeit,
    Regeling,
    RegelingFout,
    calculate_locaties,
    load_document,
    load_regeling,
)
from rekenregels.csvbestand import CsvFout, CsvFouten, read_feiten
from rekenregels.regeling.categorie import Huishouden, Opvangsoort
from rekenregels.regeling.getalnotatie import (
    MAANDEN,
    datum_als_toml,
    getal_als_toml,
    maand_dag_als_toml,
    twijfel,
    twijfel_dag,
)
from rekenregels.regeling.tabellen import Klasse
from rekenregels.regeling.vng import VngKlasse, check_vng_tabel, make_vng_tabel
from rekenregels.regelingen import MAP as REGELINGEN
from rekenregels.rekenen.feit import Vertrek

from .voorbeeldstad import PEUTER, fouten, maak, voorbeeldstad, w


@pytest.mark.parametrize(
    ("tekst", "getal"),
    [
        ("€ 1.234.567,50", "1234567.50"),
        ("€1.234,5", "1234.5"),
        ("EUR 12", "12"),
        ("euro 12,05", "12.05"),
        ("007,10", "7.10"),
        ("0,45", "0.45"),
        ("000", "0"),
        ("12,-", "12"),
        ("12,--", "12"),
        ("8 uur", "8"),
        ("33,3 procent", "33.3"),
        ("100 %", "100"),
        ("5€", "5"),
        ("5 EURO", "5"),
        ("1.234", None),
        ("1234.5", None),
        ("12,5,0", None),
        ("twaalf", None),
        ("", None),
    ],
)
def test_a_number_of_a_person_is_written_as_the_file_wants_it(tekst: str, getal: str | None) -> None:
    assert getal_als_toml(tekst) == getal_als_toml(f"  {tekst} ") == getal


@pytest.mark.parametrize(
    ("tekst", "datum"),
    [
        ("1-2-2026", "2026-02-01"),
        ("01/12/2026", "2026-12-01"),
        ("31.1.2026", "2026-01-31"),
        ("2026/3/4", "2026-03-04"),
        ("2026.03.04", "2026-03-04"),
        (" 2026-3-4 ", "2026-03-04"),
        ("30-2-2026", None),
        ("1-13-2026", None),
        ("1-1-26", None),
        ("begin 2026", None),
    ],
)
def test_a_day_of_a_person_is_written_as_the_file_wants_it(tekst: str, datum: str | None) -> None:
    assert datum_als_toml(tekst) == datum


@pytest.mark.parametrize(
    ("getal", "geheel", "kort", "lang"),
    [
        ("10.265", "10265", "10.27", "10.2650"),
        ("0.045", "45", "0.05", "0.0450"),
        ("0.000", "0", "0.00", "0.0000"),
    ],
)
def test_three_decimals_are_asked_about(getal: str, geheel: str, kort: str, lang: str) -> None:
    assert twijfel(Decimal(getal)) == (
        f"Drie cijfers na de punt kunnen duizendtallen zijn. Schrijf {geheel} als u duizendtallen bedoelt, {kort} als u "
        f"twee decimalen bedoelt, of {lang} als het getal echt zo precies is."
    )
    assert [twijfel(Decimal(ander)) for ander in ("10.26", "10.2650", "1E+3")] == [None, None, None]


def test_every_day_with_the_name_of_its_month_is_a_month_and_a_day() -> None:
    assert [maand_dag_als_toml(f"3 {maand}") for maand in MAANDEN] == [f"{m:02d}-03" for m in range(1, 13)]
    assert maand_dag_als_toml("15 Oktober") == "10-15"
    for tekst in ("15 octobre", "oktober 15", "150 oktober", "15 oktober 2026", "10-15", "\u0661 mei"):
        assert maand_dag_als_toml(tekst) == tekst


def test_a_day_in_january_is_asked_about_from_the_second_to_the_twelfth() -> None:
    gevraagd = {dag: twijfel_dag(f"01-{dag:02d}") for dag in range(1, 32)}
    assert [dag for dag, zin in gevraagd.items() if zin] == list(range(2, 13))
    assert gevraagd[2] == (
        'De maand staat hier voorop. Schrijf "02-01" als u 1 februari bedoelt, of "2 januari" als u 2 januari bedoelt.'
    )
    assert gevraagd[12] == (
        'De maand staat hier voorop. Schrijf "12-01" als u 1 december bedoelt, of "12 januari" als u 12 januari bedoelt.'
    )
    assert twijfel_dag("02-03") is None


# -- cells of a file -------------------------------------------------------------------------------------------


VERPLICHT = {
    "sleutel": "k", "geboortedatum": "2023-06-01", "van": "2026-01-01", "tot_en_met": "2026-03-31",
    "categorie": "regulier", "kot": "nee", "uren": "8", "bijdrageklasse": "",
}  # fmt: skip


def lees(**cellen: str) -> list[Feit]:
    alle = VERPLICHT | cellen
    return read_feiten(f"{';'.join(alle)}\n{';'.join(alle.values())}\n", maak())[0]


def test_the_columns_of_conditions_and_balances_come_where_they_belong() -> None:
    [feit] = lees(
        vertrek="Overleden", ve="nee", binnen_gemeente="NEE", na_indicatie="ja", opvang="BSO",
        recht_vanaf="2025-12-01", huishouden="samenwonend", gebruikt_1="1,5", gebruikt_2="2", gebruikt_3="3", gebruikt_4="4",
    )  # fmt: skip
    assert (feit.vertrek, feit.ve, feit.binnen_gemeente, feit.na_indicatie) == (
        Vertrek.OVERLEDEN,
        False,
        False,
        True,
    )
    assert (feit.opvang, feit.recht_vanaf) == (Opvangsoort("bso"), date(2025, 12, 1))
    assert feit.huishouden is Huishouden.SAMENWONEND
    assert [getattr(feit, f"gebruikt_{b}") for b in (1, 2, 3, 4)] == [1_50, 2_00, 3_00, 4_00]
    [leeg] = lees(vertrek="", ve="", binnen_gemeente="", na_indicatie="", opvang="", recht_vanaf="", huishouden="", gebruikt_1="")  # fmt: skip
    assert leeg == replace(PEUTER, sleutel="k", tot_en_met=date(2026, 3, 31), uren=8_00, bijdrageklasse=None)


@pytest.mark.parametrize(
    ("kolom", "tekst", "zin"),
    [
        ("uren", "8,125", "schrijf hoogstens twee decimalen"),
        ("uren", "0," + "0" * 40, "schrijf hoogstens twee decimalen"),
        ("uren", "acht", "schrijf een getal, bijvoorbeeld 80 of 80,50"),
        ("uren", "1_0", "schrijf een getal, bijvoorbeeld 80 of 80,50"),
        ("uren", "-1", "schrijf een getal van 0 of hoger"),
        ("uren", "nan", "schrijf een getal van 0 of hoger"),
        ("uren", "1.234.567,5", "schrijf duizendtallen zonder punt: 1234567,5; en decimalen hoogstens twee"),
        ("dagen", "1,5", "schrijf een heel getal van 0 of hoger, zonder punten"),
        ("dagen", "\u0663", "schrijf een heel getal van 0 of hoger, zonder punten"),
        ("van", "1-2-2026", "schrijf een datum als 2026-02-01"),
        ("van", "ooit", "schrijf een datum als 2026-01-31"),
        ("kot", "wellicht", "kies ja of nee"),
        ("vertrek", "weg", "kies verhuisd of overleden, of laat leeg"),
        ("opvang", "thuis", "kies een van: " + ", ".join(Opvangsoort)),
        ("huishouden", "groot", "kies een van: " + ", ".join(Huishouden)),
        ("minima", "pas", "deze regeling heeft geen minimaregels"),
    ],
)
def test_a_cell_that_can_not_be_read_is_told_with_the_rule(kolom: str, tekst: str, zin: str) -> None:
    with pytest.raises(CsvFouten) as fout:
        lees(**{kolom: tekst})
    assert fout.value.fouten == [CsvFout(2, kolom, tekst, zin)]


def test_hours_in_as_many_signs_as_fit_are_read() -> None:
    assert lees(uren="0,50" + "0" * 10)[0].uren == 50
    assert lees(uren="80,5")[0].uren == lees(uren="80.50")[0].uren == 80_50
    assert lees(uren="+8")[0].uren == 8_00


# -- a table out of another one --------------------------------------------------------------------------------


def rij(tot_en_met: int | None, kind1: str, kind2: str | None = None, rijen: int = 1) -> Klasse:
    return Klasse(tot_en_met, Decimal(kind1), None if kind2 is None else Decimal(kind2), rijen)


KOT = [rij(10, "90", "95", 2), rij(20, "60", "90"), rij(40, "30", "80"), rij(None, "0", "50")]


def test_a_class_is_the_mean_of_its_rows_and_one_within_a_row_is_that_row() -> None:
    assert make_vng_tabel(KOT, [20, 25, 30, 50, None], 10_00) == [
        VngKlasse(20, 2_00, 67),  # twice 90 and once 60
        VngKlasse(25, 7_00, 2_00),
        VngKlasse(30, 7_00, 2_00),
        VngKlasse(50, 7_00, 2_00),
        VngKlasse(None, 10_00, 5_00),
    ]
    assert make_vng_tabel(KOT[:3], [40, None], 10_00)[1] == VngKlasse(None, None, None)
    assert make_vng_tabel([*KOT[:1], rij(20, "60")], [20], 10_00) == [VngKlasse(20, 2_00, None)]


def test_only_classes_with_the_edges_of_the_national_table_are_compared() -> None:
    def anders(*klassen: Klasse) -> list[str]:
        return [a.zin.replace("\u00a0", " ") for a in check_vng_tabel(klassen, KOT, 10_00)]

    assert anders(rij(20, "2.00", "0.67"), rij(40, "7.00", "2.00"), rij(None, "10.00", "5.00")) == []
    assert anders(rij(20, "2.01", "0.66"), rij(40, "7.00", "1.99"), rij(None, "9.99")) == [
        "Klasse 1, kind 1: de tabel zegt € 2,01, uit de KOT-tabel volgt € 2,00.",
        "Klasse 1, kind 2: de tabel zegt € 0,66, uit de KOT-tabel volgt € 0,67.",
        "Klasse 2, kind 2: de tabel zegt € 1,99, uit de KOT-tabel volgt € 2,00.",
        "Klasse 3, kind 1: de tabel zegt € 9,99, uit de KOT-tabel volgt € 10,00.",
    ]
    assert anders(rij(15, "1.00"), rij(40, "1.00"), rij(None, "9.00")) == [
        "Klasse 3, kind 1: de tabel zegt € 9,00, uit de KOT-tabel volgt € 10,00."
    ]
    assert anders(rij(None, "1.00")) == []


# -- documents and places --------------------------------------------------------------------------------------


def test_an_earlier_document_may_declare_per_period_and_a_text_may_not() -> None:
    document = voorbeeldstad()
    document["geldstroom"]["declaratie_ritme"] = "periode"
    assert str(load_document(document).geldstroom.declaratie_ritme) == "periode"
    document["geldstroom"]["declaratie_ritme"] = "PERIODE"
    with pytest.raises(RegelingFout, match=r'declaratie_ritme is "PERIODE"'):
        load_document(document)
    tekst = (REGELINGEN / "duiven-2020.toml").read_text(encoding="utf-8")
    oud = tekst.replace('declaratie_ritme = "kwartaal"', 'declaratie_ritme = "periode"')
    assert oud != tekst
    with pytest.raises(RegelingFout, match=r'declaratie_ritme is "periode"\. Kies een van: '):
        load_regeling(oud)


@pytest.mark.parametrize(
    "geldig",
    [{"regeling__geldig_van": date(2026, 1, 2)}, {"regeling__geldig_tot_en_met": date(2026, 12, 30)}],
)
def test_of_a_year_that_lacks_a_day_the_weeks_are_not_counted(geldig: dict[str, date]) -> None:
    begin = {
        "voorbeelden__0__kind__van": date(2026, 2, 1),
        "voorbeelden__0__kind__tot_en_met": date(2026, 2, 28),
    }
    weken = {"uren__maandverdeling": "kalenderweken", "voorbeelden__0__verwacht": {"uren": 1}}
    assert fouten(**weken, **begin, **geldig) == []
    assert len(fouten(**weken, **begin)) == 1


def test_the_amount_per_place_names_both_its_sources() -> None:
    kwaliteit = {
        "bedrag": w(1_500),
        "referentie_uren": {"waarde": 640, "bron": "art. 12"},
        "categorieen": ["doelgroep"],
        "naar_rato": False,
    }
    regeling: Regeling = maak(
        plaatsbedragen={"kwaliteitsbijdrage": kwaliteit, "hbo": "geen", "vaste_voet": "geen"}
    )
    feit = Locatiefeit(
        locatie="L1",
        van=date(2026, 1, 1),
        tot_en_met=date(2026, 12, 31),
        doelgroepkinderen=1,
        doelgroepdagen=730,
    )
    [post] = calculate_locaties(regeling, [feit])
    assert (post.centen, post.stap.bron) == (3_000_00, "art. 1; art. 12")
