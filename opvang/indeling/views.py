"""The children of a location over its groups, as who works there divides them."""

from collections import Counter
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from lib.weergave import datum
from opvang.indeling.actions import assign_groepen, withdraw_indeling
from opvang.indeling.forms import DagForm, IndelingForm
from opvang.indeling.handelingen import Handeling
from opvang.indeling.lezen import Indeling, divide_on, groepen_on
from opvang.models import Groep, Groepsindeling, Plaatsing
from organisaties.eenmaal import once
from organisaties.inzien import list_details, render_recorded
from organisaties.models import Locatie
from organisaties.paginas import attempt, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires

PER_PAGINA = 100
# With fewer groups there is nothing to choose, and the page names no child.
MINSTENS = 2


@requires(Recht.PLAATSING_MANAGE)
@limited(aantal=60, seconden=60)
@once
def indeling_edit(request: IngelogdVerzoek, locatie_id: int) -> HttpResponse:
    locatie = get_object_or_404(Locatie.objects.for_gebruiker(request.user), pk=locatie_id)
    dag, dagform = _read_dag(request)
    groepen = groepen_on([locatie.pk], dag)
    indeling = divide_on(groepen, dag)
    plaatsen = Plaatsing.objects.for_gebruiker(request.user).active_on(dag).filter(locatie=locatie)
    pagina = paginate(request, plaatsen.select_related("kind"), PER_PAGINA)
    rijen = [(plaats, indeling.get((plaats.kind_id, locatie.pk))) for plaats in pagina]
    form = IndelingForm(request.POST or None, rijen=rijen, groepen=groepen[locatie.pk])
    if form.is_valid() and _assign(request, locatie, form, dag):
        return redirect(request.get_full_path())
    context = {
        "locatie": locatie,
        "dag": dag,
        "dagform": dagform,
        "form": form,
        "pagina": pagina,
        **_count(groepen[locatie.pk], indeling),
    }
    if not rijen or len(groepen[locatie.pk]) < MINSTENS:
        return render(request, "opvang/indeling_form.html", context)
    return render_recorded(
        request,
        "opvang/indeling_form.html",
        context,
        handeling=Handeling.INDELING_VIEW,
        object=locatie,
        **list_details(request, (plaats.kind.pseudoniem for plaats, _ in rijen)),
    )


@requires(Recht.PLAATSING_MANAGE)
@require_POST
def indeling_withdraw(request: IngelogdVerzoek, indeling_id: int) -> HttpResponse:
    eigen = Groepsindeling.objects.for_gebruiker(request.user).select_related("groep__locatie", "kind")
    indeling = get_object_or_404(eigen, pk=indeling_id)
    gelukt = f"De indeling in {indeling.groep} is ingetrokken."
    attempt(request, withdraw_indeling, gelukt, indeling=indeling, door=request.user, op=timezone.localdate())
    plaats = Plaatsing.objects.for_gebruiker(request.user).filter(
        kind=indeling.kind, locatie=indeling.groep.locatie
    )
    laatste = plaats.order_by("-startdatum", "-pk").first()
    if laatste is None:
        return redirect("indicaties:kind_detail", indeling.kind_id)
    return redirect(f"{reverse('opvang:plaatsing_detail', args=[laatste.pk])}#groepen")


def _count(groepen: list[Groep], indeling: Indeling) -> dict[str, Any]:
    """How many children each group has, and how many are in none."""
    aantallen = Counter(indeling.values())
    return {
        "groepen": groepen,
        "tellingen": [(groep, aantallen[groep]) for groep in groepen],
        "zonder": aantallen[None],
    }


def _assign(request: IngelogdVerzoek, locatie: Locatie, form: IndelingForm, dag: date) -> bool:
    op = timezone.localdate()
    try:
        aantal = assign_groepen(locatie=locatie, keuzes=form.keuzes(), vanaf=dag, door=request.user, op=op)
    except ValidationError as fout:
        form.add_error(None, fout.messages)
        return False
    messages.success(request, _told(aantal, dag))
    return True


def _read_dag(request: IngelogdVerzoek) -> tuple[date, DagForm]:
    """The day in the address, and today when there is none or when it is no day; the form says what is wrong with it."""
    vandaag = timezone.localdate()
    if "per" not in request.GET:
        return vandaag, DagForm(initial={"per": vandaag})
    form = DagForm(request.GET)
    return (form.cleaned_data["per"] if form.is_valid() else vandaag), form


def _told(aantal: int, dag: date) -> str:
    if not aantal:
        return "Er is niets gewijzigd: iedereen zat al in de gekozen groep."
    wie = "1 kind is" if aantal == 1 else f"{aantal} kinderen zijn"
    return f"{wie} vanaf {datum(dag)} in een (andere) groep ingedeeld."
