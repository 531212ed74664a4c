"""The policy document: what a municipality decided, as typed, dated, sourced data.

`None` in a field stands for the explicit word "geen" in the file: leaving a key out is an error,
because a default would hide a decision of the council.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from rekenregels.regeling.bedragtabellen import Bijdragetabel, Maxprijs
from rekenregels.regeling.categorie import Categorie, Opvangsoort, zeker
from rekenregels.regeling.geldstroom import Geldstroom
from rekenregels.regeling.proeven import Populatie, Voorbeeld
from rekenregels.regeling.schrijven import as_plain, bronnen, toon_parameter
from rekenregels.regeling.soorten.bijdragen import Bijdrage
from rekenregels.regeling.soorten.gemeentebedragen import Gemeentebedrag
from rekenregels.regeling.soorten.hbo import Hbo
from rekenregels.regeling.soorten.tarieven import Tarief
from rekenregels.regeling.urenmaten import Dagplek, Urenmaat, Urentijd
from rekenregels.regeling.uurbedragen import Omgeving
from rekenregels.regeling.velden import AANNAME, ZIN, Eenheid, Parameter, veld

# The source of what documents of earlier releases left unsaid.
VROEGER: Final = (
    f"{AANNAME}: de regeling noemt dit niet; zo rekende het programma voordat deze sleutel bestond"
)


# What a text may leave to a sentence `geen`, because most regulations don't speak of it.
GEWONE_AFRONDING: Final = {
    "uren": "honderdste",
    "uurbedrag": "cent",
    "per": "band",
    "op": "cent",
    "bron": ZIN,
}
GEEN_PLAATSBEDRAGEN: Final = {"kwaliteitsbijdrage": "geen", "hbo": "geen", "vaste_voet": "geen"}


class Urenbron(StrEnum):
    GELEVERD = "geleverd"
    GEPLAND = "gepland"
    CONTRACT = "contract"
    PEILWEEK = "peilweek"
    BEZETTE_PLAATS = "bezette_plaats"

    @property
    def uit_weekuren(self) -> bool:
        """Does the period's number of hours follow from hours per week?"""
        return self in (Urenbron.CONTRACT, Urenbron.PEILWEEK)


class Maandverdeling(StrEnum):
    TWAALF = "twaalf_gelijke_maanden"
    ELF = "elf_gelijke_maanden"
    TIEN = "tien_gelijke_maanden"
    KALENDERWEKEN = "kalenderweken"
    SCHOOLWEKEN = "schoolweken"

    @property
    def gelijke_maanden(self) -> bool:
        """Is every month with care an equal part of the year?"""
        return self not in (Maandverdeling.KALENDERWEKEN, Maandverdeling.SCHOOLWEKEN)

    @property
    def vrije_maanden(self) -> int:
        return {Maandverdeling.ELF: 1, Maandverdeling.TIEN: 2}.get(self, 0)


class Uurruimte(StrEnum):
    PER_KWARTAAL = "per_kwartaal"
    PER_JAAR = "per_jaar"


class Schrikkeldag(StrEnum):
    FEBRUARI = "28 februari"
    MAART = "1 maart"


class Samenloopvolgorde(StrEnum):
    BEGIN = "begin"
    LAAGSTE_PRIJS = "laagste_prijs"
    MEESTE_UREN = "meeste_uren"


class Urenafronding(StrEnum):
    GEEN = "geen"
    HONDERDSTE = "honderdste"
    MAAND_HONDERDSTE = "maand_honderdste"
    MAAND_HONDERDSTE_OMLAAG = "maand_honderdste_omlaag"

    @property
    def per_maand(self) -> bool:
        return self in (Urenafronding.MAAND_HONDERDSTE, Urenafronding.MAAND_HONDERDSTE_OMLAAG)


class Uurbedragafronding(StrEnum):
    GEEN = "geen"
    CENT = "cent"


class Afrondingsniveau(StrEnum):
    BAND = "band"
    MAAND = "maand"
    REGEL = "regel"


