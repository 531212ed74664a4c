"""What one hour costs and who leads: every kind of price and amount comes down to the same few numbers.

    price          = fixed, or min(price of the provider, limit)
    leading amount = fixed part + permille x min(price, maximum), never more than the price
    other amount   = price - leading amount

The leading amount is the parent's contribution, or the municipality's amount where the policy starts there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum, StrEnum
from typing import Final

from lib.geld import round_half_up
from rekenregels.regeling.bedragtabellen import PROCENT_FACTOR, Bijdragetabel, Maxprijs, Rij
from rekenregels.regeling.categorie import zeker
from rekenregels.regeling.eenheden import MILLICENT

ONBEGRENSD: Final = 100_000 * MILLICENT * 100
HEEL: Final = 1_000  # permille
FIJN: Final = (
    HEEL * HEEL
)  # coefficients of a composed amount are millionths: a permille of a permille is exact


class Meerprijs(StrEnum):
    """Who pays what the provider asks above the price of the municipality."""

    OUDER = "ouder"
    GEMEENTE = "gemeente"
    VERBODEN = "verboden"


class Variabele(IntEnum):
    """What a part of a composed amount is taken of: the price, the price up to a limit, what is above it, or nothing."""

    PRIJS = 0
    LAAGSTE = 1
    BOVEN = 2
    VAST = 3


@dataclass(frozen=True)
class Term:
    """A coefficient in millionths times a base; of `VAST` the base is `getal`, of the others that is the limit."""

    miljoenste: int
    van: Variabele
    getal: int = ONBEGRENSD

    def teller(self, prijs: int) -> int:
        """The part for a price, in millionths of a millicent."""
        laagste = min(prijs, self.getal)
        return self.miljoenste * (prijs, laagste, prijs - laagste, self.getal)[self.van]


class Richting(StrEnum):
    HALF_OMHOOG = "half_omhoog"
    OMLAAG = "omlaag"
    OMHOOG = "omhoog"

    def rond(self, teller: int, noemer: int) -> int:
        match self:
            case Richting.HALF_OMHOOG:
                return round_half_up(teller, noemer)
            case Richting.OMLAAG:
                return teller // noemer
            case Richting.OMHOOG:
                return -(-teller // noemer)


class Afrondtijd(StrEnum):
    """Over which time an amount is rounded."""

    UUR = "uur"
    DAG = "dag"
    MAAND = "maand"
    KWARTAAL = "kwartaal"
    JAAR = "jaar"

    @property
    def woorden(self) -> str:
        return "kalenderjaar" if self is Afrondtijd.JAAR else str(self)


@dataclass(frozen=True)
class Tijdronding:
    """Amounts over a day, month, quarter or year are rounded in steps of so many millicent."""

    per: Afrondtijd
    stap: int
    richting: Richting


@dataclass(frozen=True, order=True)
class Jaarverdeling:
    """The months in which an amount is not paid, and the days of a month on which it is counted; none: every day counts.

    `begonnen`: a part of a month counts for a child that began in it as well.
    """

    vrij: tuple[int, ...] = ()
    teldagen: tuple[int, ...] = ()
    begonnen: bool = False


@dataclass(frozen=True)
class Afrondwijze:
    """How a composed amount is rounded, in steps of so many millicent, and between which limits it stays."""

    stap: int = 1
    richting: Richting = Richting.HALF_OMHOOG
    per_deel: bool = False
    onder: int | None = None
    boven: int | None = None

    def rond(self, teller: int) -> int:
        """Millionths of a millicent to millicent."""
        return self.stap * self.richting.rond(teller, FIJN * self.stap)

    def som(self, termen: tuple[Term, ...], prijs: int) -> int:
        """The parts together for a price, rounded and between the limits; millicent."""
        tellers = [term.teller(prijs) for term in termen]
        return self.begrens(sum(map(self.rond, tellers)) if self.per_deel else self.rond(sum(tellers)))

    def begrens(self, bedrag: int) -> int:
        bedrag = bedrag if self.onder is None else max(bedrag, self.onder)
        return bedrag if self.boven is None else min(bedrag, self.boven)


@dataclass(frozen=True)
class Uurprijs:
    """Millicent per hour; `volgt_aanbieder`: the provider's price where that is lower, or a sum of parts of it."""

    bedrag: int
    volgt_aanbieder: bool
    meerprijs: Meerprijs | None
    termen: tuple[Term, ...] = ()
    wijze: Afrondwijze | None = None


@dataclass(frozen=True)
class Leidend:
    """The leading amount of one cell: per hour, as part of the price, per year and per day of care."""

    vast: int = 0
    permille: int = 0
    grens: int = ONBEGRENSD
    per_jaar: int = 0
    van_gemeente: bool = False
    termen: tuple[Term, ...] = ()
    wijze: Afrondwijze | None = None
    verdeling: Jaarverdeling = Jaarverdeling()  # how an amount per year is spread over its days
    per_dag: int = 0
    tijd: Tijdronding | None = None  # how the amount per hour is rounded over a longer time

    def per_uur(self, prijs: int, omgeving: Omgeving) -> int:
        """The leading amount for a given price; never more than the price."""
        if self.wijze is not None:
            return min(prijs, self.wijze.som(self.termen, prijs))
        deel = min(prijs, self.grens)
        if self.permille != HEEL:
            deel = omgeving.round_uurbedrag(self.permille * deel)
        return min(prijs, self.vast + deel)


GEEN_PRIJS: Final = Uurprijs(0, volgt_aanbieder=False, meerprijs=None)
ALLES: Final = Leidend(permille=HEEL)


@dataclass(frozen=True)
class Situatie:
    """Everything that decides the amounts per hour in one stretch of time."""

    dag: date
    kot: bool
    klasse: int
    rang: int
    bijdrage_nul: bool


@dataclass(frozen=True)
class Omgeving:
    """What a kind of price or amount may read of the rest of the policy."""

    max_uurprijs: Maxprijs | None
    bijdragetabel: Bijdragetabel | None
    maanden: int  # in which parents pay
    per_cent: bool  # amounts per hour are whole cents

    @property
    def tabel(self) -> Bijdragetabel:
        return zeker(self.bijdragetabel, "de bijdragetabel")

    @property
    def tabel_per_maand(self) -> bool:
        return self.bijdragetabel is not None and self.bijdragetabel.is_per_maand

    def met_rang(self, situatie: Situatie) -> Situatie:
        """The rank of the child where the table knows one, else the first."""
        weet = self.bijdragetabel is None or self.bijdragetabel.kindrang
        return situatie if weet or situatie.rang == 1 else replace(situatie, rang=1)

    def maxprijs(self, dag: date) -> int:
        return zeker(self.max_uurprijs, "de maximum uurprijs").bedragen.op(dag).waarde

    def rij(self, situatie: Situatie) -> Rij | None:
        return self.tabel.rij_op(situatie.dag, situatie.klasse)

    def kot_permille(self, situatie: Situatie) -> int | None:
        """What the KOT pays of the price for the parent's row; None: no row, so no subsidy."""
        rij = self.rij(situatie)
        return None if rij is None else rij.bedrag(situatie.rang) // PROCENT_FACTOR

    def round_uurbedrag(self, permille_maal_bedrag: int) -> int:
        """Permille x millicent to millicent, rounded as the policy says."""
        if self.per_cent:
            return MILLICENT * round_half_up(permille_maal_bedrag, HEEL * MILLICENT)
        return round_half_up(permille_maal_bedrag, HEEL)
