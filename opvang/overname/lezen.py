"""A workbook becomes rows with values; whatever is wrong with it becomes a finding with its sheet and row."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from lib.bladen import Blad, Cel, Rij, as_tekst, read_bladen
from lib.geld import shorten
from opvang.overname.kolommen import BLADEN, KEUZES, KINDEREN, KINDNUMMER, UITLEG, Bladsoort, Kolom

_NAMEN = ", ".join(soort.naam for soort in BLADEN)


@dataclass(frozen=True)
class Bevinding:
    """What is wrong, or must be answered first. `rij` 0 is the workbook or the sheet as a whole."""

    blad: str
    rij: int
    kolom: str
    waarde: str
    zin: str
    is_vraag: bool = False

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Regel:
    """A row of which every cell could be read; an empty cell has no value."""

    soort: Bladsoort
    nummer: int
    waarden: dict[str, Any]
    cellen: dict[str, str]

    def get(self, kolom: str, anders: Any = "") -> Any:
        return self.waarden.get(kolom, anders)

    @property
    def kindnummer(self) -> str:
        return str(self.waarden["kindnummer"])

    def finding(self, kolom: str, zin: str, *, is_vraag: bool = False) -> Bevinding:
        geheim = kolom in self.soort.per_naam and self.soort.per_naam[kolom].geheim
        waarde = "" if geheim else self.cellen.get(kolom, "")
        return Bevinding(self.soort.naam, self.nummer, kolom, waarde, zin, is_vraag)


@dataclass
class Werkmap:
    regels: dict[str, list[Regel]] = field(default_factory=lambda: {soort.naam: [] for soort in BLADEN})
    bevindingen: list[Bevinding] = field(default_factory=list)
    # Also of the rows that could not be read: what other sheets say of those children is no second mistake.
    kindnummers: set[str] = field(default_factory=set)


def read_werkmap(inhoud: bytes) -> Werkmap:
    """Never raises for what people send: a file that is none at all is one finding."""
    werkmap = Werkmap()
    try:
        bladen = read_bladen(inhoud)
    except ValueError as fout:
        werkmap.bevindingen.append(Bevinding("", 0, "", "", str(fout)))
        return werkmap
    soorten = {soort.naam.casefold(): soort for soort in BLADEN}
    for blad in bladen:
        naam = blad.naam.strip().casefold()
        if soort := soorten.get(naam):
            _read_blad(werkmap, soort, blad)
        elif naam not in (UITLEG.casefold(), KEUZES.casefold()) and blad.rijen:
            zin = f"Dit blad kennen wij niet. De bladen heten {_NAMEN}. Neem het sjabloon en vul dat in."
            werkmap.bevindingen.append(Bevinding(blad.naam, 0, "", "", zin))
    if not werkmap.bevindingen and not any(werkmap.regels.values()):
        werkmap.bevindingen.append(
            Bevinding("", 0, "", "", "In de werkmap staat geen enkele regel. Vul minstens één blad in.")
        )
    return werkmap


def _read_blad(werkmap: Werkmap, soort: Bladsoort, blad: Blad) -> None:
    if not blad.rijen:
        return
    plek, fouten = _read_kop(soort, blad.rijen[0])
    werkmap.bevindingen += fouten
    if fouten:
        return
    for rij in blad.rijen[1:]:
        regel, fouten = _read_rij(soort, plek, rij)
        werkmap.bevindingen += fouten
        if soort is KINDEREN:
            werkmap.kindnummers.add(str(regel.get(KINDNUMMER.naam)))
        if not fouten:
            werkmap.regels[soort.naam].append(regel)


def _read_kop(soort: Bladsoort, rij: Rij) -> tuple[dict[str, int], list[Bevinding]]:
    plek: dict[str, int] = {}
    fouten: list[Bevinding] = []

    def refuse(kop: str, zin: str) -> None:
        fouten.append(Bevinding(soort.naam, rij.nummer, kop, "", zin))

    for nummer, cel in enumerate(rij.cellen):
        kop = as_tekst(cel).rstrip("* ").strip()
        naam = kop.casefold()
        if not naam:
            continue
        if naam not in soort.per_naam:
            refuse(
                shorten(kop), f"Kolom ‘{shorten(kop)}’ kennen wij niet. Gebruik de koppen van het sjabloon."
            )
        elif naam in plek:
            refuse(kop, f"Kolom ‘{kop}’ staat er twee keer. Verwijder er een.")
        else:
            plek[naam] = nummer
    for kolom in soort.kolommen:
        if kolom.verplicht and kolom.naam not in plek:
            refuse(kolom.naam, f"Kolom ‘{kolom.naam}’ ontbreekt. Gebruik de koppen van het sjabloon.")
    return plek, fouten


def _read_rij(soort: Bladsoort, plek: dict[str, int], rij: Rij) -> tuple[Regel, list[Bevinding]]:
    regel = Regel(soort, rij.nummer, {}, {})
    fouten: list[Bevinding] = []
    for kolom, cel in _cells(soort, plek, rij):
        regel.cellen[kolom.naam] = shorten(as_tekst(cel))
        if cel == "":
            if kolom.verplicht:
                fouten.append(regel.finding(kolom.naam, "Deze cel is leeg. Vul haar in."))
            continue
        try:
            regel.waarden[kolom.naam] = kolom.lees(cel)
        except ValueError as fout:
            zin = str(fout)
            fouten.append(regel.finding(kolom.naam, zin[:1].upper() + zin[1:]))
    return regel, fouten


def _cells(soort: Bladsoort, plek: dict[str, int], rij: Rij) -> Iterator[tuple[Kolom, Cel]]:
    for kolom in soort.kolommen:
        nummer = plek.get(kolom.naam)
        if nummer is not None:
            yield kolom, rij.cellen[nummer] if nummer < len(rij.cellen) else ""
