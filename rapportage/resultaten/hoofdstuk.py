"""The chapter of the reports about what children learnt: as the page tells it, and for every edition without small groups."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from lib.kleine_groepen import TOELICHTING
from organisaties.hoofdstukken import Gemis, Hoofdstuk
from organisaties.models import Gemeente
from rapportage.resultaten.lezen import read_resultaten
from rapportage.resultaten.tabel import Domeintabel, Jaarcijfer, Resultaten, read_verloop

# More lines than these would take more than a page: then the totals alone.
MEESTE_REGELS = 25


@dataclass(frozen=True)
class Hoofdstukdeel:
    """What the template gets: this year, and the year before where it told of anything."""

    stand: Resultaten
    niveau: tuple[Domeintabel, ...]
    groei: tuple[Domeintabel, ...]
    met_locaties: bool
    verloop: tuple[Jaarcijfer, ...]
    toelichting: str


def read_hoofdstuk(gemeente: Gemeente, jaar: int, dag: date) -> Resultaten:
    """Of a year that has not begun there is nothing, whatever the day."""
    return read_resultaten(gemeente, jaar)


def show_hoofdstuk(cijfers: Resultaten, vorig: Resultaten, volledig: bool) -> Hoofdstukdeel:
    """The same for every edition: nobody but a provider is told of the result of a child."""
    regels = sum(len(tabel.rijen) for tabel in cijfers.niveau)
    jaren = [stand for stand in (cijfers, vorig) if not stand.is_leeg]
    return Hoofdstukdeel(
        stand=cijfers,
        niveau=cijfers.niveau,
        groei=cijfers.groei,
        met_locaties=0 < regels <= MEESTE_REGELS,
        verloop=read_verloop(jaren),
        toelichting=TOELICHTING if cijfers.met_verborgen else "",
    )


def miss_resultaten(gemeente: Gemeente, jaar: int, dag: date) -> Iterator[Gemis]:
    if read_resultaten(gemeente, jaar).is_leeg:
        zin = f"Van {jaar} is van geen vertrokken kind een resultaat bij het einde vastgelegd."
        yield Gemis(zin, f"{reverse('rapportage:resultaten')}?jaar={jaar}")


HOOFDSTUK = Hoofdstuk(
    code="resultaten",
    titel="Resultaten van de kinderen",
    plaats=450,
    sjabloon="rapportage/pdf/resultaten.html",
    lees=read_hoofdstuk,
    toon=show_hoofdstuk,
    mist=miss_resultaten,
)
