"""The hours of a draft as a file to fill in: an Excel workbook, or CSV for who has no spreadsheet."""

import io
from collections.abc import Iterator, Sequence
from datetime import date

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lib.csvbestand import write_csv
from lib.geld import write_honderdsten
from lib.periode import Ritme
from lib.weergave import datum_kort, opsommen
from opvang.maandverdeling import months_in
from opvang.models import Declaratieregel, Urendeclaratie, hoogste_uren
from opvang.urenbestand.kolommen import MAANDROLLEN

VAST = ("plaatsing", "pseudoniem", "naam", "geboortedatum", "locatie")
UREN = "uren"  # or a column for each month
KOLOMMEN = (*VAST, UREN)
DAGEN = "dagen"  # only where a policy looks at them
AFWEZIG = "afwezig"  # only where it is asked
_BREEDTES = dict(zip(VAST, (11, 13, 32, 15, 32), strict=True)) | {DAGEN: 8}
_BREEDTE = 10
_UITLEG = {
    "plaatsing": "Het nummer waaronder het kind bij ons geplaatst is. Niet wijzigen.",
    "pseudoniem": "Hoort bij het nummer van de plaatsing. Niet wijzigen.",
    "naam": "Het kind.",
    "geboortedatum": "De dag waarop het kind geboren is.",
    "locatie": "Waar het kind geplaatst is. Klik op het pijltje om een locatie te kiezen.",
    UREN: "De uren die in dit tijdvak zijn afgenomen, met hoogstens twee cijfers achter de komma. 0 als er geen zijn.",
    DAGEN: "Het aantal dagen waarop het kind kwam. Leeg laat de dagen zoals ze waren.",
    AFWEZIG: "Van die uren de uren waarop het kind er niet was. Leeg laat ze zoals ze waren.",
}
_UITLEG_MAAND = (
    "De uren van {}, met hoogstens twee cijfers achter de komma. Grijs als het kind dan geen plaats heeft."
)


def write(declaratie: Urendeclaratie, *, met_dagen: bool = False) -> bytes:
    """As CSV, with semicolons and Dutch numbers."""
    kop = _kop(declaratie, met_dagen)
    return write_csv(kop, (_row(regel, declaratie, kop) for regel in _regels(declaratie)))


def _kop(declaratie: Urendeclaratie, met_dagen: bool) -> tuple[str, ...]:
    maanden = [MAANDROLLEN[maand.nummer - 1].value for maand in declaratie.maanden]
    erbij = [naam for naam, vraagt in ((DAGEN, met_dagen), (AFWEZIG, declaratie.met_afwezig)) if vraagt]
    return (*VAST, *maanden, *erbij) if maanden else (*KOLOMMEN, *erbij)


def _regels(declaratie: Urendeclaratie) -> Iterator[Declaratieregel]:
    yield from declaratie.regels.select_related("plaatsing__kind", "plaatsing__locatie")


def _numbers(regel: Declaratieregel, declaratie: Urendeclaratie, kop: Sequence[str]) -> list[int | None]:
    """What stands in the columns after the fixed ones: hundredths, and whole days."""
    getallen: list[int | None] = [regel.uren_honderdsten]
    if declaratie.met_maanden:
        dagen = months_in(declaratie.tijdvak, regel.periode)
        maanden = zip(dagen, regel.maanden_honderdsten or [], strict=True)
        getallen = [uren if maand else None for maand, uren in maanden]
    if DAGEN in kop:
        getallen.append(regel.dagen)
    return [*getallen, regel.afwezig_honderdsten] if AFWEZIG in kop else getallen


