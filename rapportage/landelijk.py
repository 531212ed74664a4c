"""The yearly report of many municipalities made in one round, in the name of who asked for that beforehand."""

import logging

from django.core.exceptions import ValidationError
from django.utils import timezone

from organisaties.landelijk.machtigen import find_gemachtigde
from organisaties.landelijk.soorten import (
    Beurt,
    Keuzesoort,
    Landelijkwerk,
    Machtigingsoort,
    Uitkomst,
    klaar,
    mislukt,
    overgeslagen,
)
from organisaties.rechten import Recht
from rapportage.actions import add_verantwoording
from rapportage.models import Verantwoording
from rapportage.tasks import make_verantwoording

logger = logging.getLogger(__name__)
Status = Verantwoording.Status

VERANTWOORDEN = Machtigingsoort(
    "verantwoording",
    "De verantwoording van een jaar laten maken",
    "De verantwoording wordt in uw naam gemaakt, zoals met de knop. U leest haar zelf na en verstuurt haar zelf.",
    Recht.VERANTWOORDING_MAKE,
)


def report_gemeente(beurt: Beurt) -> Uitkomst:
    """One report a round. It reports on itself: the municipality sees progress and reason on its own page."""
    jaar = int(beurt.keuze)
    van_ronde = Verantwoording.objects.filter(
        gemeente=beurt.gemeente, jaar=jaar, aangevraagd_op__gte=beurt.gevraagd_op
    ).exclude(status=Status.FAILED)
    verantwoording = van_ronde.without_file().first()
    if verantwoording is None:
        door = find_gemachtigde(beurt.gemeente, VERANTWOORDEN, timezone.localdate(beurt.op))
        if door is None:
            return overgeslagen("Geen machtiging van de gemeente. Zij maakt de verantwoording zelf.")
        try:
            verantwoording = add_verantwoording(jaar=jaar, door=door, moment=beurt.op)
        except ValidationError as fout:
            return overgeslagen(" ".join(fout.messages))
    try:
        make_verantwoording(verantwoording.pk)
    except Exception:
        logger.exception("De verantwoording van gemeente %s is niet gemaakt.", beurt.gemeente.code)
    return _tell(Verantwoording.objects.without_file().get(pk=verantwoording.pk))


def _tell(verantwoording: Verantwoording) -> Uitkomst:
    if verantwoording.status == Status.DONE:
        return klaar(f"De verantwoording over {verantwoording.jaar} is gemaakt, als concept.")
    if verantwoording.status == Status.FAILED:
        return mislukt("Niet gemaakt. De gemeente ziet de reden op haar pagina Verantwoording.")
    return klaar("Iemand van de gemeente laat de verantwoording net maken.")


VERANTWOORDING = Landelijkwerk(
    "verantwoording",
    "De verantwoording van een jaar maken",
    "In naam van wie in de gemeente daarvoor een machtiging gaf. Zonder machtiging wordt er niets gemaakt.",
    report_gemeente,
    Keuzesoort.JAAR,
    (VERANTWOORDEN,),
)
