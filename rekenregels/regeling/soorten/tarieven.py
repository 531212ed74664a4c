"""The kinds of price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rekenregels.regeling.schrijven import toon_parameter
from rekenregels.regeling.soorten.bouwsteen import Leest, Tariefsoort
from rekenregels.regeling.soorten.delen import Delensom, Prijsdeel, Prijsgrond, Uurafronding
from rekenregels.regeling.uurbedragen import ONBEGRENSD, Meerprijs, Omgeving, Situatie, Uurprijs
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


@dataclass(frozen=True)
class TariefSamengesteld(Delensom, Tariefsoort):
    """A sum of parts of the provider's price and of the national maximum."""

    soort: ClassVar[str] = "samengesteld"
    keuze: ClassVar[str] = "samengesteld uit delen"
    zin: ClassVar[str] = "De prijs waarmee de gemeente rekent"

    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')
    delen: tuple[Prijsdeel, ...] = veld("De delen die samen de prijs zijn", voorbeeld='[{ van = "prijs" }]')
    meerprijs: Meerprijs = veld("Wie betaalt wat de aanbieder meer vraagt", voorbeeld='"ouder"')
    opslag: Parameter | None = veld(
        "Bedrag per uur dat erbij komt", Eenheid.EURO, minimum="0", maximum="100", default=None
    )
    ondergrens: Parameter | None = veld(
        "De prijs per uur is nooit lager", Eenheid.EURO, minimum="0", maximum="100", default=None
    )
    bovengrens: Parameter | None = veld(
        "De prijs per uur is nooit hoger", Eenheid.EURO, minimum="0", maximum="100", default=None
    )
    afronding: Uurafronding | None = veld(
        "Eigen afronding; leeg: zoals in het hoofdstuk afronding", default=None
    )

    def uurprijs(self, omgeving: Omgeving, dag: date) -> Uurprijs:
        situatie = Situatie(dag, kot=False, klasse=0, rang=1, bijdrage_nul=False)
        termen, wijze = tuple(self.termen(omgeving, situatie)), self.wijze(omgeving, dag)
        if any(deel.van is not Prijsgrond.MAXPRIJS for deel in self.delen):
            return Uurprijs(
                ONBEGRENSD, volgt_aanbieder=True, meerprijs=self.meerprijs, termen=termen, wijze=wijze
            )
        return Uurprijs(wijze.som(termen, 0), volgt_aanbieder=False, meerprijs=self.meerprijs)

    def toets_delen(self, pad: str) -> Iterator[str]:
        yield from super().toets_delen(pad)
        if self.tijd is not None:
            yield f'{pad}.afronding.per is {self.tijd.per}, maar een prijs is een bedrag per uur. Kies per = "uur" of laat per weg.'

    def zin_op(self, dag: date) -> str:
        return f"{self.zin}: {self.som_in_woorden(dag)}{self.grenzen_in_woorden(dag)}"

    def op_blad(self, naam: str) -> str:
        return self.omschrijving


Tarief = (
    VastTarief | AanbiederTarief | BegrensdTarief | MaxprijsTarief | AanbiederTotMaxprijs | TariefSamengesteld
)
