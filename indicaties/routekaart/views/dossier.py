"""One case: each button of the page of the child, with a form of its own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from indicaties.handelingen import Handeling
from indicaties.models import Traject, Trajecttaak
from indicaties.routekaart.actions import (
    add_contact,
    close_traject,
    discuss_traject,
    explain_late,
    finish_task,
    make_task,
    plan_step,
    transfer_all,
    transfer_traject,
    write_note,
)
from indicaties.routekaart.collegas import colleagues_on, names_of
from indicaties.routekaart.forms import (
    BesprokenForm,
    ContactForm,
    LaatForm,
    NotitieForm,
    SluitForm,
    StapForm,
    TaakForm,
    WisselAllesForm,
    WisselForm,
)
from organisaties.eenmaal import once
from organisaties.inzien import render_recorded
from organisaties.paginas import attempt
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires

Actie = Callable[[], Any]


@requires(Recht.TOELEIDING_MANAGE)
@once
def route_contact(request: IngelogdVerzoek, traject_id: int) -> HttpResponse:
    traject, dag = _traject(request, traject_id), timezone.localdate()
    form = ContactForm(request.POST or None, initial={"datum": dag})

    def actie() -> None:
        velden = form.cleaned_data
        add_contact(
            traject=traject,
            soort=velden["soort"],
            datum_contact=velden["datum"],
            notitie=velden["notitie"],
            door=request.user,
            op=dag,
        )

    return _handle(request, traject, form, actie, "Het contact is vastgelegd.", "Contact met het gezin")


@requires(Recht.TOELEIDING_MANAGE)
def route_discuss(request: IngelogdVerzoek, traject_id: int) -> HttpResponse:
    traject, dag = _traject(request, traject_id), timezone.localdate()
    form = BesprokenForm(request.POST or None, initial={"besproken_op": traject.besproken_op or dag})

    def actie() -> None:
        discuss_traject(traject=traject, **form.cleaned_data, door=request.user, op=dag)

    return _handle(request, traject, form, actie, "Vastgelegd dat het signaal is besproken.", "Besproken")


@requires(Recht.TOELEIDING_MANAGE)
def route_plan(request: IngelogdVerzoek, traject_id: int) -> HttpResponse:
    traject, dag = _traject(request, traject_id), timezone.localdate()
    bekend = {
        "volgende_stap": traject.volgende_stap,
        "uiterlijk": traject.uiterlijk,
        "wie": traject.behandelaar_id or request.user.pk,
    }
    collegas = colleagues_on(request.user.gemeente, dag)
    form = StapForm(request.POST or None, initial=bekend, collegas=collegas)

    def actie() -> None:
        plan_step(traject=traject, **form.gekozen(), door=request.user, op=dag)

    return _handle(request, traject, form, actie, "De volgende stap is vastgelegd.", "Volgende stap")


@requires(Recht.TOELEIDING_MANAGE)
@once
def route_note(request: IngelogdVerzoek, traject_id: int) -> HttpResponse:
    traject, dag = _traject(request, traject_id), timezone.localdate()
    form = NotitieForm(request.POST or None)

    def actie() -> None:
        write_note(traject=traject, **form.cleaned_data, door=request.user, op=dag)

    return _handle(request, traject, form, actie, "De notitie is bewaard.", "Notitie voor uw eigen kant")


@requires(Recht.TOELEIDING_MANAGE)
@once
def route_task(request: IngelogdVerzoek, traject_id: int) -> HttpResponse:
    traject, dag = _traject(request, traject_id), timezone.localdate()
    form = TaakForm(request.POST or None)

    def actie() -> None:
        make_task(traject=traject, **form.cleaned_data, door=request.user, op=dag)

    return _handle(request, traject, form, actie, "De taak is bewaard.", "Taak voor uzelf")


@require_POST
@requires(Recht.TOELEIDING_MANAGE)
def route_task_done(request: IngelogdVerzoek, taak_id: int) -> HttpResponse:
    eigen = Trajecttaak.objects.for_gebruiker(request.user).select_related("traject")
    taak = get_object_or_404(eigen, pk=taak_id)
    attempt(
        request, finish_task, "De taak is afgevinkt.", taak=taak, door=request.user, op=timezone.localdate()
    )
    return redirect("indicaties:kind_detail", taak.traject.kind_id)


@requires(Recht.TOELEIDING_MANAGE)
@once
def route_transfer(request: IngelogdVerzoek, traject_id: int) -> HttpResponse:
    traject, dag = _traject(request, traject_id), timezone.localdate()
    form = WisselForm(request.POST or None, collegas=colleagues_on(request.user.gemeente, dag))

    def actie() -> None:
        transfer_traject(
            traject=traject,
            naar=form.collega("naar"),
            reden=form.cleaned_data["reden"],
            door=request.user,
            op=dag,
        )

    return _handle(request, traject, form, actie, "Uw collega heeft dit dossier nu.", "Aan een collega geven")


@requires(Recht.TOELEIDING_MANAGE)
@once
def route_transfer_all(request: IngelogdVerzoek) -> HttpResponse:
    """Before a holiday, or after somebody left."""
    dag = timezone.localdate()
    collegas = colleagues_on(request.user.gemeente, dag)
    form = WisselAllesForm(request.POST or None, collegas=collegas, initial={"van": request.user.pk})
    _with_cases(form, request, collegas)
    if form.is_valid():
        gelukt = attempt(
            request,
            transfer_all,
            lambda aantal: f"{aantal} dossiers gegeven." if aantal != 1 else "1 dossier gegeven.",
            van=form.collega("van"),
            naar=form.collega("naar"),
            reden=form.cleaned_data["reden"],
            door=request.user,
            op=dag,
        )
        if gelukt:
            return redirect("indicaties:route_board")
    return render_recorded(
        request,
        "indicaties/route_transfer_all.html",
        {"form": form},
        handeling=Handeling.ROUTE_LIST,
        object=request.user.gemeente,
        formulier="alle dossiers geven",
    )


def _with_cases(form: WisselAllesForm, request: IngelogdVerzoek, collegas: list[tuple[str, str]]) -> None:
    """Also somebody who has no role any more can have cases; each with how many."""
    houders = Traject.objects.to_work_on_for(request.user).open().exclude(behandelaar=None)
    namen = names_of(request.user.gemeente)
    ids = sorted(
        {*houders.values_list("behandelaar", flat=True).distinct()} | {int(pk) for pk, _ in collegas}
    )
    veld = form.fields["van"]
    assert isinstance(veld, forms.ChoiceField)  # noqa: S101 - tells the type checker
    veld.choices = [("", "Kies een collega"), *((str(pk), namen.get(pk, "onbekend")) for pk in ids)]


@requires(Recht.TOELEIDING_MANAGE)
def route_close(request: IngelogdVerzoek, traject_id: int) -> HttpResponse:
    traject, dag = _traject(request, traject_id), timezone.localdate()
    form = SluitForm(request.POST or None)

    def actie() -> None:
        close_traject(traject=traject, **form.cleaned_data, door=request.user, op=dag)

    return _handle(request, traject, form, actie, "Het dossier is gesloten.", "Dossier sluiten")


@requires(Recht.TOELEIDING_MANAGE)
def route_late(request: IngelogdVerzoek, traject_id: int) -> HttpResponse:
    traject = _traject(request, traject_id)
    form = LaatForm(request.POST or None, initial={"reden": traject.reden_laat})

    def actie() -> None:
        explain_late(traject=traject, **form.cleaned_data, door=request.user)

    return _handle(request, traject, form, actie, "De reden is vastgelegd.", "Reden van een late start")


def _traject(request: IngelogdVerzoek, traject_id: int) -> Traject:
    eigen = Traject.objects.to_work_on_for(request.user).select_related("kind")
    return get_object_or_404(eigen, pk=traject_id)


def _handle(
    request: IngelogdVerzoek, traject: Traject, form: forms.Form, actie: Actie, gelukt: str, titel: str
) -> HttpResponse:
    """The form until it can be done, and then back to the page of the child."""
    if form.is_valid():
        try:
            actie()
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, gelukt)
            return redirect(f"{reverse('indicaties:kind_detail', args=[traject.kind_id])}#route")
    return render_recorded(
        request,
        "indicaties/route_form.html",
        {"form": form, "traject": traject, "kind": traject.kind, "titel": titel},
        handeling=Handeling.KIND_VIEW,
        object=traject.kind,
        kind=traject.kind.pseudoniem,
        formulier=titel.lower(),
    )
