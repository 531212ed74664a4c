"""The quality of locations: all of a year beside each other, one location in a year, its sheet, and what the GGD found."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from opvang.eisen import BESLUIT, eisen
from opvang.kwaliteit.actions import (
    VELDEN,
    agree_blad,
    begin_groepen,
    find_programma,
    record_inspectie,
    return_blad,
    save_blad,
    submit_blad,
)
from opvang.kwaliteit.doelgroep import count_doelgroepkinderen
from opvang.kwaliteit.forms import GgdinspectieForm, KwaliteitsbladForm
from opvang.kwaliteit.handelingen import Handeling
from opvang.kwaliteit.instellingen import deadline
from opvang.kwaliteit.keuren import inspect_blad
from opvang.kwaliteit.locaties import had_ve_in, locaties_of_gebruiker, peildag
from opvang.kwaliteit.overzicht import KOP, SORTERINGEN, Locatiestand, read_standen, sort_standen, write_rijen
from opvang.kwaliteit.velden import list_velden
from opvang.models import Ggdinspectie, Kwaliteitsblad
from opvang.overdracht.locatieprogramma import read_programmas
from opvang.overdracht.programmas import programmas
from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.formulieren import RedenForm
from organisaties.models import Locatie
from organisaties.paginas import attempt, jaar_uit, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from organisaties.uitvoer import send_tabel

HULP_REDEN = "De aanbieder leest deze reden en dient een nieuw blad in."


@requires(Recht.KWALITEIT_VIEW)
@limited(aantal=60, seconden=60)
def kwaliteit_list(request: IngelogdVerzoek) -> HttpResponse:
    dag = timezone.localdate()
    jaar, jaren = _choose_jaar(request, dag)
    sortering = request.GET.get("sorteer", "locatie")
    standen = read_standen(request.user.gemeente, locaties_of_gebruiker(request.user, jaar), jaar, dag)
    context = {
        "jaar": jaar,
        "jaren": jaren,
        "sorteringen": [(code, naam) for code, (naam, _) in SORTERINGEN.items()],
        "sortering": sortering if sortering in SORTERINGEN else "locatie",
        "pagina": paginate(request, sort_standen(standen, sortering)),
        "aantal": len(standen),
        "akkoord": sum(stand.status == Kwaliteitsblad.Status.AGREED.label for stand in standen),
        "te_laat": sum(stand.is_te_laat for stand in standen),
        "aandacht": sum(bool(stand.ontbreekt or stand.let_op) for stand in standen),
        "uiterlijk": deadline(request.user.gemeente, jaar),
    }
    return render(request, "opvang/kwaliteit_list.html", context)


@requires(Recht.KWALITEIT_VIEW)
@limited(aantal=10, seconden=60)
def kwaliteit_export(request: IngelogdVerzoek, jaar: int, bestandsvorm: str) -> HttpResponseBase:
    """The list as a file, without counts of small groups for who may not take those along."""
    volledig = request.user.is_houder or request.user.has_recht(Recht.CIJFER_PER_KIND_VIEW)
    dag, gemeente = timezone.localdate(), request.user.gemeente
    antwoord = send_tabel(
        request,
        f"kwaliteit-{jaar}",
        bestandsvorm,
        KOP,
        lambda: write_rijen(
            read_standen(gemeente, locaties_of_gebruiker(request.user, jaar), jaar, dag), volledig=volledig
        ),
    )
    record(
        handeling=Handeling.KWALITEIT_EXPORT,
        door=request.user,
        object=gemeente,
        jaar=jaar,
        vorm=bestandsvorm,
        volledig=volledig,
    )
    return antwoord


@requires(Recht.KWALITEIT_VIEW)
def kwaliteit_eisen(request: IngelogdVerzoek) -> HttpResponse:
    """What the law asks and since when, and which programmes were recognised on which days."""
    dag = timezone.localdate()
    lijst = [(programma, programma.is_erkend_op(dag)) for programma in programmas().values()]
    return render(
        request,
        "opvang/kwaliteit_eisen.html",
        {"eisen": eisen(), "besluit": BESLUIT, "programmas": lijst, "dag": dag},
    )


@requires(Recht.KWALITEIT_VIEW)
@limited(aantal=120, seconden=60)
def kwaliteit_detail(request: IngelogdVerzoek, jaar: int, locatie_id: int) -> HttpResponse:
    return _render(request, _locatie(request, locatie_id, jaar), jaar, RedenForm(hulp=HULP_REDEN))


@requires(Recht.KWALITEIT_SUBMIT)
@limited(aantal=60, seconden=60)
@once
def kwaliteitsblad_edit(request: IngelogdVerzoek, jaar: int, locatie_id: int) -> HttpResponse:
    locatie, nu = _locatie(request, locatie_id, jaar), timezone.now()
    bron = _bladen(request, locatie, jaar).prefetch_related("groepen").first()
    groepen = begin_groepen(bron, locatie, jaar, timezone.localdate(nu))
    begin = {naam: getattr(bron, naam) for naam in VELDEN} if bron else {}
    form = KwaliteitsbladForm(request.POST or None, groepen=groepen, initial=begin)
    if form.is_valid():
        try:
            save_blad(
                locatie=locatie,
                jaar=jaar,
                velden=form.velden(),
                groepen=form.tellingen(),
                door=request.user,
                op=nu,
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("opvang:kwaliteit_detail", jaar, locatie.pk)
    return render(
        request,
        "opvang/kwaliteit_form.html",
        {"form": form, "locatie": locatie, "jaar": jaar, "groepen": groepen},
        status=422 if form.errors else 200,
    )


@requires(Recht.KWALITEIT_VIEW)
def kwaliteitsblad_detail(request: IngelogdVerzoek, blad_id: int) -> HttpResponse:
    """A sheet as it was sent, also one that was replaced since; a draft stands on the page of its location."""
    blad = _blad(request, blad_id)
    if blad.is_concept:
        return redirect("opvang:kwaliteit_detail", blad.jaar, blad.locatie_id)
    context = {"blad": blad, "locatie": blad.locatie, "velden": list_velden(blad)}
    return render(request, "opvang/kwaliteitsblad_detail.html", context)


@require_POST
@requires(Recht.KWALITEIT_SUBMIT)
@once
def kwaliteitsblad_submit(request: IngelogdVerzoek, blad_id: int) -> HttpResponse:
    blad = _blad(request, blad_id)
    gelukt = f"Het kwaliteitsblad {blad.jaar} van {blad.locatie} is ingediend. De gemeente kijkt het na."
    attempt(request, submit_blad, gelukt, blad=blad, door=request.user, op=timezone.now())
    return redirect("opvang:kwaliteit_detail", blad.jaar, blad.locatie_id)


@require_POST
@requires(Recht.KWALITEIT_REVIEW)
@once
def kwaliteitsblad_agree(request: IngelogdVerzoek, blad_id: int) -> HttpResponse:
    blad = _blad(request, blad_id)
    attempt(request, agree_blad, "Het blad is akkoord.", blad=blad, door=request.user, op=timezone.now())
    return redirect("opvang:kwaliteit_detail", blad.jaar, blad.locatie_id)


@require_POST
@requires(Recht.KWALITEIT_REVIEW)
def kwaliteitsblad_return(request: IngelogdVerzoek, blad_id: int) -> HttpResponse:
    blad = _blad(request, blad_id)
    form = RedenForm(request.POST, hulp=HULP_REDEN)
    if not form.is_valid():
        return _render(request, blad.locatie, blad.jaar, form, status=422)
    attempt(
        request,
        return_blad,
        "Het blad is teruggestuurd. De aanbieder krijgt een bericht.",
        blad=blad,
        reden=form.cleaned_data["reden"],
        door=request.user,
        op=timezone.now(),
    )
    return redirect("opvang:kwaliteit_detail", blad.jaar, blad.locatie_id)


@requires(Recht.KWALITEIT_REVIEW)
@once
def ggdinspectie_record(request: IngelogdVerzoek, locatie_id: int) -> HttpResponse:
    locatie = get_object_or_404(Locatie.objects.for_gebruiker(request.user), pk=locatie_id)
    return _record_inspectie(request, locatie)


@requires(Recht.KWALITEIT_REVIEW)
@once
def ggdinspectie_replace(request: IngelogdVerzoek, inspectie_id: int) -> HttpResponse:
    eigen = Ggdinspectie.objects.for_gebruiker(request.user).select_related("locatie")
    vervangt = get_object_or_404(eigen, pk=inspectie_id)
    return _record_inspectie(request, vervangt.locatie, vervangt)


def _record_inspectie(
    request: IngelogdVerzoek, locatie: Locatie, vervangt: Ggdinspectie | None = None
) -> HttpResponse:
    form = GgdinspectieForm(
        request.POST or None,
        vervangt=vervangt is not None,
        initial=vervangt.as_fields() if vervangt else {},
    )
    if form.is_valid():
        try:
            inspectie = record_inspectie(
                locatie=locatie,
                door=request.user,
                op=timezone.now(),
                vervangt=vervangt,
                **form.cleaned_data,
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("opvang:kwaliteit_detail", inspectie.datum.year, locatie.pk)
    kop = "Inspectie wijzigen" if vervangt else "Inspectie vastleggen"
    context = {"form": form, "kop": kop, "locatie": locatie, "vervangt": vervangt}
    return render(request, "opvang/ggdinspectie_form.html", context, status=422 if form.errors else 200)


def _render(
    request: IngelogdVerzoek, locatie: Locatie, jaar: int, form: RedenForm, status: int = 200
) -> HttpResponse:
    dag = timezone.localdate()
    personen = ("opgesteld_door", "ingediend_door", "beoordeeld_door")
    bladen = list(_bladen(request, locatie, jaar).select_related(*personen).prefetch_related("groepen"))
    [stand] = read_standen(request.user.gemeente, [locatie], jaar, dag)
    geteld = count_doelgroepkinderen([locatie], jaar).get(locatie.pk, 0)
    concept = next((blad for blad in bladen if blad.is_concept), None)
    if concept is not None:
        concept.doelgroepkinderen = geteld
        concept.programma = find_programma(locatie, peildag(jaar, dag))
    context: dict[str, Any] = {
        "locatie": locatie,
        "jaar": jaar,
        "jaren": _jaren(dag, {jaar}),
        "besluit": BESLUIT,
        "stand": stand,
        "concept": concept,
        "getoond": concept or stand.blad,
        "bevindingen": (*inspect_blad(concept), stand.bevindingen[-1]) if concept else stand.bevindingen,
        "geteld": geteld,
        "bladen": [blad for blad in bladen if not blad.is_concept],
        "programmas": read_programmas(locatie, dag),
        "inspecties": Ggdinspectie.objects.current().filter(locatie=locatie),
        "eerdere_inspecties": Ggdinspectie.objects.past().filter(locatie=locatie),
        "form": form,
    }
    context |= _buttons(request, stand, dag)
    return render(request, "opvang/kwaliteit_detail.html", context, status=status)


def _buttons(request: IngelogdVerzoek, stand: Locatiestand, dag: date) -> dict[str, bool]:
    """What the reader may do on the page of a location."""
    mag_beoordelen = request.user.has_recht(Recht.KWALITEIT_REVIEW)
    return {
        "mag_invullen": request.user.has_recht(Recht.KWALITEIT_SUBMIT)
        and stand.jaar <= dag.year
        and had_ve_in(stand.locatie, stand.jaar),
        "mag_beoordelen": mag_beoordelen,
        "te_beoordelen": mag_beoordelen and stand.blad is not None and stand.blad.is_ingediend,
    }


def _bladen(request: IngelogdVerzoek, locatie: Locatie, jaar: int) -> Any:
    eigen = Kwaliteitsblad.objects.for_gebruiker(request.user).filter(locatie=locatie, jaar=jaar)
    return eigen.newest_first()


def _blad(request: IngelogdVerzoek, pk: int) -> Kwaliteitsblad:
    eigen = Kwaliteitsblad.objects.for_gebruiker(request.user)
    return get_object_or_404(
        eigen.select_related(
            "locatie__houder", "locatie__gemeente", "gemeente", "ingediend_door", "beoordeeld_door"
        ),
        pk=pk,
    )


def _locatie(request: IngelogdVerzoek, pk: int, jaar: int) -> Locatie:
    """404 too for a location without VE in the year of which nothing was told either."""
    eigen = Locatie.objects.for_gebruiker(request.user).select_related("houder", "gemeente")
    locatie = get_object_or_404(eigen, pk=pk)
    bekend = (
        Kwaliteitsblad.objects.filter(locatie=locatie, jaar=jaar).exists()
        or Ggdinspectie.objects.filter(locatie=locatie).exists()
    )
    if not bekend and not had_ve_in(locatie, jaar):
        raise Http404(f"{locatie} had in {jaar} geen voorschoolse educatie in deze gemeente.")
    return locatie


def _choose_jaar(request: IngelogdVerzoek, dag: date) -> tuple[int, list[int]]:
    """The year that the address asks for, else the one that is over; and the years to choose from, the newest first."""
    jaar = jaar_uit(request.GET, dag.year - 1)
    bladen = Kwaliteitsblad.objects.for_gebruiker(request.user)
    bekend = set(bladen.order_by().values_list("jaar", flat=True).distinct())
    return jaar, _jaren(dag, bekend | {jaar})


def _jaren(dag: date, bekend: set[int]) -> list[int]:
    return sorted(bekend | {dag.year, dag.year - 1}, reverse=True)
