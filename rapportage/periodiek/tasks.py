"""Background work of the reports of quarters and years. A job makes one report, once, and may be run twice."""

import hashlib
import logging
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from brieven.actions import place_bericht
from brieven.models import Ontvangers
from lib.pdf import PdfNietBeschikbaar
from organisaties.audit import record_system
from organisaties.hoofdstukken import Document
from organisaties.rechten import Rol
from organisaties.wachtrij import opdracht
from rapportage.cijfers import prepare_rapport
from rapportage.handelingen import Handeling
from rapportage.periodiek.berichten import BERICHT_VERSLAG
from rapportage.periodiek.kwartaalrapport import prepare_kwartaalrapport
from rapportage.periodiek.models import Periodiekverslag
from rapportage.periodiek.verslag import make_kwartaalverslag
from rapportage.rapport import SluitNietAan
from rapportage.sisa import GeenFormulier
from rapportage.verslag import make_verslag

logger = logging.getLogger(__name__)
LEZERS = frozenset({Rol.BELEIDSMEDEWERKER, Rol.BUDGETHOUDER})


@opdracht("Een kwartaalrapport of evaluatie maken", verslag_id=Periodiekverslag)
def make_periodiekverslag(verslag_id: int) -> None:
    """The figures carry the day on which it was asked for, so that another attempt gives the same file."""
    verslag = Periodiekverslag.objects.select_related("gemeente").get(pk=verslag_id)
    if verslag.klaar_op is not None:
        return
    try:
        cijfers, pdf = _make(verslag)
    except (SluitNietAan, GeenFormulier, PdfNietBeschikbaar) as fout:
        Periodiekverslag.objects.unmade().filter(pk=verslag_id).update(fout=str(fout)[:500])
        logger.warning("%s van %s is niet gemaakt: %s", verslag, verslag.gemeente, fout)
        return
    _store(verslag, cijfers, pdf)


def _make(verslag: Periodiekverslag) -> tuple[dict[str, Any], bytes]:
    dag = timezone.localdate(verslag.aangevraagd_op)
    if verslag.kwartaal is not None:
        rapport = prepare_kwartaalrapport(verslag.gemeente, verslag.jaar, verslag.kwartaal, dag)
        return rapport.as_json(), make_kwartaalverslag(rapport)[1]
    evaluatie = prepare_rapport(verslag.gemeente, verslag.jaar, dag, Document.EVALUATIE)
    return evaluatie.as_json(), make_verslag(evaluatie, volledig=False)[1]


@transaction.atomic
def _store(verslag: Periodiekverslag, cijfers: dict[str, Any], pdf: bytes) -> None:
    """Of two that made it at once only the first is kept and told."""
    sha256, moment = hashlib.sha256(pdf).hexdigest(), timezone.now()
    # The lines per child are in no edition of it, so they are not kept either.
    cijfers.pop("kinderen", None)
    gemaakt = (
        Periodiekverslag.objects.unmade()
        .filter(pk=verslag.pk)
        .update(cijfers=cijfers, pdf=pdf, sha256=sha256, klaar_op=moment, fout="")
    )
    if not gemaakt:
        return
    record_system(
        handeling=Handeling.PERIODIEKVERSLAG_MAKE,
        proces="verslagen",
        gemeente_code=verslag.gemeente.code,
        object=verslag,
        jaar=verslag.jaar,
        sha256=sha256,
    )
    if verslag.aangevraagd_door_id is None:
        place_bericht(
            soort=BERICHT_VERSLAG,
            gemeente=verslag.gemeente,
            aan=Ontvangers(LEZERS),
            url=reverse("rapportage:periodiek_detail", args=[verslag.pk]),
            object=verslag,
            op=timezone.localdate(moment),
        )
