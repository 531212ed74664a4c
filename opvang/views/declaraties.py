"""The provider's screens. The municipality judges declarations in its own room, `subsidies`."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from lib.periode import Ritme
from lib.weergave import opsommen
from opvang.actions import (
    correct_declaratie,
    discard_declaratie,
    refresh_declaratie,
    save_uren,
    start_declaratie,
    submit_declaratie,
)
from opvang.botsing import Botsing
from opvang.handelingen import Handeling
from opvang.herinneringen import uiterlijk
from opvang.models import Declaratieregel, Urendeclaratie
from opvang.overzicht import Declaratiebeeld, open_tijdvakken
from opvang.proef import expect
from opvang.ritme import Tijdvakken, ritmes_of
from opvang.spoor import draw, steps_of
from opvang.urenbestand.forms import UrenbestandForm
from opvang.urenforms import TijdvakForm, UrenregelsForm
from organisaties.eenmaal import once
from organisaties.inzien import list_details, render_recorded
from organisaties.paginas import attempt, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires

# All on one page for nearly every provider; under the thousand fields that Django takes in one form.
REGELS_PER_PAGINA = 300
CELLEN_PER_PAGINA = 900
PER_PAGINA = 50


@requires(Recht.DECLARATIE_SUBMIT)
def declaratie_list(request: IngelogdVerzoek) -> HttpResponse:
    dag = timezone.localdate()
    declaraties = Urendeclaratie.objects.for_gebruiker(request.user).with_totalen()
    tijdvakken, ritmes = Tijdvakken(request.user.gemeente, dag), ritmes_of(request.user.gemeente)
    laatste = next(iter(tijdvakken.declarable()))
    context = {
        "pagina": paginate(request, declaraties, PER_PAGINA),
        "ritmes": opsommen(ritmes, "of"),
        "open_tijdvakken": [
            (tijdvak, uiterlijk(request.user.gemeente, tijdvak.periode))
            for tijdvak in open_tijdvakken(request.user, tijdvakken)
        ],
        "form": TijdvakForm(initial={"jaar": laatste.jaar, "deel": laatste.deelcode}, ritmes=ritmes),
    }
    return render(request, "opvang/declaratie_list.html", context)


@require_POST
@requires(Recht.DECLARATIE_SUBMIT)
@once
def declaratie_start(request: IngelogdVerzoek) -> HttpResponse:
    form = TijdvakForm(request.POST, ritmes=Ritme)
    if not form.is_valid():
        for fouten in form.errors.values():
            messages.error(request, " ".join(str(fout) for fout in fouten))
        return redirect("opvang:declaratie_list")
    tijdvak = form.tijdvak()
    try:
        declaratie = start_declaratie(tijdvak=tijdvak, door=request.user, op=timezone.now())
    except ValidationError as fout:
        bestaand = Urendeclaratie.objects.for_gebruiker(request.user).in_tijdvak(tijdvak).first()
        messages.error(request, _with_link(fout, bestaand))
        return redirect("opvang:declaratie_list")
    return redirect("opvang:declaratie_detail", declaratie.pk)


@requires(Recht.DECLARATIE_SUBMIT)
def declaratie_detail(request: IngelogdVerzoek, declaratie_id: int) -> HttpResponse:
    """A draft is one table to fill in; what was submitted is the same table to read."""
    declaratie = get_declaratie(request, declaratie_id)
    beeld = Declaratiebeeld(declaratie)
    pagina = _regels(request, beeld)
    form = beeld.make_form(request.POST or None, pagina) if declaratie.is_concept else None
    if form is not None and form.is_valid():
        try:
            save_uren(declaratie=declaratie, **form.waarden(), gezien=form.gezien(), door=request.user)
        except Botsing as fout:
            form.add_error(None, fout.messages)
            form.add_botsing(fout)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return _saved(request, declaratie, pagina)
    return _render(request, _context(beeld, pagina, form))


def show_declaratie(
    request: IngelogdVerzoek, declaratie: Urendeclaratie, template: str, *, status: int, **context: Any
) -> HttpResponse:
    """The page of a draft, or part of it, with what else there is to tell."""
    beeld = Declaratiebeeld(declaratie)
    pagina = _regels(request, beeld)
    form = beeld.make_form(None, pagina) if declaratie.is_concept else None
    return _render(request, _context(beeld, pagina, form) | context, template, status)


def _render(
    request: IngelogdVerzoek,
    context: dict[str, Any],
    template: str = "opvang/declaratie_detail.html",
    status: int = 200,
) -> HttpResponse:
    return render_recorded(
        request,
        template,
        context,
        status=status,
        handeling=Handeling.DECLARATIE_VIEW,
        object=context["declaratie"],
        **list_details(request, (regel.plaatsing.kind.pseudoniem for regel in context["pagina"])),
    )


def _saved(
    request: IngelogdVerzoek, declaratie: Urendeclaratie, pagina: Page[Declaratieregel]
) -> HttpResponse:
    if "indienen" in request.POST:
        return redirect("opvang:declaratie_submit", declaratie.pk)
    messages.success(request, "De uren zijn opgeslagen.")
    adres = request.GET.copy()
    if "verder" in request.POST and pagina.has_next():
        adres["pagina"] = str(pagina.next_page_number())
    return redirect(f"{reverse('opvang:declaratie_detail', args=[declaratie.pk])}?{adres.urlencode()}")


@requires(Recht.DECLARATIE_SUBMIT)
def declaratie_submit(request: IngelogdVerzoek, declaratie_id: int) -> HttpResponse:
    """The page on which somebody signs: what is handed in, by whom, and what still asks for a look."""
    declaratie = get_declaratie(request, declaratie_id)
    if request.method == "POST":
        gelukt = f"De declaratie is ingediend bij gemeente {declaratie.gemeente}."
        attempt(
            request, submit_declaratie, gelukt, declaratie=declaratie, door=request.user, op=timezone.now()
        )
        return redirect("opvang:declaratie_detail", declaratie.pk)
    if not declaratie.is_concept:
        return redirect("opvang:declaratie_detail", declaratie.pk)
    return render(
        request,
        "opvang/declaratie_submit.html",
        {
            "declaratie": declaratie,
            "beeld": Declaratiebeeld(declaratie),
            "verwachting": expect(declaratie),
        },
    )


@require_POST
@requires(Recht.DECLARATIE_SUBMIT)
@once
def declaratie_correct(request: IngelogdVerzoek, declaratie_id: int) -> HttpResponse:
    declaratie = get_declaratie(request, declaratie_id)
    try:
        correctie = correct_declaratie(declaratie=declaratie, door=request.user, op=timezone.now())
    except ValidationError as fout:
        messages.error(
            request, _with_link(fout, Urendeclaratie.objects.filter(corrigeert=declaratie).first())
        )
        return redirect("opvang:declaratie_detail", declaratie.pk)
    messages.info(
        request,
        "De uren van de vorige declaratie staan klaar. Verbeter wat niet klopt en dien de correctie in.",
    )
    return redirect("opvang:declaratie_detail", correctie.pk)


@require_POST
@requires(Recht.DECLARATIE_SUBMIT)
def declaratie_refresh(request: IngelogdVerzoek, declaratie_id: int) -> HttpResponse:
    declaratie = get_declaratie(request, declaratie_id)
    attempt(
        request,
        refresh_declaratie,
        lambda aantallen: _refreshed(*aantallen),
        declaratie=declaratie,
        door=request.user,
    )
    return redirect("opvang:declaratie_detail", declaratie.pk)


@require_POST
@requires(Recht.DECLARATIE_SUBMIT)
def declaratie_discard(request: IngelogdVerzoek, declaratie_id: int) -> HttpResponse:
    declaratie = get_declaratie(request, declaratie_id)
    gelukt = f"Het concept over {declaratie.tijdvak.met_lidwoord} is verwijderd."
    attempt(request, discard_declaratie, gelukt, declaratie=declaratie, door=request.user)
    return redirect("opvang:declaratie_list")


def get_declaratie(request: IngelogdVerzoek, declaratie_id: int) -> Urendeclaratie:
    """One of the user's own, or 404."""
    eigen = Urendeclaratie.objects.for_gebruiker(request.user).select_related(
        "gemeente", "houder", "corrigeert", "gecorrigeerd_door", "ingediend_door", "beoordeeld_door"
    )
    return get_object_or_404(eigen, pk=declaratie_id)


