"""The kinds of parent contribution."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rekenregels.regeling.bedragtabellen import Bijdragetabel
from rekenregels.regeling.schrijven import toon_parameter, toon_waarde
from rekenregels.regeling.soorten.bouwsteen import Leest, Leidendsoort
from rekenregels.regeling.soorten.delen import Afrondgetal, Afrondmoment, Deel, Grond, Uurafronding
from rekenregels.regeling.soorten.samenstelling import NIETS, Samenstelling
from rekenregels.regeling.soorten.teldagen import begonnenveld, teldagveld, teldagzin
from rekenregels.regeling.uurbedragen import (
    ALLES,
    HEEL,
    Jaarverdeling,
    Leidend,
    Omgeving,
    Richting,
    Situatie,
)
from rekenregels.regeling.velden import Eenheid, Parameter, veld


def per_maand(omgeving: Omgeving, bedrag: int, verdeling: Jaarverdeling, vast: int = 0) -> Leidend:
    """An amount in every month that parents pay: those of the policy, or all but the months of their own."""
    maanden = 12 - len(verdeling.vrij) if verdeling.vrij else omgeving.maanden
    return Leidend(per_jaar=bedrag * maanden, vast=vast, verdeling=verdeling)


class Bijdragesoort(Leidendsoort):
    @property
    @abstractmethod
    def kort(self) -> str:
        """What the parents pay, in a few words."""

    def op_blad(self, naam: str, prijs: str) -> str:
        return f"{prijs} min {self.kort}"


@dataclass(frozen=True)
class GeenBijdrage(Bijdragesoort):
    soort: ClassVar[str] = "geen"
    keuze: ClassVar[str] = "geen"
    kort = "niets"

    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')

    def leidend(self, omgeving: Omgeving, situatie: Situatie) -> Leidend:
        return Leidend()

    def zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        return "In dit blok betalen de ouders niets."

    def op_blad(self, naam: str, prijs: str) -> str:
        return f"{prijs}, de ouder betaalt niets"

    def als_delen(self, omgeving: Omgeving) -> BijdrageSamengesteld:
        return _delen(self.bron, opslag=NIETS)


@dataclass(frozen=True)
class BijdragePerUur(Bijdragesoort):
    soort: ClassVar[str] = "per_uur"
    keuze: ClassVar[str] = "per uur"

    bedrag: Parameter = veld("Bedrag per uur", Eenheid.EURO, minimum="0", maximum="100")

    @property
    def kort(self) -> str:
        return f"ouderbijdrage van {toon_parameter(self.bedrag)} per uur"

    def leidend(self, omgeving: Omgeving, situatie: Situatie) -> Leidend:
        return Leidend(vast=self.bedrag.op(situatie.dag).waarde)

    def zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        return "De ouders betalen een vast bedrag per uur."

    def hoogste(self, omgeving: Omgeving, dag: date) -> int:
        return self.bedrag.op(dag).waarde

    def als_delen(self, omgeving: Omgeving) -> BijdrageSamengesteld:
        return _delen(self.bedrag.waarden[0].bron, opslag=self.bedrag)


@dataclass(frozen=True)
class BijdragePerMaand(Bijdragesoort):
    soort: ClassVar[str] = "per_maand"
    keuze: ClassVar[str] = "per maand"

    bedrag: Parameter = veld("Bedrag per maand", Eenheid.EURO, minimum="0", maximum="2000")
    vrije_maanden: tuple[int, ...] = veld(
        "Maandnummers waarin deze ouders niet betalen; leeg: zoals de maandverdeling", default=()
    )
    teldagen: tuple[int, ...] = teldagveld()
    begonnen: bool = begonnenveld()

    @property
    def kort(self) -> str:
        return f"ouderbijdrage van {toon_parameter(self.bedrag)} per maand"

    def leidend(self, omgeving: Omgeving, situatie: Situatie) -> Leidend:
        return per_maand(omgeving, self.bedrag.op(situatie.dag).waarde, self.jaarverdeling)

    def zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        zin = "De ouders betalen een vast bedrag per maand en daarbovenop niets per uur."
        return zin + teldagzin(self.teldagen, begonnen=self.begonnen)

    def is_per_jaar(self, omgeving: Omgeving) -> bool:
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

    def is_per_maand(self, omgeving: Omgeving) -> bool:
        return True


@dataclass(frozen=True)
class BijdragePerJaar(Bijdragesoort):
    soort: ClassVar[str] = "per_jaar"
    keuze: ClassVar[str] = "per jaar"

    bedrag: Parameter = veld("Bedrag per jaar", Eenheid.EURO, minimum="0", maximum="25000")
    teldagen: tuple[int, ...] = teldagveld()
    begonnen: bool = begonnenveld()

    @property
    def kort(self) -> str:
        return f"ouderbijdrage van {toon_parameter(self.bedrag)} per jaar"

    def leidend(self, omgeving: Omgeving, situatie: Situatie) -> Leidend:
        return Leidend(per_jaar=self.bedrag.op(situatie.dag).waarde, verdeling=self.jaarverdeling)

    def zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        zin = "De ouders betalen een vast bedrag per jaar en daarbovenop niets per uur."
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
class BijdragePerDag(Bijdragesoort):
    """An amount for every day that the child came."""

    soort: ClassVar[str] = "per_dag"
    keuze: ClassVar[str] = "per dag opvang"

    bedrag: Parameter = veld("Bedrag per dag opvang", Eenheid.EURO, minimum="0", maximum="100")

    @property
    def kort(self) -> str:
        return f"ouderbijdrage van {toon_parameter(self.bedrag)} per dag"

    def leidend(self, omgeving: Omgeving, situatie: Situatie) -> Leidend:
        return Leidend(per_dag=self.bedrag.op(situatie.dag).waarde)

    def zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        return "De ouders betalen een vast bedrag per dag opvang en daarbovenop niets per uur."


@dataclass(frozen=True)
class BijdrageTabel(Bijdragesoort):
    """The amount of the parent's income class, with a surcharge where the policy has one."""

    soort: ClassVar[str] = "tabel"
    keuze: ClassVar[str] = "uit de bijdragetabel"
    leest: ClassVar[frozenset[Leest]] = frozenset({Leest.BEDRAGEN})
    per_klasse: ClassVar[bool] = True
    kort = "ouderbijdrage uit de tabel"

    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')
    opslag: Parameter | None = veld(
        "Bedrag per uur boven op de tabel", Eenheid.EURO, minimum="0", maximum="50"
    )
    vrije_maanden: tuple[int, ...] = veld(
        "Maandnummers waarin deze ouders niet betalen; leeg: zoals de maandverdeling", default=()
    )
    tabel: str = veld("Naam van de tabel, uit [tabellen]; leeg: de bijdragetabel", default="")
    teldagen: tuple[int, ...] = teldagveld()
    begonnen: bool = begonnenveld()

    @property
    def tabelnaam(self) -> str:
        return self.tabel

    @property
    def bovenop(self) -> Parameter | None:
        return self.opslag

    def leidend(self, omgeving: Omgeving, situatie: Situatie) -> Leidend:
        rij = omgeving.rij(situatie)
        if rij is None:
            return ALLES
        opslag, bedrag = self._opslag(situatie.dag), rij.bedrag(situatie.rang)
        if omgeving.tabel_per_maand:
            return per_maand(omgeving, bedrag, self.jaarverdeling, vast=opslag)
        return Leidend(vast=bedrag + opslag)

    def zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        if omgeving.tabel_per_maand:
            per_uur = "niets" if self.opslag is None else "alleen de opslag"
            zin = f"De ouders betalen een bedrag per maand volgens de tabel{klasse}. Per uur betalen zij {per_uur}."
            return zin + teldagzin(self.teldagen, begonnen=self.begonnen)
        opslag = "" if self.opslag is None else ", met een opslag"
        return f"De ouders betalen het bedrag per uur uit de tabel{opslag}{klasse}."

    def is_per_jaar(self, omgeving: Omgeving) -> bool:
        return omgeving.tabel_per_maand

    @property
    def eigen_vrije_maanden(self) -> tuple[int, ...]:
        return self.vrije_maanden

    @property
    def eigen_teldagen(self) -> tuple[int, ...]:
        return self.teldagen

    @property
    def telt_begonnen(self) -> bool:
        return self.begonnen

    def is_per_maand(self, omgeving: Omgeving) -> bool:
        return omgeving.tabel_per_maand

    def hoogste(self, omgeving: Omgeving, dag: date) -> int:
        return 0 if omgeving.tabel_per_maand else self._opslag(dag) + omgeving.tabel.hoogste_op(dag)

    def _opslag(self, dag: date) -> int:
        return 0 if self.opslag is None else self.opslag.op(dag).waarde

    def als_delen(self, omgeving: Omgeving) -> BijdrageSamengesteld | None:
        if omgeving.tabel_per_maand:
            return None
        return _delen(self.bron, Deel(Grond.TABEL), opslag=self.opslag, tabel=self.tabel)


