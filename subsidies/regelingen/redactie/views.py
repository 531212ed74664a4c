"""The editor: a concept chapter by chapter, with its worked examples computed again each time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisaties.eenmaal import once
from organisaties.paginas import attempt, show_refusal
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from organisaties.velden import check_tekst
from rekenregels import Stap, Voorbeelduitslag, let_op, make_uitleg, plaats, run_voorbeelden
from rekenregels.regeling.schrijven import bronnen
from subsidies.models import Subsidieregeling
from subsidies.regelingen.document import as_regeling
from subsidies.regelingen.redactie.actions import (
    Hoofdstukinvoer,
    controlegetal,
    copy_regeling,
    next_regeling,
    opmerkingen_vooraf,
    start_regeling,
    take_over_uitkomst,
    update_hoofdstuk,
    with_hoofdstuk,
)
from subsidies.regelingen.redactie.forms import OvernameForm, RegelingStartForm
from subsidies.regelingen.redactie.invoer import lees_hoofdstuk, voer_uit
from subsidies.regelingen.redactie.knopen import Bouwer, zet_fouten
from subsidies.regelingen.redactie.vormen import hoofdstuk_als_ruw, hoofdstukken, hoofdstuksoort
from subsidies.regelingen.redactie.woorden import label

Status = Subsidieregeling.Status


@dataclass(frozen=True)
class Hoofdstukregel:
    """A chapter in the list: how many values it has, and how many of them are assumptions."""

    sleutel: str
    titel: str
    uitleg: str
    waarden: int
    aannames: int


@dataclass(frozen=True)
class Overname:
    """A worked example that no longer comes out: what differs, the sum of the new amount, and the form for its source."""

    nummer: int
    uitslag: Voorbeelduitslag
    stappen: tuple[dict[str, str], ...]
    form: OvernameForm


@requires(Recht.REGELING_MANAGE)
@limited(aantal=60, seconden=60)
def regeling_redactie(request: IngelogdVerzoek, regeling_id: int) -> HttpResponse:
    return _overzicht(request, _get(request, regeling_id))


@require_POST
@requires(Recht.REGELING_MANAGE)
@limited(aantal=60, seconden=60)
def voorbeeld_take_over(request: IngelogdVerzoek, regeling_id: int, nummer: int) -> HttpResponse:
    concept = _get(request, regeling_id)
    form = OvernameForm(request.POST, nummer=nummer)
    if not form.is_valid():
        return _overzicht(request, concept, ingevuld=(nummer, form))
    attempt(
        request,
        take_over_uitkomst,
        "Het nieuwe bedrag staat in het voorbeeld, met uw bron.",
        regeling=concept,
        nummer=nummer,
        bron=form.cleaned_data["bron"],
        gezien=request.POST.get("gezien", ""),
        door=request.user,
    )
    return redirect("subsidies:regeling_redactie", concept.pk)


def _overzicht(
    request: IngelogdVerzoek, concept: Subsidieregeling, ingevuld: tuple[int, OvernameForm] | None = None
) -> HttpResponse:
    if concept.status != Status.DRAFT:
        return _refuse(request, concept)
    document = as_regeling(concept)
    uitslagen = run_voorbeelden(document)
    tekst = concept.tekst.removeprefix(opmerkingen_vooraf(concept.tekst))
    return render(
        request,
        "subsidies/redactie/overzicht.html",
        {
            "regeling": concept,
            "hoofdstukken": _regels(concept),
            "uitslagen": uitslagen,
            "overnames": list(_overnames(uitslagen, dict([ingevuld] if ingevuld else []))),
            "let_op": plaats(concept.tekst, let_op(document)),
            "verliest_opmerkingen": any(regel.lstrip().startswith("#") for regel in tekst.splitlines()),
        },
        status=422 if ingevuld else 200,
    )


def _stapregel(stap: Stap) -> dict[str, str]:
    """A step of the engine as `components/stappen.html` shows it."""
    naam = f"{stap.naam} ({stap.periode})" if stap.periode else stap.naam
    return {"naam": naam, "uitleg": stap.omschrijving, "som": stap.formule, "bron": stap.bron}


def _overnames(uitslagen: list[Voorbeelduitslag], ingevuld: dict[int, OvernameForm]) -> Iterator[Overname]:
    for nummer, uitslag in enumerate(uitslagen, start=1):
        if not uitslag.klopt and uitslag.uitkomst is not None:
            stappen = tuple(_stapregel(stap) for stap in make_uitleg(uitslag.uitkomst, 0).stappen)
            yield Overname(nummer, uitslag, stappen, ingevuld.get(nummer) or OvernameForm(nummer=nummer))


@requires(Recht.REGELING_MANAGE)
@limited(aantal=120, seconden=60)
def hoofdstuk_edit(request: IngelogdVerzoek, regeling_id: int, hoofdstuk: str) -> HttpResponse:
    concept = _get(request, regeling_id)
    if hoofdstuk not in hoofdstukken():
        raise Http404
    if concept.status != Status.DRAFT:
        return _refuse(request, concept)
    if request.method == "POST":
        return _post(request, concept, hoofdstuk)
    document = concept.document
    ruw = hoofdstuk_als_ruw(document, hoofdstuk)
    return _show(request, concept, Hoofdstukinvoer(hoofdstuk, ruw, controlegetal(document, hoofdstuk)))


@requires(Recht.REGELING_MANAGE)
@once
def regeling_start(request: IngelogdVerzoek) -> HttpResponse:
    form = RegelingStartForm(request.POST or None)
    if form.is_valid():
        keuze = {deel: form.cleaned_data[deel] for deel in ("voorbeeld", "naam")}
        try:
            concept = start_regeling(**keuze, door=request.user, op=timezone.now())
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(
                request, f"{concept} is gemaakt. Begin met de geldigheid en de bron van de regeling."
            )
            return redirect("subsidies:hoofdstuk_edit", concept.pk, "regeling")
    status = 422 if form.errors else 200
    return render(request, "subsidies/redactie/beginnen.html", {"form": form}, status=status)


@require_POST
@requires(Recht.REGELING_MANAGE)
@once
def regeling_copy(request: IngelogdVerzoek, regeling_id: int) -> HttpResponse:
    return _derive(request, regeling_id, copy_regeling, "De tekst is die van {}.")


@require_POST
@requires(Recht.REGELING_MANAGE)
@once
def regeling_next(request: IngelogdVerzoek, regeling_id: int) -> HttpResponse:
    gelukt = "Alle datums schoven mee; elke waarde uit {} is een aanname tot u er een eigen bron bij zet."
    return _derive(request, regeling_id, next_regeling, gelukt)


def _derive(
    request: IngelogdVerzoek, regeling_id: int, actie: Callable[..., Subsidieregeling], gelukt: str
) -> HttpResponse:
    """A concept out of a policy that is there, and on to the editor."""
    regeling = _get(request, regeling_id)
    try:
        concept = actie(regeling=regeling, door=request.user, op=timezone.now())
    except ValidationError as fout:
        show_refusal(request, fout)
        return redirect("subsidies:regeling_detail", regeling.pk)
    messages.success(request, f"{concept} is gemaakt als concept. {gelukt.format(regeling)}")
    return redirect("subsidies:regeling_redactie", concept.pk)


def _post(request: IngelogdVerzoek, concept: Subsidieregeling, hoofdstuk: str) -> HttpResponse:
    """A button inside the form changes the form only; saving and trying out read the whole policy."""
    invoer = Hoofdstukinvoer(
        hoofdstuk, lees_hoofdstuk(request.POST, hoofdstuk), request.POST.get("gezien", "")
    )
    opdracht, _, plek = request.POST.get("doe", "bewaren").partition("|")
    try:
        if opdracht in ("bewaren", "narekenen"):
            check_tekst("\n".join(deel for delen in request.POST.lists() for deel in delen[1]), regels=True)
        if opdracht == "bewaren":
            nieuw = update_hoofdstuk(regeling=concept, invoer=invoer, door=request.user)
            if nieuw.sha256 == concept.sha256:
                messages.info(request, f"U veranderde niets aan {label(hoofdstuk)}. Er is niets bewaard.")
            else:
                messages.success(
                    request, f"{label(hoofdstuk)} is bewaard. De voorbeelden zijn opnieuw nagerekend."
                )
            return redirect("subsidies:hoofdstuk_edit", concept.pk, hoofdstuk)
        if opdracht == "narekenen":
            uitslagen = run_voorbeelden(with_hoofdstuk(concept.document, invoer))
            return _show(request, concept, invoer, uitslagen=uitslagen)
    except ValidationError as fout:
        return _show(request, concept, invoer, fouten=fout.messages)
    ruw = voer_uit(opdracht, plek, hoofdstuk, invoer.ruw)
    return _show(request, concept, Hoofdstukinvoer(hoofdstuk, ruw, invoer.gezien))


def _show(
    request: IngelogdVerzoek,
    concept: Subsidieregeling,
    invoer: Hoofdstukinvoer,
    *,
    fouten: list[str] | None = None,
    uitslagen: list[Voorbeelduitslag] | None = None,
) -> HttpResponse:
    regeling = as_regeling(concept)
    sleutel, info = invoer.hoofdstuk, hoofdstukken()[invoer.hoofdstuk]
    wortel = Bouwer(regeling).bouw(
        hoofdstuksoort(sleutel), invoer.ruw, sleutel, sleutel, info, label(sleutel)
    )
    algemeen = zet_fouten(wortel, fouten or [])
    return render(
        request,
        "subsidies/redactie/hoofdstuk.html",
        {
            "regeling": concept,
            "wortel": wortel,
            "gezien": invoer.gezien,
            "fouten": algemeen,
            "fout_bij": [knoop for knoop in wortel.alle() if knoop.fouten],
            "hoofdstukken": [(naam, label(naam)) for naam in hoofdstukken()],
            "geprobeerd": uitslagen is not None,
            "uitslagen": run_voorbeelden(regeling) if uitslagen is None else uitslagen,
        },
        status=422 if fouten else 200,
    )


def _regels(concept: Subsidieregeling) -> list[Hoofdstukregel]:
    regeling = as_regeling(concept)
    regels = []
    for naam, info in hoofdstukken().items():
        waarden = list(bronnen(getattr(regeling, naam), naam))
        aannames = sum(waarde.is_aanname for waarde in waarden)
        regels.append(Hoofdstukregel(naam, label(naam), info.uitleg, len(waarden), aannames))
    return regels


def _get(request: IngelogdVerzoek, pk: int) -> Subsidieregeling:
    eigen = Subsidieregeling.objects.for_gebruiker(request.user).select_related("gemeente")
    return get_object_or_404(eigen, pk=pk)


def _refuse(request: IngelogdVerzoek, regeling: Subsidieregeling) -> HttpResponseRedirect:
    messages.error(
        request,
        f"{regeling} heeft de status ‘{regeling.get_status_display()}’ en staat vast. "
        "Maak een nieuwe versie om iets te veranderen.",
    )
    return HttpResponseRedirect(reverse("subsidies:regeling_detail", args=[regeling.pk]))