class Afrondingsstap(StrEnum):
    CENT = "cent"
    EURO = "euro"
    EURO_OMHOOG = "euro_omhoog"
    EURO_OMLAAG = "euro_omlaag"


@dataclass(frozen=True)
class Kop:
    naam: str = veld("Naam van de regeling, zoals mensen haar noemen", voorbeeld='"Voorbeeldstad 2026"')
    gemeente: str = veld("Naam van de gemeente", voorbeeld='"Voorbeeldstad"')
    gemeente_code: str = veld("CBS-code van de gemeente, vier cijfers", voorbeeld='"0226"')
    geldig_van: date = veld("Eerste dag waarop de regeling geldt", voorbeeld="2026-01-01")
    geldig_tot_en_met: date = veld("Laatste dag waarop de regeling geldt", voorbeeld="2026-12-31")
    bron: str = veld(
        "Het besluit of document waar de regeling in staat", voorbeeld='"raadsbesluit 12-12-2025"'
    )
    toelichting: str = veld("Wat een lezer vooraf moet weten", default="")


@dataclass(frozen=True)
class Sluiting:
    naam: str = veld("Naam van de sluiting, bijvoorbeeld de zomervakantie", voorbeeld='"zomervakantie"')
    van: date = veld("Eerste dag zonder opvang", voorbeeld="2026-07-04")
    tot_en_met: date = veld("Laatste dag zonder opvang", voorbeeld="2026-08-16")


@dataclass(frozen=True)
class Uren:
    bron: Urenbron = veld("Welke uren tellen", voorbeeld='"geleverd"')
    weken_per_jaar: Parameter = veld(
        "Aantal weken per jaar waarover de gemeente betaalt", Eenheid.WEKEN, minimum="1", maximum="52.2"
    )
    maandverdeling: Maandverdeling = veld(
        "Hoe het jaar over de maanden is verdeeld", voorbeeld='"twaalf_gelijke_maanden"'
    )
    vrije_maanden: tuple[int, ...] = veld("Maandnummers zonder opvang, bij elf of tien maanden", default=())
    sluitingen: tuple[Sluiting, ...] = veld("Perioden zonder opvang, bij kalenderweken", default=())
    schoolweken: tuple[int, ...] = veld(
        "Aantal weken in elk van de vier kwartalen, bij schoolweken",
        Eenheid.WEKEN,
        minimum="0",
        maximum="14",
        default=(),
    )
    ruimte: Uurruimte = veld(
        "Heeft elke periode eigen ruimte, of loopt ruimte die over is door in het kalenderjaar",
        voorbeeld='"per_kwartaal" of ruimte = "per_jaar"',
        in_tekst=True,
        default=Uurruimte.PER_KWARTAAL,
    )


@dataclass(frozen=True)
class Verjaardag:
    schrikkeldag: Schrikkeldag = veld(
        "De verjaardag van een kind van 29 februari in een jaar zonder die dag", voorbeeld='"1 maart"'
    )
    bron: str = veld("Artikel of document", voorbeeld='"art. 1"')


@dataclass(frozen=True)
class Samenloop:
    """Which line of a child goes first when several ask for the same days and the same room."""

    volgorde: Samenloopvolgorde = veld(
        "Welke plaatsing van een kind het eerst uren krijgt als het er meer heeft op dezelfde dagen: die het "
        "eerst begon (begin), de laagste uurprijs (laagste_prijs) of de meeste uren (meeste_uren)",
        voorbeeld='"begin"',
    )
    bron: str = veld("Artikel of document", voorbeeld='"art. 1"')


@dataclass(frozen=True)
class Leeftijd:
    maanden: int = veld("Leeftijd in maanden", minimum="0", maximum="156", voorbeeld="30")
    bron: str = veld("Artikel of document", voorbeeld='"art. 1"')
    weken: int = veld("Weken boven op de maanden", minimum="0", maximum="52", default=0)
    artikel: str = veld("Artikel", default="")


