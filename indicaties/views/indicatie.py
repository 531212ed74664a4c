from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from indicaties.actions import (
    extend_indicatie,
    grant_indicatie,
    refuse_indicatie,
    shorten_indicatie,
    withdraw_indicatie,
)
from indicaties.forms import AfwijzingForm, IndicatieForm, IntrekkingForm, VerkortingForm, VerlengingForm
from indicaties.handelingen import Handeling
from indicaties.models import Indicatie, Kind
from lib.weergave import datum
from organisaties.eenmaal import once
from organisaties.inzien import render_recorded
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires


@requires(Recht.INDICATIE_GRANT)
@once
def indicatie_grant(request: IngelogdVerzoek, kind_id: int, soort: str) -> HttpResponse:
    kind = get_object_or_404(Kind.objects.for_gebruiker(request.user).select_related("gemeente"), pk=kind_id)
    _check_soort(kind, soort)
    dag = timezone.localdate()
    form = IndicatieForm(request.POST or None, initial=_proposed_period(kind, dag), kind=kind, soort=soort)
    if form.is_valid():
        try:
            indicatie = grant_indicatie(
                kind=kind, soort=soort, door=request.user, op=dag, **form.cleaned_data
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            _tell_granted(request, indicatie)
            return redirect("indicaties:kind_detail", kind.pk)
    return render_recorded(
        request,
        "indicaties/indicatie_grant.html",
        {
            "form": form,
            "kind": kind,
            "bestaande": kind.indicaties.effective().filter(geldig_tot_en_met__gte=dag).first(),
            "soort": Indicatie.Soort(soort).label,
            "leeftijd": kind.leeftijd_op(dag),
        },
        handeling=Handeling.KIND_VIEW,
        object=kind,
        kind=kind.pseudoniem,
        formulier="indicatie afgeven",
    )


def _tell_granted(request: IngelogdVerzoek, indicatie: Indicatie) -> None:
    kind = indicatie.kind
    messages.success(request, f"De indicatie is afgegeven voor {kind}.")
    if indicatie.geldig_tot_en_met > kind.laatste_dag_als_peuter:
        messages.warning(
            request,
            f"De indicatie loopt door na de vierde verjaardag, {datum(kind.vierde_verjaardag)}. "
            "Klopt dat niet? Laat haar dan eerder eindigen.",
        )


def _proposed_period(kind: Kind, dag: date) -> dict[str, date]:
    """From today, or from the day after the last indicatie, to the day before the fourth birthday."""
    laatste = kind.indicaties.effective().order_by("-geldig_tot_en_met").first()
    van = dag if laatste is None else max(dag, laatste.geldig_tot_en_met + timedelta(days=1))
    voorstel = {"geldig_van": van}
    if van <= kind.laatste_dag_als_peuter:
        voorstel["geldig_tot_en_met"] = kind.laatste_dag_als_peuter
    return voorstel


@requires(Recht.INDICATIE_GRANT)
@once
def indicatie_refuse(request: IngelogdVerzoek, kind_id: int, soort: str) -> HttpResponse:
    kind = get_object_or_404(Kind.objects.for_gebruiker(request.user).select_related("gemeente"), pk=kind_id)
    _check_soort(kind, soort)
    form = AfwijzingForm(request.POST or None)
    if form.is_valid():
        try:
            besluit = refuse_indicatie(
                kind=kind, soort=soort, door=request.user, op=timezone.localdate(), **form.cleaned_data
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"{kind} krijgt geen indicatie. Maak nu de brief aan de ouders.")
            return redirect("indicaties:besluit_detail", besluit.pk)
    return render_recorded(
        request,
        "indicaties/indicatie_refuse.html",
        {"form": form, "kind": kind, "soort": Indicatie.Soort(soort).label},
        handeling=Handeling.KIND_VIEW,
        object=kind,
        kind=kind.pseudoniem,
        formulier="indicatie weigeren",
    )


def _check_soort(kind: Kind, soort: str) -> None:
    if soort not in Indicatie.Soort.values or (soort == Indicatie.Soort.SMI and not kind.gemeente.kent_smi):
        raise Http404


@requires(Recht.INDICATIE_GRANT)
@once
def indicatie_extend(request: IngelogdVerzoek, indicatie_id: int) -> HttpResponse:
    indicatie = _get_indicatie(request, indicatie_id)
    begin = {"criteria": indicatie.criteria.all(), "geldig_tot_en_met": _laatste_dag(indicatie)}
    form = VerlengingForm(request.POST or None, initial=begin, indicatie=indicatie)
    if form.is_valid():
        velden = dict(form.cleaned_data)
        try:
            langer = extend_indicatie(
                indicatie=indicatie,
                laatste_dag=velden.pop("geldig_tot_en_met"),
                door=request.user,
                op=timezone.localdate(),
                **velden,
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(
                request, f"De indicatie is verlengd tot en met {datum(langer.geldig_tot_en_met)}."
            )
            return redirect("indicaties:kind_detail", indicatie.kind_id)
    return _render(request, "indicaties/indicatie_extend.html", form, indicatie, "indicatie verlengen")


def _laatste_dag(indicatie: Indicatie) -> date | None:
    """The day before the fourth birthday, unless the indicatie lasts as long already."""
    laatste = indicatie.kind.laatste_dag_als_peuter
    return laatste if laatste > indicatie.geldig_tot_en_met else None


@requires(Recht.INDICATIE_GRANT)
@once
def indicatie_withdraw(request: IngelogdVerzoek, indicatie_id: int) -> HttpResponse:
    indicatie = _get_indicatie(request, indicatie_id)
    form = IntrekkingForm(request.POST or None)
    if form.is_valid():
        try:
            withdraw_indicatie(
                indicatie=indicatie, door=request.user, op=timezone.localdate(), **form.cleaned_data
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, "De indicatie is ingetrokken.")
            return redirect("indicaties:kind_detail", indicatie.kind_id)
    return _render(request, "indicaties/indicatie_withdraw.html", form, indicatie, "indicatie intrekken")


@requires(Recht.INDICATIE_GRANT)
@once
def indicatie_shorten(request: IngelogdVerzoek, indicatie_id: int) -> HttpResponse:
    indicatie = _get_indicatie(request, indicatie_id)
    form = VerkortingForm(request.POST or None)
    if form.is_valid():
        try:
            korter = shorten_indicatie(
                indicatie=indicatie, door=request.user, op=timezone.localdate(), **form.cleaned_data
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"De indicatie eindigt nu op {datum(korter.geldig_tot_en_met)}.")
            return redirect("indicaties:kind_detail", indicatie.kind_id)
    return _render(request, "indicaties/indicatie_shorten.html", form, indicatie, "indicatie verkorten")


def _render(
    request: IngelogdVerzoek, template: str, form: Form, indicatie: Indicatie, formulier: str
) -> HttpResponse:
    return render_recorded(
        request,
        template,
        {"form": form, "indicatie": indicatie},
        handeling=Handeling.INDICATIE_VIEW,
        object=indicatie,
        kind=indicatie.kind.pseudoniem,
        formulier=formulier,
    )


def _get_indicatie(request: IngelogdVerzoek, indicatie_id: int) -> Indicatie:
    indicaties = Indicatie.objects.for_gebruiker(request.user).effective().select_related("kind__gemeente")
    return get_object_or_404(indicaties, pk=indicatie_id)
