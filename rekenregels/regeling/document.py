"""The policy document: what a municipality decided, as typed, dated, sourced data.

`None` in a field stands for the explicit word "geen" in the file: leaving a key out is an error,
because a default would hide a decision of the council.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from rekenregels.regeling.afronding import Afronding, Uurbedragafronding
from rekenregels.regeling.bedragtabellen import Bijdragetabel, Maxprijs
from rekenregels.regeling.categorie import Categorie
from rekenregels.regeling.geldstroom import Geldstroom
from rekenregels.regeling.groepen import Afwijking, Band, Categorieregels, Cel, NietVergoed
from rekenregels.regeling.minima import Minimaregel, Sociaalminimum
from rekenregels.regeling.plaatsbedragen import Plaatsbedragen
from rekenregels.regeling.proeven import Populatie, Voorbeeld
from rekenregels.regeling.schrijven import as_plain, bronnen
from rekenregels.regeling.soorten.bijdragen import Bijdrage
from rekenregels.regeling.soorten.gemeentebedragen import Gemeentebedrag
from rekenregels.regeling.soorten.tarieven import Tarief
from rekenregels.regeling.urenmaten import Urentijd
from rekenregels.regeling.urenregels import Uren, Uurruimte
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


class Schrikkeldag(StrEnum):
    FEBRUARI = "28 februari"
    MAART = "1 maart"


class Samenloopvolgorde(StrEnum):
    BEGIN = "begin"
    LAAGSTE_PRIJS = "laagste_prijs"
    MEESTE_UREN = "meeste_uren"


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
class Opslag:
    naam: str = veld("Naam van de opslag", voorbeeld='"kleine kern"')
    bedrag: Parameter = veld("Bedrag per uur boven op het tarief", Eenheid.EURO, minimum="0", maximum="50")
    categorieen: tuple[Categorie, ...] = veld("Voor welke groepen kinderen", voorbeeld='["doelgroep"]')
    locaties: tuple[str, ...] = veld("LRK-nummers", default=())
    kernen: tuple[str, ...] = veld("Kernen of wijken", default=())


@dataclass(frozen=True)
class Sleutel:
    """A policy compared by its control number: quick, and equal policies share what was made of them."""

    regeling: Regeling = field(compare=False, repr=False)
    sha256: str


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
    tarieven: dict[str, Tarief] = veld("De uurprijzen waarmee de gemeente rekent, met een naam", zonder={})
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
    sociaal_minimum: Sociaalminimum | None = veld(
        "Het sociaal minimum per soort huishouden, waar een minimaregel een percentage van neemt",
        default=None,
    )
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

    @cached_property
    def vraagt_begin(self) -> bool:
        """Do months count that were begun, so that the first day of a stay is asked?"""
        bedragen = (*self.bijdragen.values(), *self.gemeentebedragen.values())
        return any(bedrag.telt_begonnen for bedrag in bedragen)

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

    @cached_property
    def tegoeden_uit(self) -> dict[Categorie, dict[int, str]]:
        """Per group and number of a band (from 0) the band of the document before whose balance goes on in it."""
        uit: dict[Categorie, dict[int, str]] = {}
        for categorie, regels in self.vergoede_categorieen():
            lijsten = [fase.banden for fase in regels.fasen]
            lijsten += [a.banden for a in self.afwijkingen if a.categorie is categorie]
            for banden in lijsten:
                gevuld = {b: band.tegoed_uit for b, band in enumerate(banden) if band.tegoed_uit}
                uit[categorie] = gevuld | uit.get(categorie, {})
        return {categorie: banden for categorie, banden in uit.items() if banden}

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

    def tarief(self, cel: Cel) -> Tarief | None:
        """The price of a cell; None where both amounts are fixed."""
        return None if cel.tarief is None else self.tarieven[cel.tarief]

    def bedragen(self, cel: Cel) -> tuple[Bijdrage | Gemeentebedrag, ...]:
        """Every amount that a cell names: one where there is a price, else that of both sides."""
        genoemd: list[Bijdrage | Gemeentebedrag] = []
        genoemd += [self.gemeentebedragen[cel.gemeentebedrag]] if cel.gemeentebedrag else []
        genoemd += [self.bijdragen[cel.bijdrage]] if cel.bijdrage else []
        return tuple(genoemd)

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

    @cached_property
    def sleutel(self) -> Sleutel:
        """The policy, to look up what was made of it."""
        return Sleutel(self, self.sha256)

    @property
    def aannames(self) -> list[tuple[str, str, str]]:
        """Every number that the source does not state: where it is, what it is, why it was chosen."""
        return [
            (b.pad, b.waarde, b.bron)
            for b in bronnen(self)
            if b.is_aanname and not b.pad.startswith("voorbeelden")
        ]
