"""A table of any length as a file for a spreadsheet: CSV that leaves row by row, or a workbook that is made on disk."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

import xlsxwriter

from lib.csvbestand import neutralise, write_amount

STUK = 500  # rows that leave together


@dataclass(frozen=True)
class Euro:
    """An amount in a cell."""

    centen: int


Cel = str | int | date | Euro | None
Rijen = Iterable[Sequence[Cel]]


def stream_csv(kop: Sequence[str], rijen: Rijen) -> Iterator[bytes]:
    """Semicolons and UTF-8 with BOM, as `write_csv` does, without holding more than some rows at a time."""
    yield "\ufeff".encode()
    buffer = io.StringIO()
    schrijver = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(kop)
    for nummer, rij in enumerate(rijen, 1):
        schrijver.writerow([neutralise(_as_text(cel)) for cel in rij])
        if nummer % STUK == 0:
            yield _take(buffer)
    yield _take(buffer)


def make_xlsx(kop: Sequence[str], rijen: Rijen) -> IO[bytes]:
    """A workbook in a file that is gone when it is closed; no text in it becomes a formula, a number or a link."""
    bestand = tempfile.TemporaryFile()  # noqa: SIM115 - who sends it closes it
    opties = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(bestand, opties) as werkmap:
        blad = werkmap.add_worksheet()
        blad.freeze_panes(1, 0)
        vet = werkmap.add_format({"bold": True, "bottom": 1})
        euro = werkmap.add_format({"num_format": "#,##0.00"})
        dag = werkmap.add_format({"num_format": "dd-mm-yyyy"})
        blad.write_row(0, 0, kop, vet)
        for nummer, rij in enumerate(rijen, 1):
            for kolom, cel in enumerate(rij):
                if isinstance(cel, Euro):
                    blad.write_number(nummer, kolom, cel.centen / 100, euro)
                elif isinstance(cel, date):
                    blad.write_datetime(nummer, kolom, cel, dag)
                elif isinstance(cel, int):
                    blad.write_number(nummer, kolom, cel)
                elif cel:
                    blad.write_string(nummer, kolom, cel)
    bestand.seek(0)
    return bestand


def _as_text(cel: Cel) -> str:
    if cel is None:
        return ""
    if isinstance(cel, Euro):
        return write_amount(cel.centen)
    return f"{cel:%d-%m-}{cel.year}" if isinstance(cel, date) else str(cel)


def _take(buffer: io.StringIO) -> bytes:
    inhoud = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return inhoud
