"""Where, how and to what amounts and hours are rounded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rekenregels.regeling.velden import veld


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
class Afronding:
    uren: Urenafronding = veld("Hoe uren worden afgerond voor het rekenen", voorbeeld='"honderdste"')
    uurbedrag: Uurbedragafronding = veld("Hoe een bedrag per uur wordt afgerond", voorbeeld='"cent"')
    per: Afrondingsniveau = veld("Waarover het bedrag wordt afgerond", voorbeeld='"band"')
    op: Afrondingsstap = veld("Waarop het bedrag wordt afgerond", voorbeeld='"cent"')
    bron: str = veld("Artikel of document", voorbeeld='"art. 7"')
