"""What every kind of price or amount can be asked."""

from __future__ import annotations

import dataclasses
from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, cast

from rekenregels.regeling.bedragtabellen import Bijdragetabel
from rekenregels.regeling.uurbedragen import (
    Jaarverdeling,
    Leidend,
    Omgeving,
    Situatie,
    Tijdronding,
    Uurprijs,
)
from rekenregels.regeling.velden import Parameter, Veldsoort, Waarde


class Leest(StrEnum):
    """What a kind reads of the rest of the policy; the order is that of the sources in an explanation."""

    BEDRAGEN = "bedragen"
    PERCENTAGES = "percentages"
    MAXPRIJS = "maximum uurprijs"


class Bouwsteen(Veldsoort, ABC):
    """A price or an amount that a band of hours names."""

    leest: ClassVar[frozenset[Leest]] = frozenset()

    @property
    def gelezen(self) -> frozenset[Leest]:
        """What this one reads: of a kind that is made of parts, what its parts read."""
        return self.leest

    @property
    def tabelnaam(self) -> str:
        """Which of the named tables it reads; empty: the contribution table."""
        return ""

    @property
    def tabelinhoud(self) -> Leest | None:
        """What must be in the contribution table for this kind; None: it doesn't read the table."""
        return next(
            (inhoud for inhoud in (Leest.BEDRAGEN, Leest.PERCENTAGES) if inhoud in self.gelezen), None
        )

    @property
    def bovenop(self) -> Parameter | None:
        """What the policy puts on top of what this kind reads; a sum shows it apart."""
        return None

    @property
    def tijd(self) -> Tijdronding | None:
        """How the amount over a time longer than an hour is rounded, where it is."""
        return None

    def toets_delen(self, pad: str) -> Iterator[str]:
        """What must be right inside this kind itself."""
        yield from ()

    def toets_tabel(self, tabel: Bijdragetabel, pad: str) -> Iterator[str]:
        """What else this kind asks of a table with the right content."""
        yield from ()

    def bronnen(self, omgeving: Omgeving, dag: date) -> list[Waarde]:
        """Its own numbers, its article, and the tables that it reads."""
        velden = {veld.name: getattr(self, veld.name) for veld in dataclasses.fields(cast(Any, self))}
        eigen = [waarde.op(dag) for waarde in velden.values() if isinstance(waarde, Parameter)]
        if "bron" in velden:
            eigen.append(Waarde(0, velden["bron"]))
        if self.tabelinhoud is not None:
            eigen.append(Waarde(0, omgeving.tabel.versie_op(dag).bron))
        if Leest.MAXPRIJS in self.gelezen and omgeving.max_uurprijs is not None:
            eigen.append(omgeving.max_uurprijs.bedragen.op(dag))
        return eigen


class Tariefsoort(Bouwsteen):
    """A price per hour."""

    zin: ClassVar[str]  # what this price is, as the beginning of a sentence for parents

    @abstractmethod
    def uurprijs(self, omgeving: Omgeving, dag: date) -> Uurprijs:
        """The price on a day."""

    def zin_op(self, dag: date) -> str:
        """The sentence with the numbers of a day, where it has any."""
        return self.zin

    def op_blad(self, naam: str) -> str:
        """What holds in a band, in a few words: the amount, or the name of the price."""
        return f"tarief {naam}"

    @property
    def vast_bedrag(self) -> Parameter | None:
        """The price where the policy itself fixes it, whatever the provider asks."""
        return None


class Leidendsoort(Bouwsteen):
    """An amount from which the other is what is left of the price."""

    per_klasse: ClassVar[bool] = False  # does it depend on the income class of the parent?

    @property
    def naar_klasse(self) -> bool:
        """Does this one depend on the income class of the parent?"""
        return self.per_klasse

    @abstractmethod
    def leidend(self, omgeving: Omgeving, situatie: Situatie) -> Leidend:
        """The amount in one situation."""

    @abstractmethod
    def zin(self, omgeving: Omgeving, dag: date, klasse: str) -> str:
        """What this amount is, in a sentence for parents; `klasse` names the row of the table, where one is read."""

    @abstractmethod
    def op_blad(self, naam: str, prijs: str) -> str:
        """What holds in a band, in a few words: '€ 10,26 per uur min ouderbijdrage uit de tabel'."""

    def is_per_jaar(self, omgeving: Omgeving) -> bool:
        """Is this an amount per month or year, which needs months that are equal shares of the year?"""
        return False

    def is_per_maand(self, omgeving: Omgeving) -> bool:
        """Is this an amount per month, which needs months that are equal?"""
        return False

    @property
    def van_de_prijs(self) -> bool:
        """Is this a part of the price, so that without a price it is nothing?"""
        return False

    def als_delen(self, omgeving: Omgeving) -> Leidendsoort | None:
        """The same amount composed of parts; None where it is one already, or is no amount per hour."""
        return None

    @property
    def eigen_vrije_maanden(self) -> tuple[int, ...]:
        """The months in which this amount is not paid, where it says so itself."""
        return ()

    @property
    def eigen_teldagen(self) -> tuple[int, ...]:
        """The days of a month on which this amount is counted, where it is not spread over all of them."""
        return ()

    @property
    def telt_begonnen(self) -> bool:
        """Does a part of a month count for a child that began in it?"""
        return False

    @property
    def jaarverdeling(self) -> Jaarverdeling:
        """How this amount is spread over the year, where it says so itself."""
        return Jaarverdeling(
            tuple(sorted(self.eigen_vrije_maanden)), tuple(sorted(self.eigen_teldagen)), self.telt_begonnen
        )

    def hoogste(self, omgeving: Omgeving, dag: date) -> int:
        """The highest amount per hour that this can ask, as far as the policy fixes it; millicent."""
        return 0
