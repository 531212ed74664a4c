"""Spreadsheet files (XLSX, ODS): measured and weighed before the library that reads them sees them.

Such a file is a zip with XML. It is unpacked here up to a limit, each sheet is walked over for its size and for
formulas, and only what was measured is handed on, packed anew. Rows and columns are counted from 1.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineWorkbook

MEESTE_RIJEN = 20_000
MEESTE_KOLOMMEN = 100
MEESTE_CELLEN = 500_000
MEESTE_DELEN = 1_000
MEESTE_BYTES = 48 * 1024 * 1024  # unpacked
MEESTE_TEKENS = 100 * 1024 * 1024  # were every cell as long as the longest: cells may share one text

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_GEEN_XLSX = (
    "Dit is geen Excel-werkmap (.xlsx) en geen ODS-bestand. Sla het in Excel op als Excel-werkmap (.xlsx)."
)
_STUK_BESTAND = (
    "Het bestand is beschadigd of heeft een wachtwoord. Open het in Excel en sla het opnieuw op als .xlsx."
)


class Bestandsfout(ValueError):
    """A file that is not taken in, with the sentence that says why and what to do."""


def is_werkmap(inhoud: bytes) -> bool:
    return inhoud.startswith(b"PK\x03\x04")


def read_werkmap(inhoud: bytes) -> Iterator[tuple[str, list[list[str | Decimal | date]]]]:
    """Name and rows of each sheet, from row 1 and column A on; Bestandsfout with the sentence."""
    delen = _unpack(inhoud)
    _refuse_others(delen)
    _measure([deel for naam, deel in delen.items() if naam.lower().endswith(".xml")])
    for naam, rijen in _read(_pack(delen)):
        yield naam, [[_cel(waarde) for waarde in rij] for rij in rijen]


def _unpack(inhoud: bytes) -> dict[str, bytes]:
    """The parts of the zip; of pictures and the like only the name."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
            delen = zip_.infolist()
            if len(delen) > MEESTE_DELEN or len({deel.filename for deel in delen}) < len(delen):
                raise Bestandsfout(_STUK_BESTAND)
            over, uit = MEESTE_BYTES, {}
            for deel in delen:
                uit[deel.filename] = _read_deel(zip_, deel, over) if _counts(deel.filename) else b""
                over -= len(uit[deel.filename])
            return uit
    except Bestandsfout:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ) as fout:
        raise Bestandsfout(_STUK_BESTAND) from fout


def _counts(naam: str) -> bool:
    return naam.lower().endswith((".xml", ".rels")) or naam == "mimetype"


def _read_deel(zip_: zipfile.ZipFile, deel: zipfile.ZipInfo, hoogstens: int) -> bytes:
    """Whatever the zip says of its size, no more than this is unpacked."""
    with zip_.open(deel) as bron:
        inhoud = bron.read(hoogstens + 1)
    if len(inhoud) > hoogstens:
        raise Bestandsfout(
            f"Het bestand is uitgepakt groter dan {MEESTE_BYTES // 1024**2} MB. Kopieer alleen de regels die nodig zijn naar"
            " een nieuwe werkmap en kies die."
        )
    return inhoud


def _refuse_others(delen: dict[str, bytes]) -> None:
    namen = {naam.lower() for naam in delen}
    if any(naam.endswith("vbaproject.bin") or naam.startswith(("basic/", "scripts/")) for naam in namen):
        raise Bestandsfout(
            "In het bestand staan macro's. Sla het op als Excel-werkmap (.xlsx) zonder macro's."
        )
    is_ods = delen.get("mimetype", b"").strip() == _ODS.encode() and "content.xml" in namen
    if not is_ods and "xl/workbook.xml" not in namen:
        raise Bestandsfout(_GEEN_XLSX)


def _pack(delen: dict[str, bytes]) -> io.BytesIO:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_STORED) as zip_:
        for naam, inhoud in delen.items():
            if _counts(naam):
                zip_.writestr(zipfile.ZipInfo(naam), inhoud)
    uit.seek(0)
    return uit


def _read(bestand: io.BytesIO) -> Iterator[tuple[str, list[list[Any]]]]:
    """What the library makes of it. A broken file may make it panic, which is no Exception."""
    try:
        werkmap = CalamineWorkbook.from_filelike(bestand)
        for naam in werkmap.sheet_names:
            yield naam, werkmap.get_sheet_by_name(naam).to_python(skip_empty_area=False)
    except GeneratorExit:
        raise
    except BaseException as fout:
        if isinstance(fout, Exception) or type(fout).__name__ == "PanicException":
            raise Bestandsfout(_STUK_BESTAND) from fout
        raise


def _cel(waarde: Any) -> str | Decimal | date:
    """Numbers as the program shows them: fifteen digits, so that 0,1 + 0,2 is 0,3."""
    if isinstance(waarde, bool):
        return "WAAR" if waarde else "ONWAAR"
    if isinstance(waarde, int | float):
        getal = Decimal(f"{waarde:.15g}")
        return getal if getal.is_finite() and abs(getal) < 10**12 else f"{waarde:g}"
    if isinstance(waarde, datetime):
        return waarde.date()
    if isinstance(waarde, date):
        return waarde
    return str(waarde)


