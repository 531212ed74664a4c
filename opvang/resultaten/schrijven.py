"""The children of whom results are recorded as a workbook to fill in."""

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from opvang.domeinen import DOMEINEN
from opvang.resultaten.schalen import Schaal
from opvang.resultaten.werklijst import Stand

VAST = ("pseudoniem", "naam", "geboortedatum", "locatie")
INVULLEN = ("datum", "moment", "volgsysteem", *DOMEINEN)
_BREEDTES = (13, 32, 15, 32, 12, 13, 32, 16, 16, 16, 16)
_REGELS = (
    "Vul op het blad Resultaten de gele cellen in. Een kind zonder uitkomsten wordt overgeslagen.",
    "Datum: de dag waarop u keek. Moment: start, halverwege of einde.",
    "Volgsysteem: een naam van de lijst hieronder. Schrijf bij elk domein een uitkomst van dat volgsysteem.",
    "Kies het bestand daarna bij Resultaten. U ziet eerst wat er verandert; pas als u dat goed vindt, wordt het bewaard.",
    "In dit bestand staan namen van kinderen: bewaar het niet langer dan nodig.",
)


def write_xlsx(standen: Sequence[Stand], schalen: Sequence[Schaal], moment: datetime) -> bytes:
    """A row per child, with the moment that is due; a second sheet tells the outcomes of every scale."""
    buffer = io.BytesIO()
    # A name that begins with = is a name; no text becomes a formula, a number or a link.
    opties = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, opties) as werkmap:
        werkmap.set_properties({"title": "Resultaten", "created": moment.replace(tzinfo=None)})
        blad, uitleg = werkmap.add_worksheet("Resultaten"), werkmap.add_worksheet("Uitleg")
        vet = werkmap.add_format({"bold": True, "bottom": 1, "valign": "top"})
        _write_kinderen(werkmap, blad, vet, standen, schalen)
        _write_uitleg(uitleg, schalen, vet, werkmap.add_format({"text_wrap": True, "valign": "top"}))
    return buffer.getvalue()


def _write_kinderen(
    werkmap: xlsxwriter.Workbook,
    blad: Worksheet,
    vet: Format,
    standen: Sequence[Stand],
    schalen: Sequence[Schaal],
) -> None:
    dag = werkmap.add_format({"num_format": "dd-mm-yyyy"})
    vrij = {"locked": False, "bg_color": "#FFF9DB", "border": 1, "border_color": "#BBBBBB"}
    open_, open_dag = werkmap.add_format(vrij), werkmap.add_format(vrij | {"num_format": "dd-mm-yyyy"})
    for kolom, (naam, breedte) in enumerate(zip((*VAST, *INVULLEN), _BREEDTES, strict=True)):
        blad.set_column(kolom, kolom, breedte)
        blad.write_string(0, kolom, naam, vet)
    for rij, stand in enumerate(standen, start=1):
        blad.write_string(rij, 0, stand.kind.pseudoniem)
        blad.write_string(rij, 1, stand.kind.naam)
        blad.write_datetime(rij, 2, stand.kind.geboortedatum, dag)
        blad.write_string(rij, 3, stand.plaatsing.locatie.naam)
        blad.write_blank(rij, 4, None, open_dag)
        blad.write_string(rij, 5, _MOMENTEN.get(stand.nodig, ""), open_)
        for kolom in range(6, len(_BREEDTES)):
            blad.write_blank(rij, kolom, None, open_)
    laatste = max(1, len(standen))
    blad.data_validation(1, 5, laatste, 5, {"validate": "list", "source": list(_MOMENTEN.values())})
    begin = len(_REGELS) + 3
    bron = f"=Uitleg!$A${begin}:$A${begin + len(schalen) - 1}"
    blad.data_validation(1, 6, laatste, 6, {"validate": "list", "source": bron})
    blad.freeze_panes(1, 2)
    blad.protect("", {"autofilter": True, "format_columns": True, "sort": True})
    blad.set_landscape()
    blad.repeat_rows(0)
    blad.fit_to_pages(1, 0)


_MOMENTEN = {"start": "start", "tussen": "halverwege", "eind": "einde"}


def _write_uitleg(blad: Worksheet, schalen: Sequence[Schaal], vet: Format, tekst: Format) -> None:
    """The lines, and under them from row `len(_REGELS) + 3` on a row per scale."""
    blad.set_column(0, 0, 34)
    blad.set_column(1, 3, 34)
    for rij, regel in enumerate(_REGELS):
        blad.set_row(rij, 32)  # room for two lines: Excel does not fit the height of merged cells
        blad.merge_range(rij, 0, rij, 3, "")
        blad.write_string(rij, 0, regel, tekst)
    kop = len(_REGELS) + 1
    for kolom, naam in enumerate(("Volgsysteem", "Extra hulp", "Zoals verwacht", "Verder")):
        blad.write_string(kop, kolom, naam, vet)
    for rij, schaal in enumerate(schalen, start=kop + 1):
        blad.write_string(rij, 0, schaal.naam, tekst)
        for kolom, (_, uitkomsten) in enumerate(schaal.uitleg, start=1):
            blad.write_string(rij, kolom, uitkomsten, tekst)
    blad.protect()
