"""What an approved calculation books in the ledger, and what its successor takes back."""

from collections import defaultdict
from datetime import date, datetime

from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from subsidies.grootboek.actions import make_opposite
from subsidies.grootboek.cijfers import bron_van
from subsidies.models import Berekening, Boeking, Geldbron


def book_berekening(*, berekening: Berekening, datum: date, door: Gebruiker, op: datetime) -> list[Boeking]:
    """Book an approved calculation: one line per category and source. Called inside the transaction of the approval."""
    declaratie = berekening.declaratie
    per_bron: dict[tuple[str, Geldbron, str], int] = defaultdict(int)
    for categorie, zonder_ve, centen in berekening.regels.values_list(
        "categorie", "zonder_ve", "subsidie_centen"
    ):
        per_bron[categorie, *bron_van(categorie, zonder_ve=zonder_ve)] += centen
    boekingen = []
    for (categorie, bron, indicator), centen in sorted(per_bron.items()):
        boeking = Boeking(
            gemeente=declaratie.gemeente,
            jaar=declaratie.jaar,
            datum=datum,
            soort=Boeking.Soort.SPENT,
            bron=bron,
            indicator=indicator,
            categorie=categorie,
            houder=declaratie.houder,
            berekening=berekening,
            bedrag_centen=centen,
            omschrijving=f"Subsidie {declaratie}, {categorie}"[:200],
            geboekt_op=op,
            geboekt_door=door,
        )
        if centen:
            save_checked(boeking)
            boekingen.append(boeking)
    return boekingen


def unbook_berekening(*, berekening: Berekening, datum: date, door: Gebruiker, op: datetime) -> list[Boeking]:
    """Reverse all that a replaced calculation booked."""
    stornos = []
    for boeking in berekening.boekingen.filter(storneert=None, gestorneerd_door=None).select_related(
        "houder"
    ):
        storno = make_opposite(boeking, f"Storno: {boeking.omschrijving}"[:200], datum, door, op)
        save_checked(storno)
        stornos.append(storno)
    return stornos
