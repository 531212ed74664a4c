"""What a policy must be able to show: worked examples, and populations to compare scenarios with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rekenregels.regeling.categorie import Categorie, Huishouden, Opvangsoort
from rekenregels.regeling.velden import Eenheid, veld


@dataclass(frozen=True)
class Kindgegevens:
    """One line of facts as a file writes it."""

    geboortedatum: date = veld("Geboortedatum van het kind", voorbeeld="2023-06-01")
    van: date = veld("Eerste dag van de periode", voorbeeld="2026-01-01")
    tot_en_met: date = veld("Laatste dag van de periode", voorbeeld="2026-12-31")
    categorie: Categorie = veld("Groep kinderen", voorbeeld='"doelgroep"')
    kot: bool = veld("Krijgen de ouders kinderopvangtoeslag?", voorbeeld="false")
    uren: int = veld("Uren in de periode", Eenheid.UREN, minimum="0", maximum="10000", default=0)
    uren_per_week: int | None = veld(
        "Uren per week, bij contract of peilweek", Eenheid.UREN, minimum="0", maximum="60", default=None
    )
    bijdrageklasse: int | None = veld("Rij in de bijdragetabel", minimum="1", maximum="200", default=None)
    inkomen: int | None = veld("Inkomen in hele euro's", minimum="0", maximum="100000000", default=None)
    huishouden: Huishouden | None = veld("Soort huishouden van de ouders", default=None)
    kindrang: int = veld("1 voor het eerste kind, 2 voor volgende", minimum="1", maximum="2", default=1)
    prijs: int | None = veld(
        "Uurprijs van de aanbieder", Eenheid.EURO, minimum="0", maximum="1000", default=None
    )
    locatie: str = veld("LRK-nummer", default="")
    kern: str = veld("Kern of wijk", default="")
    minima: str = veld("Naam van de minimaregel", default="")
    dagen: int | None = veld("Aantal dagen opvang in de periode", minimum="0", maximum="366", default=None)
    uren_eerder: int = veld(
        "Uren die dit jaar al zijn vergoed", Eenheid.UREN, minimum="0", maximum="10000", default=0
    )
    tegoed_gebruikt: int = veld(
        "Uren die het kind onder de vorige regeling al gebruikte van een tegoed dat doorloopt",
        Eenheid.UREN,
        minimum="0",
        maximum="10000",
        default=0,
    )
    opvang: Opvangsoort = veld("Soort opvang", default=Opvangsoort.DAGOPVANG)
    recht_vanaf: date | None = veld(
        "Dag waarop het recht begon, als het na een aantal maanden eindigt", default=None
    )
    begonnen_op: date | None = veld(
        "Eerste dag van het kind op deze plek, als begonnen maanden tellen; leeg: de eerste dag van de periode",
        default=None,
    )


@dataclass(frozen=True)
class Verwacht:
    subsidie: int | None = veld("Subsidie", Eenheid.EURO, minimum="0", maximum="1000000", default=None)
    ouderbijdrage: int | None = veld(
        "Ouderbijdrage", Eenheid.EURO, minimum="0", maximum="1000000", default=None
    )
    uren: int | None = veld(
        "Uren die worden vergoed", Eenheid.UREN, minimum="0", maximum="10000", default=None
    )


@dataclass(frozen=True)
class Voorbeeld:
    naam: str = veld("Waar het voorbeeld over gaat", voorbeeld='"doelgroep zonder KOT, heel jaar"')
    bron: str = veld("Waar het voorbeeld staat", voorbeeld='"art. 5, rekenvoorbeeld"')
    kind: Kindgegevens = veld("De gegevens van het kind en de periode")
    verwacht: Verwacht = veld("De bedragen die er moeten uitkomen")


@dataclass(frozen=True)
class Groep:
    naam: str = veld("Naam van de groep kinderen", voorbeeld='"doelgroep zonder KOT"')
    aantal: int = veld("Aantal kinderen", minimum="0", maximum="1000000", voorbeeld="28")
    bron: str = veld("Waar het aantal vandaan komt", voorbeeld='"aanname: schatting"')
    kind: Kindgegevens = veld("De gegevens van een kind uit deze groep")


@dataclass(frozen=True)
class Populatie:
    naam: str = veld("Naam van de populatie", voorbeeld='"stand 1 oktober"')
    herkomst: str = veld("Hoe de aantallen zijn gevonden", voorbeeld='"gereconstrueerd, niet gepubliceerd"')
    groepen: tuple[Groep, ...] = veld("Groepen met gelijke gegevens")
    gepubliceerd_totaal: int | None = veld(
        "Totaal in hele euro's dat de gemeente publiceerde", minimum="0", maximum="1000000000", default=None
    )
