"""The ceiling of each scheme: what is granted of it, what is expected, and the lot where that decides."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from lib.geld import euro
from organisaties.eenmaal import once
from organisaties.paginas import attempt, jaar_uit
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from rekenregels.regeling.geldstroom import Verdeling
from subsidies.models import Subsidieregeling
from subsidies.regelingen.document import as_regeling
from subsidies.subsidiejaar.actions.loting import draw_loting
from subsidies.subsidiejaar.beleid import Beleid, read_regelingen
from subsidies.subsidiejaar.plafond import Plafondstand, loting_van, lotvolgorde, read_stand


@requires(Recht.BOEKING_VIEW)
@limited(aantal=60, seconden=60)
def plafond(request: IngelogdVerzoek) -> HttpResponse:
    """Per scheme of the year: what is granted of the ceiling, and what is expected at the pace of the declarations."""
    jaar = jaar_uit(request.GET, timezone.localdate().year)
    return render(
        request,
        "subsidies/plafond.html",
        {
            "jaar": jaar,
            "jaren": [jaar - 1, jaar, jaar + 1],
            "rijen": [_rij(regeling, jaar) for regeling in read_regelingen(request.user.gemeente, jaar)],
            "mag_loten": request.user.has_recht(Recht.BESCHIKKING_PREPARE),
        },
    )


def _rij(regeling: Subsidieregeling, jaar: int) -> dict[str, Any]:
    stand = read_stand(regeling, jaar)
    loot = Beleid(as_regeling(regeling), jaar).verdeling is Verdeling.LOTING
    loting = loting_van(regeling, jaar) if loot else None
    return {
        "regeling": regeling,
        "stand": stand,
        "ongedekt": _ongedekt(stand),
        "loot": loot,
        "loting": loting,
        "volgorde": [] if loting is None else lotvolgorde(regeling, loting),
    }


def _ongedekt(stand: Plafondstand) -> str:
    if not stand.ongedekt:
        return ""
    return (
        f"Er is {euro(stand.beschikbaar)} om uit te betalen. Wat is verleend of wordt verwacht, is "
        f"{euro(stand.ongedekt)} meer."
    )


@require_POST
@requires(Recht.BESCHIKKING_PREPARE)
@once
def loting_draw(request: IngelogdVerzoek, regeling_id: int, jaar: int) -> HttpResponse:
    regelingen = Subsidieregeling.objects.for_gebruiker(request.user).adopted().select_related("gemeente")
    attempt(
        request,
        draw_loting,
        "Er is geloot. De volgorde staat bij de regeling.",
        regeling=get_object_or_404(regelingen, pk=regeling_id),
        jaar=jaar,
        door=request.user,
        op=timezone.now(),
    )
    return redirect(f"{reverse('subsidies:plafond')}?jaar={jaar}")
