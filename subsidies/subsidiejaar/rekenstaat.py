"""How the amount of a letter was found: one list of lines, in its table, in the files inside its PDF and in a sentence."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from lib.csvbestand import write_amount
from lib.geld import euro
from lib.geld import uren as schrijf_uren
from subsidies.models import CATEGORIENAMEN, Aanvraag, Beschikking, Subsidiedossier
from subsidies.subsidiejaar.bedragen import per_berekening

Soort = Beschikking.Soort
KOP = ["Onderdeel", "Groep", "Kinderen", "Uren per kind", "Bedrag"]


class Rekenregel(NamedTuple):
    """Hours in hundredths, of one child; the cents of all children of the line."""

    onderdeel: str
    centen: int
    groep: str = ""
    kinderen: int | None = None
    uren: int | None = None


def of_aanvraag(aanvraag: Aanvraag) -> list[Rekenregel]:
    """What was sent last, per line and location; of an application for fixing what is approved."""
    if aanvraag.soort == Aanvraag.Soort.FINAL:
        return of_dossier(aanvraag.dossier)
    verzonden = aanvraag.verzonden[-1]
    regels = [
        Rekenregel(
            regel["locatie"],
            regel["centen"],
            CATEGORIENAMEN[regel["categorie"]],
            regel["kinderen"],
            regel["uren"],
        )
        for regel in verzonden["regels"]
    ]
    return regels + [Rekenregel(f"{naam}, per locatie", centen) for naam, centen in verzonden["locaties"]]


def of_dossier(dossier: Subsidiedossier) -> list[Rekenregel]:
    """What is approved of the year: each calculation of hours, and the amounts per location."""
    return [Rekenregel(naam, centen) for naam, centen in per_berekening(dossier)]


def as_tabel(regels: Sequence[Rekenregel]) -> list[list[str]]:
    """As it stands in the letter."""
    return [[*_woorden(regel), euro(regel.centen)] for regel in regels]


def as_rekenstaat(regels: Sequence[Rekenregel], **gegevens: Any) -> dict[str, Any]:
    """As the files in the PDF have it; `gegevens` says what the letter is about."""
    return {
        "kop": KOP,
        "rijen": [[*_woorden(regel), write_amount(regel.centen)] for regel in regels],
        "gegevens": {
            **gegevens,
            "regels": [regel._asdict() for regel in regels],
            "totaal_centen": sum(regel.centen for regel in regels),
            "eenheden": {"centen": "eurocent", "uren": "honderdste uur per kind"},
        },
    }


def _woorden(regel: Rekenregel) -> list[str]:
    uren = "" if regel.uren is None else schrijf_uren(regel.uren)
    return [regel.onderdeel, regel.groep, "" if regel.kinderen is None else str(regel.kinderen), uren]


def rekenzin(besluit: Beschikking) -> str:
    """The motivation out of the calculation, in one or two sentences."""
    berekend, bedrag = besluit.onderbouwing["berekend"], besluit.bedrag_centen
    soort = Soort(besluit.soort)
    if soort in (Soort.REFUSAL, Soort.UNANSWERED):
        return f"Volgens de berekening vroeg u {euro(berekend)}."
    if soort == Soort.WITHDRAWAL:
        return f"Tot nu toe was {euro(berekend)} verleend. Dat wordt {euro(0)}."
    if soort == Soort.CHANGE:
        return f"Tot nu toe was {euro(berekend)} verleend. Dat wordt {euro(bedrag)}: {_verschil(bedrag - berekend)}."
    begin = "Uw aanvraag komt" if soort == Soort.GRANT else "De goedgekeurde uren en bedragen komen"
    zin = f"{begin} volgens de regeling op {euro(berekend)}."
    return zin if bedrag == berekend else f"{zin} Dit bedrag is {_verschil(bedrag - berekend)}."


def _verschil(centen: int) -> str:
    return f"{euro(abs(centen))} {'meer' if centen >= 0 else 'minder'}"
