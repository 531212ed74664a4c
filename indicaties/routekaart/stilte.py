"""Silent cases go back to the consultatiebureau by themselves: nothing is closed, the next step is theirs."""

from datetime import date

from django.db import transaction
from django.db.models import F

from indicaties.berichten import tell_silent
from indicaties.handelingen import Handeling
from indicaties.models import Kind, Traject, werkwijze_of
from indicaties.stand import silent_on
from organisaties.audit import record_system
from organisaties.models import Gemeente

STAP = "Terug van stil: bel het gezin en de aanbieder, en leg de uitkomst vast"


def return_silent(gemeente: Gemeente, dag: date) -> int:
    """How many; once per silence: a round that runs again on the same day does nothing more."""
    na_weken = werkwijze_of(gemeente).stil_na_weken
    stil = silent_on(Kind.objects.filter(gemeente=gemeente), dag, na_weken)
    gevonden = list(stil.values_list("pk", F("stand_sinds")))
    return sum(_return(kind_id, sinds, gemeente, dag) for kind_id, sinds in gevonden)


@transaction.atomic
def _return(kind_id: int, sinds: date, gemeente: Gemeente, dag: date) -> bool:
    """False when this silence went back already, or the child has no case."""
    open_dossier = Traject.objects.open().filter(kind=kind_id).select_related("kind")
    traject = open_dossier.select_for_update(of=("self",)).first()
    if traject is None or traject.stil_sinds == sinds:
        return False
    traject.stil_sinds, traject.aan_zet = sinds, Traject.Kant.JGZ
    traject.behandelaar, traject.volgende_stap, traject.uiterlijk = None, STAP, None
    traject.save()
    record_system(
        handeling=Handeling.TRAJECT_SILENT,
        proces="stille kinderen",
        gemeente_code=gemeente.code,
        object=traject,
        kind=traject.kind.pseudoniem,
        stil_sinds=sinds,
    )
    tell_silent(gemeente, dag)
    return True
