"""How the installation stands, measured by a worker each minute: what waits, what failed, and how much room is left.

Counts and moments of all municipalities together, in the scope of each in turn; nothing of people.
"""

import shutil
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from celery import current_app
from django.conf import settings
from django.db.models import Min
from kombu.exceptions import OperationalError

from brieven.models import Ontvangst
from organisaties.models import Gemeente
from organisaties.opdracht import Opdracht, Rij
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from organisaties.terzijde import TERZIJDE

# Under this a report or an upload may not fit any more.
WEINIG_BYTES = 200_000_000


def measure(nu: datetime) -> dict[str, Any]:
    aantallen: Counter[str] = Counter()
    oudste: dict[str, list[datetime]] = {rij: [] for rij in Rij.values}
    for gemeente_id in (None, *Gemeente.objects.values_list("pk", flat=True)):
        with rijbereik(Rijbereik(gemeente_id)):
            opdrachten = Opdracht.objects.filter(gemeente=gemeente_id)
            aantallen["opdrachten_wacht"] += opdrachten.waiting().count()
            aantallen["opdrachten_terzijde"] += opdrachten.set_aside().count()
            per_rij = opdrachten.waiting().order_by().values_list("rij").annotate(eerste=Min("gevraagd_op"))
            for rij, eerste in per_rij:
                oudste[rij].append(eerste)
            if gemeente_id is not None:
                mails = Ontvangst.objects.filter(bericht__gemeente=gemeente_id)
                aantallen["mails_mislukt"] += mails.failed().count()
                aantallen["mails_na_een_dag"] += mails.alarming(nu).count()
    return {
        **aantallen,
        "oudste_opdracht_seconden": _since(oudste[Rij.MENSEN], nu),
        "oudste_nachtwerk_seconden": _since(oudste[Rij.NACHT], nu),
        "schijf_vrij_bytes": free_bytes(),
        "ijkpunt_seconden": _since_ijkpunt(nu),
    }


def _since(momenten: list[datetime], nu: datetime) -> float:
    return (nu - min(momenten)).total_seconds() if momenten else 0


def free_bytes() -> int:
    """Where reports and uploads are made; what is kept stands in the database."""
    return shutil.disk_usage(tempfile.gettempdir()).free


def _since_ijkpunt(nu: datetime) -> float | None:
    """Since the last checkpoint of the log; None where there is no such file."""
    pad = Path(settings.IJKPUNTEN)
    return nu.timestamp() - pad.stat().st_mtime if pad.exists() else None


def read_wachtrij() -> dict[str, int] | None:
    """The messages in the queue and those that could not be read; None when it is not to be reached."""
    try:
        with current_app.connection_for_read(transport_options=settings.WACHTRIJ_TIJDSLIMIET) as verbinding:
            kanaal: Any = verbinding.default_channel
            return {
                "berichten": sum(kanaal.client.llen(rij) for rij in Rij.values),
                "terzijde": kanaal.client.llen(TERZIJDE),
            }
    except (OperationalError, OSError):
        return None
