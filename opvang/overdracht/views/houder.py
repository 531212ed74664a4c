"""The pages of the provider: what is to be handed over, and one package from draft to school."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from indicaties.handelingen import Handeling as KindHandeling
from indicaties.models import Kind, werkwijze_of
from opvang.models import Overdracht, Overdrachtbijlage
from opvang.overdracht.actions import opstellen, vervolg, verzenden
from opvang.overdracht.cijfers import PER_LOCATIE, count_overdrachten
from opvang.overdracht.document import read_beeld
from opvang.overdracht.duur import Programmadeel
from opvang.overdracht.forms import (
    BijlageForm,
    Formulier,
    GesprekForm,
    InhoudForm,
    OudersForm,
    StartForm,
    ToestemmingForm,
    VerzendForm,
    WettelijkForm,
)
from opvang.overdracht.handelingen import Handeling
from opvang.overdracht.inhoud import is_unchanged, make_snapshot, programmadelen_of
from opvang.overdracht.voorstel import propose_gegevens
from opvang.overdracht.werklijst import VOORUIT, to_hand_over, werk_van
from organisaties.eenmaal import once
from organisaties.inzien import list_details, render_recorded
from organisaties.paginas import attempt, paginate, show_refusal
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires


@requires(Recht.OVERDRACHT_MAKE)
def overdracht_list(request: IngelogdVerzoek) -> HttpResponse:
    """What is to be handed over, or with `toon=alle` all packages there are."""
    dag = timezone.localdate()
    eigen = Overdracht.objects.for_gebruiker(request.user).select_related(
        "kind", "locatie", "school", "vervolg"
    )
    context: dict[str, Any] = {"dag": dag, "toon": request.GET.get("toon", "te-doen")}
    if context["toon"] == "alle":
        pagina: Any = paginate(request, eigen)
        kinderen = [overdracht.kind for overdracht in pagina]
    else:
        pagina = paginate(request, to_hand_over(request.user, dag, dag + VOORUIT))
        kinderen = list(pagina)
        werkwijze = werkwijze_of(request.user.gemeente)
        concepten = {o.kind_id: o for o in eigen.filter(status=Overdracht.Status.DRAFT, kind__in=kinderen)}
        context["werk"] = [(werk_van(kind, werkwijze, dag), concepten.get(kind.pk)) for kind in kinderen]
    context |= {"pagina": pagina, "cijfers": count_overdrachten(eigen, PER_LOCATIE)}
    if not kinderen:
        return render(request, "opvang/overdracht_list.html", context)
    return render_recorded(
        request,
        "opvang/overdracht_list.html",
        context,
        handeling=Handeling.OVERDRACHT_LIST,
        object=request.user.gemeente,
        **list_details(request, (kind.pseudoniem for kind in kinderen)),
    )


@requires(Recht.OVERDRACHT_MAKE)
@once
def overdracht_start(request: IngelogdVerzoek, kind_id: int) -> HttpResponse:
    kind = get_object_or_404(Kind.objects.for_gebruiker(request.user), pk=kind_id)
    form = StartForm(request.POST or None, initial={"aanleiding": request.GET.get("aanleiding", "leeftijd")})
    if form.is_valid():
        try:
            overdracht = opstellen.start_overdracht(
                kind=kind, **form.cleaned_data, door=request.user, op=timezone.localdate()
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("opvang:overdracht_detail", overdracht.pk)
    return render_recorded(
        request,
        "opvang/overdracht_start.html",
        {"form": form, "kind": kind},
        handeling=KindHandeling.KIND_VIEW,
        object=kind,
        kind=kind.pseudoniem,
        formulier="overdragen",
    )


@requires(Recht.OVERDRACHT_MAKE)
def overdracht_detail(request: IngelogdVerzoek, overdracht_id: int) -> HttpResponse:
    overdracht = _overdracht(request, overdracht_id)
    dag = timezone.localdate()
    inhoud = getattr(overdracht, "inhoud", None)
    beeld = inhoud and (inhoud.verzonden or make_snapshot(overdracht, inhoud, dag))
    delen: list[Programmadeel] = programmadelen_of(overdracht, overdracht.verzonden_op or dag)
    context = {
        "overdracht": overdracht,
        "beeld": read_beeld(beeld) if beeld else None,
        "delen": delen,
        "ontbreekt": verzenden.missing_of(overdracht, dag) if overdracht.is_concept else [],
        "bijlagen": overdracht.bijlagen.defer("inhoud"),
        "vervolg": getattr(overdracht, "vervolg", None),
        "antwoorden": vervolg.read_antwoorden(getattr(overdracht, "vervolg", None)),
        "opvolger": Overdracht.objects.filter(vervangt=overdracht).first(),
        "heel": inhoud is None or inhoud.verzonden is None or is_unchanged(inhoud),
    }
    return _render(request, "opvang/overdracht_detail.html", context)


@requires(Recht.OVERDRACHT_MAKE)
def overdracht_edit(request: IngelogdVerzoek, overdracht_id: int) -> HttpResponse:
    overdracht = _overdracht(request, overdracht_id)
    soort: type[InhoudForm | WettelijkForm] = InhoudForm if overdracht.is_volledig else WettelijkForm
    bekend = overdracht.inhoud.gegevens or propose_gegevens(overdracht, request.user)
    initial = bekend | {"warm_gewenst": overdracht.warm_gewenst}
    form = soort(request.POST or None, initial=initial)
    return _save(
        request,
        overdracht,
        form,
        lambda: opstellen.save_inhoud(
            overdracht=overdracht,
            gegevens=form.gegevens(),
            warm_gewenst=form.cleaned_data["warm_gewenst"],
            door=request.user,
        ),
        kop="Overdracht invullen",
        gelukt="De overdracht is opgeslagen.",
    )


@requires(Recht.OVERDRACHT_MAKE)
def toestemming_record(request: IngelogdVerzoek, overdracht_id: int) -> HttpResponse:
    overdracht = _overdracht(request, overdracht_id)
    initial = {
        "delen": overdracht.toestemming_delen,
        "ontvangers": overdracht.toestemming_ontvangers,
        "dag": overdracht.toestemming_op or timezone.localdate(),
    }
    form = ToestemmingForm(request.POST or None, initial=initial)
    return _save(
        request,
        overdracht,
        form,
        lambda: opstellen.record_toestemming(
            overdracht=overdracht, **form.cleaned_data, door=request.user, op=timezone.localdate()
        ),
        kop="Toestemming van de ouders",
        gelukt="De toestemming is vastgelegd.",
    )


@requires(Recht.OVERDRACHT_MAKE)
def ouders_record(request: IngelogdVerzoek, overdracht_id: int) -> HttpResponse:
    overdracht = _overdracht(request, overdracht_id)
    initial = {"dag": timezone.localdate(), "zienswijze": overdracht.inhoud.zienswijze}
    form = OudersForm(request.POST or None, initial=initial)
    return _save(
        request,
        overdracht,
        form,
        lambda: opstellen.record_ouders(
            overdracht=overdracht, **form.cleaned_data, door=request.user, op=timezone.localdate()
        ),
        kop="Gelezen door de ouders",
        gelukt="Vastgelegd is dat de ouders de overdracht hebben gelezen.",
    )


@requires(Recht.OVERDRACHT_MAKE)
@once
def bijlage_add(request: IngelogdVerzoek, overdracht_id: int) -> HttpResponse:
    overdracht = _overdracht(request, overdracht_id)
    form = BijlageForm(request.POST or None, request.FILES or None)
    return _save(
        request,
        overdracht,
        form,
        lambda: opstellen.attach_bijlage(
            overdracht=overdracht,
            inhoud=form.cleaned_data["bestand"].read(),
            omschrijving=form.cleaned_data["omschrijving"],
            door=request.user,
            op=timezone.localdate(),
        ),
        kop="Bijlage toevoegen",
        gelukt="De bijlage is toegevoegd.",
    )


@requires(Recht.OVERDRACHT_MAKE)
@require_POST
def bijlage_remove(request: IngelogdVerzoek, bijlage_id: int) -> HttpResponse:
    eigen = Overdrachtbijlage.objects.filter(overdracht__in=Overdracht.objects.for_gebruiker(request.user))
    bijlage = get_object_or_404(eigen.select_related("overdracht"), pk=bijlage_id)
    attempt(
        request, opstellen.detach_bijlage, "De bijlage is weggehaald.", bijlage=bijlage, door=request.user
    )
    return redirect("opvang:overdracht_detail", bijlage.overdracht_id)


@requires(Recht.OVERDRACHT_MAKE)
@once
def overdracht_send(request: IngelogdVerzoek, overdracht_id: int) -> HttpResponse:
    overdracht = _overdracht(request, overdracht_id)
    form = VerzendForm(
        request.POST or None, gemeente=request.user.gemeente, initial={"school": overdracht.school_id}
    )
    return _save(
        request,
        overdracht,
        form,
        lambda: verzenden.send_overdracht(
            overdracht=overdracht,
            school=form.cleaned_data["school"],
            door=request.user,
            op=timezone.localdate(),
        ),
        kop="Naar de school verzenden",
        gelukt="De overdracht is verzonden. De school ziet haar op de eigen startpagina.",
        ontbreekt=verzenden.missing_of(overdracht, timezone.localdate()),
    )


@requires(Recht.OVERDRACHT_MAKE)
@once
def gesprek_record(request: IngelogdVerzoek, overdracht_id: int) -> HttpResponse:
    overdracht = _overdracht(request, overdracht_id)
    form = GesprekForm(request.POST or None, initial={"dag": timezone.localdate()})
    return _save(
        request,
        overdracht,
        form,
        lambda: vervolg.record_gesprek(
            overdracht=overdracht, **form.cleaned_data, door=request.user, op=timezone.localdate()
        ),
        kop="Gesprek met de school",
        gelukt="Het gesprek is vastgelegd.",
    )


@requires(Recht.OVERDRACHT_MAKE)
@require_POST
def toestemming_withdraw(request: IngelogdVerzoek, overdracht_id: int) -> HttpResponse:
    overdracht = _overdracht(request, overdracht_id)
    gelukt = "De toestemming is ingetrokken. De school kan de inhoud niet (meer) lezen."
    attempt(
        request,
        opstellen.withdraw_toestemming,
        gelukt,
        overdracht=overdracht,
        door=request.user,
        op=timezone.localdate(),
    )
    return redirect("opvang:overdracht_detail", overdracht.pk)


@requires(Recht.OVERDRACHT_MAKE)
@require_POST
def overdracht_discard(request: IngelogdVerzoek, overdracht_id: int) -> HttpResponse:
    overdracht = _overdracht(request, overdracht_id)
    gelukt = f"Het concept voor {overdracht.kind} is weggegooid."
    if attempt(request, opstellen.discard_overdracht, gelukt, overdracht=overdracht, door=request.user):
        return redirect("opvang:overdracht_list")
    return redirect("opvang:overdracht_detail", overdracht.pk)


@requires(Recht.OVERDRACHT_MAKE)
@require_POST
@once
def overdracht_replace(request: IngelogdVerzoek, overdracht_id: int) -> HttpResponse:
    overdracht = _overdracht(request, overdracht_id)
    try:
        nieuw = verzenden.replace_overdracht(
            overdracht=overdracht, door=request.user, op=timezone.localdate()
        )
    except ValidationError as fout:
        show_refusal(request, fout)
        return redirect("opvang:overdracht_detail", overdracht.pk)
    messages.success(request, f"Dit is versie {nieuw.versie}. De vorige blijft gelden tot u deze verzendt.")
    return redirect("opvang:overdracht_detail", nieuw.pk)


def _save(
    request: IngelogdVerzoek,
    overdracht: Overdracht,
    form: Formulier,
    actie: Callable[[], Any],
    *,
    kop: str,
    gelukt: str,
    **extra: Any,
) -> HttpResponse:
    """One form of a package: done and back to it, or shown with what is wrong."""
    if form.is_valid():
        try:
            actie()
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, gelukt)
            return redirect("opvang:overdracht_detail", overdracht.pk)
    context = {"overdracht": overdracht, "form": form, "kop": kop} | extra
    return _render(request, "opvang/overdracht_form.html", context, formulier=kop.lower())


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


def _overdracht(request: IngelogdVerzoek, overdracht_id: int) -> Overdracht:
    eigen = Overdracht.objects.for_gebruiker(request.user).select_related(
        "kind", "locatie", "houder", "school", "inhoud", "vervolg", "vervangt"
    )
    return get_object_or_404(eigen, pk=overdracht_id)