def _row(regel: Declaratieregel, declaratie: Urendeclaratie, kop: Sequence[str]) -> list[str]:
    kind = regel.plaatsing.kind
    getallen = zip(kop[len(VAST) :], _numbers(regel, declaratie, kop), strict=True)
    return [
        str(regel.plaatsing_id),
        kind.pseudoniem,
        kind.naam,
        datum_kort(kind.geboortedatum),
        regel.plaatsing.locatie.naam,
        *(
            "" if getal is None else str(getal) if naam == DAGEN else write_honderdsten(getal)
            for naam, getal in getallen
        ),
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
        kop = _kop(declaratie, met_dagen)
        tekst = werkmap.add_format({"text_wrap": True, "valign": "top"})
        _write_uitleg(uitleg, declaratie, kop, vet, tekst)
        _Urenblad(werkmap, blad, vet, declaratie).write(list(_regels(declaratie)), kop)
    return buffer.getvalue()


class _Urenblad:
    """The sheet to fill in."""

    def __init__(
        self, werkmap: xlsxwriter.Workbook, blad: Worksheet, kop: Format, declaratie: Urendeclaratie
    ) -> None:
        self.blad, self.kop, self.declaratie = blad, kop, declaratie
        self.datum = werkmap.add_format({"num_format": "dd-mm-yyyy"})
        invullen = {"locked": False, "bg_color": "#FFF9DB", "border": 1, "border_color": "#BBBBBB"}
        self.uren = werkmap.add_format(invullen | {"num_format": "#,##0.00"})
        self.dagen = werkmap.add_format(invullen | {"num_format": "0"})
        self.dicht = werkmap.add_format({"bg_color": "#E6E6E6"})

    def write(self, regels: Sequence[Declaratieregel], kop: Sequence[str]) -> None:
        for kolom, naam in enumerate(kop):
            self.blad.set_column(kolom, kolom, _BREEDTES.get(naam, max(_BREEDTE, len(naam) + 2)))
            self.blad.write_string(0, kolom, naam, self.kop)
        for rij, regel in enumerate(regels, 1):
            self._write_row(rij, regel, kop)
        self._ask(regels, kop)
        self.blad.freeze_panes(1, 0)
        self.blad.autofilter(0, 0, len(regels), len(kop) - 1)
        self.blad.protect("", {"autofilter": True, "format_columns": True, "sort": True})
        self.blad.set_landscape()
        self.blad.repeat_rows(0)
        self.blad.fit_to_pages(1, 0)

    def _write_row(self, rij: int, regel: Declaratieregel, kop: Sequence[str]) -> None:
        kind = regel.plaatsing.kind
        self.blad.write_number(rij, 0, regel.plaatsing_id)
        self.blad.write_string(rij, 1, kind.pseudoniem)
        self.blad.write_string(rij, 2, kind.naam)
        self._write_dag(rij, 3, kind.geboortedatum)
        self.blad.write_string(rij, 4, regel.plaatsing.locatie.naam)
        getallen = _numbers(regel, self.declaratie, kop)
        for kolom, (naam, getal) in enumerate(zip(kop[len(VAST) :], getallen, strict=True), len(VAST)):
            if naam == DAGEN:
                self._write_dagen(rij, kolom, getal)
            elif getal is None:
                self.blad.write_blank(rij, kolom, None, self.dicht)
            else:
                self.blad.write_number(rij, kolom, getal / 100, self.uren)

    def _write_dagen(self, rij: int, kolom: int, dagen: int | None) -> None:
        if dagen is None:
            self.blad.write_blank(rij, kolom, None, self.dagen)
        else:
            self.blad.write_number(rij, kolom, dagen, self.dagen)

    def _write_dag(self, rij: int, kolom: int, dag: date) -> None:
        self.blad.write_datetime(rij, kolom, dag, self.datum)

    def _ask(self, regels: Sequence[Declaratieregel], kop: Sequence[str]) -> None:
        """Excel itself refuses what cannot be, and lists the days to choose from."""
        for kolom, naam in enumerate(kop):
            if naam in VAST:
                continue
            if naam == DAGEN:
                for rij, regel in enumerate(regels, 1):
                    self.blad.data_validation(rij, kolom, rij, kolom, _keuze(regel.periode.dagen))
                continue
            ritme = Ritme(self.declaratie.ritme) if naam in (UREN, AFWEZIG) else Ritme.MAAND
            self.blad.data_validation(
                1, kolom, max(1, len(regels)), kolom, _between(hoogste_uren(ritme) // 100)
            )


def _between(hoogste: int) -> dict[str, object]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": hoogste,
        "error_title": "Dit kan niet",
        "error_message": f"Vul een getal in van 0 tot en met {hoogste}, bijvoorbeeld 160,5.",
    }


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
    namen = kop[len(VAST) :]
    invullen = f"de kolommen {opsommen(namen)}" if len(namen) > 1 else "de kolom uren"
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
        uitleg = _UITLEG.get(naam) or _UITLEG_MAAND.format(naam.removeprefix("uren "))
        blad.write_string(rij, 1, uitleg, tekst)
    for dag in range(declaratie.tijdvak.ritme.meeste_dagen + 1 if DAGEN in kop else 0):
        blad.write_number(dag, 5, dag)
    blad.protect()
