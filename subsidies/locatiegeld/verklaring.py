"""The written record of the children that VE asks a pedagogical adviser for: one location, one year, no names.

Besluit basisvoorwaarden kwaliteit voorschoolse educatie art. 2a: counted on 1 January, per location.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from lib.pdf import render_pdf
from opvang.eisen import number_on
from organisaties.models import Locatie
from rekenregels import count_doelgroep
from subsidies.locatiegeld.feiten import read_locaties

BESTANDEN = Path(settings.BASE_DIR) / "static"


@dataclass(frozen=True)
class Verklaring:
    """`uren` is what VE asks of the adviser in the year: nothing in one before the law did."""

    locatie: Locatie
    dag: date
    kinderen: int

    @property
    def uren_per_kind(self) -> int:
        return number_on("pbm", self.dag) or 0

    @property
    def uren(self) -> int:
        return self.uren_per_kind * self.kinderen


def count_verklaringen(locaties: Sequence[Locatie], jaar: int) -> list[Verklaring]:
    """Of each location that was open in the year; in the order of the locations."""
    dag, gegevens = date(jaar, 1, 1), read_locaties(locaties, jaar)
    return [
        Verklaring(locatie, dag, count_doelgroep(gegevens[locatie.pk].plaatsen, dag))
        for locatie in locaties
        if locatie.pk in gegevens
    ]


def count_per_locatie(locaties: Sequence[Locatie], jaar: int) -> dict[int, int]:
    """The children of those, by the id of the location."""
    return {v.locatie.pk: v.kinderen for v in count_verklaringen(locaties, jaar)}


def render_verklaring(verklaring: Verklaring, moment: datetime) -> bytes:
    locatie = verklaring.locatie
    html = render_to_string(
        "subsidies/pdf/doelgroepverklaring.html",
        {
            "verklaring": verklaring,
            "locatie": locatie,
            "gemeente": locatie.gemeente,
            "uren_per_kind": verklaring.uren_per_kind,
            "opgemaakt": timezone.localdate(moment),
        },
    )
    titel = f"Vaststelling aantal doelgroepkinderen, LRK {locatie.lrk_nummer}, {verklaring.dag.year}"
    return render_pdf(html, titel=titel, moment=moment, bestanden=BESTANDEN)
