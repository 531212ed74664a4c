"""The municipality reviews what providers declared: send back with a reason, or accept."""

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, QuerySet, Sum
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from opvang.actions import accept_declaratie, return_declaratie
from opvang.handelingen import Handeling as OpvangHandeling
from opvang.models import Declaratieregel, Regelbericht, Urendeclaratie, is_tijdvak
from opvang.overzicht import Maandcel, months_of_regel
from opvang.signalen import Declaratiesignaal, Ernst
from organisaties.eenmaal import once
from organisaties.formulieren import RedenForm
from organisaties.inzien import list_details, render_recorded
from organisaties.paginas import attempt, paginate, paginate_keys
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from subsidies.berekeningen.actions import GELDIG, calculate_declaratie, return_accepted
from subsidies.berekeningen.bewaard import read_signaleringen
from subsidies.berekeningen.forms import RegelredenenForm
from subsidies.berekeningen.signalen import Beoordeling, judge_tijdvak
from subsidies.berekeningen.spoor import draw_spoor
from subsidies.berekeningen.views.tijdvak import choose_tijdvak, te_berekenen
from subsidies.berekeningen.voorganger import Voorganger, read_voorganger
from subsidies.berekeningen.werklijst import beside
from subsidies.models import Berekening, Signalering

HULP_REDEN = "De houder leest deze reden."


@dataclass(frozen=True)
class Lijstregel:
    declaratie: Urendeclaratie
    signalering: Signalering | None  # None when nobody needs to know any more

    @property
    def ernst(self) -> str:
        if self.signalering is None or not self.signalering.aantal:
            return ""
        return str(Ernst.FOUT if self.signalering.fouten else Ernst.LET_OP)


@dataclass
class Regel:
    """A declared line with what is wrong with it and what it would cost."""

    regel: Declaratieregel
    signalen: list[Declaratiesignaal]
    subsidie: int | None
    berichten: list[Regelbericht]
    eerst: int | None = None  # hours in the declaration that this one corrects
    gewijzigd: bool = False
    maanden: list[Maandcel] = field(default_factory=list)
    afwezig_eerst: int | None = None
    veld: BoundField | None = None

    @property
    def ernst(self) -> str:
        ernst = {signaal.ernst for signaal in self.signalen}
        return next((str(e) for e in (Ernst.FOUT, Ernst.LET_OP) if e in ernst), "")


@requires(Recht.DECLARATIE_VIEW)
@limited(aantal=60, seconden=60)
def declaratie_list(request: IngelogdVerzoek) -> HttpResponse:
    if request.user.is_houder:
        return redirect("opvang:declaratie_list")
    keuze = choose_tijdvak(request, Urendeclaratie.objects.for_gebruiker(request.user), timezone.localdate())
    eigen = Urendeclaratie.objects.for_gebruiker(request.user).filter(is_tijdvak(keuze.tijdvak))
    op_volgorde = eigen.order_by("houder__naam", "-volgnummer").values_list("pk", flat=True)
    pagina = paginate_keys(request, op_volgorde, lambda pks: with_regels(eigen.filter(pk__in=pks)))
    return render(
        request,
        "subsidies/declaratie_list.html",
        {
            "pagina": pagina,
            "rijen": _lijst(list(pagina)),
            "keuze": keuze,
            "keuze_jaren": [keuze.tijdvak.jaar],
            "mag_beoordelen": request.user.has_recht(Recht.DECLARATIE_REVIEW),
            **te_berekenen(request.user, keuze),
        },
    )


@requires(Recht.DECLARATIE_VIEW)
def declaratie_detail(request: IngelogdVerzoek, declaratie_id: int) -> HttpResponse:
    if request.user.is_houder:
        return redirect("opvang:declaratie_list")
    declaratie = get_declaratie(request, declaratie_id)
    return show_declaratie(request, declaratie, RedenForm(hulp=HULP_REDEN))


@require_POST
@requires(Recht.DECLARATIE_REVIEW)
def declaratie_accept(request: IngelogdVerzoek, declaratie_id: int) -> HttpResponse:
    declaratie = get_declaratie(request, declaratie_id)
    gelukt = "De declaratie is geaccepteerd. U kunt de subsidie laten berekenen."
    attempt(request, accept_declaratie, gelukt, declaratie=declaratie, door=request.user, op=timezone.now())
    return redirect("subsidies:declaratie_detail", declaratie_id)