@dataclass(frozen=True)
class Cel:
    """What the municipality does in one band for one kind of parent: price and contribution, by name."""

    tarief: str = veld("Naam van het tarief, uit [tarieven]", voorbeeld='"basis"')
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
    met_kot: Cel | None = veld("Wat geldt voor ouders met kinderopvangtoeslag", voorbeeld='"geen"')
    uren: Urenmaat | None = veld(
        "Aantal uren in dit blok per dag, maand, kwartaal, jaar of voor de hele periode van een kind; uren_per_week is dan geen",
        default=None,
    )

    @property
    def maat(self) -> tuple[Parameter, Urentijd]:
        """How many hours there are, and over which time."""
        if self.uren is not None:
            return self.uren.aantal, self.uren.per
        return zeker(self.uren_per_week, "het aantal uren van een blok"), Urentijd.WEEK

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
class Opslag:
    naam: str = veld("Naam van de opslag", voorbeeld='"kleine kern"')
    bedrag: Parameter = veld("Bedrag per uur boven op het tarief", Eenheid.EURO, minimum="0", maximum="50")
    categorieen: tuple[Categorie, ...] = veld("Voor welke groepen kinderen", voorbeeld='["doelgroep"]')
    locaties: tuple[str, ...] = veld("LRK-nummers", default=())
    kernen: tuple[str, ...] = veld("Kernen of wijken", default=())


@dataclass(frozen=True)
class Minimaregel:
    naam: str = veld("Naam van de regel", voorbeeld='"U-pas"')
    voorwaarde: str = veld(
        "Voor wie de regel geldt", voorbeeld='"inkomen tot 125 procent van het sociaal minimum"'
    )
    bijdrage_nul: bool = veld("Betalen deze ouders niets?", voorbeeld="true")
    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')


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


@dataclass(frozen=True)
class Afronding:
    uren: Urenafronding = veld("Hoe uren worden afgerond voor het rekenen", voorbeeld='"honderdste"')
    uurbedrag: Uurbedragafronding = veld("Hoe een bedrag per uur wordt afgerond", voorbeeld='"cent"')
    per: Afrondingsniveau = veld("Waarover het bedrag wordt afgerond", voorbeeld='"band"')
    op: Afrondingsstap = veld("Waarop het bedrag wordt afgerond", voorbeeld='"cent"')
    bron: str = veld("Artikel of document", voorbeeld='"art. 7"')


@dataclass(frozen=True)
class Kwaliteitsbijdrage:
    bedrag: Parameter = veld("Bedrag per plaats per jaar", Eenheid.EURO, minimum="0", maximum="25000")
    referentie_uren: Parameter = veld("Uren van een hele plaats", Eenheid.UREN, minimum="1", maximum="3000")
    categorieen: tuple[Categorie, ...] = veld("Voor welke groepen kinderen", voorbeeld='["doelgroep"]')
    naar_rato: bool = veld("Telt een plaats mee naar rato van de uren?", voorbeeld="true")


@dataclass(frozen=True)
class VasteVoet:
    per_locatie: Parameter = veld("Bedrag per locatie per jaar", Eenheid.EURO, minimum="0", maximum="1000000")
    per_groep: Parameter = veld(
        "Bedrag per hele groep per jaar", Eenheid.EURO, minimum="0", maximum="1000000"
    )
    per_halve_groep: Parameter = veld(
        "Bedrag per halve groep per jaar", Eenheid.EURO, minimum="0", maximum="1000000"
    )


@dataclass(frozen=True)
class Plaatsbedragen:
    kwaliteitsbijdrage: Kwaliteitsbijdrage | None = veld("Bedrag per plaats")
    hbo: Hbo | None = veld("Bedrag voor de pedagogisch beleidsmedewerker of hbo'er")
    vaste_voet: VasteVoet | None = veld("Vast bedrag per locatie en groep")


