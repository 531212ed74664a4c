"""A table that somebody sends, whatever program made it: bytes in, sheets with rows of cells out.

Text files and spreadsheets (XLSX, ODS) come out alike. What is too large, runs a macro or computes its own numbers is
refused before it is read; what a cell means is for who asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lib.csvbestand import Tabelfout, decode_csv, guess_scheiding, read_rows, split_sep
from lib.geld import write_decimal
from lib.werkmap import MEESTE_RIJEN, Bestandsfout, is_werkmap, read_werkmap

MAX_BYTES = 5 * 1024 * 1024

# What a cell holds: text as it stands there, or a number or a day that the program kept as one.
Cel = str | Decimal | date

_ANDERE = {
    b"\xd0\xcf\x11\xe0": (
        "Dit is een Excel-bestand van een oude soort (.xls), of er staat een wachtwoord op. Sla het in Excel op als"
        " Excel-werkmap (.xlsx) zonder wachtwoord."
    ),
    b"%PDF": "Dit is een pdf. Kies het Excel-bestand of het CSV-bestand.",
    b"<": (
        "Dit is een webpagina of XML, ook als de naam op .xls eindigt. Open het in Excel en sla het op als"
        " Excel-werkmap (.xlsx)."
    ),
}


@dataclass(frozen=True)
class Rij:
    """`nummer` is the line as the program that made the file counts them, from 1."""

    nummer: int
    cellen: tuple[Cel, ...]


@dataclass(frozen=True)
class Blad:
    """One sheet without its empty rows; a text file is one sheet without a name."""

    naam: str
    rijen: list[Rij]


def check_bytes(aantal: int) -> None:
    """Bestandsfout when a file of so many bytes is more than a table that people make can be."""
    if aantal > MAX_BYTES:
        raise Bestandsfout(
            f"Het bestand is {aantal / 1024**2:.0f} MB; hoogstens {MAX_BYTES // 1024**2} MB past. Stuur alleen de regels die"
            " nodig zijn, zonder plaatjes."
        )


def read_bladen(inhoud: bytes) -> list[Blad]:
    """Bestandsfout or Tabelfout with the sentence when it is no table, or more than people make."""
    check_bytes(len(inhoud))
    if is_werkmap(inhoud):
        return [
            Blad(naam, [rij for rij in map(_rij, range(1, len(cellen) + 1), cellen) if _filled(rij)])
            for naam, cellen in read_werkmap(inhoud)
        ]
    for begin, zin in _ANDERE.items():
        if inhoud.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(begin):
            raise Bestandsfout(zin)
    return [Blad("", list(_read_tekst(decode_csv(inhoud))))]


def _rij(nummer: int, cellen: list[Cel]) -> Rij:
    return Rij(nummer, tuple(cel.strip() if isinstance(cel, str) else cel for cel in cellen))


def _filled(rij: Rij) -> bool:
    return any(cel != "" for cel in rij.cellen)


def _read_tekst(tekst: str) -> Iterator[Rij]:
    tekst, scheiding = split_sep(tekst)
    aantal = 0
    for nummer, cellen in read_rows(tekst, scheiding or guess_scheiding(tekst)):
        rij = _rij(nummer, list(cellen))
        if not _filled(rij):
            continue
        aantal += 1
        if aantal > MEESTE_RIJEN:
            raise Tabelfout(
                nummer,
                f"er staan meer dan {MEESTE_RIJEN} regels in het bestand. Stuur alleen deze declaratie",
            )
        yield rij


def as_tekst(cel: Cel) -> str:
    """What stands in the cell as one would type it."""
    if isinstance(cel, str):
        return cel
    return write_decimal(cel) if isinstance(cel, Decimal) else f"{cel:%d-%m-}{cel.year}"