@require_POST
@requires(Recht.DECLARATIE_REVIEW)
def declaratie_return(request: IngelogdVerzoek, declaratie_id: int) -> HttpResponse:
    """Also hours that were accepted and whose calculation the budgethouder rejected."""
    declaratie = get_declaratie(request, declaratie_id)
    form = RedenForm(request.POST, hulp=HULP_REDEN)
    if not form.is_valid():
        return show_declaratie(request, declaratie, form, status=422)
    geaccepteerd = declaratie.status == Urendeclaratie.Status.ACCEPTED
    gelukt = "De declaratie is teruggestuurd. De houder leest uw reden en maakt een correctie."
    attempt(
        request,
        return_accepted if geaccepteerd else return_declaratie,
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
    declaratie = get_declaratie(request, declaratie_id)
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


def with_regels(declaraties: QuerySet[Urendeclaratie]) -> QuerySet[Urendeclaratie]:
    """With the number of their lines and hours: asked of one page, since a year has many lines."""
    eigen = declaraties.select_related("houder", "gemeente")
    return eigen.annotate(aantal_regels=Count("regels"), uren=Sum("regels__uren_honderdsten"))


def get_declaratie(request: IngelogdVerzoek, pk: int) -> Urendeclaratie:
    eigen = Urendeclaratie.objects.for_gebruiker(request.user).select_related(
        "houder", "gemeente", "ingediend_door", "beoordeeld_door", "corrigeert", "gecorrigeerd_door"
    )
    return get_object_or_404(eigen, pk=pk)


def show_declaratie(
    request: IngelogdVerzoek,
    declaratie: Urendeclaratie,
    form: RedenForm,
    regelform: RegelredenenForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a declaration, with what was typed on it and could not be."""
    met_naam = request.user.has_recht(Recht.KINDNAAM_VIEW)
    beoordeling, voorganger = _judge(declaratie)
    alleen = request.GET.get("toon", "")
    regels = _regels(declaratie, beoordeling, voorganger, alleen)
    pagina = paginate(request, regels)
    _add_velden(pagina, regelform)
    return render_recorded(
        request,
        "subsidies/declaratie_detail.html",
        {
            "declaratie": declaratie,
            "beoordeling": beoordeling,
            "voorganger": voorganger,
            "pagina": pagina,
            "alleen": alleen,
            **_totals(declaratie, beoordeling, voorganger),
            "met_naam": met_naam,
            "met_dagen": (met_dagen := any(rij.regel.dagen is not None for rij in regels)),
            "kolommen_voor_totaal": 5 + met_dagen + len(declaratie.maanden),
            "form": form,
            **_stand(request, declaratie),
        },
        status=status,
        handeling=OpvangHandeling.DECLARATIE_VIEW,
        object=declaratie,
        met_naam=met_naam,
        **list_details(request, (rij.regel.plaatsing.kind.pseudoniem for rij in pagina)),
    )


def _judge(declaratie: Urendeclaratie) -> tuple[Beoordeling, Voorganger | None]:
    """With what a correction takes the place of, in one go."""
    samen = [d for d in (declaratie, declaratie.corrigeert) if d is not None]
    beoordelingen = judge_tijdvak(samen)
    return beoordelingen[declaratie.pk], read_voorganger(declaratie, beoordelingen[samen[-1].pk])


def _totals(
    declaratie: Urendeclaratie, beoordeling: Beoordeling, voorganger: Voorganger | None
) -> dict[str, int | None]:
    """Hours in all, and what a correction makes of hours and subsidy."""
    totaal: int = declaratie.regels.aggregate(som=Sum("uren_honderdsten"))["som"] or 0
    eerst, nu = voorganger.subsidie if voorganger else None, beoordeling.totaal
    return {
        "totaal_uren": totaal,
        "verschil_uren": totaal - voorganger.totaal_uren if voorganger else None,
        "verschil_subsidie": nu - eerst if nu is not None and eerst is not None else None,
    }


def _stand(request: IngelogdVerzoek, declaratie: Urendeclaratie) -> dict[str, Any]:
    """How far it is, and what this reader may do with it now."""
    berekening = declaratie.berekeningen.exclude(status=Berekening.Status.REPLACED).first()
    laatste = berekening or declaratie.berekeningen.first()
    mag_beoordelen = request.user.has_recht(Recht.DECLARATIE_REVIEW)
    ingediend = declaratie.status == Urendeclaratie.Status.SUBMITTED
    geaccepteerd = declaratie.status == Urendeclaratie.Status.ACCEPTED
    berekend = berekening is not None and berekening.status in GELDIG
    afgewezen = berekening is not None and berekening.status == Berekening.Status.REJECTED
    vorige, volgende = beside(declaratie, request.user) if mag_beoordelen else (None, None)
    return {
        "berekening": berekening,
        "spoor": draw_spoor(declaratie, laatste),
        "mag_beoordelen": mag_beoordelen,
        "mag_berekenen": request.user.has_recht(Recht.BEREKENING_MAKE),
        "mag_heropenen": mag_beoordelen and geaccepteerd and not berekend,
        "mag_terugsturen": mag_beoordelen and (ingediend or (geaccepteerd and afgewezen and not berekend)),
        "vorige_in_lijst": vorige,
        "volgende_in_lijst": volgende,
    }


def _regels(
    declaratie: Urendeclaratie, beoordeling: Beoordeling, voorganger: Voorganger | None, alleen: str
) -> list[Regel]:
    regels = [
        Regel(
            regel,
            beoordeling.per_regel[regel.pk],
            beoordeling.subsidie.get(regel.pk),
            list(regel.berichten.all()),
            voorganger.uren_van(regel) if voorganger else None,
            bool(voorganger and voorganger.changes(regel)),
            months_of_regel(regel, declaratie, eerder=eerder),
            eerder.afwezig_honderdsten if eerder else None,
        )
        for regel in declaratie.regels.select_related(
            "plaatsing__kind", "plaatsing__locatie"
        ).prefetch_related("berichten")
        for eerder in [voorganger.regels.get(regel.plaatsing_id) if voorganger else None]
    ]
    if alleen == "signalen":
        return [regel for regel in regels if regel.signalen]
    return [regel for regel in regels if regel.gewijzigd] if alleen == "wijzigingen" else regels


def _add_velden(pagina: Page[Regel], regelform: RegelredenenForm | None) -> None:
    """A place for a reason at each line; a form that came back keeps what was typed."""
    form = regelform or RegelredenenForm(regels=[rij.regel for rij in pagina])
    bekend = {regel.pk for regel in form.regels}
    for rij in pagina:
        if rij.regel.pk in bekend:
            rij.veld = form.veld(rij.regel)
