"""The screen of work that went wrong outside a request: see it, and start it again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from organisaties import actions
from organisaties.opdracht import Opdracht
from organisaties.rechten import Recht
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from organisaties.toegang import IngelogdVerzoek, limited, requires
from organisaties.wachtrij import titel_van

HOOGSTENS = 200


@requires(Recht.WACHTRIJ_MANAGE)
def opdracht_list(request: IngelogdVerzoek) -> HttpResponse:
    with rijbereik(Rijbereik(request.user.gemeente.pk)):
        open_werk = Opdracht.objects.for_gebruiker(request.user).exclude(status=Opdracht.Status.DONE)
        regels = [(opdracht, titel_van(opdracht)) for opdracht in open_werk[:HOOGSTENS]]
    terzijde = [regel for regel in regels if regel[0].status == Opdracht.Status.SET_ASIDE]
    wacht = [regel for regel in regels if regel[0].status == Opdracht.Status.WAITING]
    context = {"terzijde": terzijde, "wacht": wacht}
    return render(request, "organisaties/opdracht_list.html", context)


@require_POST
@requires(Recht.WACHTRIJ_MANAGE)
@limited(aantal=30, seconden=60)
def opdracht_retry(request: IngelogdVerzoek, werk_id: int) -> HttpResponse:
    try:
        actions.retry_opdracht(opdracht_id=werk_id, door=request.user)
    except Opdracht.DoesNotExist as fout:
        raise Http404 from fout
    messages.success(request, "Het werk begint opnieuw. Ververs deze pagina over een minuut.")
    return redirect("organisaties:opdracht_list")
