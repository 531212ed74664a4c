"""Writing down what the Rijk told. Nothing is edited: what comes later counts, what was earlier stays to be read."""

from datetime import date, datetime

from django.db import transaction

from lib.geld import euro
from lib.geld import uren as schrijf_honderdsten
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from rapportage.goab.models import Goabbeschikking, Goabscore
from rapportage.handelingen import Handeling


@transaction.atomic
def record_score(
    *, jaar: int, stand: str, score_honderdsten: int, bron: str, door: Gebruiker, op: datetime
) -> Goabscore:
    score = Goabscore(
        gemeente=door.gemeente,
        jaar=jaar,
        stand=stand,
        score_honderdsten=score_honderdsten,
        bron=bron,
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    save_checked(score)
    record(
        handeling=Handeling.GOABSCORE_RECORD,
        door=door,
        object=score,
        jaar=jaar,
        stand=stand,
        score=schrijf_honderdsten(score_honderdsten),
    )
    return score


@transaction.atomic
def record_goabbeschikking(
    *, jaar: int, stand: str, bedrag_centen: int, nummer: str, datum: date, door: Gebruiker, op: datetime
) -> Goabbeschikking:
    beschikking = Goabbeschikking(
        gemeente=door.gemeente,
        jaar=jaar,
        stand=stand,
        bedrag_centen=bedrag_centen,
        nummer=nummer,
        datum=datum,
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    save_checked(beschikking)
    record(
        handeling=Handeling.GOABBESCHIKKING_RECORD,
        door=door,
        object=beschikking,
        jaar=jaar,
        stand=stand,
        bedrag=euro(bedrag_centen),
    )
    return beschikking
