"""A sum of parts: percentage x base, with a surcharge, rounded, and kept between two limits.

    amount = limits(round(sum of percentage x base + surcharge))

The bases are the price, the national maximum, the lower of both, what the price is above it, what the
kinderopvangtoeslag pays or leaves, and the contribution table. A price is made of the provider's price and the maximum.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rekenregels.regeling.afronding import Uurbedragafronding
from rekenregels.regeling.schrijven import toon_parameter, toon_waarde
from rekenregels.regeling.soorten.bouwsteen import Bouwsteen, Leest
from rekenregels.regeling.uurbedragen import (
    FIJN,
    HEEL,
    Afrondtijd,
    Afrondwijze,
    Omgeving,
    Richting,
    Situatie,
    Term,
    Tijdronding,
    Variabele,
)
from rekenregels.regeling.velden import Eenheid, Parameter, Waarde, veld

MEESTE_TERMEN: Final = 5


class Grond(StrEnum):
    """What a part is taken of."""

    PRIJS = "prijs"
    MAXPRIJS = "max_uurprijs"
    LAAGSTE = "laagste_van_prijs_en_maximum"
    BOVEN_MAXIMUM = "prijs_boven_maximum"
    TOESLAG = "toeslag"
    NA_TOESLAG = "na_toeslag"
    TABEL = "tabel"
    LAAGSTE_IN_TABEL = "laagste_in_tabel"

    @property
    def leest(self) -> frozenset[Leest]:
        return _LEEST.get(self, frozenset())

    @property
    def woorden(self) -> str:
        return _WOORDEN[self]


_LEEST = {
    Grond.MAXPRIJS: frozenset({Leest.MAXPRIJS}),
    Grond.LAAGSTE: frozenset({Leest.MAXPRIJS}),
    Grond.BOVEN_MAXIMUM: frozenset({Leest.MAXPRIJS}),
    Grond.TOESLAG: frozenset({Leest.MAXPRIJS, Leest.PERCENTAGES}),
    Grond.NA_TOESLAG: frozenset({Leest.MAXPRIJS, Leest.PERCENTAGES}),
    Grond.TABEL: frozenset({Leest.BEDRAGEN}),
    Grond.LAAGSTE_IN_TABEL: frozenset({Leest.BEDRAGEN}),
}
_WOORDEN = {
    Grond.PRIJS: "de prijs",
    Grond.MAXPRIJS: "de maximum uurprijs van het Rijk",
    Grond.LAAGSTE: "de prijs tot de maximum uurprijs van het Rijk",
    Grond.BOVEN_MAXIMUM: "wat de prijs boven de maximum uurprijs van het Rijk ligt",
    Grond.TOESLAG: "wat de kinderopvangtoeslag vergoedt",
    Grond.NA_TOESLAG: "wat de kinderopvangtoeslag van de prijs tot de maximum uurprijs overlaat",
    Grond.TABEL: "het bedrag uit de tabel",
    Grond.LAAGSTE_IN_TABEL: "het laagste bedrag in de tabel",
}


class Afrondgetal(StrEnum):
    """On what an amount per hour is rounded."""

    CENT = "cent"
    DUBBELTJE = "dubbeltje"
    EURO = "euro"
    GEEN = "geen_afronding"

    @property
    def millicent(self) -> int:
        return {Afrondgetal.GEEN: 1, Afrondgetal.CENT: 1_000, Afrondgetal.DUBBELTJE: 10_000}.get(
            self, 100_000
        )


class Afrondmoment(StrEnum):
    """Once over the sum of the parts, or every part by itself."""

    SOM = "som"
    DEEL = "deel"


@dataclass(frozen=True)
class Uurafronding:
    op: Afrondgetal = veld("Waarop het bedrag per uur wordt afgerond", voorbeeld='"cent"')
    richting: Richting = veld("Naar welke kant", voorbeeld='"half_omhoog"')
    over: Afrondmoment = veld("Een keer over de som, of elk deel apart", voorbeeld='"som"')
    bron: str = veld("Artikel of document", voorbeeld='"art. 5"')
    per: Afrondtijd = veld(
        "Over welke tijd: het bedrag van een uur, of dat van een dag, maand, kwartaal of jaar",
        default=Afrondtijd.UUR,
    )
    uurbedrag: Uurbedragafronding = veld(
        "Hoe het bedrag van een uur eerst wordt afgerond, als per een langere tijd is",
        default=Uurbedragafronding.GEEN,
    )


class Prijsgrond(StrEnum):
    """What a part of a price is taken of: only what is known before there is a price."""

    PRIJS = "prijs"
    MAXPRIJS = "max_uurprijs"
    LAAGSTE = "laagste_van_prijs_en_maximum"
    BOVEN_MAXIMUM = "prijs_boven_maximum"


@dataclass(frozen=True)
class Deel:
    van: Grond = veld("Waar dit deel van genomen wordt", voorbeeld='"prijs"')
    percentage: Parameter | None = veld(
        "Welk deel daarvan; leeg: alles", Eenheid.PROCENT, minimum="0", maximum="100", default=None
    )

    @property
    def grond(self) -> Grond:
        return self.van

    @property
    def woorden(self) -> str:
        return self.van.woorden


@dataclass(frozen=True)
class Prijsdeel:
    van: Prijsgrond = veld("Waar dit deel van genomen wordt", voorbeeld='"prijs"')
    percentage: Parameter | None = veld(
        "Welk deel daarvan; leeg: alles", Eenheid.PROCENT, minimum="0", maximum="100", default=None
    )

    @property
    def grond(self) -> Grond:
        return Grond(self.van)

    @property
    def woorden(self) -> str:
        return _PRIJSWOORDEN.get(self.grond, self.grond.woorden)


_PRIJSWOORDEN = {
    Grond.PRIJS: "de prijs van de aanbieder",
    Grond.LAAGSTE: "de prijs van de aanbieder tot de maximum uurprijs van het Rijk",
    Grond.BOVEN_MAXIMUM: "wat de prijs van de aanbieder boven de maximum uurprijs van het Rijk ligt",
}


class Delensom(Bouwsteen):
    """What an amount and a price out of parts share; the class of the family has the fields."""

    delen: tuple[Deel, ...] | tuple[Prijsdeel, ...]
    opslag: Parameter | None
    ondergrens: Parameter | None
    bovengrens: Parameter | None
    afronding: Uurafronding | None

    @property
    def gelezen(self) -> frozenset[Leest]:
        return frozenset(leest for deel in self.delen for leest in deel.grond.leest)

    def bronnen(self, omgeving: Omgeving, dag: date) -> list[Waarde]:
        eigen = [deel.percentage.op(dag) for deel in self.delen if deel.percentage is not None]
        rond = [] if self.afronding is None else [Waarde(0, self.afronding.bron)]
        return [*eigen, *super().bronnen(omgeving, dag), *rond]

    def toets_delen(self, pad: str) -> Iterator[str]:
        if not self.delen and self.opslag is None:
            yield f'{pad} heeft geen delen en geen opslag. Voeg een deel toe, bijvoorbeeld {{ van = "prijs" }}.'
        namen = [deel.van for deel in self.delen]
        for van in dict.fromkeys(van for van in namen if namen.count(van) > 1):
            yield f"{pad}.delen: {van} komt twee keer voor. Tel de percentages op tot een deel."
        if {Leest.BEDRAGEN, Leest.PERCENTAGES} <= self.gelezen:
            yield f"{pad}.delen leest bedragen en percentages, maar er is een tabel. Kies een van beide."
        if (
            len([deel for deel in self.delen if deel.grond.leest != frozenset({Leest.BEDRAGEN})])
            > MEESTE_TERMEN
        ):
            yield f"{pad}.delen heeft te veel delen van de prijs; het zijn er hoogstens {MEESTE_TERMEN}. Voeg delen samen."
        if self.afronding is not None:
            yield from _tijd(f"{pad}.afronding", self.afronding)
        if self.ondergrens and self.bovengrens:
            laag = max(waarde.waarde for waarde in self.ondergrens.waarden)
            if laag > min(waarde.waarde for waarde in self.bovengrens.waarden):
                yield f"{pad}.ondergrens is hoger dan bovengrens. Draai ze om of verander een van beide."

    def termen(self, omgeving: Omgeving, situatie: Situatie) -> Iterator[Term]:
        """Every part as a coefficient in millionths and what it is taken of; the surcharge last."""
        grens = omgeving.maxprijs(situatie.dag) if Leest.MAXPRIJS in self.gelezen else 0
        for deel in self.delen:
            permille, van = _permille(deel, situatie.dag), deel.grond
            match van:
                case Grond.PRIJS:
                    yield Term(permille * HEEL, Variabele.PRIJS)
                case Grond.LAAGSTE:
                    yield Term(permille * HEEL, Variabele.LAAGSTE, grens)
                case Grond.BOVEN_MAXIMUM:
                    yield Term(permille * HEEL, Variabele.BOVEN, grens)
                case Grond.TOESLAG | Grond.NA_TOESLAG:
                    toeslag = omgeving.kot_permille(situatie) or 0
                    aandeel = toeslag if van is Grond.TOESLAG else HEEL - toeslag
                    yield Term(permille * aandeel, Variabele.LAAGSTE, grens)
                case _:
                    yield Term(permille * HEEL, Variabele.VAST, self._vast(van, omgeving, situatie))
        if self.opslag is not None:
            yield Term(FIJN, Variabele.VAST, self.opslag.op(situatie.dag).waarde)

    def _vast(self, van: Grond, omgeving: Omgeving, situatie: Situatie) -> int:
        if van is Grond.MAXPRIJS:
            return omgeving.maxprijs(situatie.dag)
        if van is Grond.LAAGSTE_IN_TABEL:
            return omgeving.tabel.versie_op(situatie.dag).rijen[0].bedrag(situatie.rang)
        rij = omgeving.rij(situatie)
        return 0 if rij is None else rij.bedrag(situatie.rang)

    @property
    def tijd(self) -> Tijdronding | None:
        """How the amount over a time longer than an hour is rounded; the amount per hour is then not."""
        eigen = self.afronding
        if eigen is None or eigen.per is Afrondtijd.UUR:
            return None
        return Tijdronding(eigen.per, eigen.op.millicent, eigen.richting)

    def wijze(self, omgeving: Omgeving, dag: date) -> Afrondwijze:
        onder, boven = (
            None if grens is None else grens.op(dag).waarde for grens in (self.ondergrens, self.bovengrens)
        )
        eigen = self.afronding
        if eigen is None:
            return Afrondwijze(1_000 if omgeving.per_cent else 1, onder=onder, boven=boven)
        if self.tijd is not None:
            op_cent = eigen.uurbedrag is Uurbedragafronding.CENT
            return Afrondwijze(1_000 if op_cent else 1, onder=onder, boven=boven)
        per_deel = eigen.over is Afrondmoment.DEEL
        return Afrondwijze(eigen.op.millicent, eigen.richting, per_deel=per_deel, onder=onder, boven=boven)

    def som_in_woorden(self, dag: date) -> str:
        delen = [_in_woorden(deel, dag) for deel in self.delen]
        if self.opslag is not None:
            delen.append(f"een opslag van {toon_waarde(self.opslag.op(dag), self.opslag.eenheid)}")
        return " plus ".join(delen)

    def grenzen_in_woorden(self, dag: date) -> str:
        woorden = [
            f"{wat} {toon_waarde(grens.op(dag), grens.eenheid)}"
            for wat, grens in (("minstens", self.ondergrens), ("hoogstens", self.bovengrens))
            if grens is not None
        ]
        return f", {' en '.join(woorden)}" if woorden else ""

    @property
    def omschrijving(self) -> str:
        """All parts in a few words, for the sheet."""
        delen = [
            deel.woorden
            if deel.percentage is None
            else f"{toon_parameter(deel.percentage)} van {deel.woorden}"
            for deel in self.delen
        ]
        delen += [] if self.opslag is None else [f"een opslag van {toon_parameter(self.opslag)}"]
        return " plus ".join(delen)


def _tijd(pad: str, afronding: Uurafronding) -> Iterator[str]:
    if afronding.per is Afrondtijd.UUR:
        if afronding.uurbedrag is not Uurbedragafronding.GEEN:
            yield f"{pad}.uurbedrag zegt hier niets: per is uur, en dat rondt op al af. Haal uurbedrag weg."
        return
    if afronding.over is Afrondmoment.DEEL:
        yield f'{pad}.over is deel, maar per {afronding.per} wordt de som afgerond. Kies over = "som", of per = "uur".'
    if afronding.op is Afrondgetal.GEEN:
        yield f'{pad}.op is geen_afronding, en per is {afronding.per}. Kies cent, dubbeltje of euro, of per = "uur".'


def _permille(deel: Deel | Prijsdeel, dag: date) -> int:
    return HEEL if deel.percentage is None else deel.percentage.op(dag).waarde


def _in_woorden(deel: Deel | Prijsdeel, dag: date) -> str:
    if deel.percentage is None:
        return deel.woorden
    return f"{toon_waarde(deel.percentage.op(dag), deel.percentage.eenheid)} van {deel.woorden}"
