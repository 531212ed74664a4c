"""The hours of a draft as a file to fill in: an Excel workbook, or CSV for who has no spreadsheet."""

import io
from collections.abc import Iterator, Sequence
from datetime import date

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lib.csvbestand import write_csv
from lib.geld import write_honderdsten
from lib.periode import Tijdvak
from lib.weergave import datum_kort
from opvang.models import Declaratieregel, Urendeclaratie, hoogste_uren

KOLOMMEN = ("plaatsing", "pseudoniem", "naam", "geboortedatum", "locatie", "uren")
DAGEN = "dagen"  # only where a policy looks at them
_BREEDTES = (11, 13, 32, 15, 32, 10, 8)
_UITLEG = {
    "plaatsing": "Het nummer waaronder het kind bij ons geplaatst is. Niet wijzigen.",
    "pseudoniem": "Hoort bij het nummer van de plaatsing. Niet wijzigen.",
    "naam": "Het kind.",
    "geboortedatum": "De dag waarop het kind geboren is.",
    "locatie": "Waar het kind geplaatst is. Klik op het pijltje om een locatie te kiezen.",
    "uren": "De uren die in dit tijdvak zijn afgenomen, met hoogstens twee cijfers achter de komma. 0 als er geen zijn.",
    DAGEN: "Het aantal dagen waarop het kind kwam. Leeg laat de dagen zoals ze waren.",
}


def write(declaratie: Urendeclaratie, *, met_dagen: bool = False) -> bytes:
    """As CSV, with semicolons and Dutch numbers."""
    return write_csv(_kop(met_dagen), (_row(regel, met_dagen) for regel in _regels(declaratie)))


def _kop(met_dagen: bool) -> tuple[str, ...]:
    return (*KOLOMMEN, DAGEN) if met_dagen else KOLOMMEN


def _regels(declaratie: Urendeclaratie) -> Iterator[Declaratieregel]:
    yield from declaratie.regels.select_related("plaatsing__kind", "plaatsing__locatie")


def _row(regel: Declaratieregel, met_dagen: bool) -> list[str]:
    kind = regel.plaatsing.kind
    dagen = ["" if regel.dagen is None else str(regel.dagen)] if met_dagen else []
    return [
        str(regel.plaatsing_id),
        kind.pseudoniem,
        kind.naam,
        datum_kort(kind.geboortedatum),
        regel.plaatsing.locatie.naam,
        write_honderdsten(regel.uren_honderdsten),
        *dagen,
    ]


def write_xlsx(declaratie: Urendeclaratie, *, met_dagen: bool = False) -> bytes:
    """A workbook in which only the hours (and the days) can be typed, with a sheet that explains each column."""
    buffer = io.BytesIO()
    # A name that begins with = is a name; no text becomes a formula, a number or a link.
    opties = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, opties) as werkmap:
        werkmap.set_properties(
            {"title": f"Uren {declaratie.houder}", "created": declaratie.opgesteld_op.replace(tzinfo=None)}
        )
        blad = werkmap.add_worksheet("Uren")
        uitleg = werkmap.add_worksheet("Uitleg")
        vet = werkmap.add_format({"bold": True, "bottom": 1, "valign": "top"})
        _write_uitleg(
            uitleg, declaratie, _kop(met_dagen), vet, werkmap.add_format({"text_wrap": True, "valign": "top"})
        )
        _Urenblad(werkmap, blad, vet, declaratie.tijdvak).write(list(_regels(declaratie)), _kop(met_dagen))
    return buffer.getvalue()


