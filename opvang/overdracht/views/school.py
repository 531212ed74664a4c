"""The pages of the school: what was sent to it, and nothing else."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from opvang.models import Overdracht, OverdrachtQuerySet
from opvang.overdracht.actions.vervolg import (
    confirm_ontvangst,
    give_terugkoppeling,
    read_antwoorden,
    record_gesprek,
)
from opvang.overdracht.actions.verzenden import redeem_code, refuse_code
from opvang.overdracht.document import read_beeld
from opvang.overdracht.forms import Formulier, GesprekForm, InwisselForm, TerugkoppelingForm
from opvang.overdracht.handelingen import Handeling
from opvang.overdracht.inhoud import is_unchanged
from organisaties.eenmaal import once
from organisaties.inzien import list_details, render_recorded
from organisaties.paginas import attempt, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires

# What a school sees apart from all: the filter and its words.
FILTERS = {
    "alle": "Alles",
    "nieuw": "Nieuw: ontvangst nog bevestigen",
    "gesprek": "Gesprek gewenst",
    "terugkoppelen": "Terugkoppeling geven",
}


@requires(Recht.OVERDRACHT_READ)
def ontvangen_list(request: IngelogdVerzoek) -> HttpResponse:
    toon = request.GET.get("toon", "alle")
    pagina = paginate(request, _filtered(_eigen(request), toon).order_by("-verzonden_op", "-pk"))
    context = {"pagina": pagina, "toon": toon, "filters": FILTERS.items()}
    if not pagina.object_list:
        return render(request, "opvang/ontvangen_list.html", context)
    return render_recorded(
        request,
        "opvang/ontvangen_list.html",
        context,
        handeling=Handeling.OVERDRACHT_LIST,
        object=request.user.gemeente,
        **list_details(request, (overdracht.pseudoniem for overdracht in pagina)),
    )


def _filtered(overdrachten: OverdrachtQuerySet, toon: str) -> OverdrachtQuerySet:
    match toon:
        case "nieuw":
            return overdrachten.not_received()
        case "gesprek":
            return overdrachten.talk_wanted()
        case "terugkoppelen":
            return overdrachten.feedback_due(timezone.localdate())
        case _:
            return overdrachten


@requires(Recht.OVERDRACHT_READ)
def ontvangen_detail(request: IngelogdVerzoek, overdracht_id: int) -> HttpResponse:
    overdracht = _overdracht(request, overdracht_id)
    inhoud = getattr(overdracht, "inhoud", None)
    is_open = overdracht.status == Overdracht.Status.SENT and inhoud is not None
    context = {
        "overdracht": overdracht,
        "beeld": read_beeld(inhoud.verzonden) if is_open and inhoud else None,
        "heel": inhoud is None or is_unchanged(inhoud),
        "bijlagen": _sent_bijlagen(overdracht) if is_open else [],
        "vervolg": getattr(overdracht, "vervolg", None),
        "antwoorden": read_antwoorden(getattr(overdracht, "vervolg", None)),
    }
    return _render(request, "opvang/ontvangen_detail.html", context)


def _sent_bijlagen(overdracht: Overdracht) -> Any:
    return overdracht.bijlagen.filter(afdruk__in=overdracht.inhoud.verzonden_bijlagen).defer("inhoud")


@requires(Recht.OVERDRACHT_READ)
@require_POST
@once
def ontvangst_confirm(request: IngelogdVerzoek, overdracht_id: int) -> HttpResponse:
    overdracht = _overdracht(request, overdracht_id)
    gelukt = "De ontvangst is bevestigd. De kinderopvang ziet dat."
    attempt(
        request,
        confirm_ontvangst,
        gelukt,
        overdracht=overdracht,
        door=request.user,
        op=timezone.localdate(),
    )
    return redirect("opvang:ontvangen_detail", overdracht.pk)


@requires(Recht.OVERDRACHT_READ)
@once
def terugkoppeling_give(request: IngelogdVerzoek, overdracht_id: int) -> HttpResponse:
    overdracht = _overdracht(request, overdracht_id)
    form = TerugkoppelingForm(request.POST or None)
    if form.is_valid():
        try:
            give_terugkoppeling(
                overdracht=overdracht,
                antwoorden=form.cleaned_data,
                door=request.user,
                op=timezone.localdate(),
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, "Dank u wel. De kinderopvang ziet uw terugkoppeling.")
            return redirect("opvang:ontvangen_detail", overdracht.pk)
    return _form(request, overdracht, form, "Terugkoppeling geven")


@requires(Recht.OVERDRACHT_READ)
@once
def ontvangen_gesprek(request: IngelogdVerzoek, overdracht_id: int) -> HttpResponse:
    overdracht = _overdracht(request, overdracht_id)
    form = GesprekForm(request.POST or None, initial={"dag": timezone.localdate()})
    if form.is_valid():
        try:
            record_gesprek(
                overdracht=overdracht, **form.cleaned_data, door=request.user, op=timezone.localdate()
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, "Het gesprek is vastgelegd.")
            return redirect("opvang:ontvangen_detail", overdracht.pk)
    return _form(request, overdracht, form, "Gesprek met de kinderopvang")


@requires(Recht.OVERDRACHT_READ)
@limited(aantal=10, seconden=3600)
def code_redeem(request: IngelogdVerzoek) -> HttpResponse:
    form = InwisselForm(request.POST or None)
    if form.is_valid():
        try:
            overdracht = redeem_code(
                code=form.cleaned_data["code"], door=request.user, op=timezone.localdate()
            )
        except ValidationError as fout:
            refuse_code(door=request.user)
            form.add_error("code", fout.messages)
        else:
            messages.success(request, "De overdracht is van uw school. Bevestig dat u haar hebt ontvangen.")
            return redirect("opvang:ontvangen_detail", overdracht.pk)
    return render(request, "opvang/code_redeem.html", {"form": form})


def _form(request: IngelogdVerzoek, overdracht: Overdracht, form: Formulier, kop: str) -> HttpResponse:
    context = {"overdracht": overdracht, "form": form, "kop": kop}
    return _render(request, "opvang/ontvangen_form.html", context, formulier=kop.lower())


def _render(request: IngelogdVerzoek, template: str, context: dict[str, Any], **details: Any) -> HttpResponse:
    overdracht: Overdracht = context["overdracht"]
    return render_recorded(
        request,
        template,
        context,
        handeling=Handeling.OVERDRACHT_VIEW,
        object=overdracht,
        kind=overdracht.pseudoniem,
        **details,
    )


def _eigen(request: IngelogdVerzoek) -> OverdrachtQuerySet:
    """Without the child itself, whose row a school does not see."""
    return Overdracht.objects.for_gebruiker(request.user).select_related(
        "houder", "locatie", "inhoud", "vervolg"
    )


def _overdracht(request: IngelogdVerzoek, overdracht_id: int) -> Overdracht:
    return get_object_or_404(_eigen(request), pk=overdracht_id)
