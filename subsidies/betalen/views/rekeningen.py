"""Accounts: given by one, agreed by another; masked for whom they do not concern."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisaties.eenmaal import once
from organisaties.formulieren import RedenForm
from organisaties.paginas import attempt, paginate
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, requires
from subsidies.betalen.forms import BankrekeningForm
from subsidies.betalen.rekeningen import agree_bankrekening, propose_bankrekening, refuse_bankrekening
from subsidies.models import Bankrekening, BankrekeningQuerySet

WAAROM = {"label": "Waarom niet?", "hulp": "Wie het nummer doorgaf, leest dit."}


@requires(Recht.BETALING_VIEW)
def rekening_list(request: IngelogdVerzoek) -> HttpResponse:
    return render(
        request,
        "subsidies/rekening_list.html",
        {
            "pagina": paginate(request, _own(request)),
            "mag_doorgeven": request.user.has_recht(Recht.BANKREKENING_MANAGE),
        },
    )


@requires(Recht.BETALING_VIEW)
def rekening_detail(request: IngelogdVerzoek, rekening_id: int) -> HttpResponse:
    return _render(request, _get(request, rekening_id), RedenForm(**WAAROM))


@requires(Recht.BANKREKENING_MANAGE)
@once
def rekening_create(request: IngelogdVerzoek) -> HttpResponse:
    nu, eigen = timezone.now(), request.user.organisatie if request.user.is_houder else None
    form = BankrekeningForm(
        request.POST or None, gemeente=request.user.gemeente, eigen=eigen, dag=timezone.localdate(nu)
    )
    if form.is_valid():
        gegevens = {"organisatie": eigen} | form.cleaned_data
        try:
            rekening = propose_bankrekening(door=request.user, op=nu, **gegevens)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            return redirect("subsidies:rekening_detail", rekening.pk)
    return render(request, "subsidies/rekening_form.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@requires(Recht.BANKREKENING_AGREE)
@once
def rekening_agree(request: IngelogdVerzoek, rekening_id: int) -> HttpResponse:
    attempt(
        request,
        agree_bankrekening,
        "U gaf akkoord. Betalingen gaan vanaf de genoemde dag naar deze rekening.",
        rekening=_get(request, rekening_id),
        door=request.user,
        op=timezone.now(),
    )
    return redirect("subsidies:rekening_detail", rekening_id)


@require_POST
@requires(Recht.BANKREKENING_AGREE)
@once
def rekening_refuse(request: IngelogdVerzoek, rekening_id: int) -> HttpResponse:
    rekening, form = _get(request, rekening_id), RedenForm(request.POST, **WAAROM)
    if not form.is_valid():
        return _render(request, rekening, form, status=422)
    attempt(
        request,
        refuse_bankrekening,
        "Het rekeningnummer is afgewezen.",
        rekening=rekening,
        reden=form.cleaned_data["reden"],
        door=request.user,
        op=timezone.now(),
    )
    return redirect("subsidies:rekening_detail", rekening_id)


def _own(request: IngelogdVerzoek) -> BankrekeningQuerySet:
    eigen: BankrekeningQuerySet = Bankrekening.objects.for_gebruiker(request.user).select_related(
        "organisatie", "kind", "gemeente", "voorgesteld_door", "besloten_door"
    )
    return eigen


def _get(request: IngelogdVerzoek, pk: int) -> Bankrekening:
    return get_object_or_404(_own(request), pk=pk)


def _render(
    request: IngelogdVerzoek, rekening: Bankrekening, form: RedenForm, status: int = 200
) -> HttpResponse:
    wacht = rekening.status == Bankrekening.Status.PROPOSED
    beslist = wacht and request.user.has_recht(Recht.BANKREKENING_AGREE)
    return render(
        request,
        "subsidies/rekening_detail.html",
        {
            "rekening": rekening,
            # Who must compare it with a document needs the whole number.
            "voluit": request.user.is_houder or beslist,
            # The name of parents is for who compares it, and for who knows the child by its name.
            "met_naam": rekening.kind_id is None or beslist or request.user.has_recht(Recht.KINDNAAM_VIEW),
            "mag_beslissen": beslist and rekening.voorgesteld_door_id != request.user.pk,
            "form": form,
        },
        status=status,
    )
