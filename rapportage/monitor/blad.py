"""A table as it stands on the page and in the file: the same cells, with behind each number the children that it counts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from lib.kleine_groepen import VERBORGEN
from lib.tabelbestand import Cel as Bestandscel
from lib.weergave import getal
from rapportage.monitor.verbergen import Cel


@dataclass(frozen=True)
class Vak:
    """A cell: a number, a text (a share, days), or hidden (None). `vraag`: which children, for the list behind it."""

    waarde: Cel | str
    vraag: str = ""

    @property
    def tekst(self) -> str:
        if self.waarde is None:
            return VERBORGEN
        return getal(self.waarde) if isinstance(self.waarde, int) else self.waarde

    @property
    def heeft_kinderen(self) -> bool:
        return bool(self.vraag) and isinstance(self.waarde, int) and self.waarde > 0


@dataclass(frozen=True)
class Regel:
    """`niveau`: 0 for a whole, 1 for a part of what stands above it. `url`: a page about the row itself."""

    naam: str
    vakken: tuple[Vak, ...]
    niveau: int = 0
    url: str = ""


@dataclass(frozen=True)
class Blad:
    code: str
    titel: str
    kolommen: tuple[str, ...]
    regels: tuple[Regel, ...]
    uitleg: tuple[str, ...] = ()
    # So many cells of each row, from the first, are words and no numbers.
    woorden: int = 0

    @property
    def heeft_verborgen(self) -> bool:
        return any(vak.waarde is None for regel in self.regels for vak in regel.vakken)

    @property
    def kop(self) -> Sequence[str]:
        return self.kolommen

    def rijen(self) -> Iterator[Sequence[Bestandscel]]:
        """For a file; under it what stands under it on the page."""
        for regel in self.regels:
            cellen = [VERBORGEN if vak.waarde is None else _plain(vak.waarde) for vak in regel.vakken]
            yield [f"{'- ' * regel.niveau}{regel.naam}" if regel.niveau else regel.naam, *cellen]
        yield from ([f"Toelichting: {zin}"] for zin in self.uitleg)


def _plain(waarde: int | str) -> int | str:
    """Without what only a page needs; a dash is an empty cell, since a spreadsheet takes it for a formula."""
    if isinstance(waarde, int):
        return waarde
    return "" if waarde == "-" else waarde.replace("\u00a0", " ")


def ask(kwartaal: str, kolom: str = "", naar: str = "", rij: object = "") -> str:
    """The address of the children behind a number."""
    delen = {"kwartaal": kwartaal, "kolom": kolom, "naar": naar, "rij": "" if rij is None else str(rij)}
    return urlencode({sleutel: waarde for sleutel, waarde in delen.items() if waarde})


def zip_regels(namen: Iterable[tuple[str, int]], kolommen: Iterable[Sequence[Vak]]) -> tuple[Regel, ...]:
    """Names with their level, beside columns of cells."""
    return tuple(
        Regel(naam, vakken, niveau)
        for (naam, niveau), vakken in zip(namen, zip(*kolommen, strict=True), strict=True)
    )