def _regels(request: IngelogdVerzoek, beeld: Declaratiebeeld) -> Page[Declaratieregel]:
    regels = beeld.declaratie.regels.select_related("plaatsing__kind", "plaatsing__locatie")
    if _only_signals(request) and beeld.aandachtsregels:
        regels = regels.filter(pk__in=beeld.aandachtsregels)
    return paginate(request, regels, min(REGELS_PER_PAGINA, CELLEN_PER_PAGINA // beeld.cellen_per_regel))


def _only_signals(request: IngelogdVerzoek) -> bool:
    return request.GET.get("toon") == "signalen"


def _context(
    beeld: Declaratiebeeld, pagina: Page[Declaratieregel], form: UrenregelsForm | None
) -> dict[str, Any]:
    return {
        "declaratie": beeld.declaratie,
        "spoor": draw(steps_of(beeld.declaratie)),
        "pagina": pagina,
        "form": form,
        "beeld": beeld.with_regels(pagina, form),
        "bestandsform": UrenbestandForm(),
    }


def _with_link(fout: ValidationError, bestaand: Urendeclaratie | None) -> str:
    tekst = " ".join(fout.messages)
    if bestaand is None:
        return tekst
    url = reverse("opvang:declaratie_detail", args=[bestaand.pk])
    return format_html('{} <a href="{}">Open de declaratie</a>.', tekst, url)


def _refreshed(erbij: int, eraf: int) -> str:
    if not erbij and not eraf:
        return "De declaratie klopt met uw plaatsingen; er is niets veranderd."
    delen = []
    if erbij:
        delen.append(f"{erbij} {'plaatsing' if erbij == 1 else 'plaatsingen'} toegevoegd")
    if eraf:
        delen.append(f"{eraf} {'regel' if eraf == 1 else 'regels'} weggehaald")
    return f"De declaratie is bijgewerkt: {' en '.join(delen)}."
