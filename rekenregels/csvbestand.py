"""Facts from a CSV file, and results to one. Every mistake names line, column, value and rule."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from lib.csvbestand import Tabelfout, double_names, neutralise, read_rows
from rekenregels.regeling.categorie import Categorie, Huishouden, Opvangsoort
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.getalnotatie import datum_als_toml
from rekenregels.regeling.notatie import kort
from rekenregels.regeling.velden import Eenheid
from rekenregels.rekenen.bereken import Uitkomst
from rekenregels.rekenen.feit import GEBRUIKT, Feit, Vertrek

VERPLICHT: Final = ("sleutel", "geboortedatum", "van", "tot_en_met", "categorie", "kot", "uren")
MAGWEG: Final = (
    "bijdrageklasse",
    "inkomen",
    "kindrang",
    "prijs",
    "uren_per_week",
    "locatie",
    "kern",
    "minima",
    "dagen",
    "uren_eerder",
    "vertrek",
    "ve",
    "binnen_gemeente",
    "na_indicatie",
    "opvang",
    "recht_vanaf",
    "huishouden",
    "begonnen_op",
    *GEBRUIKT,
)
VERTREK: Final = {"verhuisd": Vertrek.VERHUISD, "overleden": Vertrek.OVERLEDEN}
MEESTE_CIJFERS: Final = 12
UIT: Final = ("sleutel", "subsidie", "ouderbijdrage", "kosten", "uren", "uren_boven", "signalen")


@dataclass(frozen=True)
class CsvFout:
    regel: int
    kolom: str
    waarde: str
    boodschap: str

    def __str__(self) -> str:
        return f'regel {self.regel}, kolom {self.kolom}, waarde "{self.waarde}": {self.boodschap}'


class CsvFouten(ValueError):
    def __init__(self, fouten: list[CsvFout]) -> None:
        super().__init__("\n".join(str(fout) for fout in fouten))
        self.fouten = fouten


def read_feiten(tekst: str, regeling: Regeling) -> tuple[list[Feit], list[int]]:
    """The lines of a CSV with the documented columns, and their line numbers in the file."""
    tekst = tekst.removeprefix("\ufeff")
    rijen = _rijen(tekst)
    _, kop = next(rijen, (1, []))
    kop = [naam.strip().lower() for naam in kop]
    fouten = list(_check_kop(kop))
    if fouten:
        raise CsvFouten(fouten)
    feiten, nummers = [], []
    for nummer, rij in rijen:
        feit = _Regel(nummer, kop, rij, regeling, fouten).feit()
        if feit is not None:
            feiten.append(feit)
            nummers.append(nummer)
    if fouten:
        raise CsvFouten(fouten)
    return feiten, nummers


def _rijen(tekst: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that hold something."""
    try:
        for nummer, rij in read_rows(tekst, _scheiding(tekst)):
            if rij:
                yield nummer, rij
    except Tabelfout as fout:
        raise CsvFouten([CsvFout(fout.regel, "", "", fout.zin)]) from fout


def _scheiding(tekst: str) -> str:
    """Dutch spreadsheets write a semicolon."""
    eerste = tekst.splitlines()[0] if tekst.strip() else ""
    return ";" if eerste.count(";") > eerste.count(",") else ","


def _check_kop(namen: list[str]) -> Iterator[CsvFout]:
    for naam in VERPLICHT:
        if naam not in namen:
            yield CsvFout(1, naam, "", f"deze kolom ontbreekt. Verplicht zijn: {', '.join(VERPLICHT)}")
    for naam in namen:
        if naam not in VERPLICHT + MAGWEG:
            yield CsvFout(
                1, naam, naam, f"deze kolom is niet bekend. Extra toegestaan zijn: {', '.join(MAGWEG)}"
            )
    for naam in double_names(namen):
        yield CsvFout(1, naam, naam, "deze kolom staat er twee keer in")


