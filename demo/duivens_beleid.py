"""Duiven in 2020: the nine ambitions of chapter 3 of its OAB-notitie, as agreements with a target.

The note names one target in numbers, a reach of 90 %; the topic under which an ambition falls is our reading.
"""

from datetime import date

from demo.beleid import Afspraakplan, Overlegplan, load_afspraken, load_overleggen
from demo.inrichting import Inrichting
from rapportage.beleid.models import Onderwerp

_PARTIJEN = "gemeente, schoolbesturen en aanbieders van kinderopvang"
_OP = date(2020, 1, 21)
AMBITIES = (
    Afspraakplan(
        Onderwerp.DOELGROEP,
        "Elke doelgroeppeuter van 2,5 tot 4 jaar krijgt een goed voorschools aanbod.",
        doel="960 uur in anderhalf jaar",
    ),
    Afspraakplan(
        Onderwerp.TOELEIDING,
        "Zoveel mogelijk kinderen met een achterstand in taal of ontwikkeling doen mee.",
        maat="bereik",
        doel_pct=90,
        is_resultaat=True,
    ),
    Afspraakplan(
        Onderwerp.LEERLIJN,
        "Het aanbod VVE is van hoge kwaliteit.",
        doel="elke locatie voldoet aan het kwaliteitskader van de regeling",
    ),
    Afspraakplan(
        Onderwerp.TOELEIDING,
        "De toeleiding naar VE wordt beter, zodat meer kinderen bereikt worden.",
        doel="meer verwezen kinderen krijgen een plaats dan een jaar eerder",
    ),
    Afspraakplan(
        Onderwerp.INTEGRATIE,
        "Ouders zijn partner: zij stimuleren thuis de ontwikkeling van hun kind.",
        doel="elke locatie heeft een ouderbeleid",
    ),
    Afspraakplan(
        Onderwerp.LEERLIJN,
        "Consultatiebureau, voorschool, school en zorg werken samen in een doorgaande lijn.",
        doel="zorgvragen worden vroeg gezien",
    ),
    Afspraakplan(
        Onderwerp.TOELEIDING,
        "Voor elk kind van 2 tot 4 jaar is er een passende plek op een voorziening.",
        doel="geen kind wacht op een plek",
    ),
    Afspraakplan(
        Onderwerp.LEERLIJN,
        "Elk kind van 4 jaar gaat met een goede overdracht naar de basisschool.",
        doel="een overdracht voor elk kind met een indicatie of een zorgvraag",
    ),
    Afspraakplan(
        Onderwerp.RESULTATEN,
        "De resultaten van de VVE worden structureel gevolgd.",
        doel="elk jaar besproken in het OOGO",
        is_resultaat=True,
    ),
)
OVERLEGGEN = (
    Overlegplan(
        "oogo",
        _OP,
        _PARTIJEN,
        "Ambities en onderdelen van VVE",
        "De negen ambities gelden voor dit jaar.",
    ),
)


def load(inrichting: Inrichting) -> None:
    load_afspraken(inrichting, AMBITIES, _OP, _PARTIJEN, "gemeente en schoolbesturen")
    load_overleggen(inrichting, OVERLEGGEN)
