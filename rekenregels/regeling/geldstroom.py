"""Who applies, who is paid, when and how it is settled. The engine does not compute with it; other rooms do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lib.periode import Ritme
from rekenregels.regeling.categorie import Categorie
from rekenregels.regeling.velden import ZIN, Eenheid, Parameter, veld

# What a text may leave to a sentence `geen`, because many regulations don't speak of it.
ALTIJD_AANVRAGEN: Final = {"doorlopend": True, "te_laat": ZIN, "bron": ZIN}
GEEN_VOORSCHOT: Final = {
    "grondslag": "schatting_aantallen",
    "voorschot": {"waarde": 0, "bron": ZIN},
    "termijnen": {"waarde": 1, "bron": ZIN},
}
GEWONE_VASTSTELLING: Final = {
    "uiterste_datum": "05-01",
    "accountant_vanaf": "geen",
    "op_werkelijke_uren": True,
    "op_werkelijk_inkomen": False,
    "bron": ZIN,
}


class Begunstigde(StrEnum):
    HOUDER = "houder"
    OUDER = "ouder"
    INTERMEDIAIR = "intermediair"


class Vorm(StrEnum):
    """As what the money is given: by a decision under the Awb, out of a contract, or as a small amount per place."""

    SUBSIDIE = "subsidie"
    OVEREENKOMST = "overeenkomst"
    SYMBOLISCH = "symbolisch"


class Verdeling(StrEnum):
    VOLGORDE = "volgorde_van_ontvangst"
    VOLLEDIG = "volgorde_van_volledigheid"
    TEGELIJK = "tegelijk_op_een_datum"
    LOTING = "loting_op_een_datum"
    WACHTLIJST = "wachtlijst"


class Grondslag(StrEnum):
    PEILWEEK = "peilweek"
    SCHATTING = "schatting_aantallen"
    MODAAL = "modaal_inkomen"
    VORIG_JAAR = "vorig_jaar"


class Stopreden(StrEnum):
    """Why subsidy stops before the policy does. Without a place there are no hours, so its end always stops it."""

    VIERDE_VERJAARDAG = "vierde verjaardag"
    EINDE_PLAATSING = "einde plaatsing"
    VERHUIZING = "verhuizing"
    OVERLIJDEN = "overlijden"
    EINDE_INDICATIE = "einde indicatie"


class ZonderVe(StrEnum):
    """What a child with an indication gets at a location without a VE registration."""

    GEEN_SUBSIDIE = "geen_subsidie"
    EIGEN_MIDDELEN = "eigen_middelen"


class Betaler(StrEnum):
    """Whose money pays: the grant for onderwijsachterstanden, Asscher money or the municipality's own."""

    GOAB = "goab"
    ASSCHER = "asscher"
    GEMEENTE = "gemeente"


@dataclass(frozen=True)
class Aanvraag:
    doorlopend: bool = veld("Kan het hele jaar worden aangevraagd?", voorbeeld="false")
    te_laat: str = veld("Wat gebeurt er met een late aanvraag", voorbeeld='"alleen als er geld over is"')
    bron: str = veld("Artikel of document", voorbeeld='"art. 8"')
    uiterste_datum: str = veld("Laatste dag van de aanvraag, maand-dag", default="", maand_dag=True)
    beslistermijn: Parameter | None = veld(
        "Weken om op de aanvraag te beslissen; zonder deze sleutel de acht van Awb 4:13",
        Eenheid.AANTAL,
        minimum="1",
        maximum="52",
        default=None,
    )


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
    uiterste_datum: str = veld(
        "Laatste dag van de aanvraag tot vaststelling, maand-dag", voorbeeld='"05-01"', maand_dag=True
    )
    accountant_vanaf: Parameter | None = veld(
        "Bedrag waarboven een accountantsverklaring nodig is", Eenheid.EURO, minimum="0", maximum="10000000"
    )
    op_werkelijke_uren: bool = veld("Wordt op werkelijke uren afgerekend?", voorbeeld="true")
    op_werkelijk_inkomen: bool = veld("Wordt op werkelijk inkomen afgerekend?", voorbeeld="false")
    bron: str = veld("Artikel of document", voorbeeld='"art. 9"')
    beslistermijn: Parameter | None = veld(
        "Weken om de subsidie vast te stellen; zonder deze sleutel de acht van Awb 4:13",
        Eenheid.AANTAL,
        minimum="1",
        maximum="52",
        default=None,
    )


