"""The start page: what must I do now? Each role gets its own tasks, out of the rooms it works with.

Who answers for the year as a whole sees how it stands as well.
"""

import logging
from collections.abc import Callable
from datetime import date
from typing import ParamSpec, TypeVar

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from organisaties.inrichting import make_lijst
from organisaties.models import Gemeente
from organisaties.rechten import Recht
from organisaties.samenvoeging import describe_samenvoeging
from organisaties.taken import Taak, taakgevers
from organisaties.toegang import IngelogdVerzoek, requires
from rapportage.jaren import find_jaren
from rapportage.monitor.jaar import Jaarstand, read_jaarstand

P = ParamSpec("P")
T = TypeVar("T")
logger = logging.getLogger(__name__)


@requires(Recht.HOME_VIEW)
def home(request: IngelogdVerzoek) -> HttpResponse:
    dag = timezone.localdate()
    delen = [_try(taakgever, request.user, dag) for taakgever in taakgevers()]
    taken: list[Taak] = [taak for deel in delen for taak in deel or [] if taak.aantal]
    kan_monitor = request.user.has_recht(Recht.MONITOR_VIEW)
    volledig = request.user.has_recht(Recht.CIJFER_PER_KIND_VIEW)
    stand = _try(_stand, request.user.gemeente, dag, volledig) if kan_monitor else None
    eigen = request.user.toekenning.gemeente
    samenvoegingen = describe_samenvoeging(eigen) if eigen else []
    richt_in = eigen is not None and request.user.has_recht(Recht.WERKWIJZE_MANAGE)
    inrichting = _try(make_lijst, request.user, dag) if richt_in else None
    kapot = None in delen or (kan_monitor and stand is None) or (richt_in and inrichting is None)
    context = {
        "taken": taken,
        "dag": dag,
        "stand": stand,
        "kapot": kapot,
        "samenvoegingen": samenvoegingen,
        "inrichting": inrichting,
    }
    return render(request, "home.html", context)


def _stand(gemeente: Gemeente, dag: date, volledig: bool) -> Jaarstand:
    """This year, or the last before it with figures; a budget for a year to come is not how it stands."""
    jaren = find_jaren(gemeente, dag)
    jaar = next((jaar for jaar in jaren if jaar <= dag.year), jaren[-1])
    return read_jaarstand(gemeente, jaar, dag, volledig=volledig)


def _try(maak: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """A part of the page; None when it breaks. The way in may not break on what one row of one room holds."""
    try:
        with transaction.atomic():
            return maak(*args, **kwargs)
    except Exception:
        logger.exception("Een deel van de startpagina kan niet worden gemaakt")
        return None
