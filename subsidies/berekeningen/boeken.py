"""What an approved calculation books in the ledger, and what its successor takes back."""

from collections import defaultdict
from datetime import date, datetime

from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from rekenregels import Categorie
from subsidies.grootboek.actions import make_opposite
from subsidies.grootboek.boekjaar import find_boekjaar
from subsidies.grootboek.cijfers import bron_van
from subsidies.models import Berekening, Boeking, Geldbron, Subsidieregeling
from subsidies.regelingen.document import as_regeling


def book_berekening(*, berekening: Berekening, datum: date, door: Gebruiker, op: datetime) -> list[Boeking]:
    """Book an approved calculation: a line per scheme, category and source. Called in the transaction of the approval.

    Is the year of the declaration closed, then it is booked in the first open year, which says what it is about.
    """
    declaratie = berekening.declaratie
    boekjaar = find_boekjaar(declaratie.gemeente, declaratie.jaar)
    boekingen = []
    for (regeling, categorie, bron, indicator), centen in _amounts(berekening).items():
        boeking = Boeking(
            gemeente=declaratie.gemeente,
            jaar=boekjaar.jaar,
            betreft_jaar=boekjaar.betreft,
            datum=datum,
            soort=Boeking.Soort.SPENT,
            bron=bron,
            indicator=indicator,
            categorie=categorie,
            houder=declaratie.houder,
            berekening=berekening,
            regeling=regeling,
            begunstigde=str(as_regeling(regeling).geldstroom.begunstigde),
            bedrag_centen=centen,
            omschrijving=f"Subsidie {declaratie}, {categorie}"[:200],
            geboekt_op=op,
            geboekt_door=door,
        )
        if centen:
            save_checked(boeking)
            boekingen.append(boeking)
    return boekingen


def _amounts(berekening: Berekening) -> dict[tuple[Subsidieregeling, str, Geldbron, str], int]:
    """Cents per scheme, category, source and indicator, in the order of the receipt."""
    som: dict[tuple[Subsidieregeling, str, Geldbron, str], int] = defaultdict(int)
    delen = list(berekening.delen.select_related("regeling"))
    velden = ("volgorde", "categorie", "zonder_ve", "subsidie_centen")
    for volgorde, categorie, zonder_ve, centen in berekening.regels.order_by("categorie").values_list(
        *velden
    ):
        regeling = max((d for d in delen if d.eerste <= volgorde), key=lambda d: d.eerste).regeling
        betaler = as_regeling(regeling).geldstroom.betaler(Categorie(categorie))
        som[regeling, categorie, *bron_van(categorie, zonder_ve=zonder_ve, betaler=betaler)] += centen
    return som


def unbook_berekening(*, berekening: Berekening, datum: date, door: Gebruiker, op: datetime) -> list[Boeking]:
    """Reverse all that a replaced calculation booked."""
    stornos = []
    for boeking in berekening.boekingen.filter(storneert=None, gestorneerd_door=None).select_related(
        "houder", "gemeente"
    ):
        storno = make_opposite(boeking, f"Storno: {boeking.omschrijving}"[:200], datum, door, op)
        save_checked(storno)
        stornos.append(storno)
    return stornos
