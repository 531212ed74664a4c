from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from indicaties.dubbel.vragen import ask_verwijzing
from indicaties.dubbel.zoeken import Dubbelvraag
from indicaties.handelingen import Handeling as KindHandeling
from indicaties.models import Indicatie, Kind, Toeleiding, Verwijsvraag
from indicaties.naam import search_for
from lib.tekst import geheel
from opvang.actions import (
    change_afspraken,
    end_plaatsing,
    enrol_peuter,
    move_start,
    place_kind,
    void_plaatsing,
)
from opvang.forms import (
    BeginForm,
    EindeForm,
    InschrijfForm,
    PlaatsingForm,
    VervalForm,
    WijzigForm,
    afspraken_van,
)
from opvang.handelingen import Handeling
from opvang.historie import read_versies
from opvang.indeling.kinderen import groep_on, indelingen_of
from opvang.kindrang import Kindrang, kindrang_op, proposal_op
from opvang.models import Plaatsing, PlaatsingQuerySet
from opvang.resultaten.kindpagina import read_resultaten
from opvang.vooruit import read_risicos
from opvang.voorwaarden import departure_sentence, waarschuwingen
from organisaties.eenmaal import once
from organisaties.inzien import list_details, render_recorded
from organisaties.models import Locatie
from organisaties.paginas import paginate, zoektekst
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires

PER_PAGINA = 50
# They stand above the list; all of them have a page of their own.
VERWIJZINGEN_OP_PAGINA = 10


@requires(Recht.PLAATSING_VIEW)
@limited(aantal=120, seconden=60)
def plaatsing_list(request: IngelogdVerzoek) -> HttpResponse:
    dag = timezone.localdate()
    plaatsingen = _filtered(
        request, Plaatsing.objects.for_gebruiker(request.user).select_related("kind", "locatie__houder"), dag
    )
    pagina = paginate(request, plaatsingen, PER_PAGINA)
    context = {
        "pagina": pagina,
        "zoek": zoektekst(request.GET),
        "toon": request.GET.get("toon", "nu"),
        "locaties": Locatie.objects.for_gebruiker(request.user),
        "gekozen_locatie": request.GET.get("locatie", ""),
        "dag": dag,
        "met_indicatie": _with_indicatie([plaatsing.kind for plaatsing in pagina], dag),
    }
    _add_risicos(pagina, request, dag)
    verwijzingen = _open_verwijzingen(request, dag)
    meer = len(verwijzingen or ()) > VERWIJZINGEN_OP_PAGINA
    verwijzingen = verwijzingen and verwijzingen[:VERWIJZINGEN_OP_PAGINA]
    kinderen = [plaatsing.kind for plaatsing in pagina] + [
        toeleiding.kind for toeleiding in verwijzingen or ()
    ]
    return render_recorded(
        request,
        "opvang/plaatsing_list.html",
        context | {"verwijzingen": verwijzingen, "meer_verwijzingen": meer, "vragen": _vragen(request)},
        handeling=Handeling.PLAATSING_LIST,
        object=request.user.gemeente,
        **list_details(request, (kind.pseudoniem for kind in kinderen)),
    )


def _add_risicos(pagina: Page[Plaatsing], request: IngelogdVerzoek, dag: date) -> None:
    """What is at risk stands once under each child, with the first of its placements on the page."""
    risicos = read_risicos([plaatsing.kind for plaatsing in pagina], request.user, dag)
    for plaatsing in pagina:
        plaatsing.risicos = risicos.pop(plaatsing.kind_id, [])  # type: ignore[attr-defined]


def _open_verwijzingen(request: IngelogdVerzoek, dag: date) -> list[Toeleiding] | None:
    """The children that wait longest for a place, and one more when there are more; None for who can't give one."""
    if not request.user.has_recht(Recht.PLAATSING_MANAGE):
        return None
    verwijzingen = Toeleiding.objects.for_gebruiker(request.user).waiting_on(dag).select_related("kind")
    return list(verwijzingen.order_by("verwezen_op", "pk")[: VERWIJZINGEN_OP_PAGINA + 1])


