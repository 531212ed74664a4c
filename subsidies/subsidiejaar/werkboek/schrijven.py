"""Writing the workbook: prefilled to work on, or as the copy of what was sent. It holds values and no formulas."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from subsidies.models import CATEGORIENAMEN, Subsidiedossier
from subsidies.subsidiejaar.werkboek.indeling import (
    AANTAL,
    BEDRAG_SAMEN,
    BEREKENING,
    DAGEN,
    DOSSIER,
    GROEP,
    JANUARI,
    KINDEREN,
    KINDEREN_SAMEN,
    KLASSE,
    KOP_BEREKENING,
    KOP_JANUARI,
    LOCATIE,
    LRK,
    PEILWEEK,
    PRIJS,
    SAMEN,
    TOESLAG,
    TOTAAL,
    UREN,
    Kolommen,
    rekenrijen,
)

# Rows with a choice list, below what is prefilled too.
_RIJEN = 100
_UITLEG = (
    "Vul de bladen 2 en 3 in, en de peilweek hieronder. Schrijf waarden, geen formules.",
    "Blad 4 komt uit de berekening van het programma. Wat u daar typt, wordt niet overgenomen.",
    "Sla op als Excel-werkmap (.xlsx) en lees haar in bij uw aanvraag. U ziet dan eerst wat niet klopt.",
)


class _Opmaak:
    def __init__(self, werkmap: xlsxwriter.Workbook) -> None:
        self.kop: Format = werkmap.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.dag: Format = werkmap.add_format({"num_format": "dd-mm-yyyy", "align": "left"})
        self.getal: Format = werkmap.add_format({"num_format": "#,##0.00"})
        self.tekst: Format = werkmap.add_format({"num_format": "@"})


def write_werkboek(
    dossier: Subsidiedossier,
    beeld: dict[str, Any],
    kolommen: Kolommen,
    locaties: Sequence[tuple[str, str]],
    *,
    verstuurd: bool,
) -> bytes:
    """`beeld`: what is written down or was sent; `locaties`: LRK number and name of each location that can be filled in."""
    buffer = io.BytesIO()
    opties = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, opties) as werkmap:
        werkmap.set_properties({"title": f"Subsidieaanvraag {dossier.nummer}"})
        opmaak = _Opmaak(werkmap)
        _write_totaal(werkmap.add_worksheet(TOTAAL), dossier, beeld, opmaak, verstuurd)
        _write_kinderen(werkmap.add_worksheet(KINDEREN), beeld["regels"], kolommen, opmaak)
        _write_januari(werkmap.add_worksheet(JANUARI), beeld.get("op_1_januari", {}), locaties, opmaak)
        _write_berekening(werkmap.add_worksheet(BEREKENING), beeld, opmaak)
    return buffer.getvalue()


def _write_totaal(
    blad: Worksheet, dossier: Subsidiedossier, beeld: dict[str, Any], opmaak: _Opmaak, verstuurd: bool
) -> None:
    blad.set_column(0, 0, 26)
    blad.set_column(1, 1, 60)
    regels: list[tuple[str, Any]] = [
        (DOSSIER, dossier.nummer),
        ("Regeling", dossier.regelingnaam),
        ("Jaar", dossier.jaar),
        ("Aanvrager", str(dossier.organisatie or "")),
        (PEILWEEK, date.fromisoformat(beeld["peilweek"]) if beeld.get("peilweek") else ""),
        (KINDEREN_SAMEN, sum(regel["kinderen"] for regel in beeld["regels"])),
        (BEDRAG_SAMEN, beeld["bedrag"]),
    ]
    if verstuurd:
        regels.append(("Verstuurd op", date.fromisoformat(beeld["op"][:10])))
        regels += [("Bijlage", bijlage["naam"]) for bijlage in beeld["bijlagen"]]
    for rij, (naam, waarde) in enumerate(regels):
        blad.write_string(rij, 0, naam, opmaak.kop)
        if naam == BEDRAG_SAMEN:
            blad.write_number(rij, 1, waarde / 100, opmaak.getal)
        else:
            _write_cel(blad, rij, 1, waarde, opmaak)
    for rij, zin in enumerate(() if verstuurd else _UITLEG, start=len(regels) + 1):
        blad.write_string(rij, 0, zin)


def _write_cel(blad: Worksheet, rij: int, kolom: int, waarde: Any, opmaak: _Opmaak) -> None:
    if isinstance(waarde, date):
        blad.write_datetime(rij, kolom, waarde, opmaak.dag)
    elif isinstance(waarde, int):
        blad.write_number(rij, kolom, waarde)
    elif waarde:
        blad.write_string(rij, kolom, str(waarde), opmaak.tekst)


def _write_kinderen(
    blad: Worksheet, regels: Sequence[dict[str, Any]], kolommen: Kolommen, opmaak: _Opmaak
) -> None:
    namen = kolommen.namen
    _write_kop(blad, namen, opmaak)
    for rij, regel in enumerate(regels, 1):
        for kolom, naam in enumerate(namen):
            waarde = _waarde(regel, naam)
            if naam in (UREN, PRIJS) and waarde is not None:
                blad.write_number(rij, kolom, waarde / 100, opmaak.getal)
            else:
                _write_cel(blad, rij, kolom, waarde, opmaak)
    for naam, keuzes in ((GROEP, list(CATEGORIENAMEN.values())), (TOESLAG, ["ja", "nee"])):
        kolom = namen.index(naam)
        blad.data_validation(1, kolom, len(regels) + _RIJEN, kolom, {"validate": "list", "source": keuzes})


def _waarde(regel: Mapping[str, Any], naam: str) -> Any:
    sleutels = {
        LRK: "lrk_nummer",
        LOCATIE: "locatie",
        KLASSE: "bijdrageklasse",
        UREN: "uren_per_week",
        DAGEN: "dagen_per_week",
        PRIJS: "uurprijs",
        AANTAL: "kinderen",
    }
    if naam == GROEP:
        return CATEGORIENAMEN[regel["categorie"]]
    if naam == TOESLAG:
        return "ja" if regel["kot"] else "nee"
    return regel[sleutels[naam]]


def _write_januari(
    blad: Worksheet, aantallen: Mapping[str, int], locaties: Sequence[tuple[str, str]], opmaak: _Opmaak
) -> None:
    _write_kop(blad, KOP_JANUARI, opmaak)
    for rij, (lrk, naam) in enumerate(locaties, 1):
        for kolom, waarde in enumerate((lrk, naam, aantallen.get(lrk))):
            _write_cel(blad, rij, kolom, waarde, opmaak)


def _write_berekening(blad: Worksheet, beeld: dict[str, Any], opmaak: _Opmaak) -> None:
    _write_kop(blad, KOP_BEREKENING, opmaak)
    rijen = rekenrijen(beeld)
    for rij, regel in enumerate(rijen, 1):
        blad.write_string(rij, 0, regel.onderdeel)
        blad.write_string(rij, 1, regel.groep)
        if regel.uren is not None:
            blad.write_number(rij, 2, regel.uren / 100, opmaak.getal)
        if regel.kinderen is not None:
            blad.write_number(rij, 3, regel.kinderen)
        blad.write_number(rij, 4, regel.centen / 100, opmaak.getal)
    blad.write_string(len(rijen) + 1, 0, SAMEN, opmaak.kop)
    blad.write_number(len(rijen) + 1, 4, beeld["bedrag"] / 100, opmaak.getal)


def _write_kop(blad: Worksheet, namen: Sequence[str], opmaak: _Opmaak) -> None:
    blad.freeze_panes(1, 0)
    blad.set_column(0, 0, 24)
    blad.set_column(1, len(namen) - 1, 18)
    blad.write_row(0, 0, namen, opmaak.kop)
