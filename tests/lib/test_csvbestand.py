import pytest

from lib.csvbestand import Tabelfout, decode_csv, double_names, neutralise, read_rows, write_csv


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_file_is_read_in_the_encodings_of_registers_and_excel(codering: str) -> None:
    assert decode_csv("naam\nZoë".encode(codering)) == "naam\nZoë"


@pytest.mark.parametrize("begin", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_spreadsheet_is_refused_with_what_to_do(begin: bytes) -> None:
    with pytest.raises(ValueError, match="Kies in Excel: Opslaan als, CSV"):
        decode_csv(begin + b"\x00\x01")


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(ValueError, match="Dit is geen tekstbestand"):
        decode_csv(b"a\x00b")


@pytest.mark.parametrize("cel", ["=1+1", "+31", "-2+3", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_a_formula_becomes_text(cel: str) -> None:
    assert neutralise(cel) == f"'{cel}"


@pytest.mark.parametrize("cel", ["", "Noor", "160,5", "-2", "-1234,56", "a=b", "'s-Gravenhage"])
def test_ordinary_text_stays_as_it_is(cel: str) -> None:
    assert neutralise(cel) == cel


def test_a_file_opens_in_a_dutch_excel() -> None:
    inhoud = write_csv(["naam", "uren"], [["Zoë; de Wit", "160,5"], ['=HYPERLINK("x")', "1"]])
    assert inhoud.decode("utf-8-sig") == ('naam;uren\r\n"Zoë; de Wit";160,5\r\n"\'=HYPERLINK(""x"")";1\r\n')
    assert inhoud.startswith(b"\xef\xbb\xbf")


def test_rows_come_with_the_line_on_which_they_end() -> None:
    assert list(read_rows('a;b\n"c\nd";e\n', ";")) == [(1, ["a", "b"]), (3, ["c\nd", "e"])]


@pytest.mark.parametrize(
    ("tekst", "regel", "zin"),
    [
        (
            "a\n" + "x" * 1_001,
            2,
            "een cel is langer dan 1000 tekens; zoek een aanhalingsteken dat niet wordt gesloten",
        ),
        (
            "a\nb\n" + "x" * 140_000,
            3,
            "een cel is langer dan 1000 tekens; zoek een aanhalingsteken dat niet wordt gesloten",
        ),
        (";" * 100, 1, "er staan 101 kolommen; hoogstens 100 past"),
    ],
)
def test_what_is_no_table_of_people_is_refused_with_its_line(tekst: str, regel: int, zin: str) -> None:
    with pytest.raises(Tabelfout) as fout:
        list(read_rows(tekst, ";"))
    assert (fout.value.regel, fout.value.zin) == (regel, zin)
    assert str(fout.value) == f"Regel {regel}: {zin}."


def test_a_name_that_comes_twice_is_named_once() -> None:
    assert double_names(["a", "b", "a", "a", "c", "c"]) == ["a", "c"]
