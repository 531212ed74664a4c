"""The lines of the register cut into cells.

Most writers of this file do not quote, and then a lone quotation mark is just a character; some do, and then a
semicolon may stand in a name. Each line is cut in the way in which it fits its header.
"""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from lib.csvbestand import double_names, guess_codering, guess_scheiding, split_sep

# The whole register is some 12 MB and 32.000 lines.
MAX_BYTES = 40 * 1024 * 1024
MEESTE_REGELS = 200_000
LANGSTE_REGEL = 20_000  # characters
# A quoted name may run on over so many more lines.
VERVOLGREGELS = 5

NODIG = (
    "lrk_id",
    "type_oko",
    "actuele_naam_oko",
    "aantal_kindplaatsen",
    "status",
    "opvanglocatie_adres",
    "opvanglocatie_postcode",
    "opvanglocatie_woonplaats",
    "naam_houder",
    "kvk_nummer_houder",
    "cbs_code",
)
# Older files name this column differently.
VE_KOLOMMEN = ("ve", "vve")
STATUSSEN = ("ingeschreven", "uitgeschreven")


class LrkFout(ValueError):
    """Why the file as a whole cannot be read."""


@dataclass(frozen=True)
class Rij:
    """`cellen` is as wide as the header; `past` says whether what stands in them is in its place."""

    nummer: int
    cellen: list[str]
    past: bool
    tekst: str


@dataclass(frozen=True)
class Kop:
    """The columns of this file, by name."""

    namen: list[str]
    scheiding: str

    @property
    def breedte(self) -> int:
        return len(self.namen)

    def index(self, naam: str) -> int:
        return self.namen.index(naam)

    @property
    def ve(self) -> str:
        return next(naam for naam in VE_KOLOMMEN if naam in self.namen)

    def named(self, cellen: list[str]) -> dict[str, str]:
        rij = dict(zip(self.namen, cellen, strict=True))
        return rij | {"ve": rij[self.ve]}

    def cut(self, regel: str) -> tuple[list[str], bool]:
        """The cells, and whether they fit: as many as there are columns, with a status and a code in their place."""
        ruw = regel.split(self.scheiding)
        if len(ruw) == self.breedte and '"' not in regel:
            return [bare(cel) for cel in ruw], True
        keuzes = [_trim([bare(cel) for cel in keuze], self.breedte) for keuze in (ruw, self._quoted(regel))]
        heel = [keuze for keuze in keuzes if len(keuze) == self.breedte]
        # Columns at the end that are empty are sometimes left out.
        kort = [k + [""] * (self.breedte - len(k)) for k in keuzes if 1 < len(k) < self.breedte]
        for keuze in [*heel, *kort]:
            if self._fits(keuze):
                return keuze, True
        return next(iter([*heel, *kort]), [""] * self.breedte), False

    def _quoted(self, regel: str) -> list[str]:
        try:
            return next(csv.reader(io.StringIO(regel, newline=""), delimiter=self.scheiding), [])
        except csv.Error:
            return []

    def _fits(self, cellen: list[str]) -> bool:
        code = cellen[self.index("cbs_code")].lstrip("'")
        return cellen[self.index("status")].lower() in STATUSSEN and bool(re.fullmatch(r"\d{1,4}", code))


@contextmanager
def open_rijen(bestand: BinaryIO) -> Iterator[tuple[Kop, Iterator[Rij]]]:
    """The header, and the rows one by one; LrkFout for what is not this file. The file itself stays open."""
    omvang = bestand.seek(0, io.SEEK_END)
    if omvang > MAX_BYTES:
        raise LrkFout(
            f"Het bestand is {omvang / 1024**2:.0f} MB; hoogstens {MAX_BYTES // 1024**2} MB past. Kies het"
            " opendatabestand van het LRK."
        )
    try:
        codering = guess_codering(bestand)
    except ValueError as fout:
        raise LrkFout(str(fout)) from fout
    tekst = io.TextIOWrapper(bestand, encoding=codering, errors="replace", newline=None)
    regels = _lines(tekst)
    try:
        kop = _read_kop(regels)
        yield kop, _join(kop, regels)
    finally:
        tekst.detach()


def _lines(tekst: io.TextIOWrapper) -> Iterator[tuple[int, str]]:
    nummer = 0
    while regel := tekst.readline(LANGSTE_REGEL + 1):
        nummer += 1
        if len(regel) > LANGSTE_REGEL:
            raise LrkFout(
                f"Regel {nummer} is langer dan {LANGSTE_REGEL} tekens. Dit is niet het opendatabestand van het LRK."
            )
        if nummer > MEESTE_REGELS:
            raise LrkFout(f"Het bestand heeft meer dan {MEESTE_REGELS} regels. Kies het bestand van het LRK.")
        if "\x00" in regel:
            raise LrkFout("Dit is geen tekstbestand. Kies het CSV-bestand zoals u het hebt opgehaald.")
        yield nummer, regel.rstrip("\n")


def _read_kop(regels: Iterator[tuple[int, str]]) -> Kop:
    _, eerste = next(regels, (1, ""))
    rest, sep = split_sep(eerste + "\n")
    nummer, kop = next(regels, (2, "")) if sep else (1, rest.rstrip("\n"))
    scheiding = sep or (";" if ";" in kop else guess_scheiding(kop))
    namen = [bare(cel).lower() for cel in kop.split(scheiding)]
    ontbreekt = [kolom for kolom in NODIG if kolom not in namen]
    if not set(VE_KOLOMMEN) & set(namen):
        ontbreekt.append("ve")
    if ontbreekt:
        raise LrkFout(
            f"Regel {nummer}: kolom {', '.join(ontbreekt)} ontbreekt. Is dit het opendatabestand van het LRK?"
        )
    if dubbel := [naam for naam in double_names(namen) if naam in (*NODIG, *VE_KOLOMMEN)]:
        raise LrkFout(
            f"Regel {nummer}: kolom {', '.join(dubbel)} staat er twee keer. Haal het bestand opnieuw op."
        )
    return Kop(namen, scheiding)


def _join(kop: Kop, regels: Iterator[tuple[int, str]]) -> Iterator[Rij]:
    """A quoted name with a line end in it goes on over the next lines; any other line is a row by itself."""
    wacht: list[tuple[int, str]] = []
    while (volgende := wacht.pop(0) if wacht else next(regels, None)) is not None:
        nummer, regel = volgende
        if not regel.strip(" ;,\t"):
            continue
        cellen, past = kop.cut(regel)
        if not past and regel.count('"') % 2:
            wacht += islice(regels, VERVOLGREGELS - len(wacht))
            for aantal in range(1, len(wacht) + 1):
                if kop.cut(wacht[aantal - 1][1])[1]:
                    break  # a row by itself
                samen = " ".join([regel, *(r for _, r in wacht[:aantal])])
                langer, gevonden = kop.cut(samen)
                if gevonden and samen.count('"') % 2 == 0:
                    cellen, past, wacht = langer, True, wacht[aantal:]
                    break
        yield Rij(nummer, cellen, past, regel)


def bare(cel: str) -> str:
    """Without what stands around a value: spaces, quotation marks, apostrophes at both ends."""
    kaal = cel.strip()
    if len(kaal) > 1 and kaal[0] == kaal[-1] == "'" and "'" not in kaal[1:-1]:
        kaal = kaal[1:-1]
    return kaal.strip('"').strip()


def _trim(cellen: list[str], breedte: int) -> list[str]:
    """Without the empty cells that stand after the last column."""
    while len(cellen) > breedte and not cellen[-1]:
        cellen = cellen[:-1]
    return cellen
