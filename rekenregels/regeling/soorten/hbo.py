"""The kinds of amount for the pedagogical adviser (pbm/hbo): per target-group child on a reference day."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from rekenregels.regeling.velden import Eenheid, Parameter, Veldsoort, veld


class Hbosoort(Veldsoort, ABC):
    @property
    @abstractmethod
    def per_kind(self) -> tuple[Parameter, ...]:
        """What multiplied is the amount per child: hours and a rate, or an amount."""


@dataclass(frozen=True)
class HboUren(Hbosoort):
    """Hours per child, times an hourly rate."""

    soort: ClassVar[str] = "uren_maal_tarief"
    keuze: ClassVar[str] = "uren maal uurtarief"

    uren_per_kind: Parameter = veld(
        "Uren per doelgroepkind per jaar", Eenheid.UREN, minimum="0", maximum="100"
    )
    uurtarief: Parameter = veld("Tarief per uur", Eenheid.EURO, minimum="0", maximum="200")
    peildatum: str = veld(
        "Dag waarop de kinderen worden geteld, maand-dag", voorbeeld='"01-01"', maand_dag=True
    )

    @property
    def per_kind(self) -> tuple[Parameter, ...]:
        return self.uren_per_kind, self.uurtarief


@dataclass(frozen=True)
class HboBedrag(Hbosoort):
    """An amount per child."""

    soort: ClassVar[str] = "bedrag_per_kind"
    keuze: ClassVar[str] = "bedrag per kind"

    bedrag: Parameter = veld("Bedrag per doelgroepkind per jaar", Eenheid.EURO, minimum="0", maximum="10000")
    peildatum: str = veld(
        "Dag waarop de kinderen worden geteld, maand-dag", voorbeeld='"01-01"', maand_dag=True
    )

    @property
    def per_kind(self) -> tuple[Parameter, ...]:
        return (self.bedrag,)


Hbo = HboUren | HboBedrag
