"""Background work of the reports. A task takes an id, may be run twice, and loses nothing when it is killed."""

import hashlib
import logging
import time

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from lib.pdf import PdfNietBeschikbaar, make_letterkast
from organisaties.audit import record_system
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from organisaties.wachtrij import by_the_clock, enqueue, find_waiting, opdracht
from rapportage import productie
from rapportage.cijfers import prepare_rapport
from rapportage.handelingen import Handeling
from rapportage.models import Verantwoording, Verantwoordingsregel
from rapportage.periodiek.klok import plan_alle_gemeenten as plan_alle_gemeenten
from rapportage.rapport import SluitNietAan
from rapportage.sisa import GeenFormulier
from rapportage.verantwoord import collect_regels, find_afsluiting
from rapportage.verslag import make_verslag
from subsidies.models import Jaarafsluiting

logger = logging.getLogger(__name__)

CIJFERS_KLAAR = 20
OPMAAK_KLAAR = 95
SECONDEN_TUSSEN_HARTSLAGEN = 1.0
# WeasyPrint tells of some steps besides every page.
STAPPEN = 14


@opdracht("De verantwoording maken", verantwoording_id=Verantwoording)
def make_verantwoording(verantwoording_id: int) -> None:
    """Make the report of one row. A second call for the same row does nothing while or after the first works."""
    geclaimd = productie.claim(verantwoording_id, timezone.now())
    if geclaimd is None:
        return
    try:
        _make(geclaimd)
    except productie.Overgenomen:
        logger.warning("Verantwoording %s is overgenomen door een andere worker.", verantwoording_id)
    except (SluitNietAan, GeenFormulier, PdfNietBeschikbaar) as fout:
        _fail(geclaimd, str(fout))
    except Exception:
        _fail(
            geclaimd,
            "Er ging iets mis dat wij niet verwachtten. Probeer het opnieuw; lukt het weer niet, vraag dan de"
            " functioneel beheerder.",
        )
        raise


@shared_task
@by_the_clock
def rescue_verantwoordingen() -> None:
    """Ask again for what a stopped worker left behind; give up after a number of attempts."""
    moment = timezone.now()
    productie.give_up(moment)
    verlaten = productie.find_stopped(moment) | productie.find_queued()
    for verantwoording in verlaten.without_file().select_related("gemeente"):
        gemeente = verantwoording.gemeente
        if find_waiting(make_verantwoording, verantwoording.pk, gemeente=gemeente) is None:
            enqueue(make_verantwoording, verantwoording.pk, gemeente=gemeente)


def _make(geclaimd: productie.Claim) -> None:
    verantwoording = Verantwoording.objects.select_related("gemeente").get(pk=geclaimd.verantwoording_id)
    with rijbereik(Rijbereik(verantwoording.gemeente.pk)):
        afsluiting = find_afsluiting(verantwoording.gemeente, verantwoording.jaar)
        rapport = prepare_rapport(
            verantwoording.gemeente, verantwoording.jaar, timezone.localdate(verantwoording.aangevraagd_op)
        )
        regels = collect_regels(verantwoording.gemeente, verantwoording.jaar) if afsluiting else []
    geclaimd.write(
        timezone.now(), voortgang=CIJFERS_KLAAR, stap="Document opmaken", cijfers=rapport.as_json()
    )
    letterkast = make_letterkast()
    _, pdf = make_verslag(rapport, on_step=_Voortgang(geclaimd), letterkast=letterkast)
    geclaimd.write(timezone.now(), voortgang=OPMAAK_KLAAR, stap="Document opslaan")
    _, pdf_delen = make_verslag(rapport, volledig=False, letterkast=letterkast)
    _store(geclaimd, verantwoording, pdf, pdf_delen, regels, afsluiting)


@transaction.atomic
def _store(
    geclaimd: productie.Claim,
    verantwoording: Verantwoording,
    pdf: bytes,
    pdf_delen: bytes,
    regels: list[Verantwoordingsregel],
    afsluiting: Jaarafsluiting | None,
) -> None:
    """It can become definitive when the year was closed from the first figure to the last page."""
    gemeente = verantwoording.gemeente
    with rijbereik(Rijbereik(gemeente.pk)):
        dicht = afsluiting is not None and find_afsluiting(gemeente, verantwoording.jaar) == afsluiting
    sha256, moment = hashlib.sha256(pdf).hexdigest(), timezone.now()
    geclaimd.write(
        moment,
        status=productie.Status.DONE,
        voortgang=100,
        stap="",
        klaar_op=moment,
        pdf=pdf,
        pdf_delen=pdf_delen,
        sha256=sha256,
        na_afsluiting=dicht,
    )
    if dicht:
        _keep(verantwoording, regels)
    record_system(
        handeling=Handeling.VERANTWOORDING_MAKE,
        proces="verantwoording",
        gemeente_code=verantwoording.gemeente.code,
        object=verantwoording,
        jaar=verantwoording.jaar,
        poging=geclaimd.poging,
        sha256=sha256,
        na_afsluiting=dicht,
    )


def _keep(verantwoording: Verantwoording, regels: list[Verantwoordingsregel]) -> None:
    for regel in regels:
        regel.verantwoording = verantwoording
    with rijbereik(Rijbereik(verantwoording.gemeente.pk)):
        Verantwoordingsregel.objects.bulk_create(regels)


def _fail(geclaimd: productie.Claim, reden: str) -> None:
    # When the row was taken over in the meantime, the other worker reports on it.
    try:
        with transaction.atomic():
            geclaimd.write(timezone.now(), status=productie.Status.FAILED, stap="", fout=reden[:500])
            productie.record_failed(Verantwoording.objects.get(pk=geclaimd.verantwoording_id))
    except productie.Overgenomen:
        logger.warning("Verantwoording %s is overgenomen.", geclaimd.verantwoording_id)


class _Voortgang:
    """Called for every page that is laid out; writes at most once a second."""

    def __init__(self, geclaimd: productie.Claim) -> None:
        self.geclaimd = geclaimd
        self.stappen = 0
        self.verwacht = STAPPEN
        self.volgende = time.monotonic()

    def __call__(self) -> None:
        self.stappen += 1
        if time.monotonic() < self.volgende:
            return
        self.volgende = time.monotonic() + SECONDEN_TUSSEN_HARTSLAGEN
        deel = min(self.stappen, self.verwacht)
        voortgang = CIJFERS_KLAAR + (OPMAAK_KLAAR - CIJFERS_KLAAR) * deel // self.verwacht
        self.geclaimd.write(timezone.now(), voortgang=voortgang)
