"""The kinds of price."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rekenregels.regeling.schrijven import toon_parameter
from rekenregels.regeling.soorten.bouwsteen import Leest, Tariefsoort
from rekenregels.regeling.uurbedragen import ONBEGRENSD, Meerprijs, Omgeving, Uurprijs
from rekenregels.regeling.velden import Eenheid, Parameter, veld


@dataclass(frozen=True)
class VastTarief(Tariefsoort):
    soort: ClassVar[str] = "vast"
    keuze: ClassVar[str] = "vast bedrag"
    zin: ClassVar[str] = "Het vaste bedrag per uur waarmee de gemeente rekent"

    bedrag: Parameter = veld("Bedrag per uur", Eenheid.EURO, minimum="0", maximum="100")
    meerprijs: Meerprijs = veld("Wie betaalt wat de aanbieder meer vraagt", voorbeeld='"ouder"')

    @property
    def vast_bedrag(self) -> Parameter:
        return self.bedrag

    def op_blad(self, naam: str) -> str:
        return f"{toon_parameter(self.bedrag)} per uur"

    def uurprijs(self, omgeving: Omgeving, dag: date) -> Uurprijs:
        return Uurprijs(self.bedrag.op(dag).waarde, volgt_aanbieder=False, meerprijs=self.meerprijs)


@dataclass(frozen=True)
class AanbiederTarief(Tariefsoort):
    """The provider's own price, whatever it is."""

    soort: ClassVar[str] = "aanbieder"
    keuze: ClassVar[str] = "de prijs van de aanbieder"
    zin: ClassVar[str] = "De prijs van de aanbieder"

    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')

    def uurprijs(self, omgeving: Omgeving, dag: date) -> Uurprijs:
        return Uurprijs(ONBEGRENSD, volgt_aanbieder=True, meerprijs=None)


@dataclass(frozen=True)
class BegrensdTarief(Tariefsoort):
    """The provider's own price, up to an amount."""

    soort: ClassVar[str] = "aanbieder_tot_grens"
    keuze: ClassVar[str] = "de prijs van de aanbieder, tot een grens"
    zin: ClassVar[str] = "De prijs van de aanbieder, tot het hoogste bedrag waarmee de gemeente rekent"

    grens: Parameter = veld("Hoogste bedrag per uur", Eenheid.EURO, minimum="0", maximum="100")
    meerprijs: Meerprijs = veld("Wie betaalt wat de aanbieder meer vraagt", voorbeeld='"ouder"')

    def uurprijs(self, omgeving: Omgeving, dag: date) -> Uurprijs:
        return Uurprijs(self.grens.op(dag).waarde, volgt_aanbieder=True, meerprijs=self.meerprijs)


@dataclass(frozen=True)
class MaxprijsTarief(Tariefsoort):
    """The national maximum plus a top-up of the municipality."""

    soort: ClassVar[str] = "max_uurprijs_plus_opslag"
    keuze: ClassVar[str] = "de maximum uurprijs met een opslag"
    leest: ClassVar[frozenset[Leest]] = frozenset({Leest.MAXPRIJS})
    zin: ClassVar[str] = "De maximum uurprijs van het Rijk, met de opslag van de gemeente"

    opslag: Parameter = veld(
        "Bedrag per uur boven op de maximum uurprijs", Eenheid.EURO, minimum="0", maximum="50"
    )
    meerprijs: Meerprijs = veld("Wie betaalt wat de aanbieder meer vraagt", voorbeeld='"ouder"')

    @property
    def bovenop(self) -> Parameter:
        return self.opslag

    def uurprijs(self, omgeving: Omgeving, dag: date) -> Uurprijs:
        bedrag = omgeving.maxprijs(dag) + self.opslag.op(dag).waarde
        return Uurprijs(bedrag, volgt_aanbieder=False, meerprijs=self.meerprijs)


@dataclass(frozen=True)
class AanbiederTotMaxprijs(Tariefsoort):
    """The provider's own price, up to the national maximum."""

    soort: ClassVar[str] = "aanbieder_tot_max_uurprijs"
    keuze: ClassVar[str] = "de prijs van de aanbieder, tot de maximum uurprijs"
    leest: ClassVar[frozenset[Leest]] = frozenset({Leest.MAXPRIJS})
    zin: ClassVar[str] = "De prijs van de aanbieder, tot de maximum uurprijs van het Rijk"

    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')
    meerprijs: Meerprijs = veld("Wie betaalt wat de aanbieder meer vraagt", voorbeeld='"ouder"')

    def uurprijs(self, omgeving: Omgeving, dag: date) -> Uurprijs:
        return Uurprijs(omgeving.maxprijs(dag), volgt_aanbieder=True, meerprijs=self.meerprijs)


Tarief = VastTarief | AanbiederTarief | BegrensdTarief | MaxprijsTarief | AanbiederTotMaxprijs
