"""What children learnt, for the municipality: in counts, and never of one child or a small group."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lib.kleine_groepen import TOELICHTING
from organisaties.audit import record
from organisaties.paginas import as_file, jaar_uit
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from rapportage.handelingen import Handeling
from rapportage.resultaten.bestand import write_resultaten
from rapportage.resultaten.lezen import find_jaren, of_tellingen, read_halfjaren, read_tellingen
from rapportage.resultaten.tabel import read_verloop


@requires(Recht.MONITOR_VIEW)
@limited(aantal=60, seconden=60)
def resultaten(request: IngelogdVerzoek) -> HttpResponse:
    dag, gemeente = timezone.localdate(), request.user.gemeente
    tellingen = read_tellingen(gemeente)
    jaren = find_jaren(tellingen, dag)
    jaar = jaar_uit(request.GET, jaren[0])
    stand = of_tellingen(tellingen, jaar)
    halfjaren = read_halfjaren(gemeente, jaar, dag)
    verloop = read_verloop(of_tellingen(tellingen, jaar) for jaar in jaren)
    context = {
        "stand": stand,
        "jaren": jaren,
        "halfjaren": halfjaren,
        "verloop": verloop if len(jaren) > 1 else (),
        "toelichting": TOELICHTING
        if stand.met_verborgen or any(halfjaar.met_verborgen for halfjaar in halfjaren)
        else "",
        "mag_schalen": request.user.has_recht(Recht.VOLGSYSTEEM_MANAGE),
    }
    return render(request, "rapportage/resultaten.html", context)


@require_GET
@requires(Recht.MONITOR_VIEW)
@limited(aantal=20, seconden=60)
def resultaten_csv(request: IngelogdVerzoek, resultaat: str) -> HttpResponse:
    """A list of the year as a file; the same for everybody."""
    tellingen = read_tellingen(request.user.gemeente)
    jaar = jaar_uit(request.GET, find_jaren(tellingen, timezone.localdate())[0])
    inhoud = write_resultaten(of_tellingen(tellingen, jaar), resultaat)
    record(
        handeling=Handeling.RESULTATEN_EXPORT,
        door=request.user,
        object=request.user.gemeente,
        jaar=jaar,
        resultaat=resultaat,
    )
    return as_file(inhoud, f"resultaten-{jaar}-{resultaat}.csv")