def _with_indicatie(kinderen: list[Kind], dag: date) -> set[int]:
    return set(Indicatie.objects.valid_on(dag).filter(kind__in=kinderen).values_list("kind", flat=True))


def _vragen(request: IngelogdVerzoek) -> list[Verwijsvraag]:
    """What the provider asked and what the answer was; for which child it does not say."""
    if not request.user.is_houder:
        return []
    return list(Verwijsvraag.objects.for_gebruiker(request.user).order_by("-gevraagd_op", "-pk")[:5])


def _filtered(request: IngelogdVerzoek, plaatsingen: PlaatsingQuerySet, dag: date) -> PlaatsingQuerySet:
    if zoek := zoektekst(request.GET):
        plaatsingen = plaatsingen.filter(kind__in=search_for(Kind.objects.all(), zoek, request.user))
    if locatie := geheel(request.GET.get("locatie"), 0):
        plaatsingen = plaatsingen.filter(locatie=locatie)
    toon = request.GET.get("toon", "nu")
    if toon == "nu":
        return plaatsingen.active_on(dag)
    if toon == "straks":
        return plaatsingen.in_force().filter(startdatum__gt=dag)
    return plaatsingen.in_force()


@requires(Recht.PLAATSING_VIEW)
def plaatsing_detail(request: IngelogdVerzoek, plaatsing_id: int) -> HttpResponse:
    plaatsing = _plaatsing(request, plaatsing_id)
    dag = timezone.localdate()
    is_voorbij = plaatsing.einddatum is not None and plaatsing.einddatum < dag
    context = {
        "plaatsing": plaatsing,
        "dag": dag,
        "indicaties": plaatsing.kind.indicaties.all(),
        "andere": Plaatsing.objects.for_gebruiker(request.user)
        .filter(kind=plaatsing.kind)
        .exclude(pk=plaatsing.pk)
        .select_related("locatie__houder")
        .order_by("-startdatum"),
        "mag_wijzigen": request.user.has_recht(Recht.PLAATSING_MANAGE),
        "versies": read_versies(plaatsing),
        "groep": groep_on(plaatsing, _day_of(plaatsing, dag)),
        "indelingen": indelingen_of(plaatsing, request.user),
        "resultaten": read_resultaten(plaatsing.kind, request.user)
        if request.user.has_recht(Recht.RESULTAAT_MANAGE)
        else None,
        "is_voorbij": is_voorbij,
        "rang": None if is_voorbij or plaatsing.is_vervallen else _other_rank(plaatsing, dag),
        "waarschuwingen": [] if is_voorbij or plaatsing.is_vervallen else waarschuwingen(plaatsing, dag),
    }
    return _render(request, "opvang/plaatsing_detail.html", context)


def _day_of(plaatsing: Plaatsing, dag: date) -> date:
    """The day itself, or the nearest one on which these agreements hold."""
    laatste = plaatsing.einddatum or dag
    return max(plaatsing.startdatum, min(dag, laatste))


def _other_rank(plaatsing: Plaatsing, dag: date) -> Kindrang | None:
    """What the family says of the rank when that is not what was agreed on."""
    rang = kindrang_op(plaatsing.kind, max(dag, plaatsing.startdatum))
    return rang if rang and rang.rang != plaatsing.kindrang else None


