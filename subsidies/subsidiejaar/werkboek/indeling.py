"""The sheets and columns of the workbook, for writing and reading alike."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from rekenregels import Regeling, vragen_van
from subsidies.models import CATEGORIENAMEN

TOTAAL, KINDEREN = "1 Totaal", "2 Kinderen"
JANUARI, BEREKENING = "3 Doelgroep 1 januari", "4 Berekening"

DOSSIER, PEILWEEK = "Dossier", "Een dag in de peilweek"
KINDEREN_SAMEN, BEDRAG_SAMEN = "Kinderen samen", "Bedrag samen"

LRK, LOCATIE, GROEP, TOESLAG, KLASSE = "LRK-nummer", "Locatie", "Groep", "Met toeslag", "Klasse"
UREN, DAGEN, PRIJS, AANTAL = "Uren per week", "Dagen per week", "Uurprijs in euro", "Kinderen"
DOELGROEP = "Doelgroepkinderen op 1 januari"
BEDRAG, SAMEN = "Bedrag", "Samen"
KOP_JANUARI = (LRK, LOCATIE, DOELGROEP)
KOP_BEREKENING = ("Onderdeel", GROEP, "Uren per kind", AANTAL, BEDRAG)


@dataclass(frozen=True)
class Kolommen:
    """Of the sheet with children: what the policy asks for."""

    met_dagen: bool
    met_prijs: bool

    @property
    def namen(self) -> list[str]:
        extra = [DAGEN] * self.met_dagen + [PRIJS] * self.met_prijs
        return [LRK, LOCATIE, GROEP, TOESLAG, KLASSE, UREN, *extra, AANTAL]


def kolommen_van(regeling: Regeling) -> Kolommen:
    vragen = vragen_van(regeling)
    return Kolommen(vragen.dagen, vragen.prijs)


class Rekenrij(NamedTuple):
    """Hours in hundredths of one child; cents of all."""

    onderdeel: str
    groep: str
    uren: int | None
    kinderen: int | None
    centen: int


def rekenrijen(beeld: dict[str, Any]) -> list[Rekenrij]:
    """The calculation of an application as it is written down, or was sent."""
    regels = [
        Rekenrij(r["locatie"], CATEGORIENAMEN[r["categorie"]], r["uren"], r["kinderen"], r["centen"])
        for r in beeld["regels"]
    ]
    return regels + [
        Rekenrij(f"{naam}, per locatie", "", None, None, centen) for naam, centen in beeld["locaties"]
    ]
