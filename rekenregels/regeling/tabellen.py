"""The national tables that come with the product: dated data with their source.

A policy that names a table gets its numbers copied into the document, so that a later change of the
table can't change what was adopted.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from rekenregels.regeling.bedragtabellen import Maxprijs, Tabelversie
from rekenregels.regeling.minima import UIT_TABEL, Sociaalminimum
from rekenregels.regeling.notatie import als_datum, als_getal

MAP = Path(__file__).parent.parent / "tabellen"
LANDELIJK = "landelijk"


class UnknownTabel(ValueError):
    """A table name or a year that the product does not have."""


class NoGeldigheid(UnknownTabel):
    """The days of the policy can't be read, which has its own message."""


@dataclass(frozen=True)
class Klasse:
    """One row of a contribution table; amounts as written, no upper edge for the last."""

    tot_en_met: int | None
    kind1: Decimal
    kind2: Decimal | None
    rijen: int = 1  # equal rows of the published table that were taken together


@dataclass(frozen=True)
class Inkomenstabel:
    naam: str
    klassen: tuple[Klasse, ...]
    status: str
    bron: str

    @property
    def is_heel(self) -> bool:
        """Does the last class hold all higher incomes?"""
        return self.klassen[-1].tot_en_met is None

    @property
    def gaten(self) -> tuple[str, ...]:
        """What the product does not know of this table, in sentences."""
        laatste, zonder = (
            self.klassen[-1],
            [i for i, k in enumerate(self.klassen, start=1) if k.kind2 is None],
        )
        zinnen = []
        if laatste.tot_en_met is not None:
            zinnen.append(
                f"Boven een inkomen van € {als_getal(laatste.tot_en_met)} zijn de bedragen niet bekend."
            )
        if len(zonder) == len(self.klassen):
            zinnen.append("De bedragen voor een tweede kind zijn niet bekend.")
        elif zonder:
            nummers = ", ".join(map(str, zonder))
            zinnen.append(f"Voor een tweede kind zijn de bedragen van klasse {nummers} niet bekend.")
        return tuple(zinnen)


@dataclass(frozen=True)
class Uurprijs:
    vanaf: date
    bedrag: Decimal
    status: str
    bron: str


@dataclass(frozen=True)
class Norm:
    """The social minimum a month from a day on, for parents from 21 years to the age of pension; holiday pay included."""

    vanaf: date
    alleenstaand: Decimal
    samenwonend: Decimal
    status: str
    bron: str

    def waarde(self, huishouden: str, *, eerste: bool) -> dict[str, Any]:
        waarde = {"waarde": getattr(self, huishouden), "bron": f"{self.bron} ({self.status})"}
        return waarde if eerste else waarde | {"vanaf": self.vanaf}


def _rows(bestand: str) -> Iterator[dict[str, str]]:
    with (MAP / bestand).open(newline="", encoding="utf-8") as invoer:
        yield from csv.DictReader(invoer)


@cache
def max_uurprijzen() -> tuple[Uurprijs, ...]:
    return tuple(
        Uurprijs(date.fromisoformat(rij["vanaf"]), Decimal(rij["bedrag"]), rij["status"], rij["bron"])
        for rij in _rows("max_uurprijs.csv")
    )


@cache
def sociale_minima() -> dict[date, Norm]:
    """The norms that are known, by the day on which they begin: each half year has its own."""
    return {
        (vanaf := date.fromisoformat(rij["vanaf"])): Norm(
            vanaf,
            Decimal(rij["alleenstaand"]),
            Decimal(rij["samenwonend"]),
            rij["status"],
            rij["bron"],
        )
        for rij in _rows("sociaal_minimum.csv")
    }


def halfjaren(van: date, tot_en_met: date) -> list[date]:
    """The first days of the half years that these days lie in."""
    dagen = (date(jaar, maand, 1) for jaar in range(van.year, tot_en_met.year + 1) for maand in (1, 7))
    return [dag for dag in dagen if _begin(van) <= dag <= tot_en_met]


def missende_normen(van: date, tot_en_met: date) -> list[date]:
    """The half years in these days of which no norm is known."""
    return [dag for dag in halfjaren(van, tot_en_met) if dag not in sociale_minima()]


def _begin(dag: date) -> date:
    return date(dag.year, 1 if dag.month < 7 else 7, 1)


@cache
def inkomenstabellen() -> dict[str, Inkomenstabel]:
    """All shipped tables by name: vng-2026, kot-2026."""
    return {
        f"{soort}-{jaar}": _inkomenstabel(soort, jaar)
        for soort in ("vng", "kot")
        for jaar in dict.fromkeys(rij["jaar"] for rij in _rows(f"{soort}.csv"))
    }


