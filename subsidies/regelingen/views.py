"""Policies as documents: import, read with their sources, offer, adopt, download."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.formulieren import RedenForm
from organisaties.paginas import as_file, attempt
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from subsidies.models import Subsidieregeling
from subsidies.regelingen.actions import (
    adopt_regeling,
    discard_concept,
    import_regeling,
    propose_regeling,
    replaced_by,
    return_regeling,
    update_concept,
    withdraw_regeling,
)
from subsidies.regelingen.blad import make_blad
from subsidies.regelingen.document import as_regeling
from subsidies.regelingen.forms import RegelingForm
from subsidies.regelingen.handelingen import Handeling
from subsidies.regelingen.verschillen import compare_regelingen
from subsidies.vierogen import bewerkers, why_not_adopt

HULP_REDEN = "Wat moet er anders? De beleidsmedewerker leest dit bij het concept."


@requires(Recht.REGELING_VIEW)
def regeling_list(request: IngelogdVerzoek) -> HttpResponse:
    regelingen = Subsidieregeling.objects.for_gebruiker(request.user).select_related(
        "opgesteld_door", "vastgesteld_door"
    )
    if not request.user.has_recht(Recht.REGELING_MANAGE):
        regelingen = regelingen.exclude(status=Subsidieregeling.Status.DRAFT)
    return render(
        request,
        "subsidies/regeling_list.html",
        {
            "regelingen": regelingen.defer("tekst", "document"),
            "mag_beheren": request.user.has_recht(Recht.REGELING_MANAGE),
        },
    )


@requires(Recht.REGELING_VIEW)
def regeling_detail(request: IngelogdVerzoek, regeling_id: int) -> HttpResponse:
    return _detail(request, get_regeling(request, regeling_id), RedenForm(hulp=HULP_REDEN))


def _detail(
    request: IngelogdVerzoek, regeling: Subsidieregeling, form: RedenForm, status: int = 200
) -> HttpResponse:
    vervangt = _would_replace(regeling)
    vorige = vervangt or _previous(request, regeling)
    voorstel = regeling.status == Subsidieregeling.Status.PROPOSED
    mag_vaststellen = request.user.has_recht(Recht.REGELING_ADOPT)
    return render(
        request,
        "subsidies/regeling_detail.html",
        {
            "regeling": regeling,
            "blad": make_blad(regeling),
            "vervangt": vervangt,
            "vorige": vorige,
            "verschil": compare_regelingen(as_regeling(vorige), as_regeling(regeling))
            if vorige and voorstel
            else None,
            "mag_beheren": request.user.has_recht(Recht.REGELING_MANAGE),
            "mag_vaststellen": mag_vaststellen,
            "bezwaar": why_not_adopt(regeling, request.user) if mag_vaststellen and voorstel else "",
            "bewerkers": bewerkers(regeling),
            "form": form,
        },
        status=status,
    )


@requires(Recht.REGELING_VIEW)
@limited(aantal=20, seconden=60)
def regeling_download(request: IngelogdVerzoek, regeling_id: int) -> HttpResponse:
    regeling = get_regeling(request, regeling_id)
    record(handeling=Handeling.REGELING_DOWNLOAD, door=request.user, object=regeling, sha256=regeling.sha256)
    return as_file(regeling.tekst, f"{slugify(regeling.naam)}-versie-{regeling.versie}.toml")


@requires(Recht.REGELING_MANAGE)
@limited(aantal=30, seconden=60)
@once
def regeling_create(request: IngelogdVerzoek) -> HttpResponse:
    return _edit(request, None)


@requires(Recht.REGELING_MANAGE)
@limited(aantal=30, seconden=60)
def regeling_edit(request: IngelogdVerzoek, regeling_id: int) -> HttpResponse:
    return _edit(request, get_regeling(request, regeling_id))


@require_POST
@requires(Recht.REGELING_MANAGE)
def regeling_discard(request: IngelogdVerzoek, regeling_id: int) -> HttpResponse:
    regeling = get_regeling(request, regeling_id)
    gelukt = f"Het concept {regeling} is weggegooid."
    attempt(request, discard_concept, gelukt, regeling=regeling, door=request.user)
    return redirect("subsidies:regeling_list")


@require_POST
@requires(Recht.REGELING_MANAGE)
def regeling_propose(request: IngelogdVerzoek, regeling_id: int) -> HttpResponse:
    gelukt = "De regeling is ter vaststelling aangeboden aan de budgethouder."
    attempt(request, propose_regeling, gelukt, regeling=get_regeling(request, regeling_id), door=request.user)
    return redirect("subsidies:regeling_detail", regeling_id)


@require_POST
@requires(Recht.REGELING_MANAGE)
def regeling_withdraw(request: IngelogdVerzoek, regeling_id: int) -> HttpResponse:
    gelukt = "De regeling is weer een concept. U kunt haar aanpassen."
    attempt(
        request, withdraw_regeling, gelukt, regeling=get_regeling(request, regeling_id), door=request.user
    )
    return redirect("subsidies:regeling_detail", regeling_id)


@require_POST
@requires(Recht.REGELING_ADOPT)
def regeling_return(request: IngelogdVerzoek, regeling_id: int) -> HttpResponse:
    regeling = get_regeling(request, regeling_id)
    form = RedenForm(request.POST, hulp=HULP_REDEN)
    if not form.is_valid():
        return _detail(request, regeling, form, status=422)
    gelukt = f"{regeling} is terug bij de beleidsmedewerker, met uw reden."
    reden = form.cleaned_data["reden"]
    attempt(request, return_regeling, gelukt, regeling=regeling, reden=reden, door=request.user)
    return redirect("subsidies:regeling_list")


@require_POST
@requires(Recht.REGELING_ADOPT)
def regeling_adopt(request: IngelogdVerzoek, regeling_id: int) -> HttpResponse:
    gelukt = "De regeling is vastgesteld. Vanaf nu wordt hiermee gerekend en verandert zij niet meer."
    regeling = get_regeling(request, regeling_id)
    attempt(request, adopt_regeling, gelukt, regeling=regeling, door=request.user, op=timezone.now())
    return redirect("subsidies:regeling_detail", regeling_id)


@requires(Recht.REGELING_VIEW)
@limited(aantal=60, seconden=60)
def regeling_verschillen(request: IngelogdVerzoek, oud_id: int, nieuw_id: int) -> HttpResponse:
    oud, nieuw = get_regeling(request, oud_id), get_regeling(request, nieuw_id)
    verschil = compare_regelingen(as_regeling(oud), as_regeling(nieuw))
    if request.GET.get("vorm") == "tekst":
        record(handeling=Handeling.REGELING_DOWNLOAD, door=request.user, object=nieuw, verschillen_met=oud.pk)
        tekst = f"Verschillen van {oud} naar {nieuw}\n\n{verschil.tekst}"
        return as_file(tekst, f"verschillen-{oud.pk}-{nieuw.pk}.txt")
    return render(
        request, "subsidies/regeling_verschillen.html", {"oud": oud, "nieuw": nieuw, "verschil": verschil}
    )


def get_regeling(request: IngelogdVerzoek, pk: int) -> Subsidieregeling:
    return get_object_or_404(_visible(request), pk=pk)


def _visible(request: IngelogdVerzoek) -> QuerySet[Subsidieregeling]:
    eigen = Subsidieregeling.objects.for_gebruiker(request.user).select_related(
        "gemeente", "opgesteld_door", "vastgesteld_door", "vervangt"
    )
    if not request.user.has_recht(Recht.REGELING_MANAGE):
        eigen = eigen.exclude(status=Subsidieregeling.Status.DRAFT)
    return eigen


def _previous(request: IngelogdVerzoek, regeling: Subsidieregeling) -> Subsidieregeling | None:
    """The version before this one, of the same name; for a first version the policy that held until it starts."""
    eerdere = (
        _visible(request).filter(naam=regeling.naam, versie__lt=regeling.versie).order_by("-versie").first()
    )
    if eerdere is not None:
        return eerdere
    adopted = _visible(request).filter(status=Subsidieregeling.Status.ADOPTED)
    return adopted.filter(geldig_tot_en_met__lt=regeling.geldig_van).order_by("-geldig_tot_en_met").first()


def _edit(request: IngelogdVerzoek, concept: Subsidieregeling | None) -> HttpResponse:
    form = RegelingForm(
        request.POST or None,
        request.FILES or None,
        gemeente=request.user.gemeente,
        initial={"tekst": concept.tekst if concept else ""},
    )
    if form.is_valid():
        tekst = form.cleaned_data["tekst"]
        try:
            regeling = (
                update_concept(regeling=concept, tekst=tekst, door=request.user)
                if concept
                else import_regeling(tekst=tekst, door=request.user, op=timezone.now())
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            if concept and regeling.tekst == concept.tekst:
                messages.info(request, "U veranderde niets aan de tekst. Er is niets bewaard.")
            return redirect("subsidies:regeling_detail", regeling.pk)
    return render(
        request,
        "subsidies/regeling_form.html",
        {"form": form, "concept": concept},
        status=422 if form.errors else 200,
    )


def _would_replace(regeling: Subsidieregeling) -> Subsidieregeling | None:
    """Which policy stops counting when this one is adopted; the adoption itself says why it can't."""
    if regeling.vastgesteld_op is not None:
        return regeling.vervangt
    try:
        return replaced_by(regeling)
    except ValidationError:
        return None
