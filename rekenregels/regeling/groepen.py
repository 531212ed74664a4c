"""What a group of children gets: ages, blocks of hours, and what counts at most."""

from __future__ import annotations

from dataclasses import dataclass

from rekenregels.regeling.categorie import Categorie, Opvangsoort, zeker
from rekenregels.regeling.schrijven import toon_parameter
from rekenregels.regeling.urenmaten import Dagplek, Urenmaat, Urentijd
from rekenregels.regeling.velden import Eenheid, Parameter, veld


@dataclass(frozen=True)
class Leeftijd:
    maanden: int = veld("Leeftijd in maanden", minimum="0", maximum="156", voorbeeld="30")
    bron: str = veld("Artikel of document", voorbeeld='"art. 1"')
    weken: int = veld("Weken boven op de maanden", minimum="0", maximum="52", default=0)
    artikel: str = veld("Artikel", default="")


@dataclass(frozen=True)
class Cel:
    """What the municipality does in one band for one kind of parent: price and contribution, by name.

    Without a price both sides have a fixed amount, and both are named.
    """

    tarief: str | None = veld(
        'Naam van het tarief, uit [tarieven], of "geen" als beide bedragen vaststaan en er geen uurprijs is',
        voorbeeld='"basis"',
        altijd=True,
    )
    bijdrage: str = veld("Naam van de ouderbijdrage, uit [bijdragen]", default="")
    gemeentebedrag: str = veld("Naam van het gemeentebedrag, uit [gemeentebedragen]", default="")


@dataclass(frozen=True)
class Band:
    naam: str = veld("Naam van het blok uren", voorbeeld='"eerste 8 uur"')
    uren_per_week: Parameter | None = veld(
        "Aantal uren per week in dit blok", Eenheid.UREN, minimum="0", maximum="60"
    )
    zonder_kot: Cel | None = veld(
        "Wat geldt voor ouders zonder kinderopvangtoeslag", voorbeeld='{ tarief = "basis", bijdrage = "vng" }'
    )
    met_kot: Cel | None = veld(
        "Wat geldt voor ouders met kinderopvangtoeslag", voorbeeld='{ tarief = "basis", bijdrage = "vng" }'
    )
    uren: Urenmaat | None = veld(
        "Aantal uren in dit blok per dag, maand, kwartaal, jaar of voor de hele periode van een kind; uren_per_week is dan geen",
        default=None,
    )
    tegoed_uit: str = veld(
        "Naam van het blok in de vorige regeling waarvan het tegoed hier doorloopt; leeg: het tegoed begint opnieuw",
        default="",
    )

    @property
    def maat(self) -> tuple[Parameter, Urentijd]:
        """How many hours there are, and over which time."""
        if self.uren is not None:
            return self.uren.aantal, self.uren.per
        return zeker(self.uren_per_week, "het aantal uren van een blok"), Urentijd.WEEK

    @property
    def is_doorlopend(self) -> bool:
        """Is it a balance for the whole time of a child, which may go on under a document that follows?"""
        return self.maat[1] is Urentijd.HELE_PERIODE

    @property
    def omvang(self) -> str:
        """As people read it: '8 uur', where nothing is said of a week, or '240 uur per kalenderjaar'."""
        aantal, tijd = self.maat
        return toon_parameter(aantal) + ("" if tijd is Urentijd.WEEK else f" {tijd.woorden}")


@dataclass(frozen=True)
class Fase:
    naam: str = veld("Naam van de leeftijdsfase", voorbeeld='"2,5 tot 4 jaar"')
    vanaf: Leeftijd = veld("Leeftijd waarop de fase begint", voorbeeld='{ maanden = 30, bron = "art. 1" }')
    tot: Leeftijd = veld(
        "Leeftijd waarop de fase stopt; die dag zelf telt niet mee",
        voorbeeld='{ maanden = 48, bron = "art. 1" }',
    )
    banden: tuple[Band, ...] = veld("De blokken uren, in volgorde")


@dataclass(frozen=True)
class Categorieregels:
    vergoed: bool = veld("Krijgt deze groep kinderen subsidie?", voorbeeld="true")
    bron: str = veld("Artikel of document", voorbeeld='"art. 2"')
    minimum_uren_per_week: Parameter | None = veld(
        "Minimum dat een kind moet afnemen", Eenheid.UREN, minimum="0", maximum="60"
    )
    minimum_dagen_per_week: Parameter | None = veld(
        "Aantal dagen waarover de uren minstens verdeeld moeten zijn", Eenheid.DAGEN, minimum="1", maximum="5"
    )
    maximum_uren_per_dag: Parameter | None = veld(
        "Uren per dag die meetellen", Eenheid.UREN, minimum="0", maximum="24"
    )
    maximum_uren_per_jaar: Parameter | None = veld(
        "Uren per kalenderjaar die meetellen", Eenheid.UREN, minimum="0", maximum="3000"
    )
    fasen: tuple[Fase, ...] = veld("Leeftijdsfasen, in volgorde")
    uren_per_dagplek: tuple[Dagplek, ...] = veld(
        "Uren die meetellen op de eerste, de tweede en elke volgende dag van een week; een dag die er niet staat telt niet mee",
        default=(),
    )
    hoogstens_maanden: Parameter | None = veld(
        "Zoveel maanden duurt het recht hoogstens, vanaf de dag waarop het begon; leeg: er is geen einde",
        Eenheid.AANTAL,
        minimum="1",
        maximum="156",
        default=None,
    )
    contractmaten: tuple[Urenmaat, ...] = veld(
        "De enige omvang die een contract mag hebben; een andere omvang wordt geweigerd", default=()
    )


@dataclass(frozen=True)
class NietVergoed:
    """A category for which the policy pays nothing, said aloud."""

    bron: str = veld("Artikel of document", voorbeeld='"art. 2"')
    vergoed: bool = veld("Krijgt deze groep kinderen subsidie?", default=False)


@dataclass(frozen=True)
class Afwijking:
    """Other bands for some children, by location, village or minima rule."""

    naam: str = veld("Naam van de afwijking", voorbeeld='"locatie De Hoek"')
    bron: str = veld("Artikel of document", voorbeeld='"art. 6"')
    categorie: Categorie = veld("Voor welke groep kinderen", voorbeeld='"doelgroep"')
    banden: tuple[Band, ...] = veld("De blokken uren die in plaats van de gewone gelden")
    fase: str = veld("Naam van de leeftijdsfase; leeg: alle fasen", default="")
    locaties: tuple[str, ...] = veld("LRK-nummers", default=())
    kernen: tuple[str, ...] = veld("Kernen of wijken", default=())
    minima: str = veld("Naam van de minimaregel", default="")
    opvangsoorten: tuple[Opvangsoort, ...] = veld("Soorten opvang; geen: alle soorten", default=())
    maximum_uren_per_dag: Parameter | None = veld(
        "Uren per dag die bij deze kinderen meetellen; leeg: zoals bij hun groep",
        Eenheid.UREN,
        minimum="0",
        maximum="24",
        default=None,
    )
