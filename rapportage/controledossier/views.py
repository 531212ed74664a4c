"""The check of a year: samples and their files, the M&O list, and what was found beside the tolerance."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from lib.tabelbestand import Cel, Euro
from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.inzien import list_details, render_recorded
from organisaties.models import Gemeente
from organisaties.paginas import as_file, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from organisaties.uitvoer import send_tabel
from rapportage.controledossier import tolerantie
from rapportage.controledossier.actions import draw_trekking, record_bevinding
from rapportage.controledossier.document import Document, make_document, make_trekkingdocument
from rapportage.controledossier.dossier import pseudoniemen_in
from rapportage.controledossier.forms import BevindingForm, TrekkingForm
from rapportage.controledossier.menolijst import Uitkomst, check_all
from rapportage.controledossier.models import Bevinding, Trekking
from rapportage.handelingen import Handeling
from rapportage.opgave.views import read_jaar
from subsidies.grootboek.cijfers import balans
from subsidies.models import Boeking

MENOLIJST = (
    *("regel van de lijst", "kind (pseudoniem)", "aanbieder", "locatie", "berekening", "van", "tot en met"),
    *("subsidie", "waarom"),
)


@require_GET
@requires(Recht.CONTROLEDOSSIER_VIEW)
def controle(request: IngelogdVerzoek) -> HttpResponse:
    return _overview(request, TrekkingForm())


@require_POST
@requires(Recht.CONTROLE_RECORD)
@limited(aantal=20, seconden=60)
@once
def trekking_draw(request: IngelogdVerzoek) -> HttpResponse:
    _, jaar = read_jaar(request)
    form = TrekkingForm(request.POST)
    if form.is_valid():
        try:
            trekking = draw_trekking(jaar=jaar, door=request.user, op=timezone.now(), **form.cleaned_data)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("rapportage:trekking_detail", trekking.pk)
    return _overview(request, form, status=422)


def _overview(request: IngelogdVerzoek, form: TrekkingForm, status: int = 200) -> HttpResponse:
    jaarform, jaar = read_jaar(request)
    besteed = balans(request.user.gemeente, jaar).besteed
    bevindingen = list(Bevinding.objects.for_gebruiker(request.user).filter(jaar=jaar).current())
    form.helper.form_action = f"{reverse('rapportage:trekking_draw')}?jaar={jaar}"
    context = {
        "jaarform": jaarform.as_filter(),
        "jaar": jaar,
        "form": form,
        "trekkingen": Trekking.objects.for_gebruiker(request.user)
        .filter(jaar=jaar)
        .select_related("getrokken_door"),
        "bevindingen": bevindingen,
        "besteed": besteed,
        "standen": tolerantie.compare(jaar, besteed, bevindingen),
        "tolerantie_bron": tolerantie.BRON,
        "tolerantie_aanname": tolerantie.AANNAME,
        "mag_vastleggen": request.user.has_recht(Recht.CONTROLE_RECORD),
        "mag_ophalen": _may_fetch(request),
    }
    return render(request, "rapportage/controle.html", context, status=status)


@require_GET
@requires(Recht.CONTROLEDOSSIER_VIEW)
def trekking_detail(request: IngelogdVerzoek, trekking_id: int) -> HttpResponse:
    trekking = _get_trekking(request, trekking_id)
    posten = trekking.posten.select_related("boeking__houder", "regel__declaratieregel__plaatsing__kind")
    kinderen = [post.regel.declaratieregel.plaatsing.kind.pseudoniem for post in posten if post.regel]
    return _show(
        request,
        "rapportage/trekking_detail.html",
        {"trekking": trekking, "posten": posten, "mag_ophalen": _may_fetch(request)},
        Handeling.TREKKING_VIEW,
        trekking,
        kinderen,
    )


def _may_fetch(request: IngelogdVerzoek) -> bool:
    return request.user.has_recht(Recht.CONTROLEDOSSIER_WHOLE_VIEW)


def _show(
    request: IngelogdVerzoek,
    sjabloon: str,
    context: dict[str, Any],
    handeling: Handeling,
    object: Trekking | Gemeente,
    kinderen: list[str],
) -> HttpResponse:
    """On record where a child stands on it, and only there."""
    if not kinderen:
        return render(request, sjabloon, context)
    details = list_details(request, kinderen)
    return render_recorded(request, sjabloon, context, handeling=handeling, object=object, **details)


@require_GET
@requires(Recht.CONTROLEDOSSIER_WHOLE_VIEW)
@limited(aantal=10, seconden=60)
def trekking_download(request: IngelogdVerzoek, trekking_id: int) -> HttpResponse:
    trekking = _get_trekking(request, trekking_id)
    document = make_trekkingdocument(trekking, timezone.localdate())
    return _send(request, document, trekking, f"controledossier-steekproef-{trekking.pk}.pdf")


@require_GET
@requires(Recht.CONTROLEDOSSIER_WHOLE_VIEW)
@limited(aantal=10, seconden=60)
def controledossier_download(request: IngelogdVerzoek, boeking_id: int) -> HttpResponse:
    relaties = ("gemeente", "houder", "berekening__declaratie__houder", "regeling", "factuur__activiteit")
    boeking = get_object_or_404(
        Boeking.objects.for_gebruiker(request.user).select_related(*relaties), pk=boeking_id
    )
    document = make_document(boeking, timezone.localdate())
    return _send(request, document, boeking, f"controledossier-boeking-{boeking.pk}.pdf")


def _send(
    request: IngelogdVerzoek, document: Document, object: Trekking | Boeking, naam: str
) -> HttpResponse:
    record(
        handeling=Handeling.CONTROLEDOSSIER_DOWNLOAD,
        door=request.user,
        object=object,
        kinderen=pseudoniemen_in(document.dossiers),
        sha256=hashlib.sha256(document.pdf).hexdigest(),
    )
    return as_file(document.pdf, naam)


def _get_trekking(request: IngelogdVerzoek, pk: int) -> Trekking:
    eigen = Trekking.objects.for_gebruiker(request.user).select_related("gemeente", "getrokken_door")
    return get_object_or_404(eigen, pk=pk)


@require_GET
@requires(Recht.CONTROLEDOSSIER_VIEW)
@limited(aantal=20, seconden=60)
def menolijst(request: IngelogdVerzoek) -> HttpResponse:
    """Each rule with its count; the lines of the rule that the address asks for, else of the first one with lines."""
    form, jaar = read_jaar(request)
    uitkomsten = check_all(request.user.gemeente, jaar)
    getoond = _asked(uitkomsten, request.GET.get("regel", ""))
    pagina = paginate(request, getoond.treffers)
    context = {
        "form": form.as_filter(),
        "jaar": jaar,
        "uitkomsten": uitkomsten,
        "getoond": getoond,
        "pagina": pagina,
        "mag_berekening_zien": request.user.has_recht(Recht.BEREKENING_VIEW),
    }
    kinderen = [treffer.regel.pseudoniem for treffer in pagina]
    gemeente = request.user.gemeente
    return _show(request, "rapportage/menolijst.html", context, Handeling.MENOLIJST_VIEW, gemeente, kinderen)


def _asked(uitkomsten: list[Uitkomst], code: str) -> Uitkomst:
    gevraagd = next((u for u in uitkomsten if u.regel.code == code), None)
    return gevraagd or next((u for u in uitkomsten if u.treffers), uitkomsten[0])


@require_GET
@requires(Recht.CONTROLEDOSSIER_VIEW)
@limited(aantal=10, seconden=60)
def menolijst_export(request: IngelogdVerzoek, bestandsvorm: str) -> HttpResponseBase:
    _, jaar = read_jaar(request)
    uitkomsten = check_all(request.user.gemeente, jaar)
    rijen = list(_rows(uitkomsten))
    record(
        handeling=Handeling.MENOLIJST_EXPORT,
        door=request.user,
        object=request.user.gemeente,
        jaar=jaar,
        vorm=bestandsvorm,
        kinderen=list(dict.fromkeys(t.regel.pseudoniem for u in uitkomsten for t in u.treffers)),
    )
    return send_tabel(request, f"meno-lijst-{jaar}", bestandsvorm, MENOLIJST, lambda: rijen)


def _rows(uitkomsten: list[Uitkomst]) -> Iterator[tuple[Cel, ...]]:
    for uitkomst in uitkomsten:
        for treffer in uitkomst.treffers:
            regel = treffer.regel
            yield (
                uitkomst.regel.naam,
                regel.pseudoniem,
                regel.houder,
                regel.locatie.naam,
                regel.berekening,
                regel.van,
                regel.tot_en_met,
                Euro(regel.centen),
                treffer.waarom,
            )


@requires(Recht.CONTROLE_RECORD)
@once
def bevinding_record(request: IngelogdVerzoek) -> HttpResponse:
    _, jaar = read_jaar(request)
    return _bevinding(request, jaar, None)


@requires(Recht.CONTROLE_RECORD)
@once
def bevinding_replace(request: IngelogdVerzoek, bevinding_id: int) -> HttpResponse:
    bevinding = get_object_or_404(Bevinding.objects.for_gebruiker(request.user), pk=bevinding_id)
    return _bevinding(request, bevinding.jaar, bevinding)


def _bevinding(request: IngelogdVerzoek, jaar: int, vervangt: Bevinding | None) -> HttpResponse:
    begin: dict[str, Any] = {}
    if vervangt is not None:
        begin = {naam: getattr(vervangt, naam) for naam in BevindingForm.base_fields}
    form = BevindingForm(request.POST or None, initial=begin, vervangt=vervangt is not None)
    if form.is_valid():
        try:
            record_bevinding(
                jaar=jaar, vervangt=vervangt, door=request.user, op=timezone.now(), **form.cleaned_data
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect(f"{reverse('rapportage:controle')}?jaar={jaar}")
    context = {"form": form, "jaar": jaar, "vervangt": vervangt}
    return render(request, "rapportage/bevinding_form.html", context, status=422 if form.errors else 200)
