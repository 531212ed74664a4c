"""The empty workbook: a sheet with the explanation, a sheet per subject with drop-downs, nothing to compute."""

import io

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lib.werkmap import MEESTE_RIJEN
from opvang.overname.kolommen import BLADEN, KEUZES, UITLEG, Bladsoort, Kolom

REGELS = (
    "Met deze werkmap neemt u over wat u tot nu toe in uw eigen administratie hebt.",
    (
        "Vul de bladen in waarvan u gegevens hebt. Laat de koppen staan zoals ze zijn. Een kop met * moet op elke regel"
        " gevuld zijn."
    ),
    "Leg eerst de organisaties en locaties vast. Die maakt deze werkmap niet.",
    "Schrijf waarden, geen formules. Sla de werkmap op als Excel-werkmap (.xlsx).",
    (
        "Kies de werkmap bij ‘Administratie overnemen’. U ziet dan per blad en regel wat er gebeurt. Er wordt nog niets"
        " bewaard."
    ),
    (
        "Staat er een fout of een vraag bij? Verbeter de werkmap en kies haar opnieuw. Pas als alles klopt, kunt u haar"
        " doorvoeren: helemaal of niet."
    ),
    "Dezelfde werkmap nog een keer doorvoeren wijzigt alleen wat anders is.",
    "In de werkmap staan gegevens van kinderen. Bewaar haar veilig, en niet langer dan nodig.",
)


def write_sjabloon() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as werkmap:
        werkmap.set_properties({"title": "Administratie overnemen"})
        kop = werkmap.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        tekst = werkmap.add_format({"text_wrap": True, "valign": "top"})
        _write_uitleg(werkmap.add_worksheet(UITLEG), kop, tekst)
        datum, cel = werkmap.add_format({"num_format": "dd-mm-yyyy"}), werkmap.add_format({"num_format": "@"})
        keuzes = _Keuzes(werkmap.add_worksheet(KEUZES))
        for soort in BLADEN:
            _write_blad(werkmap.add_worksheet(soort.naam), soort, kop, {"datum": datum, "tekst": cel}, keuzes)
        keuzes.blad.hide()
    return buffer.getvalue()


def _write_uitleg(blad: Worksheet, kop: Format, tekst: Format) -> None:
    blad.set_column(0, 0, 20)
    blad.set_column(1, 1, 24)
    blad.set_column(2, 2, 90)
    rij = 0
    for regel in REGELS:
        blad.set_row(rij, 32)
        blad.merge_range(rij, 0, rij, 2, "")
        blad.write_string(rij, 0, regel, tekst)
        rij += 1
    for soort in BLADEN:
        rij += 1
        blad.set_row(rij, 32)
        blad.write_string(rij, 0, soort.naam, kop)
        blad.merge_range(rij, 1, rij, 2, "")
        blad.write_string(rij, 1, soort.uitleg, tekst)
        for kolom in soort.kolommen:
            rij += 1
            blad.write_string(rij, 1, _kop(kolom), tekst)
            blad.write_string(rij, 2, kolom.uitleg, tekst)
        rij += 1


def _kop(kolom: Kolom) -> str:
    return f"{kolom.naam} *" if kolom.verplicht else kolom.naam


class _Keuzes:
    """The lists of the drop-downs, on a hidden sheet: in a cell itself only 255 characters fit."""

    def __init__(self, blad: Worksheet) -> None:
        self.blad, self.kolom = blad, 0

    def add(self, keuzes: tuple[str, ...]) -> str:
        letter = chr(ord("A") + self.kolom)
        for rij, keuze in enumerate(keuzes):
            self.blad.write_string(rij, self.kolom, keuze)
        self.kolom += 1
        return f"={KEUZES}!${letter}$1:${letter}${len(keuzes)}"


def _write_blad(
    blad: Worksheet, soort: Bladsoort, kop: Format, opmaak: dict[str, Format], keuzes: _Keuzes
) -> None:
    for nummer, kolom in enumerate(soort.kolommen):
        blad.set_column(nummer, nummer, max(12, len(kolom.naam) + 4), opmaak.get(kolom.soort))
        blad.write_string(0, nummer, _kop(kolom), kop)
        if kolom.keuzes:
            keuze = {
                "validate": "list",
                "source": keuzes.add(kolom.keuzes),
                "error_title": "Dit kan niet",
                "error_message": "Kies een van de antwoorden uit de lijst.",
            }
            blad.data_validation(1, nummer, MEESTE_RIJEN - 1, nummer, keuze)
    blad.freeze_panes(1, 1)