@requires(Recht.PLAATSING_MANAGE)
@once
def plaatsing_create(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    kind = get_object_or_404(Kind.objects.for_gebruiker(request.user), pk=kind_id)
    dag = timezone.localdate()
    rang = proposal_op(kind, dag)
    voorstel = {"kindrang": rang.rang} if rang else {}
    form = PlaatsingForm(request.POST or None, gebruiker=request.user, dag=dag, initial=voorstel)
    if form.is_valid():
        try:
            plaatsing = place_kind(
                kind=kind,
                afspraken=form.afspraken(),
                startdatum=form.cleaned_data["startdatum"],
                einddatum=form.cleaned_data["einddatum"],
                door=request.user,
                op=dag,
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return _placed(request, plaatsing)
    return render_recorded(
        request,
        "opvang/plaatsing_form.html",
        {
            "form": form,
            "kind": kind,
            "indicaties": kind.indicaties.all(),
            "dag": dag,
            "vertrek": departure_sentence(kind),
            "rang": rang,
        },
        handeling=KindHandeling.KIND_VIEW,
        object=kind,
        kind=kind.pseudoniem,
        formulier="plaatsen",
    )


@requires(Recht.PLAATSING_MANAGE)
@limited(aantal=60, seconden=60)
@once
def peuter_enrol(request: IngelogdVerzoek) -> HttpResponse:
    dag = timezone.localdate()
    form = InschrijfForm(request.POST or None, gebruiker=request.user, dag=dag)
    if form.is_valid():
        if form.cleaned_data["is_zelfde_kind"] and form.dubbelen.elders:
            return _asked(request, form.dubbelen, dag)
        try:
            plaatsing = enrol_peuter(
                **form.kindgegevens(),
                adres=form.adres(),
                afspraken=form.afspraken(),
                startdatum=form.cleaned_data["startdatum"],
                einddatum=form.cleaned_data["einddatum"],
                is_ander_kind=form.cleaned_data["is_ander_kind"],
                door=request.user,
                op=dag,
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return _placed(request, plaatsing)
    return _render_enrol(request, form)


def _render_enrol(request: IngelogdVerzoek, form: InschrijfForm) -> HttpResponse:
    """With the question whether the child is known; that somebody was shown as looking like it, is on record."""
    if not form.dubbelen:
        return render(request, "opvang/peuter_form.html", {"form": form})
    return render_recorded(
        request,
        "opvang/peuter_form.html",
        {"form": form},
        handeling=KindHandeling.DUBBEL_VIEW,
        object=request.user.gemeente,
        kinderen=form.dubbelen.pseudoniemen,
    )


def _asked(request: IngelogdVerzoek, dubbelen: Dubbelvraag, dag: date) -> HttpResponse:
    ask_verwijzing(kind=dubbelen.elders[0].kind, door=request.user, op=dag)
    messages.success(
        request,
        "Uw vraag staat bij het consultatiebureau en de gemeente. Wordt het kind naar u verwezen, dan staat het hier "
        "bij Plaatsingen en kunt u het plaatsen.",
    )
    return redirect("opvang:plaatsing_list")


@requires(Recht.PLAATSING_MANAGE)
@once
def plaatsing_change(request: IngelogdVerzoek, plaatsing_id: int) -> HttpResponse:
    plaatsing = _plaatsing(request, plaatsing_id)
    dag = timezone.localdate()
    huidig = afspraken_van(plaatsing)
    if rang := geheel(request.GET.get("kindrang"), 0):
        huidig["kindrang"] = rang
    form = WijzigForm(request.POST or None, gebruiker=request.user, dag=dag, initial=huidig)
    if form.is_valid():
        try:
            nieuw = change_afspraken(
                plaatsing=plaatsing,
                afspraken=form.afspraken(),
                vanaf=form.cleaned_data["vanaf"],
                reden=form.cleaned_data["reden"],
                door=request.user,
                op=dag,
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(
                request, f"De nieuwe afspraken voor {nieuw.kind} gelden vanaf {nieuw.startdatum:%d-%m-%Y}."
            )
            return redirect("opvang:plaatsing_detail", nieuw.pk)
    context = {"form": form, "plaatsing": plaatsing}
    return _render(request, "opvang/plaatsing_change.html", context, formulier="afspraken wijzigen")


@requires(Recht.PLAATSING_MANAGE)
@once
def plaatsing_end(request: IngelogdVerzoek, plaatsing_id: int) -> HttpResponse:
    plaatsing = _plaatsing(request, plaatsing_id)
    form = EindeForm(request.POST or None, initial={"einddatum": plaatsing.einddatum})
    if form.is_valid():
        try:
            end_plaatsing(plaatsing=plaatsing, einddatum=form.cleaned_data["einddatum"], door=request.user)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            einddatum = form.cleaned_data["einddatum"]
            messages.success(request, f"De laatste dag van {plaatsing.kind} is {einddatum:%d-%m-%Y}.")
            return redirect("opvang:plaatsing_detail", plaatsing.pk)
    context = {"form": form, "plaatsing": plaatsing}
    return _render(request, "opvang/plaatsing_end.html", context, formulier="plaatsing beëindigen")


@requires(Recht.PLAATSING_MANAGE)
@once
def plaatsing_restart(request: IngelogdVerzoek, plaatsing_id: int) -> HttpResponse:
    plaatsing = _plaatsing(request, plaatsing_id)
    form = BeginForm(request.POST or None, initial={"startdatum": plaatsing.startdatum})
    if form.is_valid():
        try:
            move_start(plaatsing=plaatsing, **form.cleaned_data, door=request.user, op=timezone.localdate())
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            dag = form.cleaned_data["startdatum"]
            messages.success(request, f"De plaatsing van {plaatsing.kind} begint op {dag:%d-%m-%Y}.")
            return redirect("opvang:plaatsing_detail", plaatsing.pk)
    context = {"form": form, "plaatsing": plaatsing}
    return _render(request, "opvang/plaatsing_restart.html", context, formulier="begindatum herstellen")


@requires(Recht.PLAATSING_MANAGE)
@once
def plaatsing_void(request: IngelogdVerzoek, plaatsing_id: int) -> HttpResponse:
    plaatsing = _plaatsing(request, plaatsing_id)
    form = VervalForm(request.POST or None)
    if form.is_valid():
        try:
            void_plaatsing(
                plaatsing=plaatsing, **form.cleaned_data, door=request.user, op=timezone.localdate()
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(
                request, f"De plaatsing van {plaatsing.kind} is vervallen en telt niet meer mee."
            )
            return redirect("opvang:plaatsing_detail", plaatsing.pk)
    verblijf = Plaatsing.objects.of_verblijf([plaatsing.verblijf]).in_force().order_by("startdatum")
    context = {
        "form": form,
        "plaatsing": plaatsing,
        "verblijf": verblijf,
        "gedeclareerd": verblijf.filter(declaratieregels__uren_honderdsten__gt=0).exists(),
    }
    return _render(request, "opvang/plaatsing_void.html", context, formulier="plaatsing laten vervallen")


def _render(request: IngelogdVerzoek, template: str, context: dict[str, Any], **details: Any) -> HttpResponse:
    plaatsing: Plaatsing = context["plaatsing"]
    return render_recorded(
        request,
        template,
        context,
        handeling=Handeling.PLAATSING_VIEW,
        object=plaatsing,
        kind=plaatsing.kind.pseudoniem,
        **details,
    )


def _plaatsing(request: IngelogdVerzoek, plaatsing_id: int) -> Plaatsing:
    eigen = Plaatsing.objects.for_gebruiker(request.user).select_related(
        "kind", "locatie__houder", "vastgelegd_door", "bewijs_gezien_door", "vervallen_door"
    )
    return get_object_or_404(eigen, pk=plaatsing_id)


def _placed(request: IngelogdVerzoek, plaatsing: Plaatsing) -> HttpResponse:
    messages.success(
        request,
        f"{plaatsing.kind} is geplaatst bij {plaatsing.locatie} vanaf {plaatsing.startdatum:%d-%m-%Y}.",
    )
    for zin in waarschuwingen(plaatsing, plaatsing.startdatum):
        messages.warning(request, f"Let op: {zin}")
    return redirect("opvang:plaatsing_detail", plaatsing.pk)
