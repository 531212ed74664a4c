from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from brieven.handelingen import Handeling
from brieven.models import Ouderbijeenkomst
from opvang.ouders.actions import brieven_of, plan_bijeenkomst
from opvang.ouders.forms import BijeenkomstForm
from opvang.tasks import make_uitnodigingen
from organisaties.eenmaal import once
from organisaties.inzien import list_details, render_recorded
from organisaties.paginas import paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires
from organisaties.wachtrij import enqueue


def _rows(request: IngelogdVerzoek) -> "QuerySet[Ouderbijeenkomst]":
    """Those of the own municipality; a JGZ organisation sees those that it planned."""
    rijen = Ouderbijeenkomst.objects.filter(gemeente=request.user.gemeente)
    return rijen.filter(organisatie=request.user.organisatie) if request.user.organisatie else rijen


@requires(Recht.OUDERS_INFORM)
def bijeenkomst_list(request: IngelogdVerzoek) -> HttpResponse:
    pagina = paginate(request, _rows(request))
    return render(request, "opvang/bijeenkomst_list.html", {"pagina": pagina})


@requires(Recht.OUDERS_INFORM)
@once
def bijeenkomst_plan(request: IngelogdVerzoek) -> HttpResponse:
    nu = timezone.now()
    form = BijeenkomstForm(request.POST or None, gebruiker=request.user, vandaag=timezone.localdate(nu))
    if form.is_valid():
        velden = {naam: form.cleaned_data[naam] for naam in ("datum", "tijd", "plaats", "talen")}
        try:
            with transaction.atomic():
                bijeenkomst = plan_bijeenkomst(voor=form.as_selectie(), door=request.user, op=nu, **velden)
                enqueue(make_uitnodigingen, bijeenkomst.pk, door=request.user)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("opvang:bijeenkomst_detail", bijeenkomst.pk)
    return render(request, "opvang/bijeenkomst_plan.html", {"form": form})


@requires(Recht.OUDERS_INFORM)
def bijeenkomst_detail(request: IngelogdVerzoek, bijeenkomst_id: int) -> HttpResponse:
    """Who is invited: a list to print. Of a secret address there is nothing to print."""
    bijeenkomst = get_object_or_404(_rows(request), pk=bijeenkomst_id)
    brieven = brieven_of(bijeenkomst).filter(vernietigd_op=None).order_by("aan_naam", "pk")
    pagina = paginate(request, brieven, 200)
    context = {"bijeenkomst": bijeenkomst, "pagina": pagina}
    kinderen = [brief.pseudoniem for brief in pagina]
    if not kinderen:
        return render(request, "opvang/bijeenkomst_detail.html", context)
    return render_recorded(
        request,
        "opvang/bijeenkomst_detail.html",
        context,
        handeling=Handeling.OUDERBIJEENKOMST_LIST,
        object=bijeenkomst,
        **list_details(request, kinderen),
    )
