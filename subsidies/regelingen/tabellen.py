"""The national tables that come with the product, on a page: their rows, their source, and what they lack."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lib.geld import NO_BREAK
from lib.weergave import opsommen
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires
from rekenregels import inkomenstabellen, max_uurprijzen, missende_normen, sociale_minima
from rekenregels.regeling.notatie import als_datum, als_getal

ONBEKEND = "niet bekend"


@dataclass(frozen=True)
class Rij:
    klasse: int
    inkomen: str
    kind1: str
    kind2: str


@dataclass(frozen=True)
class Tabelblad:
    """One table of incomes. `per` is what its amounts are in."""

    naam: str
    titel: str
    per: str
    status: str
    bron: str
    gaten: tuple[str, ...]
    rijen: tuple[Rij, ...]


@requires(Recht.REGELING_VIEW)
def landelijke_tabellen(request: IngelogdVerzoek) -> HttpResponse:
    return render(
        request,
        "subsidies/landelijke_tabellen.html",
        {
            "tabellen": make_tabelbladen(),
            "normen": sorted(sociale_minima().values(), key=lambda norm: norm.vanaf, reverse=True),
            "normgat": make_normgat(timezone.localdate()),
            "uurprijzen": sorted(max_uurprijzen(), key=lambda prijs: prijs.vanaf, reverse=True),
        },
    )


def make_normgat(dag: date) -> str:
    """The half years from the first known norm until this day that the product lacks; nothing when there are none."""
    mist = [als_datum(vanaf) for vanaf in missende_normen(min(sociale_minima()), dag)]
    return f"Deze bedragen ontbreken: vanaf {opsommen(mist)}." if mist else ""


def make_tabelbladen() -> list[Tabelblad]:
    """Every income table, the newest year first."""
    bladen = []
    for naam, tabel in inkomenstabellen().items():
        soort, _, jaar = naam.partition("-")
        is_vng, ondergrens, rijen = soort == "vng", 0, []
        for nummer, klasse in enumerate(tabel.klassen, start=1):
            rijen.append(
                Rij(
                    nummer,
                    _inkomen(ondergrens, klasse.tot_en_met),
                    _waarde(klasse.kind1, is_vng),
                    _waarde(klasse.kind2, is_vng),
                )
            )
            ondergrens = (klasse.tot_en_met or 0) + 1
        titel = f"VNG-adviestabel {jaar}" if is_vng else f"Toeslagtabel {jaar}"
        per = "ouderbijdrage per uur" if is_vng else "toeslag in procenten"
        bladen.append(Tabelblad(naam, titel, per, tabel.status, tabel.bron, tabel.gaten, tuple(rijen)))
    return sorted(bladen, key=lambda blad: (blad.naam[-4:], blad.naam), reverse=True)


def _inkomen(van: int, tot_en_met: int | None) -> str:
    if tot_en_met is None:
        return f"€{NO_BREAK}{als_getal(van)} en meer"
    return f"€{NO_BREAK}{als_getal(van)} t/m €{NO_BREAK}{als_getal(tot_en_met)}"


def _waarde(getal: Decimal | None, is_bedrag: bool) -> str:
    if getal is None:
        return ONBEKEND
    return f"€{NO_BREAK}{als_getal(getal.quantize(Decimal('0.01')))}" if is_bedrag else f"{als_getal(getal)}%"