class _Urenblad:
    """The sheet to fill in."""

    def __init__(self, werkmap: xlsxwriter.Workbook, blad: Worksheet, kop: Format, tijdvak: Tijdvak) -> None:
        self.blad, self.kop, self.tijdvak = blad, kop, tijdvak
        self.datum = werkmap.add_format({"num_format": "dd-mm-yyyy"})
        invullen = {"locked": False, "bg_color": "#FFF9DB", "border": 1, "border_color": "#BBBBBB"}
        self.uren = werkmap.add_format(invullen | {"num_format": "#,##0.00"})
        self.dagen = werkmap.add_format(invullen | {"num_format": "0"})

    def write(self, regels: Sequence[Declaratieregel], kop: Sequence[str]) -> None:
        for kolom, (naam, breedte) in enumerate(zip(kop, _BREEDTES, strict=False)):
            self.blad.set_column(kolom, kolom, breedte)
            self.blad.write_string(0, kolom, naam, self.kop)
        for rij, regel in enumerate(regels, 1):
            self._write_row(rij, regel, met_dagen=DAGEN in kop)
        self._ask(regels, kop)
        self.blad.freeze_panes(1, 0)
        self.blad.autofilter(0, 0, len(regels), len(kop) - 1)
        self.blad.protect("", {"autofilter": True, "format_columns": True, "sort": True})
        self.blad.set_landscape()
        self.blad.repeat_rows(0)
        self.blad.fit_to_pages(1, 0)

    def _write_row(self, rij: int, regel: Declaratieregel, *, met_dagen: bool) -> None:
        kind = regel.plaatsing.kind
        self.blad.write_number(rij, 0, regel.plaatsing_id)
        self.blad.write_string(rij, 1, kind.pseudoniem)
        self.blad.write_string(rij, 2, kind.naam)
        self._write_dag(rij, 3, kind.geboortedatum)
        self.blad.write_string(rij, 4, regel.plaatsing.locatie.naam)
        self.blad.write_number(rij, 5, regel.uren_honderdsten / 100, self.uren)
        if met_dagen:
            if regel.dagen is None:
                self.blad.write_blank(rij, 6, None, self.dagen)
            else:
                self.blad.write_number(rij, 6, regel.dagen, self.dagen)

    def _write_dag(self, rij: int, kolom: int, dag: date) -> None:
        self.blad.write_datetime(rij, kolom, dag, self.datum)

    def _ask(self, regels: Sequence[Declaratieregel], kop: Sequence[str]) -> None:
        """Excel itself refuses what cannot be, and lists the days to choose from."""
        hoogste = hoogste_uren(self.tijdvak.ritme) // 100
        uren = {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": hoogste,
            "error_title": "Dit kan niet",
            "error_message": f"Vul een getal in van 0 tot en met {hoogste}, bijvoorbeeld 160,5.",
        }
        self.blad.data_validation(1, 5, max(1, len(regels)), 5, uren)
        for rij, regel in enumerate(regels, 1) if DAGEN in kop else ():
            self.blad.data_validation(rij, 6, rij, 6, _keuze(regel.periode.dagen))


def _keuze(dagen: int) -> dict[str, object]:
    return {
        "validate": "list",
        "source": f"=Uitleg!$F$1:$F${dagen + 1}",
        "error_title": "Dit kan niet",
        "error_message": f"Vul een heel getal in van 0 tot en met {dagen}.",
    }


def _write_uitleg(
    blad: Worksheet, declaratie: Urendeclaratie, kop: Sequence[str], vet: Format, tekst: Format
) -> None:
    invullen = "de kolommen uren en dagen" if DAGEN in kop else "de kolom uren"
    regels = (
        f"Uren van {declaratie.houder} over {declaratie.tijdvak.met_lidwoord}, gemeente {declaratie.gemeente}.",
        f"Vul op het blad Uren {invullen} in (de gele cellen). De andere cellen zitten op slot.",
        "Sla het bestand op als Excel-werkmap (.xlsx) en kies het bij de declaratie onder ‘Uren inlezen uit een bestand’.",
        "U ziet daar eerst wat er verandert. Pas als u dat goed vindt, worden de uren bewaard.",
        "Schrijf getallen, geen formules. In dit bestand staan namen van kinderen: bewaar het niet langer dan nodig.",
    )
    blad.set_column(0, 0, 16)
    blad.set_column(1, 1, 90)
    blad.set_column(5, 5, None, None, {"hidden": True})
    for rij, regel in enumerate(regels):
        blad.set_row(rij, 32)  # room for two lines: Excel does not fit the height of merged cells
        blad.merge_range(rij, 0, rij, 1, "")
        blad.write_string(rij, 0, regel, tekst)
    begin = len(regels) + 1
    blad.write_string(begin, 0, "Kolom", vet)
    blad.write_string(begin, 1, "Wat staat er", vet)
    for rij, naam in enumerate(kop, begin + 1):
        blad.write_string(rij, 0, naam, tekst)
        blad.write_string(rij, 1, _UITLEG[naam], tekst)
    for dag in range(declaratie.tijdvak.ritme.meeste_dagen + 1 if DAGEN in kop else 0):
        blad.write_number(dag, 5, dag)
    blad.protect()
