"""Spreadsheets as several programs write them, for tests of who reads them."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter

Rijen = Iterable[Sequence[Any]]
_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:body>'
    '<office:spreadsheet><table:table table:name="Blad1">{}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)
_EIND = (
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/>'
    "</table:table-row>"
)


def by_xlsxwriter(rijen: Rijen) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as werkmap:
        datum = werkmap.add_format({"num_format": "dd-mm-yyyy"})
        blad = werkmap.add_worksheet("Blad1")
        for y, rij in enumerate(rijen):
            for x, cel in enumerate(rij):
                blad.write(y, x, cel, *([datum] if isinstance(cel, date) else []))
    return buffer.getvalue()


def by_openpyxl(rijen: Rijen) -> bytes:
    werkmap = openpyxl.Workbook()
    for rij in rijen:
        werkmap.active.append(list(rij))
    buffer = io.BytesIO()
    werkmap.save(buffer)
    return buffer.getvalue()


def as_libreoffice(rijen: Rijen) -> bytes:
    """ODS with the endless empty rows and cells that LibreOffice puts behind a sheet."""
    return ods(
        "".join(f"<table:table-row>{''.join(map(_cel, rij))}{_LEEG}</table:table-row>" for rij in rijen)
        + _EIND
    )


_LEEG = '<table:table-cell table:number-columns-repeated="16000"/>'


def _cel(waarde: Any) -> str:
    if waarde is None or waarde == "":
        return "<table:table-cell/>"
    if isinstance(waarde, date):
        soort = f'office:value-type="date" office:date-value="{waarde.isoformat()}"'
    elif isinstance(waarde, str):
        soort = 'office:value-type="string"'
    else:
        soort = f'office:value-type="float" office:value="{waarde}"'
    return f"<table:table-cell {soort}><text:p>{escape(str(waarde))}</text:p></table:table-cell>"


def ods(rijen: str, **delen: bytes) -> bytes:
    """With other parts by their name, where __ stands for a slash."""
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b'<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": _ODS.format(rijen).encode(),
        }
        | {naam.replace("__", "/"): deel for naam, deel in delen.items()}
    )


def zipped(delen: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zip_:
        for naam, deel in delen.items():
            zip_.writestr(naam, deel)
    return buffer.getvalue()


def parts_of(inhoud: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
        return {naam: zip_.read(naam) for naam in zip_.namelist()}


def as_tekst(scheiding: str = ";", codering: str = "utf-8-sig", begin: str = "") -> Callable[[Rijen], bytes]:
    """A text file; a number gets a comma, a day is written as 31-12-2025."""

    def maak(rijen: Rijen) -> bytes:
        regels = (scheiding.join(_text(cel, scheiding) for cel in rij) for rij in rijen)
        return (begin + "".join(f"{regel}\r\n" for regel in regels)).encode(codering)

    return maak


def _text(cel: Any, scheiding: str) -> str:
    tekst = f"{cel:%d-%m-%Y}" if isinstance(cel, date) else str("" if cel is None else cel)
    if isinstance(cel, float):
        tekst = tekst.replace(".", ",")
    return f'"{tekst}"' if scheiding in tekst else tekst


# How a table becomes a file, by the name of what makes it.
MAKERS: dict[str, Callable[[Rijen], bytes]] = {
    "xlsxwriter": by_xlsxwriter,
    "openpyxl": by_openpyxl,
    "libreoffice-ods": as_libreoffice,
    "csv-utf8-bom": as_tekst(),
    "csv-utf8": as_tekst(codering="utf-8"),
    "csv-cp1252": as_tekst(codering="cp1252"),
    "csv-utf16": as_tekst("\t", "utf-16"),
    "csv-utf16-le": as_tekst("\t", "utf-16-le"),
    "csv-utf16-be": as_tekst("\t", "utf-16-be"),
    "csv-komma": as_tekst(","),
    "csv-streep": as_tekst("|"),
    "csv-sep": as_tekst(";", begin="sep=;\r\n"),
    "csv-sep-komma": as_tekst(",", begin="sep=,\r\n"),
}
