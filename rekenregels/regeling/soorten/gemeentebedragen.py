"""The kinds of amount that the municipality fixes itself; the parents pay what is left of the price."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from rekenregels.regeling.schrijven import toon_parameter
from rekenregels.regeling.soorten.bijdragen import per_maand
from rekenregels.regeling.soorten.bouwsteen import Leest, Leidendsoort
from rekenregels.regeling.soorten.delen import Afrondgetal, Afrondmoment, Deel, Grond, Uurafronding
from rekenregels.regeling.soorten.samenstelling import Samenstelling
from rekenregels.regeling.soorten.teldagen import begonnenveld, teldagveld, teldagzin
from rekenregels.regeling.uurbedragen import Leidend, Omgeving, Richting, Situatie
from rekenregels.regeling.velden import Eenheid, Parameter, veld


class Gemeentesoort(Leidendsoort):
    @property
    @abstractmethod
    def kort(self) -> str:
        """What the municipality pays, in a few words."""

    @abstractmethod
    def eigen_zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        """What this amount is, without what is left for the parents."""

    def zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        return f"{self.eigen_zin(omgeving, dag, klasse)} De ouders betalen de rest."

    def op_blad(self, naam: str, prijs: str) -> str:
        return f"gemeente betaalt {naam}, ouder de rest van {prijs}"


@dataclass(frozen=True)
class GemeentePerUur(Gemeentesoort):
    soort: ClassVar[str] = "per_uur"
    keuze: ClassVar[str] = "per uur"

    bedrag: Parameter = veld("Bedrag per uur van de gemeente", Eenheid.EURO, minimum="0", maximum="100")

    @property
    def kort(self) -> str:
        return f"{toon_parameter(self.bedrag)} per uur"

    def leidend(self, omgeving: Omgeving, situatie: Situatie) -> Leidend:
        return Leidend(vast=self.bedrag.op(situatie.dag).waarde, van_gemeente=True)

    def eigen_zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        return "De gemeente betaalt een vast bedrag per uur."

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
    teldagen: tuple[int, ...] = teldagveld()
    begonnen: bool = begonnenveld()

    @property
    def kort(self) -> str:
        return f"{toon_parameter(self.bedrag)} per jaar"

    def leidend(self, omgeving: Omgeving, situatie: Situatie) -> Leidend:
        bedrag = self.bedrag.op(situatie.dag).waarde
        return Leidend(per_jaar=bedrag, van_gemeente=True, verdeling=self.jaarverdeling)

    def eigen_zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        zin = "De gemeente betaalt een vast bedrag per jaar en daarbovenop niets per uur."
        return zin + teldagzin(self.teldagen, begonnen=self.begonnen)

    def is_per_jaar(self, omgeving: Omgeving) -> bool:
        return True

    @property
    def eigen_teldagen(self) -> tuple[int, ...]:
        return self.teldagen

    @property
    def telt_begonnen(self) -> bool:
        return self.begonnen


@dataclass(frozen=True)
class GemeentePerMaand(Gemeentesoort):
    soort: ClassVar[str] = "per_maand"
    keuze: ClassVar[str] = "per maand"

    bedrag: Parameter = veld("Bedrag per maand van de gemeente", Eenheid.EURO, minimum="0", maximum="2000")
    vrije_maanden: tuple[int, ...] = veld(
        "Maandnummers waarin de gemeente niet betaalt; leeg: zoals de maandverdeling", default=()
    )
    teldagen: tuple[int, ...] = teldagveld()
    begonnen: bool = begonnenveld()

    @property
    def kort(self) -> str:
        return f"{toon_parameter(self.bedrag)} per maand"

    def leidend(self, omgeving: Omgeving, situatie: Situatie) -> Leidend:
        maandbedrag = per_maand(omgeving, self.bedrag.op(situatie.dag).waarde, self.jaarverdeling)
        return replace(maandbedrag, van_gemeente=True)

    def eigen_zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        zin = "De gemeente betaalt een vast bedrag per maand en daarbovenop niets per uur."
        return zin + teldagzin(self.teldagen, begonnen=self.begonnen)

    def is_per_jaar(self, omgeving: Omgeving) -> bool:
        return True

    def is_per_maand(self, omgeving: Omgeving) -> bool:
        return True

    @property
    def eigen_vrije_maanden(self) -> tuple[int, ...]:
        return self.vrije_maanden

    @property
    def eigen_teldagen(self) -> tuple[int, ...]:
        return self.teldagen

    @property
    def telt_begonnen(self) -> bool:
        return self.begonnen


@dataclass(frozen=True)
class GemeentePerDag(Gemeentesoort):
    """An amount for every day that the child came."""

    soort: ClassVar[str] = "per_dag"
    keuze: ClassVar[str] = "per dag opvang"

    bedrag: Parameter = veld(
        "Bedrag per dag opvang van de gemeente", Eenheid.EURO, minimum="0", maximum="100"
    )

    @property
    def kort(self) -> str:
        return f"{toon_parameter(self.bedrag)} per dag"

    def leidend(self, omgeving: Omgeving, situatie: Situatie) -> Leidend:
        return Leidend(per_dag=self.bedrag.op(situatie.dag).waarde, van_gemeente=True)

    def eigen_zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        return "De gemeente betaalt een vast bedrag per dag opvang en daarbovenop niets per uur."


@dataclass(frozen=True)
class GemeenteKotPercentage(Gemeentesoort):
    """The municipality pays what the KOT would have paid: percentage x min(price, maximum)."""

    soort: ClassVar[str] = "kot_percentage"
    keuze: ClassVar[str] = "percentage kinderopvangtoeslag"
    leest: ClassVar[frozenset[Leest]] = frozenset({Leest.PERCENTAGES, Leest.MAXPRIJS})
    per_klasse: ClassVar[bool] = True

    kort = "wat de kinderopvangtoeslag zou vergoeden"

    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')
    tabel: str = veld("Naam van de tabel, uit [tabellen]; leeg: de bijdragetabel", default="")

    @property
    def tabelnaam(self) -> str:
        return self.tabel

    @property
    def van_de_prijs(self) -> bool:
        return True

    def leidend(self, omgeving: Omgeving, situatie: Situatie) -> Leidend:
        permille = omgeving.kot_permille(situatie)
        if permille is None:
            return Leidend(van_gemeente=True)
        return Leidend(permille=permille, grens=omgeving.maxprijs(situatie.dag), van_gemeente=True)

    def eigen_zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        return f"De gemeente betaalt het deel dat de kinderopvangtoeslag zou vergoeden{klasse}."

    def als_delen(self, omgeving: Omgeving) -> GemeenteSamengesteld:
        return GemeenteSamengesteld(bron=self.bron, delen=(Deel(Grond.TOESLAG),), tabel=self.tabel)


@dataclass(frozen=True)
class GemeenteSamengesteld(Samenstelling, Gemeentesoort):
    @property
    def van_gemeente(self) -> bool:
        return True

    @property
    def kort(self) -> str:
        return self.omschrijving

    def op_blad(self, naam: str, prijs: str) -> str:
        return f"gemeente betaalt {self.omschrijving}, ouder de rest van {prijs}"

    def eigen_zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        return f"De gemeente betaalt {self.som_in_woorden(dag)}{self.grenzen_in_woorden(dag)}{klasse}."


Gemeentebedrag = (
    GemeentePerUur
    | GemeentePerMaand
    | GemeentePerJaar
    | GemeentePerDag
    | GemeenteKotPercentage
    | GemeenteSamengesteld
)
