"""How long a package is kept: two years after the child left the kindercentrum (WPO art. 160 lid 3).

Content, attachments and answers then go; the row stays with its dates, so that it can be shown that it was done.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lib.periode import add_maanden
from opvang.models import Overdracht, Overdrachtbijlage, Overdrachtinhoud, Overdrachtvervolg, Plaatsing
from opvang.overdracht.handelingen import Handeling
from organisaties.audit import record_system
from organisaties.models import Gemeente
from organisaties.opslaan import save_checked
from organisaties.rijbeveiliging import Rijbereik, rijbereik

BEWAAR_MAANDEN = 24
BRON = "WPO artikel 160 lid 3: twee jaar nadat het kind het kindercentrum heeft verlaten"
PROCES = "bewaartermijn overdracht"


@dataclass(frozen=True)
class Termijn:
    overdracht: Overdracht
    vertrokken_op: date
    bewaren_tot_en_met: date

    def is_voorbij_op(self, dag: date) -> bool:
        return dag > self.bewaren_tot_en_met


def termijnen(gemeente: Gemeente) -> Iterator[Termijn]:
    """Of every package that still has its content, in the scope of this municipality."""
    rijen = Overdracht.objects.filter(gemeente=gemeente, gewist_op=None).select_related("kind")
    laatste = _last_days(gemeente)
    for overdracht in rijen.order_by("pk"):
        dag = laatste.get((overdracht.kind_id, overdracht.houder_id), overdracht.opgesteld_op)
        yield Termijn(overdracht, dag, add_maanden(dag, BEWAAR_MAANDEN))


def _last_days(gemeente: Gemeente) -> dict[tuple[int, int], date]:
    """Per child and provider the last day at the kindercentrum.

    aanname: a place without an end ends the day before the fourth birthday, when the child goes to school.
    """
    met_overdracht = Overdracht.objects.filter(gemeente=gemeente, gewist_op=None).values("kind")
    laatste: dict[tuple[int, int], date] = {}
    for plaatsing in (
        Plaatsing.objects.filter(kind__in=met_overdracht).in_force().select_related("kind", "locatie")
    ):
        sleutel = (plaatsing.kind_id, plaatsing.locatie.houder_id)
        eind = plaatsing.einddatum or plaatsing.kind.laatste_dag_als_peuter
        laatste[sleutel] = max(laatste.get(sleutel, eind), eind)
    return laatste


def expire_overdrachten(dag: date) -> int:
    """Erase what is past its term in every municipality; how many. Doing it twice does nothing more."""
    return sum(expire_in(gemeente, dag) for gemeente in Gemeente.objects.order_by("pk"))


def expire_in(gemeente: Gemeente, dag: date) -> int:
    aantal = 0
    with rijbereik(Rijbereik(gemeente.pk)):
        voorbij = [termijn for termijn in termijnen(gemeente) if termijn.is_voorbij_op(dag)]
    for termijn in voorbij:
        # What a package says is kept from the municipality: it goes in the scope of its provider.
        with rijbereik(Rijbereik(gemeente.pk, houder_id=termijn.overdracht.houder_id)):
            aantal += _erase(termijn, gemeente, dag)
    return aantal


@transaction.atomic
def _erase(termijn: Termijn, gemeente: Gemeente, dag: date) -> bool:
    """False when another round was first."""
    overdracht = (
        Overdracht.objects.select_for_update(of=("self",))
        .filter(pk=termijn.overdracht.pk, gewist_op=None)
        .first()
    )
    if overdracht is None:
        return False
    bijlagen, _ = Overdrachtbijlage.objects.filter(overdracht=overdracht).delete()
    Overdrachtinhoud.objects.filter(overdracht=overdracht).delete()
    Overdrachtvervolg.objects.filter(overdracht=overdracht).update(deelnemers=[], antwoorden={})
    overdracht.status, overdracht.gewist_op = Overdracht.Status.EXPIRED, dag
    overdracht.code_afdruk, overdracht.code_tot_en_met = "", None
    save_checked(overdracht)
    record_system(
        handeling=Handeling.OVERDRACHT_EXPIRE,
        proces=PROCES,
        gemeente_code=gemeente.code,
        object=overdracht,
        kind=overdracht.pseudoniem,
        vertrokken_op=termijn.vertrokken_op,
        bewaard_tot_en_met=termijn.bewaren_tot_en_met,
        bijlagen=bijlagen,
    )
    return True
