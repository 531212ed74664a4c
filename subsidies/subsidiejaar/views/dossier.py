"""The work list, and the page of one file."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from brieven.models import Brief
from organisaties.formulieren import RedenForm
from organisaties.models import Gebruiker, Organisatie
from organisaties.paginas import jaar_uit, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires
from rekenregels.regeling.geldstroom import Begunstigde
from subsidies.models import Aanvraag, Beschikking, Subsidiedossier, Subsidieregeling, Voorschottermijn
from subsidies.regelingen.document import as_regeling
from subsidies.subsidiejaar.actions.beschikking import why_not_take
from subsidies.subsidiejaar.bedragen import sum_delen, vast_te_stellen
from subsidies.subsidiejaar.beleid import Beleid, beleid_van, read_regelingen
from subsidies.subsidiejaar.betaling import most_to_fix, sum_geclaimd
from subsidies.subsidiejaar.forms import (
    BekendForm,
    BeschikkingForm,
    BewijsForm,
    BezwaarForm,
    TermijnForm,
    UitkomstForm,
)
from subsidies.subsidiejaar.mogelijk import aanvraag_bij, mogelijke_soorten
from subsidies.subsidiejaar.plafond import propose_bedrag
from subsidies.subsidiejaar.spelregels import spelregels
from subsidies.subsidiejaar.stand import Werk, next_step, termijn_van
from subsidies.subsidiejaar.termijnen import bezwaardatum
from subsidies.subsidiejaar.woorden import woorden_van

Soort = Beschikking.Soort


@dataclass(frozen=True)
class Lijn:
    """A file on the work list, with what is next."""

    dossier: Subsidiedossier
    werk: Werk
    dringend: bool
    te_laat: bool

    @property
    def plaats(self) -> tuple[bool, date, int]:
        """What waits for the municipality first, by its last day."""
        return not self.werk.van_gemeente, self.werk.uiterlijk or date.max, self.dossier.pk


@requires(Recht.SUBSIDIEJAAR_VIEW)
def subsidiejaar_list(request: IngelogdVerzoek) -> HttpResponse:
    """The files of last year and later, or of the year that is asked for."""
    dag = timezone.localdate()
    eigen = Subsidiedossier.objects.for_gebruiker(request.user)
    jaren = sorted(set(eigen.order_by().values_list("jaar", flat=True)), reverse=True)
    gekozen = jaar_uit(request.GET, 0)
    dossiers = eigen.in_jaar(gekozen) if gekozen in jaren else eigen.filter(jaar__gte=dag.year - 1)
    lijnen = _lijnen(_with_alles(dossiers, request), dag)
    return render(
        request,
        "subsidies/subsidiejaar_list.html",
        {
            "pagina": paginate(request, sorted(lijnen, key=lambda lijn: lijn.plaats)),
            "jaren": jaren,
            "gekozen": gekozen if gekozen in jaren else None,
            "aan_te_vragen": _aan_te_vragen(request, dag) if request.user.is_houder else [],
            "namens": _namens(request, dag) if request.user.has_recht(Recht.AANVRAAG_SUBMIT) else [],
        },
    )


def _with_alles(dossiers: Any, request: IngelogdVerzoek) -> list[Subsidiedossier]:
    """With all that tells where they stand; a provider reads no decision that is only prepared."""
    aanvragen = Aanvraag.objects.prefetch_related("stappen")
    besluiten = Beschikking.objects.prefetch_related("bezwaren", "termijnen")
    if request.user.is_houder:
        besluiten = besluiten.filter(genomen_op__isnull=False)
    else:
        aanvragen = aanvragen.sent()
    return list(
        dossiers.select_related("regeling", "houder", "intermediair", "kind", "gemeente").prefetch_related(
            Prefetch("aanvragen", aanvragen), Prefetch("beschikkingen", besluiten)
        )
    )


def _lijnen(dossiers: list[Subsidiedossier], dag: date) -> list[Lijn]:
    delen = vast_te_stellen(dossiers)
    lijnen = []
    for dossier in dossiers:
        werk = next_step(dossier, sum_delen(delen[dossier.pk]), dag)
        lijnen.append(Lijn(dossier, werk, werk.is_dringend(dag), werk.is_te_laat(dag)))
    return lijnen


def _aan_te_vragen(request: IngelogdVerzoek, dag: date) -> list[tuple[Subsidieregeling, int, Beleid]]:
    """The schemes of this year and the next for which this provider has nothing yet."""
    gemeente = request.user.gemeente
    heeft = Subsidiedossier.objects.for_gebruiker(request.user).filter(
        Q(aanvragen__soort=Aanvraag.Soort.GRANT, aanvragen__status__in=Aanvraag.OPEN)
        | Q(beschikkingen__status=Beschikking.Status.TAKEN, beschikkingen__soort__in=Beschikking.VERLENEND)
    )
    bezet = set(heeft.values_list("regelingnaam", "jaar"))
    gevonden = []
    for jaar in (dag.year, dag.year + 1):
        for regeling in read_regelingen(gemeente, jaar):
            beleid = Beleid(as_regeling(regeling), jaar)
            if beleid.is_voor_houder and (regeling.naam, jaar) not in bezet:
                gevonden.append((regeling, jaar, beleid))
    return gevonden


def _namens(request: IngelogdVerzoek, dag: date) -> list[tuple[Subsidieregeling, int, Beleid, Organisatie]]:
    """The schemes of this year and the next that an organisation applies for, with each that works here."""
    if request.user.is_houder:
        return []
    gemeente = request.user.gemeente
    organisaties = list(Organisatie.objects.intermediairs().in_gemeente(gemeente))
    beleiden = (
        (regeling, jaar, Beleid(as_regeling(regeling), jaar))
        for jaar in (dag.year, dag.year + 1)
        for regeling in (read_regelingen(gemeente, jaar) if organisaties else [])
    )
    return [
        (regeling, jaar, beleid, organisatie)
        for regeling, jaar, beleid in beleiden
        if beleid.begunstigde is Begunstigde.INTERMEDIAIR
        for organisatie in organisaties
    ]


@requires(Recht.SUBSIDIEJAAR_VIEW)
def subsidiejaar_detail(request: IngelogdVerzoek, dossier_id: int) -> HttpResponse:
    return show_dossier(request, dossier_id)


def show_dossier(
    request: IngelogdVerzoek, dossier_id: int, status: int = 200, **formulieren: Any
) -> HttpResponse:
    """The page of a file; a form that was not right takes the place of the empty one."""
    eigen = Subsidiedossier.objects.for_gebruiker(request.user)
    gevonden = get_object_or_404(eigen, pk=dossier_id)
    dag, gebruiker = timezone.localdate(), request.user
    dossier = _with_alles(Subsidiedossier.objects.filter(pk=gevonden.pk), request)[0]
    delen = vast_te_stellen([dossier])[dossier.pk]
    wacht = next((b for b in dossier.beschikkingen.all() if b.is_prepared), None)
    context = {
        "dossier": dossier,
        "beleid": beleid_van(dossier),
        "woorden": woorden_van(beleid_van(dossier)),
        "bewijsform": formulieren.get(
            "bewijsform", BewijsForm(bewijzen=beleid_van(dossier).bewijzen, dag=dag)
        ),
        "spelregels": spelregels(beleid_van(dossier)),
        "werk": next_step(dossier, sum_delen(delen), dag),
        "aanvragen": _aanvragen(dossier, dag, formulieren),
        "besluiten": _besluiten(dossier, dag, formulieren),
        "brieven": _brieven(request, dossier, dag, formulieren),
        "delen": delen,
        "besteed": sum_delen(delen),
        "verleend": next((b.bedrag_centen for b in dossier.beschikkingen.all() if _is_geldend(b)), None),
        "geclaimd": sum_geclaimd(dossier),
        "termijnen": Voorschottermijn.objects.filter(beschikking__dossier=dossier).select_related(
            "beschikking"
        ),
        "mag_aanvragen": _may_apply(dossier, gebruiker),
        "mag_voorbereiden": gebruiker.has_recht(Recht.BESCHIKKING_PREPARE),
        "mag_besluiten": gebruiker.has_recht(Recht.BESCHIKKING_TAKE),
        "mag_vaststelling_vragen": _may_ask_final(dossier, gebruiker, dag),
        "wacht": wacht,
        "vier_ogen": why_not_take(wacht, gebruiker) if wacht else "",
        **_forms(request, dossier, dag, formulieren),
    }
    return render(request, "subsidies/subsidiejaar_detail.html", context, status=status)


def _is_geldend(besluit: Beschikking) -> bool:
    return besluit.status == Beschikking.Status.TAKEN and besluit.is_verlenend


def _may_apply(dossier: Subsidiedossier, gebruiker: Gebruiker) -> bool:
    return gebruiker.has_recht(Recht.AANVRAAG_SUBMIT) and (gebruiker.is_houder or dossier.is_namens)


def _may_ask_final(dossier: Subsidiedossier, gebruiker: Any, dag: date) -> bool:
    loopt = any(
        a.soort == Aanvraag.Soort.FINAL and a.status in Aanvraag.OPEN for a in dossier.aanvragen.all()
    )
    geldend = [b for b in dossier.beschikkingen.all() if b.status == Beschikking.Status.TAKEN]
    verleend = any(b.is_verlenend and b.bedrag_centen for b in geldend)
    klaar = any(b.is_vaststellend for b in geldend)
    return bool(
        _may_apply(dossier, gebruiker) and verleend and not klaar and not loopt and dag.year > dossier.jaar
    )


def _aanvragen(dossier: Subsidiedossier, dag: date, gegeven: dict[str, Any]) -> list[dict[str, Any]]:
    """The newest first, with its lines, its attachments and its term."""
    aanvragen = reversed(dossier.aanvragen.all())
    woorden = woorden_van(beleid_van(dossier))
    return [
        {
            "aanvraag": aanvraag,
            "naam": woorden.aanvragen[Aanvraag.Soort(aanvraag.soort)],
            "bewijzen": aanvraag.bewijzen.select_related("gezien_door"),
            "regels": aanvraag.regels.select_related("locatie"),
            "bijlagen": aanvraag.bijlagen.defer("inhoud"),
            "termijn": termijn_van(aanvraag, dag)
            if aanvraag.wacht_op_besluit and woorden.is_besluit
            else None,
            "form": _form_at(gegeven, "termijnform", aanvraag.pk, TermijnForm, dag=dag),
        }
        for aanvraag in aanvragen
    ]


def _besluiten(dossier: Subsidiedossier, dag: date, gegeven: dict[str, Any]) -> list[dict[str, Any]]:
    woorden = woorden_van(beleid_van(dossier))
    return [
        {
            "besluit": besluit,
            "naam": woorden.besluiten[Soort(besluit.soort)],
            "bezwaar_tot": bezwaardatum(besluit.bekendgemaakt_op) if besluit.bekendgemaakt_op else None,
            "bezwaren": [
                (bezwaar, _form_at(gegeven, "uitkomstform", bezwaar.pk, UitkomstForm, initial={"dag": dag}))
                for bezwaar in besluit.bezwaren.all()
            ],
            "form": _form_at(gegeven, "bezwaarform", besluit.pk, BezwaarForm),
        }
        for besluit in reversed(dossier.beschikkingen.all())
    ]


def _brieven(
    request: IngelogdVerzoek, dossier: Subsidiedossier, dag: date, gegeven: dict[str, Any]
) -> list[tuple[Brief, Any]]:
    brieven = brieven_van(request, [dossier.pk]).without_pdf().select_related("vervangen_door").order_by("pk")
    return [
        (brief, _form_at(gegeven, "bekendform", brief.pk, BekendForm, initial={"dag": dag}))
        for brief in brieven
    ]


def _form_at(gegeven: dict[str, Any], naam: str, pk: int, soort: Any, **extra: Any) -> Any:
    """The form of one row: the one that was not right, or an empty one; with ids of its own on the page."""
    bij, form = gegeven.get(naam, (None, None))
    return form if bij == pk else soort(auto_id=f"id_{naam}{pk}_%s", **extra)


def brieven_van(request: IngelogdVerzoek, dossier_ids: Any) -> Any:
    """The letters about these files that this reader may see."""
    soorten = (
        ("aanvraag", Aanvraag.objects.filter(dossier__in=dossier_ids).values_list("pk", flat=True)),
        (
            "termijnstap",
            Aanvraag.objects.filter(dossier__in=dossier_ids, stappen__isnull=False).values_list(
                "stappen", flat=True
            ),
        ),
        ("beschikking", Beschikking.objects.filter(dossier__in=dossier_ids).values_list("pk", flat=True)),
    )
    vraag = Q(pk=None)
    for soort, pks in soorten:
        vraag |= Q(object_type=soort, object_id__in=[str(pk) for pk in pks])
    return Brief.objects.for_gebruiker(request.user).filter(vraag, soort__startswith="subsidie-")


def _forms(
    request: IngelogdVerzoek, dossier: Subsidiedossier, dag: date, gegeven: dict[str, Any]
) -> dict[str, Any]:
    """What is once on the page: giving a decision back, and preparing one."""
    forms: dict[str, Any] = {"terugform": gegeven.get("terugform", RedenForm()), "besluitform": None}
    soorten = mogelijke_soorten(dossier, dag) if request.user.has_recht(Recht.BESCHIKKING_PREPARE) else []
    if soorten:
        voorstel = _voorstel(dossier, soorten)
        leeg = BeschikkingForm(soorten=soorten, woorden=woorden_van(beleid_van(dossier)), initial=voorstel)
        forms |= {"besluitform": gegeven.get("besluitform", leeg), "voorstel": voorstel["bedrag"]}
    return forms


def _voorstel(dossier: Subsidiedossier, soorten: list[Beschikking.Soort]) -> dict[str, Any]:
    """What the first of the possible decisions would come to."""
    soort = soorten[0]
    if soort in Beschikking.VASTSTELLEND:
        return {"soort": soort, "bedrag": most_to_fix(dossier)}
    aanvraag = aanvraag_bij(dossier, soort)
    if soort == Soort.GRANT and aanvraag is not None:
        return {"soort": soort, "bedrag": propose_bedrag(aanvraag)}
    geldend = dossier.beschikkingen.in_force().grants().first()
    return {"soort": soort, "bedrag": geldend.bedrag_centen if soort == Soort.CHANGE and geldend else 0}
