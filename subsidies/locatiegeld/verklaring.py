"""The written record of the children that VE asks a pedagogical adviser for: one location, one year, no names.

Besluit basisvoorwaarden kwaliteit voorschoolse educatie art. 2a: counted on 1 January, per location.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from lib.pdf import render_pdf
from organisaties.models import Locatie
from rekenregels import PBM_UREN, count_doelgroep
from subsidies.locatiegeld.feiten import read_locaties

BESTANDEN = Path(settings.BASE_DIR) / "static"


@dataclass(frozen=True)
class Verklaring:
    """`uren` is what VE asks of the adviser in the year."""

    locatie: Locatie
    dag: date
    kinderen: int

    @property
    def uren(self) -> int:
        return PBM_UREN * self.kinderen


def count_verklaringen(locaties: list[Locatie], jaar: int) -> list[Verklaring]:
    """Of each location that was open in the year; in the order of the locations."""
    dag, gegevens = date(jaar, 1, 1), read_locaties(locaties, jaar)
    return [
        Verklaring(locatie, dag, count_doelgroep(gegevens[locatie.pk].plaatsen, dag))
        for locatie in locaties
        if locatie.pk in gegevens
    ]


def render_verklaring(verklaring: Verklaring, moment: datetime) -> bytes:
    locatie = verklaring.locatie
    html = render_to_string(
        "subsidies/pdf/doelgroepverklaring.html",
        {
            "verklaring": verklaring,
            "locatie": locatie,
            "gemeente": locatie.gemeente,
            "uren_per_kind": PBM_UREN,
            "opgemaakt": timezone.localdate(moment),
        },
    )
    titel = f"Vaststelling aantal doelgroepkinderen, LRK {locatie.lrk_nummer}, {verklaring.dag.year}"
    return render_pdf(html, titel=titel, moment=moment, bestanden=BESTANDEN)
