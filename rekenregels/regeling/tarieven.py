"""Prices and contributions: the building blocks that a policy names and puts into its bands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from rekenregels.regeling.velden import Eenheid, Parameter, veld


class Meerprijs(StrEnum):
    """Who pays what the provider asks above the price of the municipality."""

    OUDER = "ouder"
    GEMEENTE = "gemeente"
    VERBODEN = "verboden"


@dataclass(frozen=True)
class Maxprijs:
    bedragen: Parameter = veld("De hoogste uurprijs per datum", Eenheid.EURO, minimum="0", maximum="100")
    tabel: str = veld("Naam van de landelijke tabel waar de bedragen uit komen", default="")


@dataclass(frozen=True)
class VastTarief:
    soort: ClassVar[str] = "vast"
    bedrag: Parameter = veld("Bedrag per uur", Eenheid.EURO, minimum="0", maximum="100")
    meerprijs: Meerprijs = veld("Wie betaalt wat de aanbieder meer vraagt", voorbeeld='"ouder"')


@dataclass(frozen=True)
class AanbiederTarief:
    """The provider's own price, whatever it is."""

    soort: ClassVar[str] = "aanbieder"
    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')


@dataclass(frozen=True)
class BegrensdTarief:
    """The provider's own price, up to an amount."""

    soort: ClassVar[str] = "aanbieder_tot_grens"
    grens: Parameter = veld("Hoogste bedrag per uur", Eenheid.EURO, minimum="0", maximum="100")
    meerprijs: Meerprijs = veld("Wie betaalt wat de aanbieder meer vraagt", voorbeeld='"ouder"')


@dataclass(frozen=True)
class MaxprijsTarief:
    """The national maximum plus a top-up of the municipality."""

    soort: ClassVar[str] = "max_uurprijs_plus_opslag"
    opslag: Parameter = veld(
        "Bedrag per uur boven op de maximum uurprijs", Eenheid.EURO, minimum="0", maximum="50"
    )
    meerprijs: Meerprijs = veld("Wie betaalt wat de aanbieder meer vraagt", voorbeeld='"ouder"')


@dataclass(frozen=True)
class AanbiederTotMaxprijs:
    """The provider's own price, up to the national maximum."""

    soort: ClassVar[str] = "aanbieder_tot_max_uurprijs"
    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')
    meerprijs: Meerprijs = veld("Wie betaalt wat de aanbieder meer vraagt", voorbeeld='"ouder"')


Tarief = VastTarief | AanbiederTarief | BegrensdTarief | MaxprijsTarief | AanbiederTotMaxprijs


@dataclass(frozen=True)
class GeenBijdrage:
    soort: ClassVar[str] = "geen"
    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')


@dataclass(frozen=True)
class BijdragePerUur:
    soort: ClassVar[str] = "per_uur"
    bedrag: Parameter = veld("Bedrag per uur", Eenheid.EURO, minimum="0", maximum="100")


@dataclass(frozen=True)
class BijdragePerMaand:
    soort: ClassVar[str] = "per_maand"
    bedrag: Parameter = veld("Bedrag per maand", Eenheid.EURO, minimum="0", maximum="2000")


@dataclass(frozen=True)
class BijdrageTabel:
    """The amount of the parent's income class, with a surcharge where the policy has one."""

    soort: ClassVar[str] = "tabel"
    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')
    opslag: Parameter | None = veld(
        "Bedrag per uur boven op de tabel", Eenheid.EURO, minimum="0", maximum="50"
    )


@dataclass(frozen=True)
class BijdrageDeelVanLaagste:
    soort: ClassVar[str] = "deel_van_laagste"
    deel: Parameter = veld(
        "Deel van de laagste bijdrage in de tabel", Eenheid.PROCENT, minimum="0", maximum="100"
    )


@dataclass(frozen=True)
class BijdrageMaxprijs:
    """Parents with KOT are deemed to pay the national maximum; never more than the price itself."""

    soort: ClassVar[str] = "max_uurprijs"
    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')


@dataclass(frozen=True)
class BijdrageKotDeel:
    """What is left for parents after the KOT percentage of the price, up to the national maximum."""

    soort: ClassVar[str] = "kot_eigen_deel"
    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')


@dataclass(frozen=True)
class BijdrageHelePrijs:
    soort: ClassVar[str] = "hele_prijs"
    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')


Bijdrage = (
    GeenBijdrage
    | BijdragePerUur
    | BijdragePerMaand
    | BijdrageTabel
    | BijdrageDeelVanLaagste
    | BijdrageMaxprijs
    | BijdrageKotDeel
    | BijdrageHelePrijs
)


@dataclass(frozen=True)
class GemeentePerUur:
    soort: ClassVar[str] = "per_uur"
    bedrag: Parameter = veld("Bedrag per uur van de gemeente", Eenheid.EURO, minimum="0", maximum="100")


@dataclass(frozen=True)
class GemeentePerJaar:
    soort: ClassVar[str] = "per_jaar"
    bedrag: Parameter = veld("Bedrag per jaar van de gemeente", Eenheid.EURO, minimum="0", maximum="25000")


@dataclass(frozen=True)
class GemeenteKotPercentage:
    """The municipality pays what the KOT would have paid: percentage x min(price, maximum)."""

    soort: ClassVar[str] = "kot_percentage"
    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')


Gemeentebedrag = GemeentePerUur | GemeentePerJaar | GemeenteKotPercentage


class Tabelsoort(StrEnum):
    UURBEDRAG = "bedrag_per_uur"
    MAANDBEDRAG = "bedrag_per_maand"
    KOT_PERCENTAGE = "kot_percentage"


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


@dataclass(frozen=True)
class Tabelversie:
    bron: str = veld("Waar de tabel staat", voorbeeld='"VNG-adviestabel 2026"')
    rijen: tuple[Rij, ...] = veld("De inkomensklassen, van laag naar hoog")
    tabel: str = veld("Naam van de meegeleverde tabel", default="")
    vanaf: date | None = veld("Eerste dag waarop deze versie geldt; de oudste heeft er geen", default=None)


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
