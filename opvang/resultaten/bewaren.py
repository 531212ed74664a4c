"""How long results are kept: two years after the child left the kindercentrum, until the municipality chose otherwise.

They go as a whole, also what was replaced or withdrawn; that it was done stands in the record.
"""

from collections import defaultdict
from datetime import date

from django.db import transaction

from indicaties.models import Kind
from lib.periode import add_maanden
from opvang.models import Plaatsing, Resultaatmeting
from opvang.resultaten.handelingen import Handeling
from organisaties.audit import record_system
from organisaties.instellingen import Instellingsoort, gekozen_op
from organisaties.models import Gemeente
from organisaties.rijbeveiliging import Rijbereik, rijbereik

PROCES = "bewaartermijn resultaten"
MAANDEN_PER_JAAR = 12
BEWAREN = Instellingsoort(
    "bewaren-resultaten",
    "Bewaren: resultaten van een kind",
    "jaar",
    "Zo lang nadat een kind bij de kinderopvang weg is, blijven zijn resultaten bewaard. Daarna zijn ze weg, ook uit de "
    "cijfers van dat jaar. Wat in een verantwoording staat, blijft.",
    1,
    7,
    2,
    "aanname: geen wet noemt een termijn; aangesloten bij de twee jaar die WPO artikel 160 lid 3 voor gegevens voor de "
    "overdracht noemt",
)


def expire_resultaten(dag: date) -> int:
    """Erase the results of every child whose term is over; of how many. Doing it twice does nothing more."""
    aantal = 0
    for gemeente in Gemeente.objects.order_by("pk"):
        maanden = (gekozen_op(gemeente, BEWAREN.code, dag).waarde or 0) * MAANDEN_PER_JAAR
        with rijbereik(Rijbereik(gemeente.pk)):
            voorbij = [kind for kind, laatste in _last_days(gemeente) if add_maanden(laatste, maanden) < dag]
            for kind in voorbij:
                aantal += erase_resultaten(kind, gemeente, PROCES)
    return aantal


def _last_days(gemeente: Gemeente) -> list[tuple[Kind, date]]:
    """Of each child with results its last day at a kindercentrum.

    aanname: a place without an end ends the day before the fourth birthday, when the child goes to school.
    """
    gemeten: dict[int, date] = {}
    for kind_id, datum in Resultaatmeting.objects.filter(kind__gemeente=gemeente).values_list(
        "kind", "datum"
    ):
        gemeten[kind_id] = max(gemeten.get(kind_id, datum), datum)
    einden: dict[int, list[date | None]] = defaultdict(list)
    plaatsen = Plaatsing.objects.in_force().filter(kind__in=gemeten)
    for kind_id, einddatum in plaatsen.values_list("kind", "einddatum"):
        einden[kind_id].append(einddatum)
    return [
        (kind, max([gemeten[kind.pk], *(eind or kind.laatste_dag_als_peuter for eind in einden[kind.pk])]))
        for kind in Kind.alle.filter(pk__in=gemeten).order_by("pk")
    ]


@transaction.atomic
def erase_resultaten(kind: Kind, gemeente: Gemeente, proces: str) -> bool:
    """False when there was nothing left; in the scope of the municipality, whose rows the scores hang on."""
    metingen = Resultaatmeting.objects.filter(kind=kind)
    houders = set(metingen.values_list("locatie__houder", flat=True))
    for houder in sorted(houders):
        # What a measurement says is kept from the municipality: it goes in the scope of its provider.
        with rijbereik(Rijbereik(gemeente.pk, houder_id=houder)):
            eigen = Resultaatmeting.objects.filter(kind=kind, locatie__houder=houder)
            eigen.update(vervangt=None)
            eigen.delete()
    if houders:
        record_system(
            handeling=Handeling.RESULTAAT_ERASE,
            proces=proces,
            gemeente_code=gemeente.code,
            object=kind,
            kind=kind.pseudoniem,
        )
    return bool(houders)
