"""The referrals to a provider: answering them, and telling whether the child came."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from indicaties.handelingen import Handeling as KindHandeling
from indicaties.models import Toeleiding
from opvang.actions import answer_verwijzing, confirm_start, refuse_verwijzing, report_absence
from opvang.handelingen import Handeling
from opvang.plaatsforms import VOL, AntwoordForm, StartForm
from organisaties.eenmaal import once
from organisaties.inzien import list_details, render_recorded
from organisaties.paginas import paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires

PER_PAGINA = 50


@requires(Recht.PLAATSING_MANAGE)
@limited(aantal=120, seconden=60)
def verwijzing_list(request: IngelogdVerzoek) -> HttpResponse:
    """Who waits longest stands first."""
    dag = timezone.localdate()
    eigen = Toeleiding.objects.for_gebruiker(request.user).select_related("kind", "locatie")
    pagina = paginate(request, eigen.waiting_on(dag).order_by("verwezen_op", "pk"), PER_PAGINA)
    te_bevestigen = list(eigen.to_confirm_on(dag).order_by("verwezen_op", "pk")[:PER_PAGINA])
    kinderen = [toeleiding.kind for toeleiding in (*pagina, *te_bevestigen)]
    return render_recorded(
        request,
        "opvang/verwijzing_list.html",
        {"pagina": pagina, "te_bevestigen": te_bevestigen, "dag": dag},
        handeling=Handeling.VERWIJZING_LIST,
        object=request.user.gemeente,
        **list_details(request, (kind.pseudoniem for kind in kinderen)),
    )


@requires(Recht.PLAATSING_MANAGE)
@once
def verwijzing_answer(request: IngelogdVerzoek, toeleiding_id: int) -> HttpResponse:
    toeleiding, dag = _toeleiding(request, toeleiding_id), timezone.localdate()
    form = AntwoordForm(request.POST or None, initial={"verwacht": toeleiding.verwacht})
    if form.is_valid():
        try:
            _answer(request, toeleiding, form)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"Uw antwoord over {toeleiding.kind} is vastgelegd.")
            return redirect("opvang:verwijzing_list")
    return render_recorded(
        request,
        "opvang/verwijzing_answer.html",
        {"form": form, "toeleiding": toeleiding, "dag": dag},
        handeling=KindHandeling.TOELEIDING_VIEW,
        object=toeleiding,
        kind=toeleiding.kind.pseudoniem,
        formulier="antwoord op een verwijzing",
    )


def _answer(request: IngelogdVerzoek, toeleiding: Toeleiding, form: AntwoordForm) -> None:
    velden, dag = form.cleaned_data, timezone.localdate()
    if velden["antwoord"] == VOL:
        refuse_verwijzing(toeleiding=toeleiding, toelichting=velden["toelichting"], door=request.user, op=dag)
    else:
        answer_verwijzing(
            toeleiding=toeleiding,
            status=velden["antwoord"],
            verwacht=velden["verwacht"],
            door=request.user,
            op=dag,
        )


@requires(Recht.PLAATSING_MANAGE)
@once
def verwijzing_confirm(request: IngelogdVerzoek, toeleiding_id: int) -> HttpResponse:
    toeleiding, dag = _toeleiding(request, toeleiding_id), timezone.localdate()
    form = StartForm(request.POST or None, initial={"datum": dag})
    if form.is_valid():
        datum = form.cleaned_data["datum"]
        try:
            if form.cleaned_data["gekomen"]:
                confirm_start(toeleiding=toeleiding, gestart_op=datum, door=request.user, op=dag)
            else:
                report_absence(toeleiding=toeleiding, gewacht_op=datum, door=request.user, op=dag)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"Vastgelegd voor {toeleiding.kind}.")
            return redirect("opvang:verwijzing_list")
    return render_recorded(
        request,
        "opvang/verwijzing_confirm.html",
        {"form": form, "toeleiding": toeleiding},
        handeling=KindHandeling.TOELEIDING_VIEW,
        object=toeleiding,
        kind=toeleiding.kind.pseudoniem,
        formulier="start van een verwezen kind",
    )


def _toeleiding(request: IngelogdVerzoek, toeleiding_id: int) -> Toeleiding:
    eigen = Toeleiding.objects.for_gebruiker(request.user).select_related("kind", "houder", "locatie")
    return get_object_or_404(eigen, pk=toeleiding_id)
