from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from indicaties.actions import add_criterium, change_criterium, set_werkwijze, start_criteria
from indicaties.criteria import criterialijsten
from indicaties.forms import CriteriumForm, LijstForm, WerkwijzeForm
from indicaties.models import Criterium, werkwijze_of
from indicaties.werkwijzelog import read_wijzigingen
from organisaties.eenmaal import once
from organisaties.paginas import attempt
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires


@requires(Recht.WERKWIJZE_MANAGE)
def werkwijze_edit(request: IngelogdVerzoek) -> HttpResponse:
    gemeente = request.user.gemeente
    werkwijze = werkwijze_of(gemeente)
    form = WerkwijzeForm(request.POST or None, instance=werkwijze)
    if form.is_valid():
        try:
            gewijzigd = set_werkwijze(gemeente=gemeente, velden=form.cleaned_data, door=request.user)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(
                request, "De werkwijze is vastgelegd." if gewijzigd else "Er is niets gewijzigd."
            )
            return redirect("indicaties:werkwijze_edit")
    return render(
        request,
        "indicaties/werkwijze_edit.html",
        {
            "form": form,
            "is_vastgelegd": werkwijze.pk is not None,
            "wijzigingen": read_wijzigingen(gemeente),
            "dag": timezone.localdate(),
        },
    )


@requires(Recht.WERKWIJZE_MANAGE)
def criteria_edit(request: IngelogdVerzoek) -> HttpResponse:
    gemeente = request.user.gemeente
    return render(
        request,
        "indicaties/criteria_edit.html",
        {
            "criteria": gemeente.criteria.all(),
            "werkwijze": werkwijze_of(gemeente),
            "lijst_form": LijstForm(lijsten=criterialijsten()),
        },
    )


@requires(Recht.WERKWIJZE_MANAGE)
@once
def criterium_add(request: IngelogdVerzoek) -> HttpResponse:
    gemeente = request.user.gemeente
    form = CriteriumForm(request.POST or None, gemeente=gemeente)
    if form.is_valid():
        try:
            criterium = add_criterium(gemeente=gemeente, velden=form.cleaned_data, door=request.user)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"De grond ‘{criterium}’ is toegevoegd.")
            return redirect("indicaties:criteria_edit")
    return render(request, "indicaties/criterium_edit.html", {"form": form})


@requires(Recht.WERKWIJZE_MANAGE)
def criterium_change(request: IngelogdVerzoek, criterium_id: int) -> HttpResponse:
    gemeente = request.user.gemeente
    criterium = get_object_or_404(gemeente.criteria, pk=criterium_id)
    velden = ("groep", "naam", "brieftekst", "volgorde", "gewicht", "is_herkomst", "actief")
    form = CriteriumForm(
        request.POST or None,
        gemeente=gemeente,
        criterium=criterium,
        initial={veld: getattr(criterium, veld) for veld in velden},
    )
    if form.is_valid() and _save(request, criterium, form):
        return redirect("indicaties:criteria_edit")
    return render(request, "indicaties/criterium_edit.html", {"form": form, "criterium": criterium})


def _save(request: IngelogdVerzoek, criterium: Criterium, form: CriteriumForm) -> bool:
    try:
        gewijzigd = change_criterium(criterium=criterium, velden=form.cleaned_data, door=request.user)
    except ValidationError as fout:
        form.add_error(None, fout.messages)
        return False
    messages.success(request, "De grond is opgeslagen." if gewijzigd else "Er is niets gewijzigd.")
    return True


@require_POST
@requires(Recht.WERKWIJZE_MANAGE)
@once
def criteria_start(request: IngelogdVerzoek) -> HttpResponse:
    form = LijstForm(request.POST, lijsten=criterialijsten())
    if not form.is_valid():
        messages.error(request, "Kies een lijst van gronden.")
        return redirect("indicaties:criteria_edit")
    attempt(
        request,
        start_criteria,
        lambda criteria: (
            f"{len(criteria)} gronden zijn overgenomen. Kijk na of zij voor uw gemeente kloppen."
        ),
        gemeente=request.user.gemeente,
        door=request.user,
        **form.cleaned_data,
    )
    return redirect("indicaties:criteria_edit")
