"""The subsidy of a tijdvak calculated in many municipalities at once.

A calculation is a proposal of somebody of the municipality, on which the budgethouder decides. A round makes it in
the name of who gave a machtiging for it, as if they had pressed the button themselves; without one it only counts.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from lib.periode import Tijdvak
from lib.weergave import getal
from opvang.models import Urendeclaratie
from organisaties.landelijk.machtigen import find_gemachtigde
from organisaties.landelijk.soorten import (
    Beurt,
    Keuzesoort,
    Landelijkwerk,
    Machtigingsoort,
    Uitkomst,
    klaar,
    nog_niet_klaar,
    overgeslagen,
)
from organisaties.rechten import Recht
from subsidies.berekeningen.rekenopdracht import calculate_next, finish_opdracht
from subsidies.berekeningen.tijdvak import make_opdracht, open_of
from subsidies.models import Rekenopdracht

BEREKENEN = Machtigingsoort(
    "berekenen",
    "De subsidie van een tijdvak berekenen",
    "Geaccepteerde declaraties die nog niet berekend zijn, worden in uw naam berekend, zoals met de knop ‘Bereken’. De"
    " budgethouder keurt elke berekening goed of af. U keurt zelf dus niets goed.",
    Recht.BEREKENING_MAKE,
)


def calculate_gemeente(beurt: Beurt) -> Uitkomst:
    """Declaration by declaration until the time is over; what is calculated stays, whatever becomes of the rest."""
    tijdvak = Tijdvak.from_code(beurt.keuze)
    door = find_gemachtigde(beurt.gemeente, BEREKENEN, timezone.localdate(beurt.op))
    if door is None:
        aantal = open_of(Urendeclaratie.objects.filter(gemeente=beurt.gemeente), tijdvak).count()
        return overgeslagen(f"Geen machtiging van de gemeente. Te berekenen: {_declaraties(aantal)}.")
    try:
        opdracht, _ = make_opdracht(tijdvak=tijdvak, door=door, op=beurt.op)
    except ValidationError:
        return klaar("Er was niets te berekenen.")
    meer = True
    while meer and not beurt.is_om():
        meer = calculate_next(opdracht, door, beurt.op)
    finish_opdracht(opdracht, beurt.op)
    return _tell(opdracht, meer)


def _tell(opdracht: Rekenopdracht, meer: bool) -> Uitkomst:
    stand: Any = Rekenopdracht.objects.with_stand().get(pk=opdracht.pk)
    if meer:
        return nog_niet_klaar(f"{getal(stand.gedaan)} van {_declaraties(stand.totaal)} berekend.")
    zin = f"{_declaraties(stand.gedaan - stand.mislukt)} berekend."
    if stand.mislukt:
        zin += f" {_declaraties(stand.mislukt)} niet: de gemeente ziet waarom bij haar berekeningen."
    if stand.gedaan < stand.totaal:
        zin += (
            f" {_declaraties(stand.totaal - stand.gedaan)} nog niet: iemand van de gemeente is daarmee bezig."
        )
    return klaar(zin)


def _declaraties(aantal: int) -> str:
    return f"{getal(aantal)} declaratie{'' if aantal == 1 else 's'}"


REKENEN = Landelijkwerk(
    "rekenen",
    "De subsidie van een tijdvak berekenen",
    "In naam van wie in de gemeente daarvoor een machtiging gaf. De budgethouder beslist over elke berekening. Zonder"
    " machtiging wordt alleen geteld wat er te berekenen is.",
    calculate_gemeente,
    Keuzesoort.TIJDVAK,
    (BEREKENEN,),
)
