"""Odd files: a table comes out as it was, or a sentence says why not. Never anything else."""

import io
import zipfile
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter

from lib.bladen import Blad, Rij, as_tekst, read_bladen
from tests.werkmappen import MAKERS, as_libreoffice, by_openpyxl, by_xlsxwriter, ods, parts_of, zipped

TABEL = [
    ["Naam", "Geboren", "Uren"],
    ["Zoë; de “Vries”", date(2022, 9, 1), 160.5],
    ["Noor, Aït", date(2023, 1, 31), 12.0],
]


def refused(inhoud: bytes) -> str:
    with pytest.raises(ValueError, match=r"\.$") as fout:
        read_bladen(inhoud)
    return str(fout.value)


@pytest.mark.parametrize("maker", MAKERS, ids=str)
def test_one_table_is_the_same_from_every_program(maker: str) -> None:
    [blad] = read_bladen(MAKERS[maker](TABEL))
    gelezen = [[as_tekst(cel) for cel in rij.cellen[:3]] for rij in blad.rijen]
    assert gelezen[0] == ["Naam", "Geboren", "Uren"]
    assert gelezen[1][:2] == ["Zoë; de “Vries”", "01-09-2022"]
    assert [float(rij[2].replace(",", ".")) for rij in gelezen[1:]] == [160.5, 12.0]


@pytest.mark.parametrize("maker", ["xlsxwriter", "openpyxl", "libreoffice-ods"])
def test_a_spreadsheet_keeps_numbers_and_days(maker: str) -> None:
    [blad] = read_bladen(MAKERS[maker]([[0.1 + 0.2, date(2025, 1, 31), "0.500", 123456789]]))
    assert blad.rijen == [Rij(1, (Decimal("0.3"), date(2025, 1, 31), "0.500", Decimal(123456789)))]


def test_rows_are_counted_as_the_program_counts_them_and_empty_ones_are_left_out() -> None:
    tabel = [[None, None], ["a", "b"], [None, None], [None, "c"]]
    for maker in (by_xlsxwriter, by_openpyxl, as_libreoffice):
        [blad] = read_bladen(maker(tabel))
        assert blad.rijen == [Rij(2, ("a", "b")), Rij(4, ("", "c"))]
    assert read_bladen(b"sep=;\r\na;b\r\n;\r\n;c") == [Blad("", [Rij(2, ("a", "b")), Rij(4, ("", "c"))])]


def test_a_comma_in_numbers_is_no_separator() -> None:
    [blad] = read_bladen(b"uren;dagen\n1,5;2,5\n3,5;4,5\n")
    assert blad.rijen[1].cellen == ("1,5", "2,5")


def test_a_time_is_no_number() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as werkmap:
        werkmap.add_worksheet().write_number(0, 0, 1.5, werkmap.add_format({"num_format": "[h]:mm"}))
    [blad] = read_bladen(buffer.getvalue())
    assert isinstance(blad.rijen[0].cellen[0], str)


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"%PDF-1.7", "Dit is een pdf."),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "oude soort (.xls), of er staat een wachtwoord op"),
        (b"\xef\xbb\xbf<html><table>", "Dit is een webpagina of XML, ook als de naam op .xls eindigt."),
        (b"a\x00b", "Dit is geen tekstbestand."),
        (bytes(50 * 1024 * 1024), "Het bestand is 50 MB; hoogstens 5 MB past."),
        (b"PK\x03\x04" + bytes(100), "Het bestand is beschadigd of heeft een wachtwoord."),
        (zipped({"foto.png": b"x"}), "Dit is geen Excel-werkmap (.xlsx) en geen ODS-bestand."),
        (zipped({"xl/workbook.bin": b"x"}), "Dit is geen Excel-werkmap (.xlsx)"),
        (zipped({"[Content_Types].xml": b"<T/>", "xl/workbook.xml": b"<w/>"}), "Het bestand is beschadigd"),
        (zipped({f"{i}.xml": b"" for i in range(1_001)}), "Het bestand is beschadigd"),
        (ods("<table:table-row>"), "Het bestand is beschadigd"),
        (b"a;b\n" + b"1;2\n" * 20_001, "er staan meer dan 20000 regels"),
        (";".join(["a"] * 1_000_000).encode(), "er staan 1000000 kolommen; hoogstens 100 past"),
    ],
    ids=lambda waarde: waarde[:30] if isinstance(waarde, str) else "",
)
def test_what_is_no_table_is_refused_with_what_to_do(inhoud: bytes, zin: str) -> None:
    assert zin in refused(inhoud)


