"""The screens of rounds for the operator, and of what a municipality lets be done in its name."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisaties.eenmaal import once
from organisaties.landelijk import machtigen, rondes
from organisaties.landelijk.forms import RondeForm
from organisaties.landelijk.soorten import Machtigingsoort, all_werk, find_werk, machtigingsoorten, naam_van
from organisaties.paginas import attempt, paginate
from organisaties.rechten import Recht
from organisaties.ronde import Machtiging, Ronde, Rondedeel
from organisaties.toegang import IngelogdVerzoek, limited, requires


@requires(Recht.LANDELIJK_MANAGE)
def ronde_list(request: IngelogdVerzoek) -> HttpResponse:
    alle = Ronde.objects.with_stand().select_related("gevraagd_door")
    pagina = paginate(request, alle)
    regels = [(ronde, naam_van(ronde.soort)) for ronde in pagina]
    return render(request, "organisaties/ronde_list.html", {"pagina": pagina, "regels": regels})


@requires(Recht.LANDELIJK_MANAGE)
@limited(aantal=60, seconden=60)
@once
def ronde_start(request: IngelogdVerzoek) -> HttpResponse:
    form = RondeForm(request.POST or None)
    if form.is_valid():
        try:
            ronde, nieuw = rondes.start_ronde(**form.cleaned_data, door=request.user, op=timezone.now())
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(
                request,
                "De ronde is gestart." if nieuw else "Dit werk loopt al. U ziet hieronder hoe ver het is.",
            )
            return redirect("organisaties:ronde_detail", ronde.pk)
    werk = [een for een in all_werk() if not een.alleen_nacht]
    return render(request, "organisaties/ronde_start.html", {"form": form, "werk": werk})


@requires(Recht.LANDELIJK_MANAGE)
def ronde_detail(request: IngelogdVerzoek, ronde_id: int) -> HttpResponse:
    """How far it is, and the municipalities of one state: of choice, else of those that ask for something."""
    ronde = get_object_or_404(Ronde.objects.with_stand().select_related("gevraagd_door"), pk=ronde_id)
    status = request.GET.get("status", "")
    delen = ronde.delen.select_related("gemeente").order_by("gemeente__naam")
    if status in Rondedeel.Status.values:
        delen = delen.filter(status=status)
    werk = find_werk(ronde.soort)
    context = _stand(ronde) | {
        "pagina": paginate(request, delen),
        "status": status,
        "statussen": Rondedeel.Status.choices,
        "uitleg": werk.uitleg if werk else "",
    }
    return render(request, "organisaties/ronde_detail.html", context)


@requires(Recht.LANDELIJK_MANAGE)
def ronde_progress(request: IngelogdVerzoek, ronde_id: int) -> HttpResponse:
    """The bar alone. Once the round has ended, it tells the page to show what came of it."""
    ronde = get_object_or_404(Ronde.objects.with_stand(), pk=ronde_id)
    antwoord = render(request, "organisaties/_ronde_stand.html", _stand(ronde))
    if not ronde.is_onderweg:
        antwoord["HX-Refresh"] = "true"
    return antwoord


def _stand(ronde: Any) -> dict[str, Any]:
    procent = 100 * ronde.gedaan // ronde.totaal if ronde.totaal else 100
    return {"ronde": ronde, "naam": naam_van(ronde.soort), "procent": procent}


@require_POST
@requires(Recht.LANDELIJK_MANAGE)
def ronde_stop(request: IngelogdVerzoek, ronde_id: int) -> HttpResponse:
    ronde = get_object_or_404(Ronde, pk=ronde_id)
    zin = "De ronde is gestopt. Wat bezig was, maakt zijn beurt af."
    attempt(request, rondes.stop_ronde, zin, ronde=ronde, op=timezone.now(), door=request.user)
    return redirect("organisaties:ronde_detail", ronde_id)


@require_POST
@requires(Recht.LANDELIJK_MANAGE)
@limited(aantal=30, seconden=60)
def ronde_resume(request: IngelogdVerzoek, ronde_id: int) -> HttpResponse:
    ronde = get_object_or_404(Ronde, pk=ronde_id)
    attempt(request, rondes.resume_ronde, "De ronde gaat verder.", ronde=ronde, door=request.user)
    return redirect("organisaties:ronde_detail", ronde_id)


@require_POST
@requires(Recht.LANDELIJK_MANAGE)
@limited(aantal=30, seconden=60)
def ronde_retry(request: IngelogdVerzoek, ronde_id: int) -> HttpResponse:
    ronde = get_object_or_404(Ronde, pk=ronde_id)
    attempt(request, rondes.retry_ronde, "Wat mislukte, begint opnieuw.", ronde=ronde, door=request.user)
    return redirect("organisaties:ronde_detail", ronde_id)


@requires(Recht.MACHTIGING_GIVE)
def machtiging_list(request: IngelogdVerzoek) -> HttpResponse:
    """What can be given, for whom this role may; beside it what a colleague gave."""
    dag = timezone.localdate()
    gegeven = Machtiging.objects.for_gebruiker(request.user).in_force().select_related("gegeven_door")
    per_soort = {machtiging.soort: machtiging for machtiging in gegeven}
    regels = []
    for soort in machtigingsoorten().values():
        machtiging = per_soort.get(soort.code)
        telt = machtiging is not None and machtigen.counts_on(machtiging, soort, dag)
        regels.append((soort, machtiging, telt, request.user.has_recht(soort.recht)))
    return render(request, "organisaties/machtiging_list.html", {"regels": regels})


@require_POST
@requires(Recht.MACHTIGING_GIVE)
@once
def machtiging_give(request: IngelogdVerzoek, machtiging: str) -> HttpResponse:
    attempt(
        request,
        machtigen.give_machtiging,
        "De machtiging is gegeven. U kunt haar elk moment intrekken.",
        soort=_soort(machtiging),
        door=request.user,
        op=timezone.now(),
    )
    return redirect("organisaties:machtiging_list")


@require_POST
@requires(Recht.MACHTIGING_GIVE)
@once
def machtiging_withdraw(request: IngelogdVerzoek, machtiging: str) -> HttpResponse:
    attempt(
        request,
        machtigen.withdraw_machtiging,
        "De machtiging is ingetrokken.",
        soort=_soort(machtiging),
        door=request.user,
        op=timezone.now(),
    )
    return redirect("organisaties:machtiging_list")


def _soort(code: str) -> Machtigingsoort:
    gevonden = machtigingsoorten().get(code)
    if gevonden is None:
        raise Http404
    return gevonden
