"""The tables of a policy that prices and contributions are read from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rekenregels.regeling.velden import Eenheid, Parameter, veld

PROCENT_FACTOR: Final = 10_000  # a percentage in a table row is kept as an amount: 96.0 -> 9_600_000


@dataclass(frozen=True)
class Maxprijs:
    bedragen: Parameter = veld("De hoogste uurprijs per datum", Eenheid.EURO, minimum="0", maximum="100")
    tabel: str = veld("Naam van de landelijke tabel waar de bedragen uit komen", default="")


class Tabelsoort(StrEnum):
    UURBEDRAG = "bedrag_per_uur"
    MAANDBEDRAG = "bedrag_per_maand"
    KOT_PERCENTAGE = "kot_percentage"


class Inkomenstijd(StrEnum):
    JAAR = "jaar"
    MAAND = "maand"

    @property
    def keer(self) -> int:
        """How often it fits in a year."""
        return 12 if self is Inkomenstijd.MAAND else 1


class Buiten(StrEnum):
    """What happens to a parent who is not in the table."""

    HOOGSTE = "hoogste_bijdrage"
    GEEN_SUBSIDIE = "geen_subsidie"


@dataclass(frozen=True)
class Rij:
    """One income class; the upper edge belongs to the class. No upper edge: all higher incomes."""

    tot_en_met: int | None = veld(
        'Hoogste inkomen in hele euro\'s, of "geen"', minimum="0", voorbeeld="22346"
    )
    kind1: int = veld("Bedrag of percentage voor het eerste kind", Eenheid.EURO, minimum="0", maximum="2000")
    kind2: int | None = veld(
        'Bedrag of percentage voor volgende kinderen, of "geen"', Eenheid.EURO, minimum="0", maximum="2000"
    )

    def bedrag(self, rang: int) -> int:
        return self.kind2 if rang == 2 and self.kind2 is not None else self.kind1


@dataclass(frozen=True)
class Aanvulling:
    """Classes that a national table lacks, with a source of the municipality's own. They follow the table's last class."""

    bron: str = veld("Waar de bedragen van deze klassen staan", voorbeeld='"raadsbesluit, bijlage 2"')
    rijen: tuple[Rij, ...] = veld("De klassen boven de laatste van de landelijke tabel, van laag naar hoog")


@dataclass(frozen=True)
class Tabelversie:
    bron: str = veld("Waar de tabel staat", voorbeeld='"VNG-adviestabel 2026"')
    rijen: tuple[Rij, ...] = veld("De inkomensklassen, van laag naar hoog")
    tabel: str = veld("Naam van de meegeleverde tabel", default="")
    vanaf: date | None = veld("Eerste dag waarop deze versie geldt; de oudste heeft er geen", default=None)
    aanvulling: Aanvulling | None = veld("Klassen die in de landelijke tabel ontbreken", default=None)


@dataclass(frozen=True)
class Bijdragetabel:
    soort: Tabelsoort = veld("Wat er in de tabel staat", voorbeeld='"bedrag_per_uur"')
    kindrang: bool = veld("Betalen ouders voor een tweede kind een ander bedrag?", voorbeeld="true")
    zonder_bewijs: Buiten = veld(
        "Wat geldt als ouders hun inkomen niet aantonen", voorbeeld='"hoogste_bijdrage"'
    )
    boven_tabel: Buiten = veld(
        "Wat geldt boven het hoogste inkomen in de tabel", voorbeeld='"hoogste_bijdrage"'
    )
    inkomensbegrip: str = veld("Welk inkomen telt", voorbeeld='"gezamenlijk toetsingsinkomen"')
    inkomensjaar: str = veld("Over welk jaar", voorbeeld='"t-2"')
    wijziging: str = veld("Wanneer een ander inkomen ingaat", voorbeeld='"de maand erna"')
    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')
    versies: tuple[Tabelversie, ...] = veld("De tabel, per datum waarop zij wijzigt")
    inkomen_per: Inkomenstijd = veld(
        "Gaan de inkomens in de tabel over een jaar of over een maand", default=Inkomenstijd.JAAR
    )

    def rand(self, rij: Rij) -> int | None:
        """The highest income of a class in euros a year; None: the class is open."""
        return None if rij.tot_en_met is None else rij.tot_en_met * self.inkomen_per.keer

    @property
    def is_per_maand(self) -> bool:
        return self.soort is Tabelsoort.MAANDBEDRAG

    def versie_op(self, dag: date) -> Tabelversie:
        geldend = self.versies[0]
        for versie in self.versies[1:]:
            if versie.vanaf is not None and versie.vanaf <= dag:
                geldend = versie
        return geldend

    def rij_op(self, dag: date, klasse: int) -> Rij | None:
        """The row of a class; 0 is no proof, one past the last row is above the table; None: no subsidy."""
        rijen = self.versie_op(dag).rijen
        if 1 <= klasse <= len(rijen):
            return rijen[klasse - 1]
        regel = self.zonder_bewijs if klasse == 0 else self.boven_tabel
        return rijen[-1] if regel is Buiten.HOOGSTE else None

    @property
    def neemt_hoogste(self) -> tuple[str, ...]:
        """The keys that send parents to the last row."""
        paren = (("zonder_bewijs", self.zonder_bewijs), ("boven_tabel", self.boven_tabel))
        return tuple(naam for naam, regel in paren if regel is Buiten.HOOGSTE)

    def hoogste_op(self, dag: date) -> int:
        """The highest amount in the table on a day."""
        return max(max(rij.kind1, rij.kind2 or 0) for rij in self.versie_op(dag).rijen)