def _measure(delen: list[bytes]) -> None:
    meter = _Meter()
    for xml in delen:
        lezer = expat.ParserCreate()
        lezer.buffer_text = True
        lezer.StartElementHandler, lezer.EndElementHandler = meter.start, meter.end
        lezer.CharacterDataHandler = meter.tekst
        lezer.StartDoctypeDeclHandler = _refuse_doctype
        try:
            lezer.Parse(xml, True)
        except expat.ExpatError as fout:
            raise Bestandsfout(_STUK_BESTAND) from fout
    if meter.cellen * meter.langste > MEESTE_TEKENS:
        raise Bestandsfout(
            f"In het bestand staat een cel met {meter.langste} tekens. Kopieer alleen de regels die nodig zijn naar een nieuwe"
            " werkmap."
        )


def _refuse_doctype(*_: Any) -> None:
    raise Bestandsfout(_STUK_BESTAND)


_TEKSTEN = ("si", "c", "table-cell")


class _Meter:
    """Walks over the XML of the parts. Counts only cells that hold something: a sheet may be styled to its far end."""

    def __init__(self) -> None:
        self.rij = self.kolom = self.breedte = self.cellen = 0
        self.lengte = self.langste = 0
        self.keer = self.keer_rij = 1
        self.in_blad = self.in_tekst = self.gevuld = self.rij_gevuld = False

    def start(self, element: str, attrs: dict[str, str]) -> None:
        naam = element.rpartition(":")[2]
        if naam in _TEKSTEN:
            self.lengte, self.in_tekst = 0, True
        if naam in ("sheetData", "table"):
            self.rij, self.in_blad = 0, True
        elif self.in_blad and (doe := _BEGIN.get(naam)):
            doe(self, {sleutel.rpartition(":")[2]: waarde for sleutel, waarde in attrs.items()})

    def end(self, element: str) -> None:
        naam = element.rpartition(":")[2]
        if naam in _TEKSTEN:
            self.in_tekst = False
        if naam in ("sheetData", "table"):
            self.in_blad = False
        elif naam in ("c", "table-cell", "covered-table-cell"):
            self._end_cel()
        elif naam == "table-row":
            self._end_rij()

    def tekst(self, tekens: str) -> None:
        if self.in_tekst:
            self.lengte += len(tekens)
            self.langste = max(self.langste, self.lengte)

    def xlsx_rij(self, attrs: dict[str, str]) -> None:
        self.rij = _getal(attrs.get("r"), self.rij + 1)
        self.kolom = 0

    def ods_rij(self, attrs: dict[str, str]) -> None:
        self.rij, self.kolom, self.rij_gevuld = self.rij + 1, 0, False
        self.keer_rij = _getal(attrs.get("number-rows-repeated"), 1)

    def xlsx_cel(self, attrs: dict[str, str]) -> None:
        self.kolom, self.keer, self.gevuld = self.kolom + 1, 1, False
        if plek := attrs.get("r", ""):
            letters = plek.rstrip("0123456789")
            self.kolom, self.rij = _kolom(letters), _getal(plek[len(letters) :], self.rij)

    def ods_cel(self, attrs: dict[str, str]) -> None:
        self.keer = _getal(attrs.get("number-columns-repeated"), 1)
        self.kolom, self.gevuld = self.kolom + self.keer, "value-type" in attrs
        if "formula" in attrs:
            self.formule({})

    def inhoud(self, attrs: dict[str, str]) -> None:
        self.gevuld = True

    def formule(self, attrs: dict[str, str]) -> None:
        raise Bestandsfout(
            f"In cel {kolomletters(self.kolom)}{self.rij} staat een formule. Kopieer het blad, plak het als waarden (Plakken"
            " speciaal, Waarden) en kies dat bestand."
        )

    def _end_cel(self) -> None:
        if not (self.in_blad and self.gevuld):
            return
        self.rij_gevuld = True
        self.breedte = max(self.breedte, self.kolom)
        self.cellen += self.keer
        self._check(self.rij)

    def _end_rij(self) -> None:
        """Rows that repeat each other are one row in ODS."""
        self.rij += self.keer_rij - 1
        if self.rij_gevuld:
            self.cellen += (self.keer_rij - 1) * self.kolom
            self._check(self.rij)

    def _check(self, rij: int) -> None:
        if rij > MEESTE_RIJEN or self.breedte > MEESTE_KOLOMMEN or self.cellen > MEESTE_CELLEN:
            raise Bestandsfout(
                f"Het bestand loopt tot regel {rij} en kolom {kolomletters(self.breedte)}; hoogstens {MEESTE_RIJEN} regels en"
                f" {MEESTE_KOLOMMEN} kolommen past. Kopieer alleen de regels die nodig zijn naar een nieuwe werkmap."
            )


_BEGIN = {
    "row": _Meter.xlsx_rij,
    "c": _Meter.xlsx_cel,
    "v": _Meter.inhoud,
    "is": _Meter.inhoud,
    "f": _Meter.formule,
    "table-row": _Meter.ods_rij,
    "table-cell": _Meter.ods_cel,
    "covered-table-cell": _Meter.ods_cel,
    "p": _Meter.inhoud,
}


def _getal(tekst: str | None, standaard: int) -> int:
    if tekst is None:
        return standaard
    if not (tekst.isascii() and tekst.isdigit() and len(tekst) <= 9 and int(tekst) > 0):
        raise Bestandsfout(_STUK_BESTAND)
    return int(tekst)


def _kolom(letters: str) -> int:
    """'A' is 1 and 'AB' is 28."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 6):
        raise Bestandsfout(_STUK_BESTAND)
    nummer = 0
    for letter in letters.upper():
        nummer = 26 * nummer + ord(letter) - ord("A") + 1
    return nummer


def kolomletters(nummer: int) -> str:
    tekst = ""
    while nummer > 0:
        nummer, rest = divmod(nummer - 1, 26)
        tekst = chr(ord("A") + rest) + tekst
    return tekst or "A"