@dataclass(frozen=True)
class Regeling:
    """The whole document. Field order is the order of a well-written file."""

    regeling: Kop = veld("Naam, gemeente en geldigheid")
    uren: Uren = veld("Welke uren tellen en hoe het jaar is verdeeld")
    afronding: Afronding = veld("Waar en hoe wordt afgerond", zonder=GEWONE_AFRONDING)
    max_uurprijs: Maxprijs | None = veld(
        "De hoogste uurprijs waarover het Rijk kinderopvangtoeslag betaalt",
        voorbeeld='{ tabel = "landelijk" }',
    )
    tarieven: dict[str, Tarief] = veld("De uurprijzen waarmee de gemeente rekent, met een naam")
    bijdragen: dict[str, Bijdrage] = veld("De ouderbijdragen, met een naam", zonder={})
    bijdragetabel: Bijdragetabel | None = veld("Tabel met ouderbijdragen per inkomensklasse")
    doelgroep: Categorieregels | NietVergoed = veld("Kinderen met een VVE-indicatie")
    regulier: Categorieregels | NietVergoed = veld("Kinderen zonder indicatie")
    smi: Categorieregels | NietVergoed = veld("Kinderen met een sociaal-medische indicatie")
    plaatsbedragen: Plaatsbedragen = veld("Bedragen die niet per uur gaan", zonder=GEEN_PLAATSBEDRAGEN)
    geldstroom: Geldstroom = veld("Wie krijgt het geld, wanneer, en hoe wordt afgerekend")
    voorbeelden: tuple[Voorbeeld, ...] = veld("Uitgewerkte voorbeelden die moeten kloppen")
    gemeentebedragen: dict[str, Gemeentebedrag] = veld(
        "Bedragen die de gemeente zelf vaststelt (de ouder betaalt de rest), met een naam",
        default_factory=dict,
    )
    tabellen: dict[str, Bijdragetabel] = veld(
        "Andere tabellen naast de bijdragetabel, met een naam: voor een andere groep ouders of kinderen",
        default_factory=dict,
    )
    opslagen: tuple[Opslag, ...] = veld("Bedragen per uur boven op het tarief", default=())
    minima: tuple[Minimaregel, ...] = veld("Regels voor ouders met een laag inkomen", default=())
    afwijkingen: tuple[Afwijking, ...] = veld("Andere uren voor een locatie, kern of minimaregel", default=())
    populatie: Populatie | None = veld("Aantallen kinderen om scenario's te vergelijken", default=None)
    verjaardag: Verjaardag = veld(
        "De verjaardag van kinderen die op 29 februari zijn geboren",
        voorbeeld='[verjaardag] met daaronder schrikkeldag = "1 maart" (of "28 februari") en bron = "artikel of document"',
        in_tekst=True,
        zonder={"schrikkeldag": "1 maart", "bron": ZIN},
        default=Verjaardag(Schrikkeldag.FEBRUARI, VROEGER),
    )
    samenloop: Samenloop = veld(
        "Welke plaatsing voorgaat als een kind er meer heeft op dezelfde dagen",
        voorbeeld='[samenloop] met daaronder volgorde = "begin" (of "laagste_prijs", "meeste_uren") en bron = "artikel of document"',
        in_tekst=True,
        zonder={"volgorde": "begin", "bron": ZIN},
        default=Samenloop(Samenloopvolgorde.BEGIN, VROEGER),
    )

    @property
    def naam(self) -> str:
        return self.regeling.naam

    @property
    def gemeente_code(self) -> str:
        return self.regeling.gemeente_code

    @property
    def geldig_van(self) -> date:
        return self.regeling.geldig_van

    @property
    def geldig_tot_en_met(self) -> date:
        return self.regeling.geldig_tot_en_met

    def categorie(self, categorie: Categorie) -> Categorieregels | NietVergoed:
        return {Categorie.DOELGROEP: self.doelgroep, Categorie.REGULIER: self.regulier}.get(
            categorie, self.smi
        )

    def recht_eindigt(self, categorie: Categorie) -> bool:
        """Does the right of these children last a number of months, so that the day on which it began is asked?"""
        regels = self.categorie(categorie)
        return isinstance(regels, Categorieregels) and regels.hoogstens_maanden is not None

    def vergoedt(self, categorie: Categorie) -> bool:
        return isinstance(self.categorie(categorie), Categorieregels)

    @cached_property
    def telt_per_jaar(self) -> bool:
        """Does what is paid depend on what was paid earlier in the calendar year?"""
        maxima = [r.maximum_uren_per_jaar for _, r in self.vergoede_categorieen()]
        saldo = any(band.maat[1].blijft for band in self.banden())
        return (
            saldo or self.uren.ruimte is Uurruimte.PER_JAAR or any(maximum is not None for maximum in maxima)
        )

    @cached_property
    def telt_vanaf_begin(self) -> bool:
        """Does what is paid depend on all that was paid for the child under this policy, whatever the year?"""
        return any(band.maat[1] is Urentijd.HELE_PERIODE for band in self.banden())

    def banden(self) -> Iterator[Band]:
        """Every band of hours of the document."""
        for _, regels in self.vergoede_categorieen():
            for fase in regels.fasen:
                yield from fase.banden
        for afwijking in self.afwijkingen:
            yield from afwijking.banden

    def vergoede_categorieen(self) -> Iterator[tuple[Categorie, Categorieregels]]:
        for categorie in Categorie:
            regels = self.categorie(categorie)
            if isinstance(regels, Categorieregels):
                yield categorie, regels

    @cached_property
    def omgeving(self) -> Omgeving:
        """What the kinds of price and amount may read."""
        return Omgeving(
            max_uurprijs=self.max_uurprijs,
            bijdragetabel=self.bijdragetabel,
            maanden=12 - self.uren.maandverdeling.vrije_maanden,
            per_cent=self.afronding.uurbedrag is Uurbedragafronding.CENT,
        )

    @cached_property
    def bijdragetabellen(self) -> dict[str, Bijdragetabel]:
        """Every table by its name; the contribution table has none."""
        eerste = {} if self.bijdragetabel is None else {"": self.bijdragetabel}
        return eerste | self.tabellen

    @cached_property
    def _omgevingen(self) -> dict[str, Omgeving]:
        return {naam: replace(self.omgeving, bijdragetabel=tabel) for naam, tabel in self.tabellen.items()}

    def omgeving_van(self, bouwsteen: Tarief | Bijdrage | Gemeentebedrag) -> Omgeving:
        """What this price or amount may read: with the table that it names."""
        return self._omgevingen.get(bouwsteen.tabelnaam, self.omgeving)

    def bouwstenen(self) -> Iterator[tuple[str, Tarief | Bijdrage | Gemeentebedrag]]:
        """Every price, contribution and amount of the municipality, with its place in the document."""
        yield from ((f"tarieven.{naam}", tarief) for naam, tarief in self.tarieven.items())
        yield from ((f"bijdragen.{naam}", bijdrage) for naam, bijdrage in self.bijdragen.items())
        yield from ((f"gemeentebedragen.{naam}", bedrag) for naam, bedrag in self.gemeentebedragen.items())

    def leidende(self, cel: Cel) -> Bijdrage | Gemeentebedrag:
        """The amount that a cell starts from: of the municipality, or the contribution of the parents."""
        if cel.gemeentebedrag:
            return self.gemeentebedragen[cel.gemeentebedrag]
        return self.bijdragen[cel.bijdrage]

    def as_document(self) -> dict[str, Any]:
        """The document as plain JSON types; `load_document` makes the same Regeling of it."""
        plat: dict[str, Any] = as_plain(self)
        return plat

    @cached_property
    def sha256(self) -> str:
        canoniek = json.dumps(self.as_document(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(canoniek.encode()).hexdigest()

    @property
    def aannames(self) -> list[tuple[str, str, str]]:
        """Every number that the source does not state: where it is, what it is, why it was chosen."""
        return [
            (b.pad, b.waarde, b.bron)
            for b in bronnen(self)
            if b.is_aanname and not b.pad.startswith("voorbeelden")
        ]
