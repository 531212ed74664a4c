"""Activities that many municipalities pay for besides the hours of children, to begin with.

No source that we read says under which SiSa indicator each falls: every one of them is an assumption until the
municipality says otherwise.
"""

from dataclasses import dataclass

from subsidies.models import Geldbron

AANNAME = "Aanname: geen bron zegt onder welke SiSa-indicator dit valt"


@dataclass(frozen=True)
class Voorbeeld:
    naam: str
    indicator: str
    bron: Geldbron = Geldbron.GOAB
    toelichting: str = AANNAME


ACTIVITEITEN = (
    Voorbeeld("Bibliotheek", "D8/02"),
    Voorbeeld("Kindregisseur", "D8/03"),
    Voorbeeld("Ouderinformatie", "D8/03"),
    Voorbeeld("Resultatenmonitor", "D8/03"),
    Voorbeeld("Scholing van pedagogisch medewerkers", "D8/01"),
    Voorbeeld("VoorleesExpress", "D8/02"),
    Voorbeeld("Zomerschool", "D8/02"),
)
