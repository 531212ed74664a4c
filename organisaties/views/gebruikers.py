"""The screens of the functioneel beheerder for users and their roles in the own municipality."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisaties import actions
from organisaties.aanmelden.post import site_of
from organisaties.audit import record
from organisaties.eenmaal import once
from organisaties.forms import RolForm, UitnodigingForm
from organisaties.gemeentegebruiker import Gemeentegebruiker, GemeentegebruikerQuerySet
from organisaties.handelingen import Handeling
from organisaties.inzien import render_recorded
from organisaties.models import Toekenning
from organisaties.paginas import attempt, paginate, zoektekst
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from organisaties.views.rollen import VERWANT, waiting_lines

GEBRUIKERS_PER_PAGINA = 50


def _personen(request: IngelogdVerzoek) -> GemeentegebruikerQuerySet:
    """Everybody who has or had a role in the municipality of the beheerder, as that municipality knows them."""
    return Gemeentegebruiker.objects.for_gebruiker(request.user).select_related("gebruiker", "gemeente")


@requires(Recht.GEBRUIKER_MANAGE)
@limited(aantal=120, seconden=60)
def gebruiker_list(request: IngelogdVerzoek) -> HttpResponse:
    zoek = zoektekst(request.GET)
    personen = _personen(request).filter(Q(naam__icontains=zoek) | Q(gebruiker__email__icontains=zoek))
    pagina = paginate(request, personen, GEBRUIKERS_PER_PAGINA)
    rollen: dict[int, list[Toekenning]] = {}
    alle = Toekenning.objects.filter(gemeente=request.user.gemeente)
    getoond = (alle.valid_on(timezone.localdate()) | alle.waiting()).select_related(*VERWANT)
    for toekenning in getoond.filter(gebruiker__in=[persoon.gebruiker_id for persoon in pagina]):
        rollen.setdefault(toekenning.gebruiker_id, []).append(toekenning)
    regels = [(persoon, rollen.get(persoon.gebruiker_id, [])) for persoon in pagina]
    return render_recorded(
        request,
        "organisaties/gebruiker_list.html",
        {"pagina": pagina, "regels": regels, "zoek": zoek, "wachtend": alle.waiting().count()},
        handeling=Handeling.GEBRUIKER_LIST,
        object=request.user.gemeente,
        aantal=len(regels),
        gezocht=bool(zoek),
    )


@requires(Recht.GEBRUIKER_MANAGE)
@limited(aantal=30, seconden=60)
@once
def gebruiker_invite(request: IngelogdVerzoek) -> HttpResponse:
    dag = timezone.localdate()
    form = UitnodigingForm(request.POST or None, gemeente=request.user.gemeente, dag=dag)
    if form.is_valid():
        try:
            with transaction.atomic():
                persoon = actions.invite_gebruiker(**form.cleaned_data, door=request.user, dag=dag)
                _mail(request, persoon)
        except ValidationError as fout:
            form.add_error(None, fout)
        else:
            return redirect("organisaties:gebruiker_detail", persoon.pk)
    return render(request, "organisaties/gebruiker_invite.html", {"form": form})


@requires(Recht.GEBRUIKER_MANAGE)
@once
def gebruiker_detail(request: IngelogdVerzoek, pk: int) -> HttpResponse:
    """One user: the roles in this municipality, and a form to give another."""
    dag = timezone.localdate()
    persoon = get_object_or_404(_personen(request), pk=pk)
    form = RolForm(request.POST or None, gemeente=request.user.gemeente, dag=dag)
    if form.is_valid():
        try:
            rol = actions.give_rol(
                gebruiker=persoon.gebruiker, **form.cleaned_data, door=request.user, dag=dag
            )
        except ValidationError as fout:
            form.add_error(None, fout)
        else:
            gelukt = "De rol gaat in als een andere beheerder instemt." if rol.is_waiting else ""
            messages.success(request, gelukt or f"{persoon} heeft de rol gekregen.")
            return redirect("organisaties:gebruiker_detail", pk)
    toekenningen = persoon.gebruiker.toekenningen.filter(gemeente=persoon.gemeente).select_related(
        *VERWANT, "besloten_door"
    )
    context = {
        "persoon": persoon,
        "geldig": toekenningen.valid_on(dag),
        "wachtend": waiting_lines(toekenningen.waiting(), request.user),
        "geweigerd": toekenningen.filter(status=Toekenning.Status.REFUSED),
        "eerder": toekenningen.in_force().filter(geldig_tot_en_met__lt=dag),
        "form": form,
    }
    return render_recorded(
        request,
        "organisaties/gebruiker_detail.html",
        context,
        handeling=Handeling.GEBRUIKER_VIEW,
        object=persoon,
    )


@require_POST
@requires(Recht.GEBRUIKER_MANAGE)
def toekenning_end(request: IngelogdVerzoek, pk: int) -> HttpResponse:
    toekenning = get_object_or_404(Toekenning, pk=pk, gemeente=request.user.gemeente)
    attempt(
        request,
        actions.end_rol,
        "De rol is beëindigd.",
        toekenning=toekenning,
        door=request.user,
        dag=timezone.localdate(),
    )
    persoon = _personen(request).get(gebruiker=toekenning.gebruiker_id)
    return redirect("organisaties:gebruiker_detail", persoon.pk)


@require_POST
@requires(Recht.GEBRUIKER_MANAGE)
def gebruiker_deactivate(request: IngelogdVerzoek, pk: int) -> HttpResponse:
    persoon = get_object_or_404(_personen(request), pk=pk)
    attempt(
        request,
        actions.deactivate_gebruiker,
        f"De toegang van {persoon} tot gemeente {persoon.gemeente} is uitgezet.",
        persoon=persoon,
        door=request.user,
        op=timezone.now(),
    )
    return redirect("organisaties:gebruiker_detail", pk)


@require_POST
@requires(Recht.GEBRUIKER_MANAGE)
def gebruiker_reactivate(request: IngelogdVerzoek, pk: int) -> HttpResponse:
    persoon = get_object_or_404(_personen(request), pk=pk)
    actions.reactivate_gebruiker(persoon=persoon, door=request.user)
    messages.success(request, f"De toegang van {persoon} tot gemeente {persoon.gemeente} is weer aan.")
    return redirect("organisaties:gebruiker_detail", pk)


@require_POST
@requires(Recht.GEBRUIKER_MANAGE)
@limited(aantal=10, seconden=60)
@once
def gebruiker_mail(request: IngelogdVerzoek, pk: int) -> HttpResponse:
    """Send the invitation again: the link has expired or the mail got lost."""
    persoon = get_object_or_404(_personen(request).filter(uitgezet_op=None), pk=pk)
    with transaction.atomic():
        record(handeling=Handeling.GEBRUIKER_MAIL, door=request.user, object=persoon)
        _mail(request, persoon)
    return redirect("organisaties:gebruiker_detail", pk)


def _mail(request: IngelogdVerzoek, persoon: Gemeentegebruiker) -> None:
    actions.send_uitnodiging(persoon=persoon, door=request.user, site=site_of(request))
    messages.success(request, f"De mail aan {persoon.email} gaat binnen een paar minuten weg.")
