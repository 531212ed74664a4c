"""Amounts that don't go by the hour: per place, location or group."""

from __future__ import annotations

from dataclasses import dataclass

from rekenregels.regeling.categorie import Categorie
from rekenregels.regeling.soorten.hbo import Hbo
from rekenregels.regeling.velden import Eenheid, Parameter, veld


@dataclass(frozen=True)
class Kwaliteitsbijdrage:
    bedrag: Parameter = veld("Bedrag per plaats per jaar", Eenheid.EURO, minimum="0", maximum="25000")
    referentie_uren: Parameter = veld("Uren van een hele plaats", Eenheid.UREN, minimum="1", maximum="3000")
    categorieen: tuple[Categorie, ...] = veld("Voor welke groepen kinderen", voorbeeld='["doelgroep"]')
    naar_rato: bool = veld("Telt een plaats mee naar rato van de uren?", voorbeeld="true")
    peildatum: str = veld(
        "Dag waarop de bezette plaatsen worden geteld, maand-dag, voor het hele jaar; leeg: elke dag van een plaats telt",
        default="",
        maand_dag=True,
    )


@dataclass(frozen=True)
class Trede:
    vanaf: int = veld("Vanaf hoeveel doelgroepkinderen", minimum="1", maximum="1000", voorbeeld="1")
    bedrag: Parameter = veld("Bedrag per locatie per jaar", Eenheid.EURO, minimum="0", maximum="1000000")


@dataclass(frozen=True)
class Staffel:
    """An amount per location by the number of doelgroepkinderen that it has on one day."""

    peildatum: str = veld(
        "Dag waarop de doelgroepkinderen van een locatie worden geteld, maand-dag",
        voorbeeld='"10-01"',
        maand_dag=True,
    )
    treden: tuple[Trede, ...] = veld("Bedragen, van weinig naar veel kinderen; onder de eerste is er geen")

    def trede(self, kinderen: int) -> Trede | None:
        return next((trede for trede in reversed(self.treden) if trede.vanaf <= kinderen), None)


@dataclass(frozen=True)
class VasteVoet:
    per_locatie: Parameter = veld("Bedrag per locatie per jaar", Eenheid.EURO, minimum="0", maximum="1000000")
    per_groep: Parameter = veld(
        "Bedrag per hele groep per jaar", Eenheid.EURO, minimum="0", maximum="1000000"
    )
    per_halve_groep: Parameter = veld(
        "Bedrag per halve groep per jaar", Eenheid.EURO, minimum="0", maximum="1000000"
    )
    staffel: Staffel | None = veld(
        "Bedrag per locatie naar het aantal doelgroepkinderen, boven op per_locatie", default=None
    )


@dataclass(frozen=True)
class Plaatsbedragen:
    kwaliteitsbijdrage: Kwaliteitsbijdrage | None = veld("Bedrag per plaats")
    hbo: Hbo | None = veld("Bedrag voor de pedagogisch beleidsmedewerker of hbo'er")
    vaste_voet: VasteVoet | None = veld("Vast bedrag per locatie en groep")