@dataclass(frozen=True)
class BijdrageDeelVanLaagste(Bijdragesoort):
    soort: ClassVar[str] = "deel_van_laagste"
    keuze: ClassVar[str] = "deel van de laagste bijdrage in de tabel"
    leest: ClassVar[frozenset[Leest]] = frozenset({Leest.BEDRAGEN})

    deel: Parameter = veld(
        "Deel van de laagste bijdrage in de tabel", Eenheid.PROCENT, minimum="0", maximum="100"
    )
    tabel: str = veld("Naam van de tabel, uit [tabellen]; leeg: de bijdragetabel", default="")

    @property
    def tabelnaam(self) -> str:
        return self.tabel

    @property
    def kort(self) -> str:
        return f"{toon_parameter(self.deel)} van de laagste ouderbijdrage in de tabel"

    def leidend(self, omgeving: Omgeving, situatie: Situatie) -> Leidend:
        laagste = omgeving.tabel.versie_op(situatie.dag).rijen[0]
        deel = self.deel.op(situatie.dag).waarde * laagste.bedrag(situatie.rang)
        return Leidend(vast=omgeving.round_uurbedrag(deel))

    def zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        deel = toon_waarde(self.deel.op(dag), self.deel.eenheid)
        return f"De ouders betalen {deel} van de laagste bijdrage in de tabel."

    def toets_tabel(self, tabel: Bijdragetabel, pad: str) -> Iterator[str]:
        if tabel.is_per_maand:
            yield f"{pad} neemt een deel van een bedrag per uur, maar de bijdragetabel heeft bedragen per maand. Kies een bijdrage per maand."

    def als_delen(self, omgeving: Omgeving) -> BijdrageSamengesteld:
        deel = Deel(Grond.LAAGSTE_IN_TABEL, self.deel)
        return _delen(self.deel.waarden[0].bron, deel, tabel=self.tabel, afgerond=True)