@dataclass(frozen=True)
class Bekostiging:
    naam: str = veld("Bron van het geld", voorbeeld='"specifieke uitkering OAB"')
    bedrag: Parameter = veld("Bedrag per jaar", Eenheid.EURO, minimum="0", maximum="100000000")


@dataclass(frozen=True)
class Indicering:
    afgever: str = veld("Wie de indicatie geeft", voorbeeld='"consultatiebureau"')
    woonplaatseis: bool = veld("Moet het kind in de gemeente wonen?", voorbeeld="true")
    locatie_eis: bool = veld("Moet de locatie in de gemeente staan?", voorbeeld="true")
    # A document that an earlier release adopted may hold other words; these stop nothing.
    stopredenen: tuple[Stopreden, ...] = veld(
        "Waarom subsidie stopt", voorbeeld='["vierde verjaardag", "verhuizing"]'
    )
    bron: str = veld("Artikel of document", voorbeeld='"art. 1"')
    zonder_ve: ZonderVe = veld(
        "Wat geldt voor een kind met een indicatie op een locatie zonder VE-registratie",
        voorbeeld='"geen_subsidie"',
        in_tekst=True,
        default=ZonderVe.GEEN_SUBSIDIE,
    )

    @property
    def stopt_na_verhuizing(self) -> bool:
        return self.woonplaatseis or Stopreden.VERHUIZING in self.stopredenen

    @property
    def betaalt_zonder_ve(self) -> bool:
        """From the municipality's own money, never out of the grant for voorschoolse educatie."""
        return self.zonder_ve is ZonderVe.EIGEN_MIDDELEN


@dataclass(frozen=True)
class Geldbronnen:
    """Whose money pays for which children, where a scheme has arranged that itself."""

    bron: str = veld("Artikel of document", voorbeeld='"art. 6"')
    doelgroep: Betaler | None = veld("Wie betaalt voor kinderen met een VVE-indicatie", default=None)
    regulier: Betaler | None = veld("Wie betaalt voor kinderen zonder indicatie", default=None)
    smi: Betaler | None = veld("Wie betaalt voor kinderen met een SMI", default=None)


@dataclass(frozen=True)
class Geldstroom:
    begunstigde: Begunstigde = veld("Wie het geld krijgt", voorbeeld='"houder"')
    # A document that an earlier release adopted may say "periode", which never told how long that is.
    declaratie_ritme: Ritme = veld("Hoe vaak wordt gedeclareerd", voorbeeld='"kwartaal"')
    bron: str = veld("Artikel of document", voorbeeld='"art. 6"')
    indicering: Indicering = veld("Wie de indicatie geeft en waar het kind moet wonen")
    kot_bewijs: tuple[str, ...] = veld(
        "Waarmee ouders aantonen dat zij geen toeslag krijgen", voorbeeld='["verklaring geen KOT"]', zonder=[]
    )
    aanvraag: Aanvraag = veld("Wanneer wordt aangevraagd", zonder=ALTIJD_AANVRAGEN)
    plafond: Plafond | None = veld("Hoogste bedrag voor alle aanvragen samen")
    verlening: Verlening = veld("Schatting en voorschot", zonder=GEEN_VOORSCHOT)
    vaststelling: Vaststelling = veld("Afrekening na afloop", zonder=GEWONE_VASTSTELLING)
    bekostiging: tuple[Bekostiging, ...] = veld("Uit welke geldbronnen wordt betaald", zonder=[])
    controle: str = veld(
        "Welke bewijzen de gemeente mag opvragen", voorbeeld='"inkomensverklaring, steekproef"', zonder=ZIN
    )
    geldbronnen: Geldbronnen | None = veld(
        "Van welk geld wordt betaald, als deze regeling dat zelf bepaalt", default=None
    )
    vorm: Vorm = veld(
        "Als wat het geld wordt gegeven: subsidie, overeenkomst (na aanbesteding) of symbolisch (bedrag per plaats)",
        voorbeeld='"subsidie"',
        default=Vorm.SUBSIDIE,
    )

    @property
    def ritme(self) -> Ritme:
        """Of a document that does not tell: by quarter, as the product had it declared then."""
        return self.declaratie_ritme if isinstance(self.declaratie_ritme, Ritme) else Ritme.KWARTAAL

    def betaler(self, categorie: Categorie) -> Betaler | None:
        """Who pays for these children; None: the scheme leaves it to what is usual."""
        return None if self.geldbronnen is None else getattr(self.geldbronnen, categorie)