@dataclass
class _Regel:
    nummer: int
    kop: list[str]
    rij: list[str]
    regeling: Regeling
    fouten: list[CsvFout]
    cellen: dict[str, str] = field(default_factory=dict)

    def feit(self) -> Feit | None:
        """The line as a Feit, or None after noting what is wrong."""
        voor = len(self.fouten)
        if len(self.rij) != len(self.kop):
            self.fouten.append(
                CsvFout(self.nummer, "", "", "deze regel heeft niet evenveel kolommen als de kop")
            )
            return None
        self.cellen = dict(zip(self.kop, self.rij, strict=True))
        namen = [regel.naam for regel in self.regeling.minima]
        velden: dict[str, Any] = {
            "sleutel": self._lees("sleutel", str),
            "geboortedatum": self._lees("geboortedatum", _datum),
            "van": self._lees("van", _datum),
            "tot_en_met": self._lees("tot_en_met", _datum),
            "categorie": self._lees("categorie", _categorie),
            "kot": self._lees("kot", _ja_nee),
            "uren": self._lees("uren", _honderdsten),
            "bijdrageklasse": self._lees("bijdrageklasse", _geheel),
            "inkomen": self._lees("inkomen", _geheel),
            "kindrang": self._lees("kindrang", _geheel, 1),
            "prijs": self._lees("prijs", _honderdsten),
            "uren_per_week": self._lees("uren_per_week", _honderdsten),
            "locatie": self._lees("locatie", str, ""),
            "kern": self._lees("kern", str, ""),
            "minima": self._lees("minima", lambda tekst: _minima(tekst, namen), 0),
            "dagen": self._lees("dagen", _geheel),
            "uren_eerder": self._lees("uren_eerder", _honderdsten, 0),
            "vertrek": self._lees("vertrek", _vertrek, Vertrek.WOONT_HIER),
            "ve": self._lees("ve", _ja_nee, leeg=True),
            "binnen_gemeente": self._lees("binnen_gemeente", _ja_nee, leeg=True),
            "na_indicatie": self._lees("na_indicatie", _ja_nee, leeg=False),
            "opvang": self._lees("opvang", _opvang, Opvangsoort.DAGOPVANG),
            "recht_vanaf": self._lees("recht_vanaf", _datum),
            "begonnen_op": self._lees("begonnen_op", _datum),
            "huishouden": self._lees("huishouden", _huishouden),
        }
        velden |= {naam: self._lees(naam, _honderdsten, 0) for naam in GEBRUIKT}
        return Feit(**velden) if len(self.fouten) == voor else None

    def _lees(self, kolom: str, als: Callable[[str], Any], leeg: Any = None) -> Any:
        tekst = self.cellen.get(kolom, "").strip()
        if not tekst:
            if kolom in VERPLICHT:
                self.fouten.append(CsvFout(self.nummer, kolom, "", "deze kolom moet ingevuld zijn"))
            return leeg
        try:
            return als(tekst)
        except ValueError as fout:
            self.fouten.append(CsvFout(self.nummer, kolom, kort(tekst), str(fout)))
            return leeg


def _datum(tekst: str) -> date:
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise ValueError(f"schrijf een datum als {datum_als_toml(tekst) or '2026-01-31'}") from None


def _categorie(tekst: str) -> Categorie:
    try:
        return Categorie(tekst.lower())
    except ValueError:
        raise ValueError(f"kies een van: {', '.join(Categorie)}") from None


def _opvang(tekst: str) -> Opvangsoort:
    try:
        return Opvangsoort(tekst.lower())
    except ValueError:
        raise ValueError(f"kies een van: {', '.join(Opvangsoort)}") from None


def _ja_nee(tekst: str) -> bool:
    if tekst.lower() not in ("ja", "nee"):
        raise ValueError("kies ja of nee")
    return tekst.lower() == "ja"


def _vertrek(tekst: str) -> Vertrek:
    if tekst.lower() not in VERTREK:
        raise ValueError("kies verhuisd of overleden, of laat leeg")
    return VERTREK[tekst.lower()]


def _geheel(tekst: str) -> int:
    if not tekst.isascii() or not tekst.isdigit():
        raise ValueError("schrijf een heel getal van 0 of hoger, zonder punten")
    if len(tekst) > MEESTE_CIJFERS:
        raise ValueError(f"schrijf hoogstens {MEESTE_CIJFERS} cijfers")
    return int(tekst)


def _honderdsten(tekst: str) -> int:
    """A decimal comma or point, at most two decimals; looked at from outside before it is computed with."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d*)?", tekst, re.ASCII):
        raise ValueError(
            f"schrijf duizendtallen zonder punt: {tekst.replace('.', '')}; en decimalen hoogstens twee"
        )
    try:
        getal = Decimal(tekst.replace(",", ".") if tekst.isascii() and "_" not in tekst else "geen getal")
    except InvalidOperation:
        raise ValueError("schrijf een getal, bijvoorbeeld 80 of 80,50") from None
    if not getal.is_finite() or getal < 0:
        raise ValueError("schrijf een getal van 0 of hoger")
    if getal.adjusted() >= MEESTE_CIJFERS:
        raise ValueError(f"schrijf hoogstens {MEESTE_CIJFERS} cijfers")
    if getal.adjusted() < -MEESTE_CIJFERS or len(tekst) > 2 * MEESTE_CIJFERS or getal * 100 % 1:
        raise ValueError("schrijf hoogstens twee decimalen")
    return int(getal * 100)


def _huishouden(tekst: str) -> Huishouden:
    try:
        return Huishouden(tekst)
    except ValueError:
        raise ValueError(f"kies een van: {', '.join(Huishouden)}") from None


def _minima(tekst: str, namen: list[str]) -> int:
    if tekst not in namen:
        mogelijk = f"kies een van: {', '.join(namen)}" if namen else "deze regeling heeft geen minimaregels"
        raise ValueError(mogelijk)
    return namen.index(tekst) + 1


def write_uitkomst(uitkomst: Uitkomst) -> str:
    """The result as CSV: amounts in euros and hours with a decimal point, signals as words."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, lineterminator="\n")
    schrijver.writerow(UIT)
    for i in range(len(uitkomst.feiten)):
        getallen = [_decimaal(int(getattr(uitkomst, naam)[i])) for naam in UIT[1:6]]
        signalen = " ".join(uitkomst.signalen_van(i))
        schrijver.writerow([neutralise(uitkomst.feiten.sleutel(i)), *getallen, signalen])
    return uit.getvalue()


def _decimaal(honderdsten: int) -> str:
    return f"{Decimal(honderdsten).scaleb(-2):.{Eenheid.UREN.decimalen}f}"