@dataclass(frozen=True)
class BijdrageMaxprijs(Bijdragesoort):
    """Parents with KOT are deemed to pay the national maximum; never more than the price itself."""

    soort: ClassVar[str] = "max_uurprijs"
    keuze: ClassVar[str] = "de maximum uurprijs van het Rijk"
    leest: ClassVar[frozenset[Leest]] = frozenset({Leest.MAXPRIJS})
    kort = "de maximum uurprijs van het Rijk"

    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')

    @property
    def van_de_prijs(self) -> bool:
        return True

    def leidend(self, omgeving: Omgeving, situatie: Situatie) -> Leidend:
        return Leidend(vast=omgeving.maxprijs(situatie.dag))

    def zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        return "Ouders met kinderopvangtoeslag betalen zelf de maximum uurprijs van het Rijk. De gemeente betaalt de rest."

    def als_delen(self, omgeving: Omgeving) -> BijdrageSamengesteld:
        return _delen(self.bron, Deel(Grond.MAXPRIJS))


@dataclass(frozen=True)
class BijdrageKotDeel(Bijdragesoort):
    """What is left for parents after the KOT percentage of the price, up to the national maximum."""

    soort: ClassVar[str] = "kot_eigen_deel"
    keuze: ClassVar[str] = "wat na de toeslag overblijft"
    leest: ClassVar[frozenset[Leest]] = frozenset({Leest.PERCENTAGES, Leest.MAXPRIJS})
    per_klasse: ClassVar[bool] = True
    kort = "wat na de toeslag voor de ouder overblijft"

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
            return ALLES
        return Leidend(permille=HEEL - permille, grens=omgeving.maxprijs(situatie.dag))

    def zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        return f"De ouders betalen het deel dat de kinderopvangtoeslag niet zou vergoeden{klasse}."

    def als_delen(self, omgeving: Omgeving) -> BijdrageSamengesteld:
        return _delen(self.bron, Deel(Grond.NA_TOESLAG), tabel=self.tabel, afgerond=True)


@dataclass(frozen=True)
class BijdrageHelePrijs(Bijdragesoort):
    soort: ClassVar[str] = "hele_prijs"
    keuze: ClassVar[str] = "de hele prijs"
    kort = "de hele prijs: de ouder betaalt alles"

    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')

    @property
    def van_de_prijs(self) -> bool:
        return True

    def leidend(self, omgeving: Omgeving, situatie: Situatie) -> Leidend:
        return ALLES

    def zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        return "De ouders betalen de hele prijs."

    def als_delen(self, omgeving: Omgeving) -> BijdrageSamengesteld:
        return _delen(self.bron, Deel(Grond.PRIJS))


@dataclass(frozen=True)
class BijdrageSamengesteld(Samenstelling, Bijdragesoort):
    @property
    def van_gemeente(self) -> bool:
        return False

    @property
    def kort(self) -> str:
        return self.omschrijving

    def zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        return f"De ouders betalen {self.som_in_woorden(dag)}{self.grenzen_in_woorden(dag)}{klasse}."


def _delen(
    bron: str, *delen: Deel, opslag: Parameter | None = None, tabel: str = "", afgerond: bool = False
) -> BijdrageSamengesteld:
    """The same contribution out of parts; `afgerond`: rounded as the policy rounds, else not at all."""
    rond = None if afgerond else Uurafronding(Afrondgetal.GEEN, Richting.HALF_OMHOOG, Afrondmoment.SOM, bron)
    return BijdrageSamengesteld(bron=bron, delen=delen, opslag=opslag, tabel=tabel, afronding=rond)


Bijdrage = (
    GeenBijdrage
    | BijdragePerUur
    | BijdragePerMaand
    | BijdragePerJaar
    | BijdragePerDag
    | BijdrageTabel
    | BijdrageDeelVanLaagste
    | BijdrageMaxprijs
    | BijdrageKotDeel
    | BijdrageHelePrijs
    | BijdrageSamengesteld
)
