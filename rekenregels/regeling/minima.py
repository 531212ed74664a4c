"""Rules for parents with a low income, and the social minimum that they may be measured by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import floor
from typing import Final

from rekenregels.regeling.bedragtabellen import Inkomenstijd, Maxprijs, Tabelversie
from rekenregels.regeling.categorie import Huishouden, zeker
from rekenregels.regeling.notatie import als_getal
from rekenregels.regeling.velden import Eenheid, Parameter, Waarde, veld


@dataclass(frozen=True)
class Sociaalminimum:
    """The norm per kind of household, with the days on which it changes."""

    alleenstaand: Parameter = veld(
        "Het sociaal minimum van een alleenstaande ouder", Eenheid.EURO, minimum="0", maximum="100000"
    )
    samenwonend: Parameter = veld(
        "Het sociaal minimum van ouders die samenwonen", Eenheid.EURO, minimum="0", maximum="100000"
    )
    inkomen_per: Inkomenstijd = veld(
        "Gaan de bedragen over een jaar of over een maand", default=Inkomenstijd.JAAR
    )
    tabel: str = veld("Naam van de landelijke tabel waar de bedragen uit komen", default="")

    def van(self, huishouden: Huishouden) -> Parameter:
        return self.alleenstaand if huishouden is Huishouden.ALLEENSTAAND else self.samenwonend


# What may be left out where a national table is named.
UIT_TABEL: Final[dict[type, tuple[str, ...]]] = {
    Maxprijs: ("bedragen",),
    Tabelversie: ("rijen",),
    Sociaalminimum: ("alleenstaand", "samenwonend"),
}


@dataclass(frozen=True)
class Inkomensgrens:
    """For whom a rule holds by itself: a kind of household, an income up to a share of the social minimum or to an amount."""

    huishoudens: tuple[Huishouden, ...] = veld("Soorten huishoudens; leeg: alle", default=())
    percentage: Parameter | None = veld(
        "Het inkomen is hoogstens dit deel van het sociaal minimum",
        Eenheid.PROCENT,
        minimum="1",
        maximum="500",
        default=None,
    )
    alleenstaand: Parameter | None = veld(
        "Het hoogste inkomen van een alleenstaande ouder",
        Eenheid.EURO,
        minimum="0",
        maximum="1000000",
        default=None,
    )
    samenwonend: Parameter | None = veld(
        "Het hoogste inkomen van ouders die samenwonen",
        Eenheid.EURO,
        minimum="0",
        maximum="1000000",
        default=None,
    )
    inkomen_per: Inkomenstijd = veld(
        "Gaan de bedragen over een jaar of over een maand", default=Inkomenstijd.JAAR
    )

    @property
    def vraagt_inkomen(self) -> bool:
        return self.percentage is not None or self.alleenstaand is not None or self.samenwonend is not None

    def geldt_voor(self, huishouden: Huishouden) -> bool:
        return not self.huishoudens or huishouden in self.huishoudens


@dataclass(frozen=True)
class Rand:
    """The highest income a year of a household: an amount, how often it fits in a year, and the share of it."""

    bedrag: Waarde
    keer: int
    percentage: Waarde | None

    @property
    def euro(self) -> int:
        """In whole euros a year, as an income is; a broken euro is above the edge."""
        permille = 1_000 if self.percentage is None else self.percentage.waarde
        return floor(self.bedrag.waarde * self.keer * permille / (1_000 * Eenheid.EURO.factor))


def rand_van(
    grens: Inkomensgrens, minimum: Sociaalminimum | None, huishouden: Huishouden, dag: date
) -> Rand | None:
    """The edge of the income; None where the rule does not look at it."""
    if grens.percentage is not None:
        norm = zeker(minimum, "het sociaal minimum")
        return Rand(norm.van(huishouden).op(dag), norm.inkomen_per.keer, grens.percentage.op(dag))
    bedrag = grens.alleenstaand if huishouden is Huishouden.ALLEENSTAAND else grens.samenwonend
    return None if bedrag is None else Rand(bedrag.op(dag), grens.inkomen_per.keer, None)


@dataclass(frozen=True)
class Minimarand:
    """Up to which income a year a rule holds for a kind of household; None: whatever the income."""

    regel: str
    huishouden: Huishouden
    hoogste: int | None


def randen_van(regel: Minimaregel, minimum: Sociaalminimum | None, dag: date) -> tuple[Minimarand, ...]:
    """The edges of a rule with limits on a day, for each household that it is for."""
    if regel.grens is None:
        return ()
    randen = []
    for huishouden in Huishouden:
        rand = rand_van(regel.grens, minimum, huishouden, dag)
        if regel.grens.geldt_voor(huishouden):
            randen.append(Minimarand(regel.naam, huishouden, None if rand is None else rand.euro))
    return tuple(randen)


def grens_in_woorden(grens: Inkomensgrens, minimum: Sociaalminimum | None, dag: date) -> str:
    """For whom the rule holds on a day: 'alleenstaand: inkomen tot en met € 16.946 per jaar; samenwonend: …'."""
    delen = []
    for huishouden in Huishouden:
        if not grens.geldt_voor(huishouden):
            continue
        rand = rand_van(grens, minimum, huishouden, dag)
        inkomen = "" if rand is None else f": inkomen tot en met € {als_getal(rand.euro)} per jaar"
        delen.append(f"{huishouden}{inkomen}")
    return "; ".join(delen)


@dataclass(frozen=True)
class Minimaregel:
    naam: str = veld("Naam van de regel", voorbeeld='"U-pas"')
    voorwaarde: str = veld(
        "Voor wie de regel geldt", voorbeeld='"inkomen tot 125 procent van het sociaal minimum"'
    )
    bijdrage_nul: bool = veld("Betalen deze ouders niets?", voorbeeld="true")
    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')
    grens: Inkomensgrens | None = veld(
        "Wanneer de regel vanzelf geldt, uit inkomen en huishouden; leeg: alleen als hij bij het kind is genoemd",
        default=None,
    )
