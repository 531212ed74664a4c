"""Duiven in 2020 with a policy that has every amount per location."""

import re

from subsidies.models import Subsidieregeling
from subsidies.regelingen.actions import adopt_regeling, import_regeling, propose_regeling
from tests.subsidies.administratie import NU, Administratie, regeling_text

BEDRAGEN = """[plaatsbedragen.kwaliteitsbijdrage]
bedrag = { waarde = 1464, bron = "art. 9" }
referentie_uren = { waarde = 640, bron = "art. 9" }
categorieen = ["doelgroep"]
naar_rato = false

[plaatsbedragen.hbo]
soort = "uren_maal_tarief"
uren_per_kind = { waarde = 10, bron = "aanname: niet gelezen" }
uurtarief = { waarde = 37.50, bron = "art. 8", artikel = "8" }
peildatum = "01-01"

[plaatsbedragen.vaste_voet]
per_locatie = { waarde = 1000, bron = "art. 10" }
per_groep = { waarde = 500, bron = "art. 10" }
per_halve_groep = { waarde = 366, bron = "art. 10" }
"""
GEEN = '[plaatsbedragen]\nkwaliteitsbijdrage = "geen"\nhbo = "geen"\nvaste_voet = "geen"\n'


def adopt_locatiegeld(
    boeken: Administratie,
    bedragen: str = BEDRAGEN,
    zonder_ve: str = "geen_subsidie",
    voorschot: int | None = None,
) -> Subsidieregeling:
    tekst = regeling_text("duiven-2020")
    assert GEEN in tekst
    if voorschot is not None:
        tekst = re.sub(r"voorschot = \{ waarde = \d+", f"voorschot = {{ waarde = {voorschot}", tekst)
    tekst = tekst.replace(GEEN, bedragen).replace('"geen_subsidie"', f'"{zonder_ve}"')
    concept = import_regeling(tekst=tekst, door=boeken.beleid, op=NU)
    return adopt_regeling(
        regeling=propose_regeling(regeling=concept, door=boeken.beleid), door=boeken.budgethouder, op=NU
    )
