"""CSV as offices use it: Excel's encodings and separator in, and nothing that Excel would run out."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO

# The first characters at which a spreadsheet begins a formula, also after a tab or a line end.
_FORMULETEKENS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
)  # fullwidth: Excel reads them too

_NEGATIEF_GETAL = re.compile(r"-\d+(,\d+)?")

_SCHEIDINGEN = ";,\t|"
_SEP = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
KIJK_REGELS = 20  # so many lines say enough of a file

STUK = 1024 * 1024  # bytes of a large file at a time

LANGSTE_CEL = 1_000  # characters; what is longer has a quotation mark that is never closed
MEESTE_KOLOMMEN = 100

# A spreadsheet file is a zip (xlsx, ods) or an OLE container (xls), never text.
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class Tabelfout(ValueError):
    """A text that is no table that people make; `regel` is the line in the file."""

    def __init__(self, regel: int, zin: str) -> None:
        super().__init__(f"Regel {regel}: {zin}.")
        self.regel, self.zin = regel, zin


def decode_csv(inhoud: bytes) -> str:
    """UTF-8 or UTF-16 with or without BOM, else Windows-1252, in which older registers and Excel save."""
    if inhoud.startswith((_ZIP, _OLE)):
        raise ValueError(
            "Dit is een Excel-bestand. Kies in Excel: Opslaan als, CSV UTF-8 (gescheiden door lijstscheidingsteken)."
        )
    tekst = _decode(inhoud)
    if "\x00" in tekst:
        raise ValueError("Dit is geen tekstbestand. Sla het op als CSV en probeer het opnieuw.")
    return tekst


def guess_codering(bestand: BinaryIO) -> str:
    """The encoding of a text that is too large to decode as a whole; ValueError for a spreadsheet file."""
    bestand.seek(0)
    begin = bestand.read(2000)
    if begin.startswith((_ZIP, _OLE)):
        raise ValueError("Dit is een Excel-bestand. Kies het CSV-bestand zoals u het hebt opgehaald.")
    coderingen = (*_utf16(begin), "utf-8-sig")
    return next((codering for codering in coderingen if _decodes(bestand, codering)), "cp1252")


def _decodes(bestand: BinaryIO, codering: str) -> bool:
    bestand.seek(0)
    lezer = codecs.getincrementaldecoder(codering)()
    try:
        while stuk := bestand.read(STUK):
            lezer.decode(stuk)
        lezer.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        bestand.seek(0)
    return True


def _decode(inhoud: bytes) -> str:
    for codering in (*_utf16(inhoud[:2000]), "utf-8-sig"):
        with suppress(UnicodeDecodeError):
            return inhoud.decode(codering).removeprefix("\ufeff")
    return inhoud.decode("cp1252", errors="replace")


def _utf16(begin: bytes) -> tuple[str, ...]:
    """Excel's ‘Unicode-tekst’ has a BOM; without one the noughts beside the letters tell."""
    if begin.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    even, oneven = begin[::2].count(0), begin[1::2].count(0)
    if 2 * max(even, oneven) <= len(begin) // 2 or min(even, oneven):
        return ()
    return ("utf-16-be",) if even else ("utf-16-le",)


def split_sep(tekst: str) -> tuple[str, str | None]:
    """Excel's own first line `sep=;` says the separator: an empty line in its place, and the separator."""
    regel, einde, rest = tekst.partition("\n")
    if gevonden := _SEP.fullmatch(regel.rstrip(";,\r") if regel.startswith('"') else regel.rstrip("\r")):
        return einde + rest, gevonden[1]
    return tekst, None


def guess_scheiding(tekst: str) -> str:
    """The separator that cuts most of the first lines into the same number of cells, and of those the most cells."""
    begin = "".join(tekst.splitlines(keepends=True)[:KIJK_REGELS])
    return max(_SCHEIDINGEN, key=lambda scheiding: _fit(begin, scheiding))


def _fit(begin: str, scheiding: str) -> tuple[int, int]:
    try:
        breedtes = Counter(
            len(rij) for rij in csv.reader(io.StringIO(begin, newline=""), delimiter=scheiding)
        )
    except csv.Error:
        return 0, 0
    return max(((keer, breedte) for breedte, keer in breedtes.items() if breedte > 1), default=(0, 0))


def read_rows(tekst: str, scheiding: str) -> Iterator[tuple[int, list[str]]]:
    """Line numbers as a text editor counts them, and cells. Tabelfout for a cell or a line that is too long."""
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding)
    try:
        for rij in lezer:
            if any(len(cel) > LANGSTE_CEL for cel in rij):
                raise _too_long(lezer.line_num)
            if len(rij) > MEESTE_KOLOMMEN:
                raise Tabelfout(
                    lezer.line_num, f"er staan {len(rij)} kolommen; hoogstens {MEESTE_KOLOMMEN} past"
                )
            yield lezer.line_num, rij
    except csv.Error as fout:
        raise _too_long(lezer.line_num) from fout


def _too_long(regel: int) -> Tabelfout:
    return Tabelfout(
        regel,
        f"een cel is langer dan {LANGSTE_CEL} tekens; zoek een aanhalingsteken dat niet wordt gesloten",
    )


def double_names(kop: Sequence[str]) -> list[str]:
    """Columns that are there more than once: which of them counts, nobody can tell."""
    return list(dict.fromkeys(naam for naam in kop if kop.count(naam) > 1))


def neutralise(cel: str) -> str:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front; a negative number is none."""
    formule = cel.startswith(_FORMULETEKENS) and not _NEGATIEF_GETAL.fullmatch(cel)
    return f"'{cel}" if formule else cel


def write_amount(centen: int) -> str:
    """As a spreadsheet reads a Dutch amount: -1234,56."""
    heel, rest = divmod(abs(centen), 100)
    return f"{'-' if centen < 0 else ''}{heel},{rest:02d}"


def write_csv(kop: Sequence[str], rijen: Iterable[Sequence[str]]) -> bytes:
    """Semicolons and UTF-8 with BOM, so that a Dutch Excel opens it without questions."""
    buffer = io.StringIO()
    schrijver = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(kop)
    schrijver.writerows([neutralise(cel) for cel in rij] for rij in rijen)
    return buffer.getvalue().encode("utf-8-sig")
