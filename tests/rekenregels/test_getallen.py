"""Numbers and shapes that cost a reader minutes or gigabytes: every field of the document, every column of the facts."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from typing import Any, get_args, get_origin

import pytest

from rekenregels import (
    Feiten,
    FeitenFout,
    FeitFout,
    Regeling,
    RegelingFout,
    calculate,
    load_document,
    load_regeling,
)
from rekenregels.csvbestand import MAGWEG, VERPLICHT, CsvFout, CsvFouten, read_feiten
from rekenregels.regeling.getallen import GROOTSTE, als_decimaal
from rekenregels.regeling.lezen import Lezer
from rekenregels.regeling.tabellen import Landelijk
from rekenregels.regeling.toml import as_toml
from rekenregels.regeling.tomltekst import GROOTSTE_REGELING, TomlFout, parse_toml
from rekenregels.regeling.velden import Parameter, Veldinfo, hints, info_van, keuzes

from .voorbeeldstad import maak, voorbeeldstad

LANGSTE_ZIN = 600
GETALLEN = {
    "een grote macht": "1e999999999",
    "een kleine macht": "1e-999999999",
    "nul met een macht": "0e999999999",
    "een macht die nergens past": "1e99999999999999999999",
    "5.000 cijfers": "1" * 5_000,
    "5.000 cijfers achter de punt": "1." + "1" * 5_000,
    "30 cijfers achter de punt": "1." + "0" * 29 + "1",
    "meer dan een kolom": str(2**63),
    "negatief": "-1e400",
    "geen getal": "nan",
    "oneindig": "-inf",
    "zestientallig": "0x" + "f" * 5_000,
    "zestientallig en kort": "0x" + "f" * 60,
    "tweetallig": "0b" + "1" * 90,
    "andere cijfers": '"١٢"',
    "cijfers op volle breedte": '"１２"',
    "een macht als tekst": '"1e999999999"',
    "5.000 cijfers als tekst": f'"{"1" * 5_000}"',
    "zestientallig als tekst": '"0x10"',
    "streepjes als tekst": '"1_0"',
    "spaties als tekst": '" 1 "',
}


def getalvelden(soort: type, gezien: set[type]) -> Iterator[tuple[str, Any, Veldinfo]]:
    """Every number of the document: where, its type, its description."""
    if soort in gezien:
        return
    gezien.add(soort)
    for veld in dataclasses.fields(soort):
        for kern in keuzes(hints(soort)[veld.name]):
            binnen = get_args(kern)[-1 if get_origin(kern) is dict else 0] if get_origin(kern) else kern
            for lid in keuzes(binnen):
                if lid in (int, Parameter):
                    yield f"{soort.__name__}.{veld.name}", kern, info_van(veld)
                elif dataclasses.is_dataclass(lid):
                    yield from getalvelden(lid, gezien)


VELDEN = list(getalvelden(Regeling, set()))


def test_the_walk_finds_the_numbers_of_the_document() -> None:
    namen = [naam for naam, _, _ in VELDEN]
    assert len(namen) > 45
    assert {
        "Leeftijd.maanden",
        "Rij.tot_en_met",
        "Uren.vrije_maanden",
        "GemeentePerJaar.bedrag",
        "Groep.aantal",
    } <= set(namen)


def test_whatever_is_read_fits_in_a_column() -> None:
    for naam, _, info in VELDEN:
        factor = info.eenheid.factor if info.eenheid else 1
        grootste = GROOTSTE if info.maximum is None else int(info.maximum)
        assert grootste * factor < 2**63, naam


@pytest.mark.parametrize("veld", VELDEN, ids=lambda veld: veld[0])
def test_a_number_out_of_bounds_is_refused_at_its_place(veld: tuple[str, Any, Veldinfo]) -> None:
    _, soort, info = veld
    for wat, tekst in GETALLEN.items():
        [zin] = _zinnen(soort, info, tekst)
        assert zin.startswith(("plek", "deze regel heeft een getal van ")), wat
        assert len(zin) < LANGSTE_ZIN, wat


def _zinnen(soort: Any, info: Veldinfo, tekst: str) -> list[str]:
    """What is said of a number in a field, by who reads the text or by who reads the field."""
    try:
        getal = parse_toml(f"getal = {tekst}\n").tabellen["getal"]
    except TomlFout as fout:
        return [str(fout)]
    rauw = (
        {"waarde": getal, "bron": "art. 1"} if soort is Parameter else [getal] if get_origin(soort) else getal
    )
    lezer = Lezer(Landelijk(), compleet=True)
    lezer.lees(soort, rauw, "plek", info)
    return lezer.fouten


@pytest.mark.parametrize("wat", GETALLEN)
def test_a_whole_policy_with_such_a_number_is_refused_in_a_sentence(wat: str) -> None:
    tekst = as_toml(maak()).replace("waarde = 40,", f"waarde = {GETALLEN[wat]},")
    with pytest.raises(RegelingFout) as fouten:
        load_regeling(tekst)
    [zin] = fouten.value.fouten
    assert "weken_per_jaar" in zin or "een getal van" in zin
    assert len(zin) < LANGSTE_ZIN


@pytest.mark.parametrize(
    ("getal", "zin"),
    [
        ("1e999999999", "is 1e999999999, maar een getal heeft hoogstens 20 cijfers"),
        ("1e300", "is 1E+300, maar een getal heeft hoogstens 20 cijfers"),
        ("nan", "is NaN, maar moet een getal zijn"),
    ],
)
def test_the_sentence_repeats_the_number_without_writing_it_out(getal: str, zin: str) -> None:
    with pytest.raises(RegelingFout, match=r"weken_per_jaar\.waarde") as fouten:
        load_regeling(as_toml(maak()).replace("waarde = 40,", f"waarde = {getal},"))
    assert zin in str(fouten.value)


@pytest.mark.parametrize("getal", ["40", "+40", "40.0", "4e1", "400e-1", "0x28", "4_0", "40.000000000000"])
def test_a_number_may_be_written_as_toml_writes_numbers(getal: str) -> None:
    assert load_regeling(as_toml(maak()).replace("waarde = 40,", f"waarde = {getal},")) == maak()


@pytest.mark.parametrize("rauw", [True, None, 1.5, [], "", ".", "-", "1e", "1e12345", 10**15, "1" * 21])
def test_what_is_no_number_is_none(rauw: object) -> None:
    assert als_decimaal(rauw) is None


# -- the shape of a file --------------------------------------------------------------------------------

DIEP = 100_000
VORMEN = {
    "lijsten in elkaar": ("x = " + "[" * DIEP + "]" * DIEP, "deze regel heeft meer dan 10 haken in elkaar"),
    "tabellen in elkaar": ("\n\nx = " + "{a = " * 1_000, "deze regel heeft meer dan 10 haken in elkaar"),
    "een lange sleutel": ("a." * DIEP + "a = 1", "deze regel heeft een sleutel van meer dan 20 delen"),
    "een lange sleutel met aanhalingstekens": (
        '"a" . ' * 30 + "a = 1",
        "deze regel heeft een sleutel van meer dan 20 delen",
    ),
    "een lange kop": ("[" + "a." * DIEP + "a]", "deze regel heeft een sleutel van meer dan 20 delen"),
    "lijsten achter een tekst": (
        "x = [''''a''''," + "[" * 50 + "]" * 51,
        "deze regel heeft meer dan 10 haken in elkaar",
    ),
    "lijsten achter een lange tekst": (
        'x = ["""a\n"""",' + "[" * 50 + "]" * 51,
        "deze regel heeft meer dan 10 haken in elkaar",
    ),
    "te veel tekst": (
        "#" * (GROOTSTE_REGELING + 1),
        "de tekst heeft 500001 tekens; een regeling past in 500000",
    ),
}


@pytest.mark.parametrize("vorm", VORMEN)
def test_a_shape_that_no_policy_has_is_refused_before_it_is_read(vorm: str) -> None:
    tekst, zin = VORMEN[vorm]
    with pytest.raises(RegelingFout) as fouten:
        load_regeling(tekst, bestand="r.toml")
    [melding] = fouten.value.meldingen
    assert melding.zin.startswith(zin)
    assert melding.plek is not None


@pytest.mark.parametrize(
    "tekst",
    [
        'x = "' + "[" * 50 + '"',
        "x = '" + "{" * 50 + "'",
        'x = """' + "[\n" * 50 + '"""',
        "x = '''" + "[\n" * 50 + "'''",
        "# " + "[" * 50,
        'x = "\\"' + "[" * 50 + '"',
        "x = [" + "1.5, " * 50 + "]",
        'x = "' + "a." * 50 + '"',
        f'x = "{"1" * 500}"',
        "x = [[1], [2]]\n" * 1,
    ],
)
def test_brackets_points_and_digits_in_a_text_count_for_nothing(tekst: str) -> None:
    assert list(parse_toml(tekst).tabellen) in (["x"], [])


def test_many_unknown_keys_are_counted_after_the_first_twenty() -> None:
    with pytest.raises(RegelingFout) as fouten:
        load_document(voorbeeldstad() | {f"sleutel{i}": i for i in range(30_000)}, bestand="r")
    assert len(fouten.value.fouten) == 21
    assert fouten.value.fouten[-1] == "r: het bestand heeft nog 29980 andere sleutels die niet bekend zijn."


def test_a_long_text_is_not_repeated_whole() -> None:
    with pytest.raises(RegelingFout) as fouten:
        load_document(voorbeeldstad() | {"x" * 100_000: 1, "uren": "y" * 100_000})
    assert max(map(len, fouten.value.fouten)) < LANGSTE_ZIN


@pytest.mark.parametrize("artikel", [5, {}, True, date(2026, 1, 1)])
def test_an_article_is_a_text(artikel: object) -> None:
    document = voorbeeldstad()
    document["uren"]["weken_per_jaar"]["artikel"] = artikel
    with pytest.raises(RegelingFout, match=r"uren\.weken_per_jaar\.artikel is .*, maar moet een tekst"):
        load_document(document)


# -- the facts ----------------------------------------------------------------------------------------------

CELLEN = {
    "een grote macht": "1e999999999",
    "een kleine macht": "1e-999999999",
    "nul met een macht": "0e999999999",
    "5.000 cijfers": "1" * 5_000,
    "900 cijfers": "1" * 900,
    "900 nullen achter de punt": "1." + "0" * 900,
    "negatief": "-1e400",
    "geen getal": "NaN",
    "een getal dat geen getal is": "sNaN",
    "oneindig": "Infinity",
    "zestientallig": "0x10",
    "andere cijfers": "١٢",
    "cijfers op volle breedte": "１２",
    "streepjes": "1_0",
    "meer dan een kolom": str(2**63),
    "twaalf cijfers": "9" * 12,
    "een cel van 140 kB": "x" * 140_000,
    "een aanhalingsteken dat open blijft": '"' + "x\n" * 70_000,
    "een nul-teken": "\x00",
}
GOED = {
    "sleutel": "k",
    "geboortedatum": "2023-06-01",
    "van": "2026-01-02",
    "tot_en_met": "2026-03-31",
    "categorie": "regulier",
    "kot": "nee",
    "uren": "80",
}
TEKSTEN = ("sleutel", "locatie", "kern")


@pytest.mark.parametrize("kolom", VERPLICHT + MAGWEG)
def test_a_cell_that_can_not_be_is_refused_in_a_sentence(kolom: str) -> None:
    for wat, cel in CELLEN.items():
        fouten = _fouten_in_bestand(GOED | {kolom: cel})
        assert fouten or kolom in TEKSTEN, wat
        assert {fout.kolom for fout in fouten} <= {kolom, ""}, wat
        assert all(len(str(fout)) < LANGSTE_ZIN for fout in fouten), wat


def _fouten_in_bestand(rij: dict[str, str]) -> list[CsvFout] | list[FeitFout]:
    regeling = maak()
    try:
        feiten, _ = read_feiten(f"{','.join(rij)}\n{','.join(rij.values())}\n", regeling)
        calculate(regeling, Feiten.from_records(feiten))
    except (CsvFouten, FeitenFout) as fouten:
        return fouten.fouten
    return []


@pytest.mark.parametrize("kolom", VERPLICHT + MAGWEG)
def test_a_column_that_is_there_twice_is_refused(kolom: str) -> None:
    rij = GOED | {kolom: "1"}
    with pytest.raises(CsvFouten) as fouten:
        read_feiten(f"{','.join(rij)},{kolom}\n{','.join(rij.values())},1\n", maak())
    assert [str(fout) for fout in fouten.value.fouten] == [
        f'regel 1, kolom {kolom}, waarde "{kolom}": deze kolom staat er twee keer in'
    ]


def test_a_file_of_thousands_of_columns_is_refused_at_once() -> None:
    with pytest.raises(CsvFouten) as fouten:
        read_feiten(",".join(["uren"] * 60_000), maak())
    assert str(fouten.value) == 'regel 1, kolom , waarde "": er staan 60000 kolommen; hoogstens 100 past'
