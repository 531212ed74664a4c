"""The kinds of amount that the municipality fixes itself; the parents pay what is left of the price."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rekenregels.regeling.soorten.bouwsteen import Leest, Leidendsoort
from rekenregels.regeling.soorten.samenstelling import (
    Afrondgetal,
    Afrondmoment,
    Deel,
    Grond,
    Samenstelling,
    Uurafronding,
)
from rekenregels.regeling.uurbedragen import Leidend, Omgeving, Richting, Situatie
from rekenregels.regeling.velden import Eenheid, Parameter, veld


class Gemeentesoort(Leidendsoort):
    def op_blad(self, naam: str, prijs: str) -> str:
        return f"gemeente betaalt {naam}, ouder de rest van {prijs}"


@dataclass(frozen=True)
class GemeentePerUur(Gemeentesoort):
    soort: ClassVar[str] = "per_uur"
    keuze: ClassVar[str] = "per uur"

    bedrag: Parameter = veld("Bedrag per uur van de gemeente", Eenheid.EURO, minimum="0", maximum="100")

    def leidend(self, omgeving: Omgeving, situatie: Situatie) -> Leidend:
        return Leidend(vast=self.bedrag.op(situatie.dag).waarde, van_gemeente=True)

    def zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        return "De gemeente betaalt een vast bedrag per uur. De ouders betalen de rest."

    def hoogste(self, omgeving: Omgeving, dag: date) -> int:
        return self.bedrag.op(dag).waarde

    def als_delen(self, omgeving: Omgeving) -> GemeenteSamengesteld:
        bron = self.bedrag.waarden[0].bron
        rond = Uurafronding(Afrondgetal.GEEN, Richting.HALF_OMHOOG, Afrondmoment.SOM, bron)
        return GemeenteSamengesteld(bron=bron, delen=(), opslag=self.bedrag, afronding=rond)


@dataclass(frozen=True)
class GemeentePerJaar(Gemeentesoort):
    soort: ClassVar[str] = "per_jaar"
    keuze: ClassVar[str] = "per jaar"

    bedrag: Parameter = veld("Bedrag per jaar van de gemeente", Eenheid.EURO, minimum="0", maximum="25000")

    def leidend(self, omgeving: Omgeving, situatie: Situatie) -> Leidend:
        return Leidend(per_jaar=self.bedrag.op(situatie.dag).waarde, van_gemeente=True)

    def zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        return "De gemeente betaalt een vast bedrag per jaar en daarbovenop niets per uur. De ouders betalen de rest."

    def is_per_jaar(self, omgeving: Omgeving) -> bool:
        return True


@dataclass(frozen=True)
class GemeenteKotPercentage(Gemeentesoort):
    """The municipality pays what the KOT would have paid: percentage x min(price, maximum)."""

    soort: ClassVar[str] = "kot_percentage"
    keuze: ClassVar[str] = "percentage kinderopvangtoeslag"
    leest: ClassVar[frozenset[Leest]] = frozenset({Leest.PERCENTAGES, Leest.MAXPRIJS})
    per_klasse: ClassVar[bool] = True

    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')
    tabel: str = veld("Naam van de tabel, uit [tabellen]; leeg: de bijdragetabel", default="")

    @property
    def tabelnaam(self) -> str:
        return self.tabel

    def leidend(self, omgeving: Omgeving, situatie: Situatie) -> Leidend:
        permille = omgeving.kot_permille(situatie)
        if permille is None:
            return Leidend(van_gemeente=True)
        return Leidend(permille=permille, grens=omgeving.maxprijs(situatie.dag), van_gemeente=True)

    def zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        return f"De gemeente betaalt het deel dat de kinderopvangtoeslag zou vergoeden{klasse}. De ouders betalen de rest."

    def als_delen(self, omgeving: Omgeving) -> GemeenteSamengesteld:
        return GemeenteSamengesteld(bron=self.bron, delen=(Deel(Grond.TOESLAG),), tabel=self.tabel)


@dataclass(frozen=True)
class GemeenteSamengesteld(Samenstelling, Gemeentesoort):
    @property
    def van_gemeente(self) -> bool:
        return True

    def op_blad(self, naam: str, prijs: str) -> str:
        return f"gemeente betaalt {self.omschrijving}, ouder de rest van {prijs}"

    def zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        return f"De gemeente betaalt {self.som_in_woorden(dag)}{self.grenzen_in_woorden(dag)}{klasse}. De ouders betalen de rest."


Gemeentebedrag = GemeentePerUur | GemeentePerJaar | GemeenteKotPercentage | GemeenteSamengesteld