def test_macros_are_refused() -> None:
    assert "In het bestand staan macro's." in refused(
        zipped(parts_of(by_openpyxl([["a"]])) | {"xl/vbaProject.bin": b"\x00"})
    )
    assert "In het bestand staan macro's." in refused(ods("", Basic__Standard__Module1=b"Sub Main"))


def test_a_formula_is_refused_with_its_cell() -> None:
    assert refused(by_openpyxl([["uren"], ["=1+1"]])).startswith("In cel A2 staat een formule.")
    assert refused(
        ods(
            '<table:table-row><table:table-cell/><table:table-cell table:formula="of:=1" office:value-type="float"'
            ' office:value="1"/></table:table-row>'
        )
    ).startswith("In cel B1 staat een formule.")


def test_a_zip_bomb_is_not_unpacked() -> None:
    bom = zipped(parts_of(by_openpyxl([["a"]])) | {"xl/extra.xml": bytes(60 * 1024 * 1024)})
    assert len(bom) < 200_000
    assert "uitgepakt groter dan 48 MB" in refused(bom)


def test_a_zip_that_lies_about_its_size_is_refused() -> None:
    """The part says that it is small; who believes that unpacks until the memory is full."""
    goed = zipped(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": bytes(30_000_000)}
    )
    gelogen = goed.replace((30_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert gelogen != goed
    assert "beschadigd" in refused(gelogen)


def _far_cell(plek: str) -> bytes:
    delen = parts_of(by_xlsxwriter([["a"]]))
    blad = delen["xl/worksheets/sheet1.xml"]
    assert b'r="A1"' in blad
    return zipped(delen | {"xl/worksheets/sheet1.xml": blad.replace(b'r="A1"', f'r="{plek}"'.encode())})


@pytest.mark.parametrize("plek", ["XFD1048576", "A1048576", "BDWGN1", "CW1"])
def test_a_cell_far_away_takes_no_memory(plek: str) -> None:
    """The library that reads makes room for all cells before it."""
    assert "hoogstens 20000 regels en 100 kolommen past" in refused(_far_cell(plek))


@pytest.mark.parametrize("plek", ["1A", "A0", "é1", "AAAAAAA1", "A9999999999"])
def test_a_cell_that_cannot_be_is_refused(plek: str) -> None:
    assert "beschadigd" in refused(_far_cell(plek))


def test_cells_that_repeat_each_other_are_counted() -> None:
    cel = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="{}"/>'
    rij = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
    assert "kolommen past" in refused(ods(rij.format(1, cel.format(1_000_000))))
    assert "20000 regels" in refused(ods(rij.format(1_000_000, cel.format(1))))
    assert "20000 regels" in refused(ods(rij.format(19_000, cel.format(90))))


def test_one_long_text_that_all_cells_share_is_weighed() -> None:
    tabel = [["x" * 30_000] * 50 for _ in range(100)]
    assert "een cel met 30000 tekens" in refused(by_xlsxwriter(tabel))


def test_a_document_type_is_refused() -> None:
    delen = parts_of(by_openpyxl([["a"]]))
    delen["xl/workbook.xml"] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + delen["xl/workbook.xml"]
    assert "beschadigd" in refused(zipped(delen))


def test_a_sheet_that_is_styled_to_its_far_end_is_read() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as werkmap:
        blad = werkmap.add_worksheet()
        blad.write(0, 0, "a")
        blad.write_blank(1_048_575, 16_383, None, werkmap.add_format({"bold": True}))
    assert read_bladen(buffer.getvalue())[0].rijen == [Rij(1, ("a",))]


@pytest.mark.parametrize("begin", range(0, 4_000, 97))
def test_a_file_that_breaks_off_or_has_a_wrong_byte_is_read_or_refused(begin: int) -> None:
    for goed in (by_xlsxwriter(TABEL), as_libreoffice(TABEL)):
        for stuk in (
            goed[: begin % len(goed)],
            goed[: begin % len(goed)] + b"\x00\xff" + goed[begin % len(goed) + 2 :],
        ):
            with suppress(ValueError):
                assert all(isinstance(blad, Blad) for blad in read_bladen(stuk))


def test_a_part_that_is_encrypted_is_refused() -> None:
    buffer = io.BytesIO(by_openpyxl([["a"]]))
    with zipfile.ZipFile(buffer) as zip_:
        plek = zip_.getinfo("xl/workbook.xml").header_offset
    inhoud = bytearray(buffer.getvalue())
    inhoud[plek + 6] |= 1
    midden = inhoud.rindex(b"xl/workbook.xml") - 46
    inhoud[midden + 8] |= 1
    assert "wachtwoord" in refused(bytes(inhoud))