def _inkomenstabel(soort: str, jaar: str) -> Inkomenstabel:
    rijen = [rij for rij in _rows(f"{soort}.csv") if rij["jaar"] == jaar]
    klassen = tuple(
        Klasse(
            int(rij["tot_en_met"]) if rij["tot_en_met"] else None,
            Decimal(rij["kind1"]),
            Decimal(rij["kind2"]) if rij["kind2"] else None,
            int(rij.get("rijen") or 1),
        )
        for rij in rijen
    )
    statussen = " en ".join(dict.fromkeys(rij["status"] for rij in rijen))
    return Inkomenstabel(f"{soort}-{jaar}", klassen, statussen, rijen[0]["bron"])


class Landelijk:
    """Puts the numbers of a named national table into the raw document."""

    def __init__(self, regeling: object = None) -> None:
        kop = regeling if isinstance(regeling, dict) else {}
        self.van = _als_datum(kop.get("geldig_van"))
        self.tot_en_met = _als_datum(kop.get("geldig_tot_en_met"))

    def vul(self, soort: type, rauw: dict[str, Any]) -> dict[str, Any]:
        if soort is Maxprijs and "tabel" in rauw and "bedragen" not in rauw:
            return rauw | {"bedragen": self._maxprijzen(str(rauw["tabel"]))}
        if soort is Sociaalminimum and "tabel" in rauw and rauw.keys().isdisjoint(UIT_TABEL[soort]):
            return rauw | self._normen(str(rauw["tabel"]))
        if soort is Tabelversie and "tabel" in rauw and "rijen" not in rauw:
            return rauw | {"rijen": [*_rijen(str(rauw["tabel"])), *_eigen_rijen(rauw.get("aanvulling"))]}
        return rauw

    def _maxprijzen(self, naam: str) -> list[dict[str, Any]]:
        if naam != LANDELIJK:
            raise UnknownTabel(f'"{naam}" bestaat niet. Schrijf tabel = "{LANDELIJK}" of vul bedragen in.')
        if self.van is None or self.tot_en_met is None:
            raise NoGeldigheid
        prijzen = max_uurprijzen()
        eerdere = [prijs for prijs in prijzen if prijs.vanaf <= self.van]
        if not eerdere or prijzen[-1].vanaf.year < self.tot_en_met.year:
            raise UnknownTabel(
                f"de landelijke tabel loopt van {prijzen[0].vanaf.year} tot en met {prijzen[-1].vanaf.year}, "
                f"maar de regeling van {self.van.year} tot en met {self.tot_en_met.year}. Vul zelf bedragen in met een bron."
            )
        latere = [prijs for prijs in prijzen if self.van < prijs.vanaf <= self.tot_en_met]
        return [_waarde(eerdere[-1], eerste=True)] + [_waarde(prijs, eerste=False) for prijs in latere]

    def _normen(self, naam: str) -> dict[str, Any]:
        if naam != LANDELIJK:
            raise UnknownTabel(f'"{naam}" bestaat niet. Schrijf tabel = "{LANDELIJK}" of vul bedragen in.')
        if self.van is None or self.tot_en_met is None:
            raise NoGeldigheid
        if mist := missende_normen(self.van, self.tot_en_met):
            dagen = ", ".join(map(als_datum, mist))
            raise UnknownTabel(
                f"de landelijke tabel heeft geen sociaal minimum vanaf {dagen}. Vul zelf bedragen in met een bron."
            )
        normen = [sociale_minima()[dag] for dag in halfjaren(self.van, self.tot_en_met)]
        per_soort = {
            huishouden: [norm.waarde(huishouden, eerste=norm is normen[0]) for norm in normen]
            for huishouden in UIT_TABEL[Sociaalminimum]
        }
        return {"inkomen_per": "maand"} | per_soort


def _waarde(prijs: Uurprijs, *, eerste: bool) -> dict[str, Any]:
    waarde: dict[str, Any] = {"waarde": prijs.bedrag, "bron": f"{prijs.bron} ({prijs.status})"}
    return waarde if eerste else waarde | {"vanaf": prijs.vanaf}


def _rijen(naam: str) -> list[dict[str, Any]]:
    tabellen = inkomenstabellen()
    if naam not in tabellen:
        raise UnknownTabel(f'"{naam}" bestaat niet. Kies een van: {", ".join(tabellen)}, of vul rijen in.')
    return [
        {
            "tot_en_met": "geen" if klasse.tot_en_met is None else klasse.tot_en_met,
            "kind1": klasse.kind1,
            "kind2": "geen" if klasse.kind2 is None else klasse.kind2,
        }
        for klasse in tabellen[naam].klassen
    ]


def _eigen_rijen(aanvulling: object) -> list[Any]:
    """The rows that a municipality adds; what is no list of rows has its own message."""
    rijen = aanvulling.get("rijen") if isinstance(aanvulling, dict) else None
    return rijen if isinstance(rijen, list) else []


def _als_datum(rauw: object) -> date | None:
    if isinstance(rauw, str):
        try:
            return date.fromisoformat(rauw)
        except ValueError:
            return None
    return rauw if isinstance(rauw, date) else None
