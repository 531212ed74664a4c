"""Who applies, who is paid, when and how it is settled. The engine does not compute with it; other rooms do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rekenregels.regeling.velden import Eenheid, Parameter, veld


class Begunstigde(StrEnum):
    HOUDER = "houder"
    OUDER = "ouder"
    INTERMEDIAIR = "intermediair"


class Verdeling(StrEnum):
    VOLGORDE = "volgorde_van_ontvangst"
    VOLLEDIG = "volgorde_van_volledigheid"
    TEGELIJK = "tegelijk_op_een_datum"
    WACHTLIJST = "wachtlijst"


class Grondslag(StrEnum):
    PEILWEEK = "peilweek"
    SCHATTING = "schatting_aantallen"
    MODAAL = "modaal_inkomen"
    VORIG_JAAR = "vorig_jaar"


class Ritme(StrEnum):
    MAAND = "maand"
    KWARTAAL = "kwartaal"
    PERIODE = "periode"
    JAAR = "jaar"


@dataclass(frozen=True)
class Aanvraag:
    doorlopend: bool = veld("Kan het hele jaar worden aangevraagd?", voorbeeld="false")
    te_laat: str = veld("Wat gebeurt er met een late aanvraag", voorbeeld='"alleen als er geld over is"')
    bron: str = veld("Artikel of document", voorbeeld='"art. 8"')
    uiterste_datum: str = veld("Laatste dag van de aanvraag, maand-dag", default="")


@dataclass(frozen=True)
class Plafond:
    bedrag: Parameter = veld("Hoogste bedrag per jaar", Eenheid.EURO, minimum="0", maximum="100000000")
    verdeling: Verdeling = veld("Hoe het geld wordt verdeeld", voorbeeld='"volgorde_van_ontvangst"')


@dataclass(frozen=True)
class Verlening:
    grondslag: Grondslag = veld("Waarop de verlening is geschat", voorbeeld='"schatting_aantallen"')
    voorschot: Parameter = veld("Deel dat vooraf wordt betaald", Eenheid.PROCENT, minimum="0", maximum="100")
    termijnen: Parameter = veld("Aantal termijnen", Eenheid.AANTAL, minimum="1", maximum="12")


@dataclass(frozen=True)
class Vaststelling:
    uiterste_datum: str = veld("Laatste dag van de aanvraag tot vaststelling, maand-dag", voorbeeld='"05-01"')
    accountant_vanaf: Parameter | None = veld(
        "Bedrag waarboven een accountantsverklaring nodig is", Eenheid.EURO, minimum="0", maximum="10000000"
    )
    op_werkelijke_uren: bool = veld("Wordt op werkelijke uren afgerekend?", voorbeeld="true")
    op_werkelijk_inkomen: bool = veld("Wordt op werkelijk inkomen afgerekend?", voorbeeld="false")
    bron: str = veld("Artikel of document", voorbeeld='"art. 9"')


@dataclass(frozen=True)
class Bekostiging:
    naam: str = veld("Bron van het geld", voorbeeld='"specifieke uitkering OAB"')
    bedrag: Parameter = veld("Bedrag per jaar", Eenheid.EURO, minimum="0", maximum="100000000")


@dataclass(frozen=True)
class Indicering:
    afgever: str = veld("Wie de indicatie geeft", voorbeeld='"consultatiebureau"')
    woonplaatseis: bool = veld("Moet het kind in de gemeente wonen?", voorbeeld="true")
    locatie_eis: bool = veld("Moet de locatie in de gemeente staan?", voorbeeld="true")
    stopredenen: tuple[str, ...] = veld(
        "Waarom subsidie stopt", voorbeeld='["vierde verjaardag", "verhuizing"]'
    )
    bron: str = veld("Artikel of document", voorbeeld='"art. 1"')


@dataclass(frozen=True)
class Geldstroom:
    begunstigde: Begunstigde = veld("Wie het geld krijgt", voorbeeld='"houder"')
    declaratie_ritme: Ritme = veld("Hoe vaak wordt gedeclareerd", voorbeeld='"kwartaal"')
    bron: str = veld("Artikel of document", voorbeeld='"art. 6"')
    indicering: Indicering = veld("Wie de indicatie geeft en waar het kind moet wonen")
    kot_bewijs: tuple[str, ...] = veld(
        "Waarmee ouders aantonen dat zij geen toeslag krijgen", voorbeeld='["verklaring geen KOT"]'
    )
    aanvraag: Aanvraag = veld("Wanneer wordt aangevraagd")
    plafond: Plafond | None = veld("Hoogste bedrag voor alle aanvragen samen")
    verlening: Verlening = veld("Schatting en voorschot")
    vaststelling: Vaststelling = veld("Afrekening na afloop")
    bekostiging: tuple[Bekostiging, ...] = veld("Uit welke geldbronnen wordt betaald")
    controle: str = veld(
        "Welke bewijzen de gemeente mag opvragen", voorbeeld='"inkomensverklaring, steekproef"'
    )
