"""The lists about subsidy of a year as files."""

from collections.abc import Callable
from typing import Any

from django.http.response import HttpResponseBase

from organisaties.audit import record
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from organisaties.uitvoer import send_tabel
from subsidies.subsidiejaar import lijsten
from subsidies.subsidiejaar.handelingen import Handeling
from subsidies.subsidiejaar.lijsten import Lijst


def _export(lijst: Lijst, recht: Recht) -> Callable[..., Any]:
    """The page that sends this list, under a name of its own: each has its own limit."""

    def lijst_export(request: IngelogdVerzoek, jaar: int, bestandsvorm: str) -> HttpResponseBase:
        antwoord = send_tabel(
            request,
            f"{lijst.naam}-{jaar}",
            bestandsvorm,
            lijst.kop,
            lambda: lijst.rijen(request.user, jaar),
        )
        record(
            handeling=Handeling.SUBSIDIELIJST_EXPORT,
            door=request.user,
            object=request.user.gemeente,
            lijst=lijst.naam,
            vorm=bestandsvorm,
            jaar=jaar,
        )
        return antwoord

    lijst_export.__name__ = lijst_export.__qualname__ = f"{lijst.naam.replace('-', '_')}_export"
    return requires(recht)(limited(aantal=10, seconden=60)(lijst_export))


declaraties_export = _export(lijsten.DECLARATIES, Recht.DECLARATIE_VIEW)
berekeningen_export = _export(lijsten.BEREKENINGEN, Recht.BEREKENING_VIEW)
herzieningen_export = _export(lijsten.HERZIENINGEN, Recht.BEREKENING_VIEW)
locatiegeld_export = _export(lijsten.LOCATIEGELD, Recht.BEREKENING_VIEW)
dossiers_export = _export(lijsten.DOSSIERS, Recht.SUBSIDIEJAAR_VIEW)
besluiten_export = _export(lijsten.BESLUITEN, Recht.SUBSIDIEJAAR_VIEW)
verplichtingen_export = _export(lijsten.VERPLICHTINGEN, Recht.BETALING_VIEW)
betalingen_export = _export(lijsten.BETALINGEN, Recht.BETALING_VIEW)
runs_export = _export(lijsten.RUNS, Recht.BETAALRUN_VIEW)
