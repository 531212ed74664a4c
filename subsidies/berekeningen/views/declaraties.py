"""The municipality reviews what providers declared: send back with a reason, or accept."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from opvang.actions.declaratie import accept_declaratie, return_declaratie
from opvang.handelingen import Handeling as OpvangHandeling
from opvang.models import Declaratieregel, Urendeclaratie
from opvang.signalen import Declaratiesignaal, Ernst
from organisaties.eenmaal import once
from organisaties.formulieren import RedenForm
from organisaties.inzien import list_details, render_recorded
from organisaties.paginas import attempt, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from subsidies.berekeningen.actions import GELDIG, calculate_declaratie
from subsidies.berekeningen.bewaard import read_signaleringen
from subsidies.berekeningen.signalen import Beoordeling, judge
from subsidies.berekeningen.spoor import draw_spoor
from subsidies.berekeningen.views.kwartaal import choose_kwartaal, te_berekenen
from subsidies.models import Berekening, Signalering


@dataclass(frozen=True)
class Lijstregel:
    declaratie: Urendeclaratie
    signalering: Signalering | None  # None when nobody needs to know any more

    @property
    def ernst(self) -> str:
        if self.signalering is None or not self.signalering.aantal:
            return ""
        return str(Ernst.FOUT if self.signalering.fouten else Ernst.LET_OP)


@dataclass(frozen=True)
class Regel:
    """A declared line with what is wrong with it and what it would cost."""

    regel: Declaratieregel
    signalen: list[Declaratiesignaal]
    subsidie: int | None

    @property
    def ernst(self) -> str:
        ernst = {signaal.ernst for signaal in self.signalen}
        return next((str(e) for e in (Ernst.FOUT, Ernst.LET_OP) if e in ernst), "")


@requires(Recht.DECLARATIE_VIEW)
@limited(aantal=60, seconden=60)
def declaratie_list(request: IngelogdVerzoek) -> HttpResponse:
    if request.user.is_houder:
        return redirect("opvang:declaratie_list")
    keuze = choose_kwartaal(request, Urendeclaratie.objects.for_gebruiker(request.user), timezone.localdate())
    declaraties = _declaraties(request).filter(jaar=keuze.jaar, kwartaal=keuze.kwartaal)
    pagina = paginate(request, declaraties)
    return render(
        request,
        "subsidies/declaratie_list.html",
        {
            "pagina": pagina,
            "rijen": _lijst(list(pagina)),
            "keuze": keuze,
            **te_berekenen(request.user, keuze),
        },
    )


@requires(Recht.DECLARATIE_VIEW)
def declaratie_detail(request: IngelogdVerzoek, declaratie_id: int) -> HttpResponse:
    if request.user.is_houder:
        return redirect("opvang:declaratie_list")
    declaratie = _get(request, declaratie_id)
    return _render(request, declaratie, RedenForm(hulp="De houder leest deze reden."))


@require_POST
@requires(Recht.DECLARATIE_REVIEW)
def declaratie_accept(request: IngelogdVerzoek, declaratie_id: int) -> HttpResponse:
    declaratie = _get(request, declaratie_id)
    gelukt = "De declaratie is geaccepteerd. U kunt de subsidie laten berekenen."
    attempt(request, accept_declaratie, gelukt, declaratie=declaratie, door=request.user, op=timezone.now())
    return redirect("subsidies:declaratie_detail", declaratie_id)


@require_POST
@requires(Recht.DECLARATIE_REVIEW)
def declaratie_return(request: IngelogdVerzoek, declaratie_id: int) -> HttpResponse:
    declaratie = _get(request, declaratie_id)
    form = RedenForm(request.POST, hulp="De houder leest deze reden.")
    if not form.is_valid():
        return _render(request, declaratie, form, status=422)
    gelukt = "De declaratie is teruggestuurd. De houder leest uw reden en maakt een correctie."
    attempt(
        request,
        return_declaratie,
        gelukt,
        declaratie=declaratie,
        reden=form.cleaned_data["reden"],
        door=request.user,
        op=timezone.now(),
    )
    return redirect("subsidies:declaratie_detail", declaratie_id)


@require_POST
@requires(Recht.BEREKENING_MAKE)
@limited(aantal=30, seconden=60)
@once
def declaratie_calculate(request: IngelogdVerzoek, declaratie_id: int) -> HttpResponse:
    declaratie = _get(request, declaratie_id)
    if attempt(
        request, calculate_declaratie, _what_came, declaratie=declaratie, door=request.user, op=timezone.now()
    ):
        geldig = Berekening.objects.filter(declaratie=declaratie, status__in=GELDIG)
        return redirect("subsidies:berekening_detail", geldig.latest("pk").pk)
    return redirect("subsidies:declaratie_detail", declaratie_id)


def _what_came(berekening: Berekening) -> str:
    if berekening.is_waiting:
        return "De subsidie is berekend. De budgethouder kan de berekening goedkeuren."
    return "Er verandert niets: vandaag komt hetzelfde uit als is goedgekeurd."


def _lijst(declaraties: list[Urendeclaratie]) -> list[Lijstregel]:
    wachten = [d for d in declaraties if d.status == Urendeclaratie.Status.SUBMITTED]
    signaleringen = read_signaleringen(wachten)
    return [Lijstregel(declaratie, signaleringen.get(declaratie.pk)) for declaratie in declaraties]


def _declaraties(request: IngelogdVerzoek) -> QuerySet[Urendeclaratie]:
    return (
        Urendeclaratie.objects.for_gebruiker(request.user)
        .select_related("houder", "gemeente")
        .annotate(aantal_regels=Count("regels"), uren=Sum("regels__uren_honderdsten"))
        .order_by("houder__naam", "-volgnummer")
    )


def _get(request: IngelogdVerzoek, pk: int) -> Urendeclaratie:
    eigen = Urendeclaratie.objects.for_gebruiker(request.user).select_related(
        "houder", "gemeente", "ingediend_door", "beoordeeld_door"
    )
    return get_object_or_404(eigen, pk=pk)


def _render(
    request: IngelogdVerzoek, declaratie: Urendeclaratie, form: RedenForm, status: int = 200
) -> HttpResponse:
    met_naam = request.user.has_recht(Recht.KINDNAAM_VIEW)
    beoordeling = judge(declaratie)
    alleen_signalen = request.GET.get("toon") == "signalen"
    regels = _regels(declaratie, beoordeling, alleen_signalen)
    berekening = declaratie.berekeningen.exclude(status=Berekening.Status.REPLACED).first()
    pagina = paginate(request, regels)
    return render_recorded(
        request,
        "subsidies/declaratie_detail.html",
        {
            "declaratie": declaratie,
            "beoordeling": beoordeling,
            "pagina": pagina,
            "alleen_signalen": alleen_signalen,
            "totaal_uren": declaratie.regels.aggregate(som=Sum("uren_honderdsten"))["som"],
            "berekening": berekening,
            "spoor": draw_spoor(declaratie, berekening),
            "met_naam": met_naam,
            "met_dagen": any(rij.regel.dagen is not None for rij in regels),
            "mag_beoordelen": request.user.has_recht(Recht.DECLARATIE_REVIEW),
            "mag_berekenen": request.user.has_recht(Recht.BEREKENING_MAKE),
            "form": form,
        },
        status=status,
        handeling=OpvangHandeling.DECLARATIE_VIEW,
        object=declaratie,
        met_naam=met_naam,
        **list_details(request, (rij.regel.plaatsing.kind.pseudoniem for rij in pagina)),
    )


def _regels(declaratie: Urendeclaratie, beoordeling: Beoordeling, alleen_signalen: bool) -> list[Regel]:
    regels = [
        Regel(regel, beoordeling.per_regel[regel.pk], beoordeling.subsidie.get(regel.pk))
        for regel in declaratie.regels.select_related("plaatsing__kind", "plaatsing__locatie")
    ]
    return [regel for regel in regels if regel.signalen] if alleen_signalen else regels
