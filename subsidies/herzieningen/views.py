"""Approved tijdvakken that today's facts no longer give: why, how much, and what is done about it."""

from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisaties.eenmaal import once
from organisaties.formulieren import RedenForm
from organisaties.inzien import list_details, render_recorded
from organisaties.paginas import attempt, paginate, years_of
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires
from subsidies.herzieningen.actions import ask_correctie
from subsidies.herzieningen.handelingen import Handeling
from subsidies.herzieningen.luisteren import count_checks
from subsidies.models import Herziening, HerzieningQuerySet, Locatieherziening

VRAAG = {
    "label": "Uw vraag aan de houder",
    "hulp": "De houder leest deze vraag en maakt een correctie. Noem geen namen van kinderen.",
}


@requires(Recht.BEREKENING_VIEW)
def herziening_list(request: IngelogdVerzoek) -> HttpResponse:
    herzieningen = _own(request).with_stand()
    return render(
        request,
        "subsidies/herziening_list.html",
        {
            "pagina": paginate(request, herzieningen),
            "jaren": years_of(herzieningen, "berekening__declaratie__jaar"),
            "verschil": herzieningen.aggregate(som=Sum("verschil"))["som"] or 0,
            "herzieningen_per_locatie": Locatieherziening.objects.for_gebruiker(request.user).select_related(
                "locatieberekening__houder"
            ),
            "nog_na_te_kijken": 0 if request.user.is_houder else count_checks(request.user.gemeente),
            "mag_berekenen": request.user.has_recht(Recht.BEREKENING_MAKE),
        },
    )


@requires(Recht.BEREKENING_VIEW)
def herziening_detail(request: IngelogdVerzoek, herziening_id: int) -> HttpResponse:
    return _render(request, _get(request, herziening_id), RedenForm(**VRAAG))


@require_POST
@requires(Recht.BEREKENING_MAKE)
@once
def herziening_ask(request: IngelogdVerzoek, herziening_id: int) -> HttpResponse:
    herziening = _get(request, herziening_id)
    form = RedenForm(request.POST, **VRAAG)
    if not form.is_valid():
        return _render(request, herziening, form, status=422)
    attempt(
        request,
        ask_correctie,
        "De vraag staat bij de taken van de houder.",
        herziening=herziening,
        vraag=form.cleaned_data["reden"],
        door=request.user,
        op=timezone.now(),
    )
    return redirect("subsidies:herziening_detail", herziening_id)


def _own(request: IngelogdVerzoek) -> HerzieningQuerySet:
    eigen: HerzieningQuerySet = Herziening.objects.for_gebruiker(request.user).select_related(
        "berekening__declaratie__houder", "berekening__declaratie__gemeente", "correctie_gevraagd_door"
    )
    return eigen


def _get(request: IngelogdVerzoek, pk: int) -> Herziening:
    return get_object_or_404(_own(request).with_stand(), pk=pk)


def _render(
    request: IngelogdVerzoek, herziening: Herziening, form: RedenForm, status: int = 200
) -> HttpResponse:
    met_naam = request.user.has_recht(Recht.KINDNAAM_VIEW)
    pagina = paginate(request, herziening.regels.select_related("kind"))
    declaratie = herziening.berekening.declaratie
    wachtend = declaratie.berekeningen.filter(status="berekend").first()
    return render_recorded(
        request,
        "subsidies/herziening_detail.html",
        {
            "herziening": herziening,
            "declaratie": declaratie,
            "wachtend": None if request.user.is_houder else wachtend,
            "pagina": pagina,
            "met_naam": met_naam,
            "mag_berekenen": request.user.has_recht(Recht.BEREKENING_MAKE)
            and declaratie.status == "geaccepteerd",
            "form": form,
        },
        status=status,
        handeling=Handeling.HERZIENING_VIEW,
        object=herziening,
        met_naam=met_naam,
        **list_details(request, [regel.kind.pseudoniem for regel in pagina]),
    )
