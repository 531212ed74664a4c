"""One piece of time of one line: its columns read, and its steps given a name, a sentence and a sum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from rekenregels.regeling.afronding import Urenafronding
from rekenregels.regeling.categorie import Categorie
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.groepen import Band, Categorieregels
from rekenregels.regeling.minima import Minimaregel
from rekenregels.regeling.notatie import als_datum
from rekenregels.regeling.velden import AANNAME
from rekenregels.rekenen.blok import Blok
from rekenregels.rekenen.kalender import Kalender
from rekenregels.rekenen.minimanummers import regel_van
from rekenregels.rekenen.pakketten import Pakket
from rekenregels.uitleg.sommen import Som
from rekenregels.uitleg.stap import Stap

UREN_OP = {
    Urenafronding.GEEN: "fijn",
    Urenafronding.HONDERDSTE: "honderdste",
    Urenafronding.MAAND_HONDERDSTE: "honderdste",
    Urenafronding.MAAND_HONDERDSTE_OMLAAG: "honderdste_omlaag",
}


def euro_stap(naam: str, zin: str, som: Som, uitkomst: Som, op: str = "cent", **extra: Any) -> Stap:
    return Stap(naam, zin, som.uitkomst(uitkomst, op), uitkomst.waarde, "euro", **extra)


def uren_stap(naam: str, zin: str, som: Som, uitkomst: Som, op: str = "honderdste", **extra: Any) -> Stap:
    return Stap(naam, zin, som.uitkomst(uitkomst, op), uitkomst.waarde, "uur", **extra)


def teksten(bronnen: list[str]) -> dict[str, Any]:
    uniek = list(dict.fromkeys(bronnen))
    return {"bron": "; ".join(uniek), "aanname": any(AANNAME in bron.lower() for bron in uniek)}


@dataclass(frozen=True)
class Stuk:
    """Piece j of the one line in a block."""

    blok: Blok
    j: int

    def w(self, naam: str) -> int:
        """The value of a column for this piece."""
        return int(self.blok.k[naam][self.j])

    def leidend(self, nummer: int) -> int:
        return int(self.blok.leidend(nummer)[self.j])

    def f(self, naam: str) -> int:
        """A fact of the line."""
        return int(getattr(self.blok.feiten, naam)[0])

    @property
    def telt(self) -> bool:
        return self.van < self.tot

    @property
    def van(self) -> int:
        """The first day, counted from the start of the policy."""
        return int(self.blok.stukken.van[self.j])

    @property
    def tot(self) -> int:
        """The day after the last one."""
        return int(self.blok.stukken.tot[self.j])

    @property
    def dag(self) -> date:
        return date.fromordinal(self.van + self.blok.plan.kalender.dag0)

    @property
    def laatste_dag(self) -> date:
        return date.fromordinal(self.tot + self.blok.plan.kalender.dag0 - 1)

    @property
    def tijdvak(self) -> date:
        kalender = self.blok.plan.kalender
        return kalender.tijdvakken[int(kalender.tijdvak_van_dag[self.van])]

    @property
    def periode(self) -> str:
        """The days of the piece; nothing where the line is not cut."""
        if len(self.blok.stukken.van) == 1:
            return ""
        return f"{als_datum(self.dag)} t/m {als_datum(self.laatste_dag)}"

    @property
    def geboren(self) -> str:
        return als_datum(date.fromordinal(self.f("geboortedatum")))

    @property
    def categorie(self) -> Categorie:
        return Categorie.from_nummer(self.f("categorie"))

    @property
    def regels(self) -> Categorieregels | None:
        regels = self.blok.plan.regeling.categorie(self.categorie)
        return regels if isinstance(regels, Categorieregels) else None

    @property
    def minimaregel(self) -> Minimaregel | None:
        """The rule for a low income that holds for these parents."""
        return regel_van(self.blok, self.j)

    @property
    def pakket(self) -> Pakket:
        return self.blok.plan.pakketten[self.w("pakket")]

    @property
    def banden(self) -> tuple[Band, ...]:
        return self.pakket.banden


LOPEND = " Geteld vanaf het begin van de regeling, zodat de perioden samen precies uitkomen."


@dataclass(frozen=True)
class Stukuitleg:
    """What tells about one subject of a piece."""

    stuk: Stuk

    @property
    def _regeling(self) -> Regeling:
        return self.stuk.blok.plan.regeling

    @property
    def _kalender(self) -> Kalender:
        return self.stuk.blok.plan.kalender

    def _stap(
        self, naam: str, zin: str, som: Som, uitkomst: Som, op: str = "honderdste", **bron: Any
    ) -> Stap:
        return uren_stap(naam, zin, som, uitkomst, op, **bron, periode=self.stuk.periode)

    def _afwijking(self) -> str:
        afwijking = self.stuk.pakket.afwijking
        return "" if afwijking is None else f' (volgens de afwijking "{afwijking.naam}")'
