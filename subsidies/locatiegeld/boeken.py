"""What approved amounts per location book in the ledger, and what their successor takes back."""

from collections import defaultdict
from datetime import date, datetime

from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from rekenregels import VE_CATEGORIEEN, Categorie
from subsidies.grootboek.actions import make_opposite
from subsidies.grootboek.boekjaar import find_boekjaar
from subsidies.grootboek.cijfers import bron_van
from subsidies.models import Bedragsoort, Boeking, Geldbron, Locatieberekening, Locatieregel
from subsidies.regelingen.document import as_regeling

Sleutel = tuple[str, str, Geldbron, str]  # kind of amount, category, source, indicator


def book_locatiegeld(
    *, berekening: Locatieberekening, datum: date, door: Gebruiker, op: datetime
) -> list[Boeking]:
    """A line per kind of amount, category and source. Called in the transaction of the approval.

    Is the year closed, then it is booked in the first open year, which says what it is about.
    """
    boekjaar = find_boekjaar(berekening.gemeente, berekening.jaar)
    geldstroom = as_regeling(berekening.regeling).geldstroom
    boekingen = []
    for (soort, categorie, bron, indicator), centen in _amounts(berekening).items():
        boeking = Boeking(
            gemeente=berekening.gemeente,
            jaar=boekjaar.jaar,
            betreft_jaar=boekjaar.betreft,
            datum=datum,
            soort=Boeking.Soort.SPENT,
            bron=bron,
            indicator=indicator,
            categorie=categorie,
            houder=berekening.houder,
            locatieberekening=berekening,
            bedragsoort=soort,
            regeling=berekening.regeling,
            begunstigde=str(geldstroom.begunstigde),
            bedrag_centen=centen,
            omschrijving=f"{Bedragsoort(soort).label} {berekening.jaar}, {berekening.houder}"[:200],
            geboekt_op=op,
            geboekt_door=door,
        )
        if centen:
            save_checked(boeking)
            boekingen.append(boeking)
    return boekingen


def _amounts(berekening: Locatieberekening) -> dict[Sleutel, int]:
    som: dict[Sleutel, int] = defaultdict(int)
    for regel in berekening.regels.all():
        som[regel.soort, regel.categorie, *_bron(berekening, regel)] += regel.bedrag_centen
    return som


def _bron(berekening: Locatieberekening, regel: Locatieregel) -> tuple[Geldbron, str]:
    """As for the hours of children of this category: D8/01 is for locations with VE only."""
    categorie = Categorie(regel.categorie)
    betaler = as_regeling(berekening.regeling).geldstroom.betaler(categorie)
    return bron_van(regel.categorie, zonder_ve=categorie in VE_CATEGORIEEN and not regel.ve, betaler=betaler)


def unbook_locatiegeld(
    *, berekening: Locatieberekening, datum: date, door: Gebruiker, op: datetime
) -> list[Boeking]:
    """Reverse all that a replaced calculation booked."""
    stornos = []
    for boeking in berekening.boekingen.filter(storneert=None, gestorneerd_door=None).select_related(
        "houder"
    ):
        storno = make_opposite(boeking, f"Storno: {boeking.omschrijving}"[:200], datum, door, op)
        save_checked(storno)
        stornos.append(storno)
    return stornos
