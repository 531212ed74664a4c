from collections import Counter
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from opvang.actions import set_kern
from opvang.forms import KernForm
from opvang.handelingen import Handeling
from opvang.indeling.lezen import divide_on, groepen_on
from opvang.kwaliteit.locaties import had_ve_in
from opvang.models import Groep, Plaatsing
from opvang.overdracht.locatieprogramma import read_programmas
from opvang.vragen import kernen_van
from opvang.vrijeplaatsen import Bezetting, read_bezetting
from organisaties.inzien import list_details, render_recorded
from organisaties.models import Locatie
from organisaties.paginas import attempt, paginate, zoektekst
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires

PER_PAGINA = 50


@requires(Recht.LOCATIE_VIEW)
@limited(aantal=120, seconden=60)
def locatie_list(request: IngelogdVerzoek) -> HttpResponse:
    dag, zoek = timezone.localdate(), zoektekst(request.GET)
    actief = Q(plaatsingen__startdatum__lte=dag) & (
        Q(plaatsingen__einddatum=None) | Q(plaatsingen__einddatum__gte=dag)
    )
    locaties = (
        Locatie.objects.for_gebruiker(request.user)
        .select_related("houder")
        .annotate(geplaatst=Count("plaatsingen__kind", filter=actief, distinct=True))
        .order_by("naam", "pk")
    )
    if zoek:
        locaties = locaties.filter(
            Q(naam__icontains=zoek) | Q(lrk_nummer__startswith=zoek) | Q(houder__naam__icontains=zoek)
        )
    if request.GET.get("ve") == "ja":
        locaties = locaties.filter(ve_geregistreerd=True)
    pagina = paginate(request, locaties, PER_PAGINA)
    op_pagina = Locatie.objects.filter(pk__in=[locatie.pk for locatie in pagina])
    bezetting = _bezetting(request, op_pagina, dag)
    for locatie in pagina:
        locatie.bezetting = bezetting.get(locatie.pk)  # type: ignore[attr-defined]  # for the template
    context = {
        "pagina": pagina,
        "zoek": zoek,
        "mag_inlezen": request.user.has_recht(Recht.LOCATIE_MANAGE),
        "mag_groepen": request.user.has_recht(Recht.PLAATSING_MANAGE),
        "mag_tellen": _may_count(request),
    }
    return render(request, "opvang/locatie_list.html", context)


@requires(Recht.LOCATIE_VIEW)
def locatie_detail(request: IngelogdVerzoek, locatie_id: int) -> HttpResponse:
    locatie = get_object_or_404(
        Locatie.objects.for_gebruiker(request.user).select_related("houder", "opgevolgd_door__houder"),
        pk=locatie_id,
    )
    dag = timezone.localdate()
    context = {
        "locatie": locatie,
        "dag": dag,
        "mag_tellen": _may_count(request),
        "programmas": read_programmas(locatie, dag),
        "mag_programma": request.user.has_recht(Recht.OVERDRACHT_MAKE),
        "toon_kinderen": request.user.has_recht(Recht.PLAATSING_VIEW),
        "mag_groepen": request.user.has_recht(Recht.PLAATSING_MANAGE),
        "kwaliteit_jaar": _kwaliteit_jaar(request, locatie, dag),
        "groepen": _groepen(request, locatie, dag),
        "bezetting": _bezetting(request, Locatie.objects.filter(pk=locatie.pk), dag).get(locatie.pk),
        "mag_kern": request.user.has_recht(Recht.LOCATIE_MANAGE)
        and bool(locatie.kern or kernen_van(request.user.gemeente)),
    }
    if not context["toon_kinderen"]:
        return render(request, "opvang/locatie_detail.html", context)
    plaatsingen = (
        Plaatsing.objects.for_gebruiker(request.user)
        .filter(locatie=locatie)
        .active_on(dag)
        .select_related("kind")
    )
    pagina = paginate(request, plaatsingen, PER_PAGINA)
    return render_recorded(
        request,
        "opvang/locatie_detail.html",
        context | {"pagina": pagina},
        handeling=Handeling.LOCATIE_VIEW,
        object=locatie,
        **list_details(request, (plaatsing.kind.pseudoniem for plaatsing in pagina)),
    )


def _groepen(request: IngelogdVerzoek, locatie: Locatie, dag: date) -> list[Groep]:
    """With how many children each has today, for who may count them."""
    groepen = list(Groep.objects.for_gebruiker(request.user).filter(locatie=locatie))
    if not _may_count(request):
        return groepen
    aantallen = Counter(divide_on(groepen_on([locatie.pk], dag), dag).values())
    for groep in groepen:
        groep.kinderen = aantallen[groep]  # type: ignore[attr-defined]  # for the template
    return groepen


def _kwaliteit_jaar(request: IngelogdVerzoek, locatie: Locatie, dag: date) -> int | None:
    """The year that is over, where the location has a page about its quality in it."""
    jaar = dag.year - 1
    return jaar if request.user.has_recht(Recht.KWALITEIT_VIEW) and had_ve_in(locatie, jaar) else None


# Who may know of one location how many children it has. In the monitor small groups stay hidden, so here too.
_TELT = (Recht.PLAATSING_VIEW, Recht.TOELEIDING_MANAGE, Recht.CIJFER_PER_KIND_VIEW)


def _bezetting(request: IngelogdVerzoek, locaties: QuerySet[Locatie], dag: date) -> dict[int, Bezetting]:
    return read_bezetting(locaties, dag) if _may_count(request) else {}


def _may_count(request: IngelogdVerzoek) -> bool:
    return any(request.user.has_recht(recht) for recht in _TELT)


@requires(Recht.LOCATIE_MANAGE)
def locatie_kern(request: IngelogdVerzoek, locatie_id: int) -> HttpResponse:
    locatie = get_object_or_404(
        Locatie.objects.for_gebruiker(request.user).select_related("gemeente"), pk=locatie_id
    )
    form = KernForm(request.POST or None, locatie=locatie)
    if form.is_valid():
        gelukt = f"De kern of wijk van {locatie} is opgeslagen."
        attempt(request, set_kern, gelukt, locatie=locatie, kern=form.cleaned_data["kern"], door=request.user)
        return redirect("opvang:locatie_detail", locatie.pk)
    return render(request, "opvang/locatie_kern.html", {"locatie": locatie, "form": form})
