"""An amount per hour out of parts, for the parents' side and for the municipality's; never more than the price."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from rekenregels.regeling.bedragtabellen import Bijdragetabel
from rekenregels.regeling.soorten.bouwsteen import Leidendsoort
from rekenregels.regeling.soorten.delen import Deel, Delensom, Grond, Uurafronding
from rekenregels.regeling.uurbedragen import HEEL, Leidend, Omgeving, Situatie
from rekenregels.regeling.velden import Eenheid, Parameter, Waarde, veld

NIETS: Final = Parameter(Eenheid.EURO, (Waarde(0, "geen bedrag"),))
ZONDER_PRIJS: Final = (Grond.MAXPRIJS, Grond.TABEL, Grond.LAAGSTE_IN_TABEL)
PER_KLASSE: Final = (Grond.TABEL, Grond.TOESLAG, Grond.NA_TOESLAG)


@dataclass(frozen=True)
class Samenstelling(Delensom, Leidendsoort):
    """What both families share; on which side it stands is for the class of the family."""

    soort: ClassVar[str] = "samengesteld"
    keuze: ClassVar[str] = "samengesteld uit delen"

    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')
    delen: tuple[Deel, ...] = veld("De delen die samen het bedrag zijn", voorbeeld='[{ van = "prijs" }]')
    opslag: Parameter | None = veld(
        "Bedrag per uur dat erbij komt", Eenheid.EURO, minimum="0", maximum="100", default=None
    )
    ondergrens: Parameter | None = veld(
        "Het bedrag per uur is nooit lager", Eenheid.EURO, minimum="0", maximum="100", default=None
    )
    bovengrens: Parameter | None = veld(
        "Het bedrag per uur is nooit hoger", Eenheid.EURO, minimum="0", maximum="100", default=None
    )
    afronding: Uurafronding | None = veld(
        "Eigen afronding; leeg: zoals in het hoofdstuk afronding", default=None
    )
    tabel: str = veld("Naam van de tabel, uit [tabellen]; leeg: de bijdragetabel", default="")

    @property
    @abstractmethod
    def van_gemeente(self) -> bool:
        """Is this what the municipality pays?"""

    @property
    def van_de_prijs(self) -> bool:
        return any(deel.van not in ZONDER_PRIJS for deel in self.delen)

    @property
    def naar_klasse(self) -> bool:
        return any(deel.van in PER_KLASSE for deel in self.delen)

    @property
    def tabelnaam(self) -> str:
        return self.tabel

    def toets_tabel(self, tabel: Bijdragetabel, pad: str) -> Iterator[str]:
        if tabel.is_per_maand:
            yield f"{pad} rekent per uur, maar de tabel heeft bedragen per maand. Kies soort tabel of een tabel met bedragen per uur."

    def leidend(self, omgeving: Omgeving, situatie: Situatie) -> Leidend:
        if self.naar_klasse and omgeving.rij(situatie) is None:
            return Leidend(van_gemeente=True) if self.van_gemeente else Leidend(permille=HEEL)
        return Leidend(
            van_gemeente=self.van_gemeente,
            termen=tuple(self.termen(omgeving, situatie)),
            wijze=self.wijze(omgeving, situatie.dag),
            tijd=self.tijd,
        )
